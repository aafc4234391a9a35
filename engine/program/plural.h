#pragma once

#include <cstdint>

// The plural rule of a language as CLDR gives it, in the form in which a pack carries it: a row of ranges that
// `i18n/text` reads from the first to the last. `i18n/unicode` makes it from ICU's data.

namespace firefly::program {

// The categories of numbers that languages tell apart.
enum class Plural : uint8_t { Zero, One, Two, Few, Many, Other };
inline constexpr const char* plural_names[] = {"zero", "one", "two", "few", "many", "other"};

// What a rule looks at (CLDR's operands): the number, its whole part, how many digits of its fraction are shown with
// and without zeros at the end, those digits with and without them, and the exponent of a compact number.
enum class PluralOperand : uint8_t { N, I, V, W, F, T, C };

// The operand, modulo `modulus` where that is not 0, lies within [low, high]. Ranges that follow on one another by
// Then::Or are one test, which holds where any of them does, or none where it is negated; tests that follow on one
// another by Then::And must all hold; then the number is of the last one's category. Otherwise the next ranges are
// tried; a number for which none hold is Other.
struct PluralRange {
  enum class Then : uint8_t { Or, And, Category };
  PluralOperand operand;
  Then then;
  uint8_t negated;
  Plural category;
  uint32_t modulus;
  uint32_t low;
  uint32_t high;
};
static_assert(sizeof(PluralRange) == 16);

}  // namespace firefly::program
