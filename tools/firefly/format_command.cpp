#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "engine/script/format.h"
#include "engine/script/parser.h"
#include "tools/firefly/commands.h"
#include "tools/firefly/files.h"
#include "tools/firefly/workspace.h"

namespace firefly::tool {
namespace {

Exit failed(const base::Error& error) {
  std::fprintf(stderr, "firefly: %s\n", error.message.c_str());
  return Exit::Wrong;
}

// A script with errors stays as it is, since nobody can tell what was meant.
Exit format_file(const std::string& path, const Options& options) {
  base::Result<std::string> text = read_file(path);
  if (!text) return failed(text.error());
  script::Diagnostics diagnostics;
  const script::Script script = script::parse(script::Source(path, std::move(text).value()), diagnostics);
  if (diagnostics.error_count() > 0) {
    diagnostics.sort();
    report(diagnostics, options.language);
    return Exit::Wrong;
  }
  const std::string formatted = script::format(script);
  if (formatted == script.source.text()) return Exit::Holds;
  std::printf("%s\n", path.c_str());
  if (options.only_check) return Exit::Wrong;
  const base::Result<base::Done> written = write_file(path, formatted);
  return written ? Exit::Holds : failed(written.error());
}

Exit format_path(const std::string& path, const Options& options) {
  if (is_file(path)) return format_file(path, options);
  Exit worst = Exit::Holds;
  for (const std::string& script : files_in(path, ".yarn")) {
    if (format_file(script, options) != Exit::Holds) worst = Exit::Wrong;
  }
  for (const std::string& name : folders_in(path)) {
    if (format_path(join_path(path, name), options) != Exit::Holds) worst = Exit::Wrong;
  }
  return worst;
}

}  // namespace

Exit format_command(const Options& options) {
  Exit worst = Exit::Holds;
  for (const std::string& path : options.paths) {
    if (!is_file(path) && !is_folder(path)) {
      std::fprintf(stderr, "firefly: there is no %s\n", path.c_str());
      return Exit::Usage;
    }
    if (format_path(path, options) != Exit::Holds) worst = Exit::Wrong;
  }
  return worst;
}

}  // namespace firefly::tool
