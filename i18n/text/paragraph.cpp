#include "i18n/text/paragraph.h"

#include <cstddef>

#include "engine/base/utf8.h"

namespace firefly::text {

namespace {

bool is_space(uint32_t code_point) { return code_point == ' ' || code_point == '\n' || code_point == 0x3000; }

}  // namespace

Paragraph lay_out(const Text& text, float max_width, const Measure& advance) {
  const std::string_view utf8 = text.utf8;
  Paragraph paragraph{{}, 0};
  const auto finish = [&](size_t begin, size_t end, float width) {
    paragraph.lines.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end), width});
    if (width > paragraph.width) paragraph.width = width;
  };

  size_t line_begin = 0;
  size_t last_place = 0;        // last stored break inside this line; line_begin for none
  float width_at_place = 0;     // ink width up to there
  float width_after_place = 0;  // with trailing spaces, so the next line knows where it began
  float ink = 0;                // width up to the last code point that is no space
  float pen = 0;
  size_t next_break = 0;

  for (size_t at = 0; at < utf8.size();) {
    while (next_break < text.breaks.size() && text.breaks[next_break].offset() <= at) {
      const program::Break place = text.breaks[next_break++];
      if (place.offset() != at || at == line_begin) continue;
      if (place.must()) {
        finish(line_begin, at, ink);
        line_begin = last_place = at;
        ink = pen = 0;
      } else {
        last_place = at;
        width_at_place = ink;
        width_after_place = pen;
      }
    }
    const base::CodePoint point = base::decode_utf8(utf8, at);
    const float width = point.value == '\n' ? 0 : advance(point.value);
    if (!is_space(point.value) && pen + width > max_width && at > line_begin) {
      if (last_place > line_begin) {
        finish(line_begin, last_place, width_at_place);
        line_begin = last_place;
        pen -= width_after_place;
        ink = ink > width_after_place ? ink - width_after_place : 0;
      } else {
        finish(line_begin, at, ink);
        line_begin = last_place = at;
        pen = ink = 0;
      }
      continue;  // look at this code point again on its new line
    }
    pen += width;
    if (!is_space(point.value)) ink = pen;
    at += point.length;
  }
  finish(line_begin, utf8.size(), ink);
  return paragraph;
}

}  // namespace firefly::text
