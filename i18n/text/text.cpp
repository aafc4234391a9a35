#include "i18n/text/text.h"

#include <cstddef>

#include "engine/base/utf8.h"

namespace firefly::text {

namespace {

// Kinsoku shori (JIS X 4051, also CLREQ 3.1.3): what must not begin a line, what must not end one. Only for the edges
// of a value; all else was decided by ICU when the pack was built.
constexpr std::u32string_view no_line_start =
    U"!%),.:;?]}"
    U"¢°’”†‡›℃、。々〉》」』】〕〗〞︰︱︳"
    U"﹐﹑﹒﹓﹔﹕﹖﹚﹜﹞！％），．：；？］｝～·—…";
constexpr std::u32string_view no_line_end = U"$(£¥‘“‹〈《「『【〔〖〝﹙﹛﹝（［｛￡￥#＃";

// Currency, per cent and curly quotes hold on to letters and digits on either side (UAX #14, LB19, LB24, LB25).
constexpr std::u32string_view joins_words = U"$¥£€%‰+-“”‘’\"'";

bool is_word(uint32_t code_point) {
  return (code_point >= '0' && code_point <= '9') || (code_point >= 'A' && code_point <= 'Z') ||
         (code_point >= 'a' && code_point <= 'z') || (code_point >= 0xc0 && code_point < 0x2000);
}

uint32_t last_code_point(std::string_view utf8) {
  size_t at = utf8.size();
  do {
    --at;
  } while (at > 0 && !base::is_utf8_boundary(utf8, at));
  return base::decode_utf8(utf8, at).value;
}

// Whether a line may end between `before` and `after` when one of the two belongs to a value.
bool may_break_between(uint32_t before, uint32_t after) {
  if (no_line_start.find(static_cast<char32_t>(after)) != std::u32string_view::npos) return false;
  if (no_line_end.find(static_cast<char32_t>(before)) != std::u32string_view::npos) return false;
  const auto joins = [](uint32_t code_point) {
    return is_word(code_point) || joins_words.find(static_cast<char32_t>(code_point)) != std::u32string_view::npos;
  };
  return !((is_word(before) && joins(after)) || (joins(before) && is_word(after)));
}

}  // namespace

Text fill(const program::TextView& view, std::span<const std::string> values) {
  constexpr uint32_t placeholder_bytes = 3;
  Text text;
  text.breaks.assign(view.breaks.begin(), view.breaks.end());
  text.marks.assign(view.marks.begin(), view.marks.end());
  if (view.slots.empty()) {
    text.utf8 = view.utf8;
    return text;
  }

  // Where a byte of the view lands in the filled text. Offsets inside a placeholder do not occur.
  std::vector<int64_t> shifts;
  uint32_t copied = 0;
  int64_t shift = 0;
  for (const program::Slot& slot : view.slots) {
    text.utf8 += view.utf8.substr(copied, slot.offset - copied);
    const std::string_view value =
        slot.value < values.size() ? std::string_view(values[slot.value]) : std::string_view();
    text.utf8 += value;
    shift += static_cast<int64_t>(value.size()) - placeholder_bytes;
    shifts.push_back(shift);
    copied = slot.offset + placeholder_bytes;
  }
  text.utf8 += view.utf8.substr(copied);

  const auto moved = [&](uint32_t offset) {
    int64_t by = 0;
    for (size_t i = 0; i < view.slots.size() && view.slots[i].offset < offset; ++i) by = shifts[i];
    return static_cast<uint32_t>(static_cast<int64_t>(offset) + by);
  };
  const auto touches_slot = [&](uint32_t offset) {
    for (const program::Slot& slot : view.slots) {
      if (slot.offset == offset || slot.offset + placeholder_bytes == offset) return true;
    }
    return false;
  };

  text.breaks.clear();
  for (const program::Break& place : view.breaks) {
    const uint32_t at = moved(place.offset());
    const bool inside = at > 0 && at < text.utf8.size();
    if (!place.must() && touches_slot(place.offset())) {
      if (!inside) continue;
      const std::string_view before = std::string_view(text.utf8).substr(0, at);
      if (!may_break_between(last_code_point(before), base::decode_utf8(text.utf8, at).value)) continue;
    }
    if (!text.breaks.empty() && text.breaks.back().offset() == at) continue;  // both edges of an empty value
    text.breaks.push_back({at | (place.offset_and_must & 0x80000000u)});
  }
  for (program::Mark& mark : text.marks) {
    mark.begin = moved(mark.begin);
    mark.end = moved(mark.end);
  }
  return text;
}

}  // namespace firefly::text
