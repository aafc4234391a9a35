#pragma once

#include <span>
#include <string_view>

#include "engine/program/plural.h"

namespace firefly::text {

// The plural category of a number as it is written ("3", "1.50", "1e+21", "-2", CLDR's "1c6" for a compact 1 million)
// by a rule of a pack. What is no number is Other.
program::Plural category_of(std::string_view number, std::span<const program::PluralRange> rule);

}  // namespace firefly::text
