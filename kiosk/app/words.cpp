#include "kiosk/app/words.h"

#include "engine/base/utf8.h"

namespace firefly::app {
namespace {

// The locale that the line is shown in: the pack's first where it is not translated.
uint32_t locale_of(const program::Pack& pack, uint32_t line, std::string_view locale) {
  const uint32_t index = pack.locale_index(locale);
  return index != program::no_index && !pack.text(index, line).utf8.empty() ? index : 0;
}

}  // namespace

text::Text Words::line(const program::Pack& pack, uint32_t line, std::span<const std::string> values) const {
  text::Text text = text::fill(pack, locale_of(pack, line, locale_), line, values);
  text.marks.clear();
  return text;
}

text::Text Words::marked_line(const program::Pack& pack, uint32_t line, std::span<const std::string> values) const {
  text::Text text = text::fill(pack, locale_of(pack, line, locale_), line, values);
  const auto flags = pack.line(line).flags;
  if (text.marks.empty() && !flags.empty()) {
    text.marks.push_back({0, static_cast<uint32_t>(text.utf8.size()), flags.front()});
  }
  return text;
}

uint32_t reading_cells(std::string_view utf8) {
  constexpr uint32_t first_wide = 0x1100;
  uint32_t cells = 0;
  for (size_t offset = 0; offset < utf8.size();) {
    const base::CodePoint point = base::decode_utf8(utf8, offset);
    cells += point.value >= first_wide ? 2 : 1;
    offset += point.length;
  }
  return cells;
}

}  // namespace firefly::app
