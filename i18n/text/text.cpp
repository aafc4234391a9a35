#include "i18n/text/text.h"

#include <cstddef>

#include "engine/base/utf8.h"
#include "i18n/text/plural.h"

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

// What stands for a value that is not there is nothing.
std::string_view value_of(std::span<const std::string> values, uint32_t number) {
  return number < values.size() ? std::string_view(values[number]) : std::string_view();
}

// Whether the two are alike, Latin letters large or small; `small` is in small ones.
bool is_alike(std::string_view text, std::string_view small) {
  if (text.size() != small.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
    if (c != small[i]) return false;
  }
  return true;
}

// The number of the case that the value is, 0 where it is none of them.
uint32_t case_of(const program::Pack& pack, uint32_t locale, const program::Choice& choice, std::string_view value) {
  const std::span<const uint32_t> cases = pack.cases(choice);
  const bool select = choice.kind == program::Choice::Kind::Select;
  const auto category = select ? 0 : static_cast<uint32_t>(category_of(value, pack.plural_rule(locale, choice.kind)));
  for (uint32_t i = 0; i < cases.size(); ++i) {
    if (select ? is_alike(value, pack.symbol(cases[i])) : cases[i] == category) return i + 1;
  }
  return 0;
}

}  // namespace

program::TextView choose_reading(const program::Pack& pack, uint32_t locale, const program::TextView& text,
                                 std::span<const std::string> values) {
  uint32_t number = 0;
  uint32_t step = 1;
  for (const program::Choice& choice : text.choices) {
    number += step * case_of(pack, locale, choice, value_of(values, choice.value));
    step *= choice.case_count + 1;
  }
  return pack.reading(text, number);
}

Text fill(const program::Pack& pack, uint32_t locale, uint32_t line, std::span<const std::string> values) {
  return fill(reading_for(pack, locale, line, values), values);
}

Text fill(const program::TextView& view, std::span<const std::string> values) {
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
    const std::string_view value = value_of(values, slot.value);
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
