#include "i18n/text/plural.h"

#include <doctest/doctest.h>

#include <vector>

namespace firefly::text {
namespace {

using program::Plural;
using program::PluralOperand;
using program::PluralRange;
using Then = PluralRange::Then;

// "one: i = 1 and v = 0", as in English.
const std::vector<PluralRange> english = {{PluralOperand::I, Then::And, 0, Plural::One, 0, 1, 1},
                                          {PluralOperand::V, Then::Category, 0, Plural::One, 0, 0, 0}};

// "few: n % 10 = 2..4 and n % 100 != 12..14,92 or n = 1000", as nowhere.
const std::vector<PluralRange> made_up = {{PluralOperand::N, Then::And, 0, Plural::Few, 10, 2, 4},
                                          {PluralOperand::N, Then::Or, 1, Plural::Few, 100, 12, 14},
                                          {PluralOperand::N, Then::Category, 1, Plural::Few, 100, 92, 92},
                                          {PluralOperand::N, Then::Category, 0, Plural::Few, 0, 1000, 1000}};

TEST_CASE("English has one apple, and 0, 2 or 1.0 apples") {
  CHECK(category_of("1", english) == Plural::One);
  CHECK(category_of("-1", english) == Plural::One);
  CHECK(category_of("0", english) == Plural::Other);
  CHECK(category_of("2", english) == Plural::Other);
  CHECK(category_of("1.0", english) == Plural::Other);
}

TEST_CASE("ranges are joined by or, and by and, and may be excluded") {
  for (const char* few : {"2", "24", "103", "1000", "1e+03", "2.0"}) CHECK(category_of(few, made_up) == Plural::Few);
  for (const char* other : {"1", "12", "92", "114", "2.5", "1e+05"}) {
    CHECK(category_of(other, made_up) == Plural::Other);
  }
}

TEST_CASE("of a number that is too long, the last digits count") {
  CHECK(category_of("123456789012345678901234567890002", made_up) == Plural::Few);
  CHECK(category_of("123456789012345678901234567890012", made_up) == Plural::Other);
  CHECK(category_of("1e+300", english) == Plural::Other);
}

TEST_CASE("what is no number is other, and so is every number without a rule") {
  for (const char* text : {"", "-", "兰姐", "True", "1,000", "1.2.3", ".", "1e", "1e+", "1ex", "0x1", "c6", "nan"}) {
    CHECK(category_of(text, english) == Plural::Other);
  }
  CHECK(category_of("1", {}) == Plural::Other);
}

}  // namespace
}  // namespace firefly::text
