#include <cstdio>
#include <utility>

#include "tools/firefly/commands.h"
#include "tools/firefly/files.h"
#include "tools/firefly/plan.h"
#include "tools/firefly/workspace.h"

namespace firefly::tool {

Exit plan_command(const Options& options) {
  script::Diagnostics diagnostics;
  const base::Result<std::optional<program::Pack>> opened =
      open_pack(options.paths[0], script::Dialect::Yarn, Pictures::Without, options.version, diagnostics);
  base::Result<std::string> text = read_file(options.paths[1]);
  if (!opened || !text) {
    std::fprintf(stderr, "firefly: %s\n", (opened ? text.error() : opened.error()).message.c_str());
    return Exit::Wrong;
  }
  if (opened.value()) {
    const script::Source source(options.paths[1], std::move(text).value());
    const std::vector<PlanRun> runs = read_plan(source, diagnostics);
    if (diagnostics.error_count() == 0) run_plan(*opened.value(), source, runs, options.seed, diagnostics);
  }
  diagnostics.sort();
  return report(diagnostics, options.language) ? Exit::Holds : Exit::Wrong;
}

}  // namespace firefly::tool
