#include "engine/compile/text_draft.h"

#include <doctest/doctest.h>

#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "engine/program/pack.h"
#include "engine/script/text.h"
#include "i18n/text/plural.h"
#include "i18n/text/text.h"

namespace firefly::compile {
namespace {

// One line in one language as a pack that holds nothing else.
program::Pack pack_of(const std::string& written, const std::string& locale, const std::string& translation = {}) {
  const script::Source source("test.yarn", written);
  script::Diagnostics diagnostics;
  script::Line line;
  uint32_t at = 0;
  line.text =
      script::parse_text(source, at, static_cast<uint32_t>(written.size()), script::TextPlace::Line, diagnostics);
  line.tags.push_back({{}, "flag:secret"});
  const Language language = open_language(locale).value();
  const FlagNumbers flags{{"secret", 0}};
  program::Draft draft;
  program::DraftLine draft_line;
  draft_line.id = "line";
  for (const script::Piece& piece : line.text.pieces) {
    if (piece.expression) ++draft_line.value_count;
  }
  draft.locales = {locale};
  draft.plurals = {language.plurals};
  TextDrafter drafter(flags, draft);
  draft.texts = {{translation.empty() ? drafter.line(source, line, 0, language)
                                      : drafter.translation(translation, source, line, language)}};
  draft.lines = {draft_line};
  draft.flags = {{"secret", 0, 0}};
  return program::Pack::open(program::write_pack(draft)).value();
}

std::string read(const program::Pack& pack, const std::vector<std::string>& values) {
  return text::fill(pack, 0, 0, values).utf8;
}

TEST_CASE("each language counts by its own rule, and lies in the pack no oftener than it needs") {
  const std::string apples = "[plural value={$n} one=\"% a\" few=\"% b\" many=\"% c\" other=\"% d\"/]";
  const program::Pack english = pack_of(apples, "en");
  CHECK(read(english, {"1"}) == "1 a");
  CHECK(read(english, {"3"}) == "3 d");
  CHECK(english.reading_count(english.text(0, 0)) == 2);
  const program::Pack russian = pack_of(apples, "ru");
  CHECK(read(russian, {"21"}) == "21 a");
  CHECK(read(russian, {"3"}) == "3 b");
  CHECK(read(russian, {"12"}) == "12 c");
  CHECK(read(russian, {"1.5"}) == "1.5 d");
  CHECK(russian.reading_count(russian.text(0, 0)) == 4);
  const program::Pack chinese = pack_of(apples, "zh-Hans");
  CHECK(read(chinese, {"1"}) == "1 d");
  CHECK(chinese.text(0, 0).choices.empty());
}

TEST_CASE("a value that is written out is decided when the pack is built") {
  const program::Pack pack = pack_of(
      "[ordinal value=22 one=\"%st\" two=\"%nd\" few=\"%rd\" other=\"%th\"/] "
      "[select value=Lan lan=she other=they/] [select value=x y=z/]",
      "en");
  CHECK(pack.text(0, 0).utf8 == "22nd she ");
  CHECK(pack.text(0, 0).choices.empty());
}

TEST_CASE("choices by the same variable fall together, others each for itself") {
  const std::string two = "[plural value={$n} one=is other=are/] {$n} [plural value={$n} one=it other=them/]";
  const program::Pack pack = pack_of(two, "en");
  CHECK(pack.reading_count(pack.text(0, 0)) == 2);
  CHECK(read(pack, {"1", "1", "1"}) == "is 1 it");
  CHECK(read(pack, {"7", "7", "7"}) == "are 7 them");
  const program::Pack dice =
      pack_of("[plural value={dice(6)} one=is other=are/] [plural value={dice(6)} one=it other=them/]", "en");
  CHECK(dice.reading_count(dice.text(0, 0)) == 4);
  CHECK(read(dice, {"1", "2"}) == "is them");
}

TEST_CASE("a translation may choose where the line does not, and the other way round") {
  const std::string line = "一共{$n}个，{$who}买的";
  const program::Pack english =
      pack_of(line, "en", "{$who} bought [plural value={$n} one=\"an apple\" other=\"% apples\"/]");
  CHECK(read(english, {"1", "Lan"}) == "Lan bought an apple");
  CHECK(read(english, {"2", "Lan"}) == "Lan bought 2 apples");
  const program::Pack by_order = pack_of(line, "en", "{1}: [plural value={0} one=one other=\"%\"/]");
  CHECK(read(by_order, {"1", "Lan"}) == "Lan: one");
  const program::Pack plain =
      pack_of("[plural value={$n} one=\"an apple\" other=\"% apples\"/]", "zh-Hans", "{$n}个苹果");
  CHECK(read(plain, {"1"}) == "1个苹果");
}

// ---- any line at all ----

// A line that is made up, and how it should read.
struct MadeUp {
  std::string written;
  std::vector<char> variables;  // n or g, one a value, in their order
  std::vector<std::function<std::string(const std::string& n, const std::string& g)>> parts;

  void words(const std::string& text) {
    written += text;
    parts.emplace_back([text](const std::string&, const std::string&) { return text; });
  }
};

constexpr char mark_begin = '\1';
constexpr char mark_end = '\2';

class Maker {
 public:
  Maker(std::mt19937& random, const std::string& locale)
      : random_(random), language_(open_language(locale).value()), chinese_(locale == "zh-Hans") {}

  const Language& language() const { return language_; }

  MadeUp make() {
    MadeUp line;
    line.words("A");  // spaces at both ends of a line belong to nothing
    const size_t count = 1 + random_() % 6;
    const size_t begin = random_() % 3 == 0 ? random_() % count : count;
    const size_t end = begin + random_() % 3;
    for (size_t i = 0; i < count; ++i) {
      if (i == begin) mark(line, "[flag]", mark_begin);
      switch (random_() % 5) {
        case 0: select(line); break;
        case 1: plural(line, random_() % 2 == 0); break;
        case 2: value(line); break;
        default: line.words(words()); break;
      }
      if (begin < count && (i == end || (i + 1 == count && end >= count))) mark(line, "[/flag]", mark_end);
    }
    line.words("Z");
    return line;
  }

 private:
  std::string words() {
    static const std::vector<std::string> chinese = {"我", "赚", "了",  "，", "。", "！", "（", "）", "“", "”",
                                                     "元", "ok", "no ", "：", "、", "《", "》", "……", "A"};
    static const std::vector<std::string> english = {"I ",   "paid", " ",          "them", ". ", "!",  " (", ") ",
                                                     "it's", "a-b",  " two words", "“",    "” ", ": ", "x",  "..."};
    std::string made;
    for (size_t i = 1 + random_() % 3; i > 0; --i) {
      const std::vector<std::string>& from = chinese_ ? chinese : english;
      made += from[random_() % from.size()];
    }
    return made;
  }

  static void mark(MadeUp& line, const std::string& written, char sign) {
    line.written += written;
    line.parts.emplace_back([sign](const std::string&, const std::string&) { return std::string(1, sign); });
  }

  void value(MadeUp& line) {
    const bool number = random_() % 2 == 0;
    line.written += number ? "{$n}" : "{$g}";
    line.variables.push_back(number ? 'n' : 'g');
    line.parts.emplace_back([number](const std::string& n, const std::string& g) { return number ? n : g; });
  }

  // Words for a case, the value among them or not.
  static std::string with_value(std::string words, const std::string& value) {
    const size_t percent = words.find('%');
    if (percent != std::string::npos) words.replace(percent, 1, value);
    return words;
  }
  std::string case_words() {
    std::string made = random_() % 6 == 0 ? "" : words();
    if (random_() % 3 == 0) made += "%";
    if (random_() % 3 == 0) made += words();
    return made;
  }

  void select(MadeUp& line) {
    const std::string m = case_words();
    const std::string f = case_words();
    const std::string other = case_words();
    line.written += "[select value={$g} m=\"" + m + "\" F=\"" + f + "\" other=\"" + other + "\"/]";
    line.variables.push_back('g');
    line.parts.emplace_back([=](const std::string&, const std::string& g) {
      return with_value(g == "m" ? m : g == "f" ? f : other, g);
    });
  }

  void plural(MadeUp& line, bool ordinal) {
    std::vector<std::string> by_category;
    line.written += ordinal ? "[ordinal value={$n}" : "[plural value={$n}";
    for (const char* category : program::plural_names) {
      by_category.push_back(case_words());
      line.written += std::string(" ") + category + "=\"" + by_category.back() + "\"";
    }
    line.written += "/]";
    line.variables.push_back('n');
    const auto& rule = ordinal ? language_.plurals.ordinal : language_.plurals.plural;
    line.parts.emplace_back([=](const std::string& n, const std::string&) {
      return with_value(by_category[static_cast<size_t>(text::category_of(n, rule))], n);
    });
  }

  std::mt19937& random_;
  Language language_;
  bool chinese_;
};

std::string shown(const std::string& utf8, const std::vector<program::Break>& breaks) {
  std::string result;
  size_t from = 0;
  for (const program::Break& place : breaks) {
    result += utf8.substr(from, place.offset() - from) + "|";
    from = place.offset();
  }
  return result + utf8.substr(from);
}

// The breaks that neither lie in a value nor at its edge.
std::vector<program::Break> away_from_values(const std::vector<program::Break>& breaks,
                                             const program::TextView& reading, const std::vector<std::string>& values) {
  std::vector<program::Break> kept;
  for (const program::Break& place : breaks) {
    size_t shift = 0;
    bool away = true;
    for (const program::Slot& slot : reading.slots) {
      const size_t begin = slot.offset + shift;
      shift += values[slot.value].size() - 3;
      if (begin <= place.offset() && place.offset() <= slot.offset + 3 + shift) away = false;
    }
    if (away) kept.push_back(place);
  }
  return kept;
}

// The promise of a pack: however a line is written, what it shows is the words that were meant, the marked ones marked,
// and it breaks where ICU breaks the finished sentence; but for the edges of values, which have a test of their own.
TEST_CASE("any line with choices reads as it was meant, and breaks where ICU breaks the finished sentence") {
  std::mt19937 random(17);
  size_t compared = 0;
  size_t without_values = 0;
  size_t seen_breaks = 0;
  for (const char* locale : {"zh-Hans", "en", "ru", "ar"}) {
    Maker maker(random, locale);
    for (int round = 0; round < 1500; ++round) {
      const MadeUp line = maker.make();
      const program::Pack pack = pack_of(line.written, locale);
      for (int play = 0; play < 4; ++play) {
        static const std::vector<std::string> numbers = {"0", "1", "2", "3", "5", "11", "21", "1.5", "100"};
        static const std::vector<std::string> words = {"m", "f", "兰姐", "x"};
        const std::string& n = numbers[random() % numbers.size()];
        const std::string& g = words[random() % words.size()];
        std::vector<std::string> values;
        for (const char variable : line.variables) values.push_back(variable == 'n' ? n : g);
        std::string meant;
        for (const auto& part : line.parts) meant += part(n, g);
        size_t begin = meant.find(mark_begin);
        if (begin != std::string::npos) meant.erase(begin, 1);
        size_t end = meant.find(mark_end);
        if (end != std::string::npos) meant.erase(end, 1);
        if (begin == std::string::npos) {
          begin = 0;
          end = meant.size();
        }
        const text::Text filled = text::fill(pack, 0, 0, values);
        INFO(line.written << "\n" << shown(filled.utf8, filled.breaks));
        REQUIRE(filled.utf8 == meant);
        REQUIRE(filled.marks.size() == (begin < end ? 1 : 0));
        if (begin < end) {
          REQUIRE(filled.marks[0].begin == begin);
          REQUIRE(filled.marks[0].end == end);
        }
        ++compared;
        const program::TextView reading = text::reading_for(pack, 0, 0, values);
        const auto found = away_from_values(filled.breaks, reading, values);
        const auto expected = away_from_values(maker.language().breaker.find(meant), reading, values);
        REQUIRE(shown(meant, found) == shown(meant, expected));
        if (reading.slots.empty()) ++without_values;
        seen_breaks += expected.size();
      }
    }
  }
  CHECK(compared > 15000);
  CHECK(without_values > 2000);
  CHECK(seen_breaks > 50000);
}

}  // namespace
}  // namespace firefly::compile
