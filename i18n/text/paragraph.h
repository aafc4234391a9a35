#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "i18n/text/text.h"

namespace firefly::text {

// One laid-out line: bytes [begin, end) of the text, trailing spaces left out of `width`.
struct LineBox {
  uint32_t begin;
  uint32_t end;
  float width;
};

struct Paragraph {
  std::vector<LineBox> lines;
  float width;  // of the widest line
};

// The advance of one code point at the size in question.
using Measure = std::function<float(uint32_t codepoint)>;

// Breaks the text at its stored places so that no line is wider than `max_width`; where a single unbreakable run is
// wider, it is broken between code points. Never an empty result: empty text gives one empty line.
Paragraph lay_out(const Text& text, float max_width, const Measure& advance);

}  // namespace firefly::text
