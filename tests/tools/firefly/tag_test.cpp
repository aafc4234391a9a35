#include "tools/firefly/tag.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/script/parser.h"

namespace firefly::tool {
namespace {

std::string tagged(const std::string& text, std::set<std::string> taken = {}) {
  script::Diagnostics diagnostics;
  const script::Script script = script::parse(script::Source("x.yarn", text), diagnostics);
  return with_line_ids(script, "s", taken);
}

TEST_CASE("every line and option without an id gets one, behind its tags and before its comment") {
  CHECK(tagged("title: EndSafe\n---\nBea: hi  // why\n-> a <<if true>> #act:x\r\n\tb #line:kept #z\n===\n") ==
        "title: EndSafe\n---\nBea: hi #line:s_end_safe_01  // why\n-> a <<if true>> #act:x #line:s_end_safe_02\r\n"
        "\tb #line:kept #z\n===\n");
}

TEST_CASE("ids that are taken are not given again, and a second run changes nothing") {
  const std::string once = tagged("title: A\n---\na\nb\n===\n", {"s_a_01"});
  CHECK(once == "title: A\n---\na #line:s_a_02\nb #line:s_a_03\n===\n");
  CHECK(tagged(once) == once);
}

}  // namespace
}  // namespace firefly::tool
