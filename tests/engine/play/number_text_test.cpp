#include "engine/play/number_text.h"

#include <doctest/doctest.h>

#include <cmath>

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

TEST_CASE("patterns are filled in as .NET fills them in") {
  CHECK(formatted("{0}", 1.5) == "1.5");
  CHECK(formatted("{0:F2}|{0:F0}|{0:f}", 1.255) == "1.25|1|1.25");
  CHECK(formatted("{0:N0} {0:N}", 1234567.0) == "1,234,567 1,234,567.00");
  CHECK(formatted("{0:D5} {0:P1} {0:G}", -12.0) == "-00012 -1,200.0% -12");
  CHECK(formatted("{0:0.00} {0:#.##} {0:000} {0:#,##0.0}", 1234.5) == "1234.50 1234.5 1234 1,234.5");
  CHECK(formatted("{0:0.##} {0:#.##}", 0.25) == "0.25 .25");
  CHECK(formatted("{0,6}|{0,-6}|{0,6:F1}", 2.0) == "     2|2     |   2.0");
  CHECK(formatted("{{{0}}} {1} {", 3.0) == "{3} {1} {");
  CHECK(formatted("[{0}] [{0,4}] {0:F2}", "ab") == "[ab] [  ab] ab");
  CHECK(formatted("{0:F2}", HUGE_VAL) == text_of(HUGE_VAL));
  CHECK(formatted("{0,99999999999999999999}", "x").size() == 200);
}

}  // namespace
}  // namespace firefly::play
