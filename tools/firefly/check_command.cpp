#include <cstdio>
#include <string>

#include "tools/firefly/check_paths.h"
#include "tools/firefly/commands.h"
#include "tools/firefly/files.h"
#include "tools/firefly/workspace.h"

namespace firefly::tool {
namespace {

void print_json(const script::Diagnostics& diagnostics) {
  std::string out = "{\"errors\":" + std::to_string(diagnostics.error_count()) +
                    ",\"warnings\":" + std::to_string(diagnostics.warning_count()) + ",\"diagnostics\":[";
  for (const script::Diagnostic& diagnostic : diagnostics.list()) {
    if (&diagnostic != &diagnostics.list().front()) out += ',';
    out += '\n' + script::to_json(diagnostic);
  }
  std::fputs((out + "]}\n").c_str(), stdout);
}

}  // namespace

Exit check_command(const Options& options) {
  const base::Result<Checked> checked = check_paths(options);
  if (!checked) {
    std::fprintf(stderr, "firefly: %s\n", checked.error().message.c_str());
    return Exit::Usage;
  }
  const script::Diagnostics& diagnostics = checked->diagnostics;
  if (options.json) {
    print_json(diagnostics);
  } else {
    report(diagnostics, options.language);
    const std::string summary =
        script::print_summary(checked->script_count, checked->plan_count, diagnostics, options.language);
    std::fputs(summary.c_str(), stdout);
  }
  return diagnostics.error_count() == 0 ? Exit::Holds : Exit::Wrong;
}

}  // namespace firefly::tool
