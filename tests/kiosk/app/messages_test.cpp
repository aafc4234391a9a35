#include "kiosk/app/messages.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "engine/table/csv.h"
#include "tests/kiosk/app/story.h"
#include "tests/source_path.h"

namespace firefly::app {
namespace {

std::vector<table::Row> rows_of_messages() {
  std::ifstream file(test::source_path("content/messages.csv"), std::ios::binary);
  std::stringstream contents;
  contents << file.rdbuf();
  return table::read_csv(contents.str()).value();
}

}  // namespace

TEST_CASE("the list in C++ and content/messages.csv hold the same ids") {
  std::set<std::string> listed(message_ids().begin(), message_ids().end());
  std::set<std::string> written;
  const auto rows = rows_of_messages();
  for (size_t i = 1; i < rows.size(); ++i) {
    CHECK_MESSAGE(written.insert(rows[i][0].text).second, rows[i][0].text << " is written twice");
    CHECK_MESSAGE(listed.count(rows[i][0].text) == 1, rows[i][0].text << " is in the table but not in messages.h");
  }
  for (const std::string& id : listed) {
    CHECK_MESSAGE(written.count(id) == 1, id << " is in messages.h but not in the table");
  }
}

TEST_CASE("every locale of the app has a column with every message, and the same slots in it") {
  const auto rows = rows_of_messages();
  for (const Locale& locale : locales()) {
    size_t column = 0;
    while (column < rows[0].size() && rows[0][column].text != locale.tag) ++column;
    REQUIRE(column < rows[0].size());
    for (size_t i = 1; i < rows.size(); ++i) {
      CAPTURE(rows[i][0].text);
      CHECK_FALSE(rows[i][column].text.empty());
      for (const char* slot : {"{0}", "{1}", "{2}"}) {
        const auto has = [&](const table::Cell& cell) { return cell.text.find(slot) != std::string::npos; };
        CHECK(has(rows[i][column]) == has(rows[i][1]));
      }
    }
  }
}

TEST_CASE("a bound message fills its slots") {
  const Messages messages = test::messages("en");
  CHECK(messages.text(Message::help_dial, std::vector<std::string>{"110"}).utf8 == "Call 110");
}

TEST_CASE("a text in a message keeps the places where it may be broken") {
  const Messages messages = test::messages("zh-Hans");
  text::Text value;
  value.utf8 = "go home";
  value.breaks = {{3}, {7}};
  const text::Text text = messages.text(Message::narrated_choice, value);
  const size_t begin = text.utf8.find(value.utf8);
  REQUIRE(begin != std::string::npos);
  REQUIRE(text.breaks.size() == 1);
  CHECK(text.breaks[0].offset() == begin + 3);
}

TEST_CASE("a pack that lacks a message or the locale is refused with its name") {
  program::Draft draft;
  draft.kind = program::Draft::Kind::Messages;
  draft.name = "messages";
  draft.locales = {"en"};
  draft.texts.resize(1);
  auto pack = program::Pack::open(program::write_pack(draft)).value();
  auto bound = Messages::bind(pack, "en");
  REQUIRE_FALSE(bound);
  CHECK(bound.error().message.find(message_ids().front()) != std::string::npos);
  CHECK_FALSE(Messages::bind(pack, "zh-Hans"));
}

}  // namespace firefly::app
