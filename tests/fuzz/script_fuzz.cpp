#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/checksum.h"
#include "engine/script/format.h"
#include "engine/script/parser.h"
#include "tests/fuzz/program_walk.h"
#include "tools/firefly/tag.h"

// Any bytes as a script: it is told what is wrong with it, or it becomes a pack that opens and plays. Formatting and
// tagging change nothing of what it means.

namespace firefly::fuzz {
namespace {

// The same pack comes out of the script in form, and form stays as it is.
void hold_against_formatted(const script::Script& script, script::Dialect dialect,
                            const std::optional<std::vector<uint8_t>>& pack) {
  const std::string formatted = script::format(script);
  script::Diagnostics diagnostics;
  const script::Project again = project_of(formatted, diagnostics);
  FIREFLY_CHECK(diagnostics.error_count() == 0);
  FIREFLY_CHECK(script::format(again.scripts[0]) == formatted);
  FIREFLY_CHECK(again.scripts[0].comments.size() == script.comments.size());
  FIREFLY_CHECK(compiled(again, dialect, diagnostics) == pack);
}

void hold_against_tagged(const script::Script& script) {
  std::set<std::string> taken;
  const std::string tagged = tool::with_line_ids(script, "x", taken);
  script::Diagnostics diagnostics;
  const script::Project again = project_of(tagged, diagnostics);
  FIREFLY_CHECK(diagnostics.error_count() == 0);
  FIREFLY_CHECK(tool::with_line_ids(again.scripts[0], "x", taken) == tagged);
}

}  // namespace
}  // namespace firefly::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace firefly;
  const std::string text(reinterpret_cast<const char*>(data), size);
  script::Diagnostics syntax;
  const script::Project project = fuzz::project_of(text, syntax);
  for (const script::Dialect dialect : {script::Dialect::Yarn, script::Dialect::Firefly}) {
    script::Diagnostics diagnostics = syntax;
    const std::optional<std::vector<uint8_t>> bytes = fuzz::compiled(project, dialect, diagnostics);
    fuzz::print_all(diagnostics);
    if (syntax.error_count() == 0) fuzz::hold_against_formatted(project.scripts[0], dialect, bytes);
    if (!bytes) continue;
    const base::Result<program::Pack> pack = program::Pack::open(*bytes);
    FIREFLY_CHECK(pack);
    fuzz::walk(pack.value(), base::checksum({data, size}), fuzz::Maker::Ourselves);
  }
  if (syntax.error_count() == 0) fuzz::hold_against_tagged(project.scripts[0]);
  return 0;
}
