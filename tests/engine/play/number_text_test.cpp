#include "engine/play/number_text.h"

#include <doctest/doctest.h>

namespace firefly::play {
namespace {

TEST_CASE("whole numbers have no point, others no more digits than they need") {
  CHECK(text_of(0) == "0");
  CHECK(text_of(-0.0) == "0");
  CHECK(text_of(1000) == "1000");
  CHECK(text_of(-42) == "-42");
  CHECK(text_of(45.1) == "45.1");
  CHECK(text_of(0.1 + 0.2) == "0.3");
  CHECK(text_of(999999999999999) == "999999999999999");
  CHECK(text_of(1.0 / 3) == "0.333333333333333");
}

TEST_CASE("a number is read from a text that is nothing else") {
  double number = 0;
  CHECK((number_of("12.5", number) && number == 12.5));
  CHECK((number_of("-3", number) && number == -3));
  CHECK_FALSE(number_of("", number));
  CHECK_FALSE(number_of("12元", number));
  CHECK_FALSE(number_of("inf", number));
}

}  // namespace
}  // namespace firefly::play
