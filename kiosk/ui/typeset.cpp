#include "kiosk/ui/typeset.h"

#include <algorithm>
#include <limits>
#include <string_view>

#include <imgui.h>

#include "engine/base/utf8.h"
#include "i18n/text/paragraph.h"

namespace firefly::ui {
namespace {

// Where the em square of a Hanzi ends below the top of the em: the rest stands below the baseline.
constexpr float em_above_baseline = 0.88f;

ImFontBaked* baked(const Font& font) {
  ImFont* face = font.fonts->of(font.weight);
  ImFontBaked* at_size = face->GetFontBaked(font.size);
  // Measuring a long chat must not rasterise what is never scrolled to.
  at_size->LoadNoRenderOnLayout = 1;
  return at_size;
}

float advance_of(ImFontBaked* face, uint32_t code_point) {
  return face->GetCharAdvance(static_cast<ImWchar>(code_point));
}

float width_of(ImFontBaked* face, std::string_view utf8) {
  float width = 0;
  for (size_t at = 0; at < utf8.size();) {
    const base::CodePoint code_point = base::decode_utf8(utf8, at);
    width += advance_of(face, code_point.value);
    at += code_point.length;
  }
  return width;
}

SetLine set_stretch(const text::Text& text, uint32_t begin, uint32_t end, ImFontBaked* face) {
  const std::string_view whole = text.utf8;
  SetLine line;
  line.utf8 = std::string(whole.substr(begin, end - begin));
  line.width = width_of(face, line.utf8);
  for (const program::Mark& mark : text.marks) {
    const uint32_t from = std::max(mark.begin, begin);
    const uint32_t to = std::min(mark.end, end);
    if (from < to)
      line.marks.push_back(
          {width_of(face, whole.substr(begin, from - begin)), width_of(face, whole.substr(from, to - from))});
  }
  return line;
}

}  // namespace

SetText set_text(const text::Text& text, const Font& font, float max_width) {
  SetText set;
  if (text.utf8.empty()) return set;
  ImFontBaked* face = baked(font);
  const text::Paragraph paragraph =
      text::lay_out(text, max_width, [face](uint32_t code_point) { return advance_of(face, code_point); });
  for (const text::LineBox& box : paragraph.lines) {
    set.lines.push_back(set_stretch(text, box.begin, box.end, face));
    // A trailing space or line feed takes no room.
    set.lines.back().width = std::min(set.lines.back().width, box.width);
    set.width = std::max(set.width, box.width);
  }
  set.height = font.line_height * static_cast<float>(set.lines.size());
  return set;
}

SetText set_balanced(const text::Text& text, const Font& font, float max_width, float least_last) {
  const auto is_even = [least_last](const SetText& set) { return set.lines.back().width >= set.width * least_last; };
  SetText widest = set_text(text, font, max_width);
  if (widest.lines.size() < 2 || is_even(widest)) return widest;
  for (float width = widest.width - font.size / 2; width > 0; width -= font.size / 2) {
    SetText narrower = set_text(text, font, width);
    if (narrower.lines.size() > widest.lines.size()) break;
    if (is_even(narrower)) return narrower;
  }
  return widest;
}

SetText set_line(const text::Text& text, const Font& font) {
  return set_text(text, font, std::numeric_limits<float>::max());
}

float drop_within_line(const Font& font) {
  return (font.line_height - font.size) / 2 + em_above_baseline * font.size - baked(font)->Ascent;
}

}  // namespace firefly::ui
