#include "i18n/text/plural.h"

#include <algorithm>
#include <cstdint>

namespace firefly::text {
namespace {

using program::Plural;
using program::PluralOperand;
using program::PluralRange;

// A number taken apart as CLDR's rules look at it.
struct Operands {
  uint64_t whole = 0;            // i
  uint64_t fraction = 0;         // f: with zeros at its end
  uint64_t short_fraction = 0;   // t: without them
  uint64_t fraction_digits = 0;  // v
  uint64_t short_digits = 0;     // w
  uint64_t compact = 0;          // c
};

// Rules ask for remainders by powers of ten and for small numbers, so that of a large one its last digits will do, and
// that it is large.
uint64_t with_digit(uint64_t number, char digit) {
  constexpr uint64_t large = 100000000000000000;
  number = number * 10 + static_cast<uint64_t>(digit - '0');
  return number < 2 * large ? number : large + number % large;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether the text is a number; then its operands.
bool take_apart(std::string_view text, Operands& operands) {
  constexpr int64_t largest_exponent = 400;
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  const size_t mantissa_end = std::min(text.find_first_of("ce"), text.size());
  const std::string_view mantissa = text.substr(0, mantissa_end);
  int64_t exponent = 0;
  if (mantissa_end < text.size()) {
    std::string_view digits = text.substr(mantissa_end + 1);
    const bool negative = !digits.empty() && digits.front() == '-';
    if (negative || (!digits.empty() && digits.front() == '+')) digits.remove_prefix(1);
    if (digits.empty()) return false;
    for (const char c : digits) {
      if (!is_digit(c)) return false;
      exponent = std::min(exponent * 10 + (c - '0'), largest_exponent);
    }
    if (negative) exponent = -exponent;
    if (text[mantissa_end] == 'c') operands.compact = static_cast<uint64_t>(std::max<int64_t>(exponent, 0));
  }
  const size_t point = std::min(mantissa.find('.'), mantissa.size());
  const auto digit_at = [&](int64_t place) {  // counted from the first, without the point; zeros beyond both ends
    const auto at = static_cast<size_t>(place) + (place >= static_cast<int64_t>(point) ? 1 : 0);
    return place >= 0 && at < mantissa.size() ? mantissa[at] : '0';
  };
  const auto digits = static_cast<int64_t>(mantissa.size() - (point < mantissa.size() ? 1 : 0));
  if (digits == 0) return false;
  for (size_t i = 0; i < mantissa.size(); ++i) {
    if (i != point && !is_digit(mantissa[i])) return false;
  }
  const int64_t whole_end = static_cast<int64_t>(point) + exponent;
  for (int64_t place = 0; place < whole_end; ++place) operands.whole = with_digit(operands.whole, digit_at(place));
  for (int64_t place = whole_end; place < digits; ++place) {
    const char digit = digit_at(place);
    operands.fraction = with_digit(operands.fraction, digit);
    ++operands.fraction_digits;
    if (digit == '0') continue;
    operands.short_fraction = operands.fraction;
    operands.short_digits = operands.fraction_digits;
  }
  return true;
}

uint64_t value_of(const Operands& operands, PluralOperand operand) {
  switch (operand) {
    case PluralOperand::F: return operands.fraction;
    case PluralOperand::T: return operands.short_fraction;
    case PluralOperand::V: return operands.fraction_digits;
    case PluralOperand::W: return operands.short_digits;
    case PluralOperand::C: return operands.compact;
    default: return operands.whole;
  }
}

bool is_within(const Operands& operands, const PluralRange& range) {
  // Ranges hold whole numbers only.
  if (range.operand == PluralOperand::N && operands.short_digits != 0) return false;
  uint64_t value = value_of(operands, range.operand);
  if (range.modulus != 0) value %= range.modulus;
  return range.low <= value && value <= range.high;
}

}  // namespace

Plural category_of(std::string_view number, std::span<const PluralRange> rule) {
  Operands operands;
  if (!take_apart(number, operands)) return Plural::Other;
  bool all = true;
  bool any = false;
  for (const PluralRange& range : rule) {
    any = any || is_within(operands, range);
    if (range.then == PluralRange::Then::Or) continue;
    all = all && any != (range.negated != 0);
    any = false;
    if (range.then == PluralRange::Then::And) continue;
    if (all) return range.category;
    all = true;
  }
  return Plural::Other;
}

}  // namespace firefly::text
