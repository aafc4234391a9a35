#include "i18n/text/paragraph.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "engine/base/utf8.h"

namespace firefly::text {
namespace {

// Hanzi are 2 wide, all else 1: easy to count by eye.
float advance(uint32_t code_point) { return code_point >= 0x2e80 ? 2 : 1; }

// Written with | where a line may end and / where it must.
Text written(std::string_view shown) {
  Text text;
  for (const char c : shown) {
    if (c == '|' || c == '/') {
      text.breaks.push_back({static_cast<uint32_t>(text.utf8.size()) | (c == '/' ? 0x80000000u : 0u)});
    } else {
      text.utf8 += c;
    }
  }
  return text;
}

std::vector<std::string> lines_of(std::string_view shown, float width) {
  const Text text = written(shown);
  std::vector<std::string> lines;
  for (const LineBox& line : lay_out(text, width, advance).lines) {
    lines.push_back(text.utf8.substr(line.begin, line.end - line.begin));
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST_CASE("text that fits stays on one line") { CHECK(lines_of("你|好", 4) == Lines{"你好"}); }

TEST_CASE("a line ends at the last stored place that fits") {
  CHECK(lines_of("今|天|天|气|好。|走", 6) == Lines{"今天天", "气好。", "走"});
  CHECK(lines_of("call |96110 |now", 10) == Lines{"call 96110 ", "now"});
}

TEST_CASE("trailing spaces hang over the edge and are no part of the width") {
  const Text text = written("four |more");
  const Paragraph paragraph = lay_out(text, 4, advance);
  REQUIRE(paragraph.lines.size() == 2);
  CHECK(paragraph.lines[0].width == doctest::Approx(4));
  CHECK(paragraph.width == doctest::Approx(4));
}

TEST_CASE("a run that is wider than the line is broken between code points") {
  CHECK(lines_of("abcdefgh", 3) == Lines{"abc", "def", "gh"});
  CHECK(lines_of("我我我", 1) == Lines{"我", "我", "我"});
}

TEST_CASE("a place that must break does, also where there is room") {
  CHECK(lines_of("甲\n/乙", 20) == Lines{"甲\n", "乙"});
}

TEST_CASE("empty text gives one empty line") {
  const Paragraph paragraph = lay_out(Text{}, 10, advance);
  REQUIRE(paragraph.lines.size() == 1);
  CHECK(paragraph.lines[0].width == doctest::Approx(0));
}

TEST_CASE("for any text, width and places: every byte is on one line, in order, and no line is too wide") {
  std::mt19937 random(7);
  const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
  for (int round = 0; round < 2000; ++round) {
    Text text;
    for (unsigned i = below(40); i > 0; --i) {
      static const char* const pieces[] = {"我", "，", "a", " ", "9", "字"};
      text.utf8 += pieces[below(6)];
      if (below(3) == 0) text.breaks.push_back({static_cast<uint32_t>(text.utf8.size())});
    }
    const float width = static_cast<float>(2 + below(12));
    const Paragraph paragraph = lay_out(text, width, advance);
    uint32_t at = 0;
    for (const LineBox& line : paragraph.lines) {
      CHECK(line.begin == at);
      CHECK(line.width <= width);
      CHECK(base::is_utf8_boundary(text.utf8, line.end));
      float ink = 0;
      float pen = 0;
      for (uint32_t byte = line.begin; byte < line.end;) {
        const base::CodePoint point = base::decode_utf8(text.utf8, byte);
        pen += advance(point.value);
        if (point.value != ' ') ink = pen;
        byte += point.length;
      }
      CHECK(line.width == doctest::Approx(ink));
      at = line.end;
    }
    CHECK(at == text.utf8.size());
  }
}

}  // namespace
}  // namespace firefly::text
