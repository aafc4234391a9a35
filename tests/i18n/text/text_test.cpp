#include "i18n/text/text.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

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

}  // namespace
}  // namespace firefly::text
