#include "tools/reading/words.h"

#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "engine/table/csv.h"
#include "tests/source_path.h"
#include "tests/tools/reading/some_language.h"

namespace firefly::reading {

TEST_CASE("the list in C++ and content/reading.csv hold the same phrases") {
  std::ifstream file(test::source_path("content/reading.csv"), std::ios::binary);
  std::stringstream contents;
  contents << file.rdbuf();
  const auto rows = table::read_csv(contents.str()).value();
  const std::set<std::string> listed(phrase_ids().begin(), phrase_ids().end());
  std::set<std::string> written;
  for (size_t i = 1; i < rows.size(); ++i) written.insert(rows[i][0].text);
  CHECK(listed == written);
}

TEST_CASE("a phrase fills its slots, and a language knows its own name") {
  const Language english = test::some_language("en");
  CHECK(english.say(Phrase::part, std::vector<std::string>{"7"}) == "Part 7");
  CHECK(english.own_name() == "English");
  CHECK(test::some_language("zh-Hans").own_name() == "简体中文");
}

TEST_CASE("phrases that lack one are refused with its name") {
  // The app's own messages are other words.
  auto others = program::Pack::open(test::messages_bytes("en")).value();
  const auto bound = Language::bind("en", test::messages("en"), std::move(others));
  REQUIRE_FALSE(bound);
  CHECK(bound.error().message.find(phrase_ids().front()) != std::string::npos);
}

}  // namespace firefly::reading
