#include <doctest/doctest.h>

#include "tests/source_path.h"
#include "tools/firefly/check_paths.h"

// Markup from a script to what a reader sees: tests/corpus/markup is played by its own test plan.

namespace firefly {

TEST_CASE("a script with every kind of markup reads as its test plan says") {
  tool::Options options;
  options.language_only = true;
  options.paths = {test::source_path("tests/corpus/markup")};
  const base::Result<tool::Checked> checked = tool::check_paths(options);
  REQUIRE(checked);
  CHECK(checked->plan_count == 1);
  for (const script::Diagnostic& diagnostic : checked->diagnostics.list()) {
    FAIL_CHECK(script::print(diagnostic, script::Language::English));
  }
}

}  // namespace firefly
