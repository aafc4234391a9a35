#include "i18n/text/text.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/program/draft.h"

namespace firefly::text {
namespace {

constexpr std::string_view placeholder = "\xef\xbf\xbc";

// A view whose slots stand where U+FFFC stands in `utf8`, numbered from left to right.
struct Sample {
  std::string utf8;
  std::vector<program::Break> breaks;
  std::vector<program::Slot> slots;
  std::vector<program::Mark> marks;

  explicit Sample(std::string text) : utf8(std::move(text)) {
    for (size_t at = utf8.find(placeholder); at != std::string::npos; at = utf8.find(placeholder, at + 1)) {
      slots.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(slots.size())});
      breaks.push_back({static_cast<uint32_t>(at)});
      breaks.push_back({static_cast<uint32_t>(at + placeholder.size())});
    }
  }
  Text filled_with(std::vector<std::string> values) const {
    return fill(program::TextView{utf8, breaks, slots, marks}, values);
  }
};

std::string with_breaks_shown(const Text& text) {
  std::string shown;
  size_t from = 0;
  for (const program::Break& place : text.breaks) {
    shown += text.utf8.substr(from, place.offset() - from) + (place.must() ? "/" : "|");
    from = place.offset();
  }
  return shown + text.utf8.substr(from);
}

TEST_CASE("a value stands where its slot was, and the breaks at its edges come along") {
  CHECK(with_breaks_shown(Sample("存了\uFFFC元").filled_with({"1000"})) == "存了|1000|元");
}

TEST_CASE("no line begins with the mark that follows a value, and none ends with the bracket before it") {
  CHECK(with_breaks_shown(Sample("共（\uFFFC），好").filled_with({"3"})) == "共（3），好");
  CHECK(with_breaks_shown(Sample("才\uFFFC%啊").filled_with({"20"})) == "才|20%啊");
  CHECK(with_breaks_shown(Sample("转¥\uFFFC给").filled_with({"500"})) == "转¥500|给");
}

TEST_CASE("a value that continues a Latin word is not parted from it") {
  CHECK(with_breaks_shown(Sample("No\uFFFCa").filled_with({"7"})) == "No7a");
}

TEST_CASE("an empty value leaves at most one break and text that joins") {
  CHECK(with_breaks_shown(Sample("甲\uFFFC乙").filled_with({""})) == "甲|乙");
  CHECK(with_breaks_shown(Sample("\uFFFC").filled_with({""})).empty());
}

TEST_CASE("a missing value counts as empty rather than reading past the end") {
  CHECK(Sample("甲\uFFFC乙").filled_with({}).utf8 == "甲乙");
}

TEST_CASE("several values of several lengths shift what follows each by its own length") {
  const Sample sample("\uFFFC和\uFFFC和\uFFFC");
  CHECK(with_breaks_shown(sample.filled_with({"一二三", "", "x"})) == "一二三|和|和|x");
}

TEST_CASE("marks stretch over a value inside them") {
  Sample sample("赚\uFFFC元吧");
  sample.marks.push_back({0, 9, 4});
  const Text text = sample.filled_with({"88"});
  REQUIRE(text.marks.size() == 1);
  CHECK(text.utf8.substr(text.marks[0].begin, text.marks[0].end - text.marks[0].begin) == "赚88元");
  CHECK(text.marks[0].flag == 4);
}

// A pack whose only line says in English what somebody did with how many.
program::Pack pack_with_choices() {
  program::Draft draft;
  draft.locales = {"zh-Hans", "en"};
  program::DraftLine line;
  line.id = "line";
  line.value_count = 2;
  draft.lines.push_back(line);
  program::DraftText chinese;
  chinese.utf8 = "\uFFFC 了";
  chinese.slots = {{0, 1}};
  program::DraftText english;
  english.utf8 = "they paid \uFFFC times";
  english.slots = {{10, 0}};
  english.choices = {{program::Choice::Kind::Plural, 0, {static_cast<uint32_t>(program::Plural::One)}},
                     {program::Choice::Kind::Select, 1, {draft.symbol("f"), draft.symbol("true")}}};
  for (const char* reading :
       {"they paid once", "she paid \uFFFC times", "she paid once", "it is \uFFFC", "it is one"}) {
    program::DraftText text;
    text.utf8 = reading;
    if (const size_t at = text.utf8.find(placeholder); at != std::string::npos) {
      text.slots = {{static_cast<uint32_t>(at), 0}};
    }
    english.more_readings.push_back(text);
  }
  draft.texts = {{chinese}, {english}};
  draft.plurals.resize(2);
  draft.plurals[1].plural = {
      {program::PluralOperand::N, program::PluralRange::Then::Category, 0, program::Plural::One, 0, 1, 1}};
  return program::Pack::open(program::write_pack(draft)).value();
}

TEST_CASE("a line with choices reads as its values decide, in each language by its own rule") {
  const program::Pack pack = pack_with_choices();
  const auto read = [&](uint32_t locale, std::vector<std::string> values) {
    std::string words;
    append(words, reading_for(pack, locale, 0, values), values);
    CHECK(fill(pack, locale, 0, values).utf8 == words);
    return words;
  };
  CHECK(read(1, {"1", "f"}) == "she paid once");
  CHECK(read(1, {"2", "F"}) == "she paid 2 times");
  CHECK(read(1, {"1", "nobody"}) == "they paid once");
  CHECK(read(1, {"many", ""}) == "they paid many times");
  CHECK(read(1, {"1", "True"}) == "it is one");
  CHECK(read(1, {}) == "they paid  times");
  CHECK(read(0, {"1", "付"}) == "付 了");
}

}  // namespace
}  // namespace firefly::text
