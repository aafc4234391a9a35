#include <cstdio>
#include <utility>

#include "tools/firefly/commands.h"
#include "tools/firefly/files.h"
#include "tools/firefly/plan.h"
#include "tools/firefly/workspace.h"

namespace firefly::tool {

Exit plan_command(const Options& options) {
  script::Diagnostics diagnostics;
  const base::Result<Built> built = build_pack(options.paths[0], script::Dialect::Yarn, Pictures::Without,
                                               options.version, diagnostics, plan_functions());
  base::Result<std::string> text = read_file(options.paths[1]);
  if (!built || !text) {
    std::fprintf(stderr, "firefly: %s\n", (built ? text.error() : built.error()).message.c_str());
    return Exit::Wrong;
  }
  if (built->pack) {
    const script::Source source(options.paths[1], std::move(text).value());
    const std::vector<PlanRun> runs = read_plan(source, diagnostics);
    if (diagnostics.error_count() == 0) {
      run_plan(*built->pack, source, runs, between_runs_of(built->project), options.seed, diagnostics);
    }
  }
  diagnostics.sort();
  return report(diagnostics, options.language) ? Exit::Holds : Exit::Wrong;
}

}  // namespace firefly::tool
