#include <cstdio>
#include <string>

#include "tools/firefly/check_paths.h"
#include "tools/firefly/commands.h"
#include "tools/firefly/files.h"
#include "tools/firefly/workspace.h"

namespace firefly::tool {
Exit check_command(const Options& options) {
  const base::Result<Checked> checked = check_paths(options);
  if (!checked) {
    std::fprintf(stderr, "firefly: %s\n", checked.error().message.c_str());
    return Exit::Usage;
  }
  const script::Diagnostics& diagnostics = checked->diagnostics;
  if (options.json) {
    std::fputs(script::to_json(diagnostics).c_str(), stdout);
  } else {
    report(diagnostics, options.language);
    const std::string summary =
        script::print_summary(checked->script_count, checked->plan_count, diagnostics, options.language);
    std::fputs(summary.c_str(), stdout);
  }
  return diagnostics.error_count() == 0 ? Exit::Holds : Exit::Wrong;
}

}  // namespace firefly::tool
