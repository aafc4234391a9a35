#include "kiosk/app/money.h"

#include <doctest/doctest.h>

namespace firefly::app {

TEST_CASE("yuan are read exactly, with at most two decimals") {
  CHECK(read_yuan("1380").value() == 138000);
  CHECK(read_yuan("0").value() == 0);
  CHECK(read_yuan("1380.5").value() == 138050);
  CHECK(read_yuan("-20.05").value() == -2005);
  CHECK(read_yuan("0.1").value() + read_yuan("0.2").value() == read_yuan("0.3").value());
  for (const char* wrong : {"", "-", ".", "1.", ".5", "1.234", "1,000", "12a", "1e3", "9999999999999999"}) {
    CAPTURE(wrong);
    CHECK_FALSE(read_yuan(wrong));
  }
}

TEST_CASE("yuan are written with the thousands apart and no needless decimals") {
  CHECK(write_yuan(0) == "0");
  CHECK(write_yuan(99900) == "999");
  CHECK(write_yuan(100000) == "1,000");
  CHECK(write_yuan(123456789) == "1,234,567.89");
  CHECK(write_yuan(-138005) == "1,380.05");
}

}  // namespace firefly::app
