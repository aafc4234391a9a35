#include "kiosk/ui/typeset.h"

#include <doctest/doctest.h>

#include "tests/kiosk/ui/ruled_fonts.h"
#include "tests/kiosk/ui/samples.h"

namespace firefly::ui {
namespace {

using ui_test::plain_text;
using ui_test::Table;

Font at_size(const Table& table, float size) { return {&table.fonts(), Weight::Regular, size, size * 1.5f}; }

}  // namespace

TEST_CASE("Hanzi are one em wide and lines break where the text says") {
  const Table table;
  const SetText set = set_text(plain_text("稳赚不赔，老师拿人格担保。"), at_size(table, 20), 125);
  REQUIRE(set.lines.size() == 3);
  CHECK(set.lines[0].utf8 == "稳赚不赔，老");
  CHECK(set.lines[0].width == 120);
  CHECK(set.lines[1].utf8 == "师拿人格担");
  CHECK(set.lines[2].utf8 == "保。");
  CHECK(set.height == 90);
}

TEST_CASE("marked words that go over two lines are marked on both") {
  const Table table;
  text::Text text = plain_text("名额只到今晚");
  text.marks.push_back({6, 15, 0});  // 只到今
  const SetText set = set_text(text, at_size(table, 20), 80);
  REQUIRE(set.lines.size() == 2);
  REQUIRE(set.lines[0].marks.size() == 1);
  CHECK(set.lines[0].marks[0].x == 40);
  CHECK(set.lines[0].marks[0].width == 40);
  REQUIRE(set.lines[1].marks.size() == 1);
  CHECK(set.lines[1].marks[0].x == 0);
  CHECK(set.lines[1].marks[0].width == 20);
}

TEST_CASE("no last line of one Hanzi where one may be spared") {
  const Table table;
  const text::Text text = plain_text("花三分钟亲身走一遍不留名");  // 12 Hanzi
  CHECK(set_text(text, at_size(table, 20), 220).lines.back().width == 20);
  const SetText even = set_balanced(text, at_size(table, 20), 220, 0.45f);
  CHECK(even.lines.size() == 2);
  CHECK(even.lines.back().width >= 80);
}

TEST_CASE("empty text has no lines") {
  const Table table;
  CHECK(set_text({}, at_size(table, 20), 100).lines.empty());
  CHECK(set_text({}, at_size(table, 20), 100).height == 0);
}

}  // namespace firefly::ui
