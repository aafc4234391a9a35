#include <cstdio>
#include <utility>

#include "engine/script/parser.h"
#include "engine/script/scene.h"
#include "tools/firefly/commands.h"
#include "tools/firefly/files.h"
#include "tools/firefly/tag.h"
#include "tools/firefly/workspace.h"

namespace firefly::tool {
namespace {

// The ids of a program belong together: those of all its scripts are taken, and those that still have a translation,
// which must not come to stand under another line.
Exit tag_program(const std::string& path, script::Language language) {
  const bool alone = is_file(path);
  script::Diagnostics diagnostics;
  const base::Result<script::Project> project = load_project(alone ? folder_of(path) : path, diagnostics);
  if (!project) {
    std::fprintf(stderr, "firefly: %s\n", project.error().message.c_str());
    return Exit::Wrong;
  }
  diagnostics.sort();
  if (!report(diagnostics, language)) return Exit::Wrong;
  std::set<std::string> taken;
  for (const script::SceneLine& line : script::survey(project.value(), script::Dialect::Yarn).lines) {
    if (!line.id.empty()) taken.insert(line.id);
  }
  if (project->translations) {
    const script::Sheet sheet(*project->translations, {"id"}, diagnostics);
    for (size_t row = 0; row < sheet.row_count(); ++row) taken.emplace(sheet.text(row, "id"));
  }
  for (const script::Script& script : project->scripts) {
    if (alone && script.source.path() != path) continue;
    const std::string tagged = with_line_ids(script, project->name, taken);
    if (tagged == script.source.text()) continue;
    const base::Result<base::Done> written = write_file(script.source.path(), tagged);
    if (!written) {
      std::fprintf(stderr, "firefly: %s\n", written.error().message.c_str());
      return Exit::Wrong;
    }
    std::printf("%s\n", script.source.path().c_str());
  }
  return Exit::Holds;
}

Exit tag_path(const std::string& path, script::Language language) {
  if (is_file(path) || !files_in(path, ".yarn").empty()) return tag_program(path, language);
  for (const std::string& name : folders_in(path)) {
    const Exit exit = tag_path(join_path(path, name), language);
    if (exit != Exit::Holds) return exit;
  }
  return Exit::Holds;
}

}  // namespace

Exit tag_command(const Options& options) {
  for (const std::string& path : options.paths) {
    if (!is_file(path) && !is_folder(path)) {
      std::fprintf(stderr, "firefly: there is no %s\n", path.c_str());
      return Exit::Usage;
    }
    const Exit exit = tag_path(path, options.language);
    if (exit != Exit::Holds) return exit;
  }
  return Exit::Holds;
}

}  // namespace firefly::tool
