#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "engine/compile/compile.h"
#include "engine/program/draft.h"
#include "engine/script/check.h"
#include "tools/firefly/commands.h"
#include "tools/firefly/files.h"
#include "tools/firefly/workspace.h"

namespace firefly::tool {
namespace {

class Build {
 public:
  explicit Build(const Options& options) : options_(options) {}

  // True where everything was built.
  bool content(const std::string& folder) {
    script::Diagnostics diagnostics;
    const script::Library library = load_library(folder, diagnostics);
    script::check_library(library, "", diagnostics);
    if (!report_errors(diagnostics)) return false;
    for (const std::string& locale : library.messages.column_names()) {
      if (locale == "id" || locale == "note") continue;
      base::Result<program::Draft> draft = compile::compile_messages(library.messages, locale);
      if (!draft) return failed(draft.error());
      if (!write("messages." + locale + ".pack", program::write_pack(draft.value()))) return false;
    }
    std::string catalogue;
    const std::string scenarios = join_path(folder, "scenarios");
    for (const std::string& name : folders_in(scenarios)) {
      if (!scenario(join_path(scenarios, name))) return false;
      catalogue += name + "\n";
    }
    return write("catalogue.txt", {catalogue.begin(), catalogue.end()});
  }

  bool scenario(const std::string& path) {
    script::Diagnostics diagnostics;
    const base::Result<Built> built =
        build_pack(path, script::Dialect::Firefly, Pictures::With, options_.version, diagnostics);
    if (!built) return failed(built.error());
    if (!report_errors(diagnostics)) return false;
    return write(std::filesystem::path(name_of(path)).stem().string() + ".pack", built->bytes);
  }

 private:
  static bool failed(const base::Error& error) {
    std::fprintf(stderr, "firefly: %s\n", error.message.c_str());
    return false;
  }

  bool report_errors(script::Diagnostics& diagnostics) const {
    diagnostics.sort();
    if (diagnostics.error_count() == 0) return true;  // warnings are for `check`
    return report(diagnostics, options_.language);
  }

  bool write(const std::string& name, const std::vector<uint8_t>& bytes) const {
    const base::Result<base::Done> written =
        write_file(join_path(options_.output, name), {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    if (!written) return failed(written.error());
    std::printf("%8zu  %s\n", bytes.size(), name.c_str());
    return true;
  }

  const Options& options_;
};

}  // namespace

Exit build_command(const Options& options) {
  if (options.output.empty()) {
    std::fputs("firefly build: say where the packs go: -o DIR\n", stderr);
    return Exit::Usage;
  }
  std::error_code error;
  std::filesystem::create_directories(options.output, error);
  const std::string& path = options.paths.front();
  if (!is_folder(path) && !is_file(path)) {
    std::fprintf(stderr, "firefly: there is no %s\n", path.c_str());
    return Exit::Usage;
  }
  Build build(options);
  const bool whole = is_file(join_path(path, "vocabulary.csv"));
  return (whole ? build.content(path) : build.scenario(path)) ? Exit::Holds : Exit::Wrong;
}

}  // namespace firefly::tool
