#include "tools/firefly/tag.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/script/parser.h"
#include "tests/documents.h"
#include "tests/source_path.h"
#include "tools/firefly/commands.h"
#include "tools/firefly/files.h"
#include "tools/firefly/strings.h"

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

TEST_CASE("lines of groups and of once blocks get theirs too, shadows none") {
  CHECK(tagged("title: A\n---\n=> a <<once>>\n    b\n<<once>>\n    c <<once if true>> #t // d\n<<else>>\n    e "
               "#shadow:x\n<<endonce>>\n===\n") ==
        "title: A\n---\n=> a <<once>> #line:s_a_01\n    b #line:s_a_02\n<<once>>\n    c <<once if true>> #t "
        "#line:s_a_03 // d\n"
        "<<else>>\n    e #shadow:x\n<<endonce>>\n===\n");
}

TEST_CASE("ids that are taken are not given again, and a second run changes nothing") {
  const std::string once = tagged("title: A\n---\na\nb\n===\n", {"s_a_01"});
  CHECK(once == "title: A\n---\na #line:s_a_02\nb #line:s_a_03\n===\n");
  CHECK(tagged(once) == once);
}

TEST_CASE("an id stays with its line when the text changes, lines move and others come between") {
  CHECK(tagged("title: A\n---\n甲\n乙\n-> 丙\n===\n") ==
        "title: A\n---\n甲 #line:s_a_01\n乙 #line:s_a_02\n-> 丙 #line:s_a_03\n===\n");
  const std::string edited =
      "title: A\n---\n新\n乙改 #line:s_a_02\n甲 #line:s_a_01\n又新 #calm\n-> 丙 #line:s_a_03\n    再新\n===\n";
  CHECK(tagged(edited, {"s_a_01", "s_a_02", "s_a_03"}) ==
        "title: A\n---\n新 #line:s_a_04\n乙改 #line:s_a_02\n甲 #line:s_a_01\n又新 #calm #line:s_a_07\n"
        "-> 丙 #line:s_a_03\n    再新 #line:s_a_09\n===\n");
}

TEST_CASE("after edits in a scenario the ids are kept, the changed text is seen as stale, and no old id comes back") {
  const test::TemporaryFolder folder("firefly_tag_test");
  folder.copy(test::source_path("docs/diagnostics/example"), "content");
  folder.copy(test::source_path("content/vocabulary.csv"), "content/vocabulary.csv");
  folder.write("content/scenarios/bilingual/safe.yarn",
               "title: Safe\npart: ending\n---\n先问一句 #debrief:text\n您停下来，想了很久。 #debrief:text "
               "#line:bilingual_safe_02\n戏就散了 #debrief:headline\n<<end safe>>\n===\n");
  Options options;
  options.paths = {folder.path("content/scenarios/bilingual")};
  CHECK(tag_command(options) == Exit::Holds);
  CHECK(
      read_file(folder.path("content/scenarios/bilingual/safe.yarn")).value() ==
      "title: Safe\npart: ending\n---\n先问一句 #debrief:text #line:bilingual_safe_03\n您停下来，想了很久。 "
      "#debrief:text #line:bilingual_safe_02\n戏就散了 #debrief:headline #line:bilingual_safe_05\n<<end safe>>\n===\n");
  script::Diagnostics diagnostics;
  const std::optional<Strings> strings = read_strings(folder.path("content"), diagnostics).value();
  REQUIRE(strings);
  std::string states;
  for (const Phrase& phrase : strings->phrases) {
    if (phrase.row.find("bilingual_safe") == 0) states += phrase.row.substr(15) + ":" + phrase.state + " ";
  }
  CHECK(states == "03:missing 02:stale 05:missing 01:orphan ");
}

}  // namespace
}  // namespace firefly::tool
