#include "kiosk/station.h"

#include <doctest/doctest.h>

namespace firefly::kiosk {

TEST_CASE("the station file says who presents the drill and in which language it begins") {
  app::Settings settings;
  settings.mode = stats::Mode::Stall;
  const base::Result<app::Settings> read =
      read_station(R"({"issuer": "枇杷街夜市反诈摊位", "locale": "en", "collector": {"address": "later"}})", settings);
  REQUIRE(read);
  CHECK(read.value().issuer == "枇杷街夜市反诈摊位");
  CHECK(read.value().locale == "en");
  CHECK(read.value().mode == stats::Mode::Stall);
}

TEST_CASE("what the station file leaves out stays as it was") {
  app::Settings settings;
  settings.issuer = "before";
  CHECK(read_station("{}", settings).value().issuer == "before");
}

TEST_CASE("a station file that cannot be understood is refused") {
  CHECK_FALSE(read_station("", {}));
  CHECK_FALSE(read_station("[]", {}));
  CHECK_FALSE(read_station(R"({"issuer": "x")", {}));
  CHECK(read_station(R"({"issuer": 7})", {}).error().message == "\"issuer\" must be a text in quotation marks");
}

}  // namespace firefly::kiosk
