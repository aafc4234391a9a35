#pragma once

#include <cstdint>
#include <span>
#include <string>
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

// The text of a line as it reads with these values: where it has choices, the reading that they decide on.
program::TextView reading_for(const program::Pack& pack, uint32_t locale, uint32_t line,
                              std::span<const std::string> values);

// Appends the words alone, with the values in their places.
void append(std::string& words, const program::TextView& view, std::span<const std::string> values);

// The pack's text with its slots filled. A value is one unbreakable run; the breaks at its edges hold to kinsoku
// (no line starts with ，。！？ or a closing bracket, none ends with an opening one).
Text fill(const program::TextView& view, std::span<const std::string> values);
Text fill(const program::Pack& pack, uint32_t locale, uint32_t line, std::span<const std::string> values);

}  // namespace firefly::text
