#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/program/pack.h"

// Text that is ready to be laid out: bytes with the places where a line may end. The places come from the pack (ICU
// found them when the pack was built), so nothing here needs ICU.

namespace firefly::text {

struct Text {
  std::string utf8;
  std::vector<program::Break> breaks;  // ascending
  std::vector<program::Mark> marks;    // ascending, not overlapping
};

// Of a text with choices, the reading that these values decide on.
program::TextView choose_reading(const program::Pack& pack, uint32_t locale, const program::TextView& text,
                                 std::span<const std::string> values);

// The text of a line as it reads with these values. It stands here, as `append` does, so that who shows millions of
// lines pays for no call that a line without choices and values does not need.
inline program::TextView reading_for(const program::Pack& pack, uint32_t locale, uint32_t line,
                                     std::span<const std::string> values) {
  program::TextView text = pack.text(locale, line);
  if (!text.choices.empty()) [[unlikely]]
    text = choose_reading(pack, locale, text, values);
  return text;
}

inline constexpr uint32_t placeholder_bytes = 3;  // of U+FFFC, in whose place a value comes

// Appends the words alone, with the values in their places; a value that is not there is no words.
inline void append(std::string& words, const program::TextView& view, std::span<const std::string> values) {
  size_t from = 0;
  for (const program::Slot& slot : view.slots) {
    words.append(view.utf8, from, slot.offset - from);
    if (slot.value < values.size()) words += values[slot.value];
    from = slot.offset + placeholder_bytes;
  }
  words.append(view.utf8, from, std::string_view::npos);
}

// The pack's text with its slots filled. A value is one unbreakable run; the breaks at its edges hold to kinsoku
// (no line starts with ，。！？ or a closing bracket, none ends with an opening one).
Text fill(const program::TextView& view, std::span<const std::string> values);
Text fill(const program::Pack& pack, uint32_t locale, uint32_t line, std::span<const std::string> values);

}  // namespace firefly::text
