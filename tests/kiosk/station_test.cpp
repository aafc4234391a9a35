#include "kiosk/station.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "kiosk/app/station.h"
#include "tests/source_path.h"

namespace firefly::kiosk {

TEST_CASE("the JSON of a station file becomes a line for each value, of a list one for each of its values") {
  const auto lines = lines_of_station(R"({"issuer": "枇杷街派出所", "tonight": ["teacher", "teacher_express"]})");
  REQUIRE(lines);
  CHECK(std::string(lines->begin(), lines->end()) ==
        "issuer\t枇杷街派出所\ntonight\tteacher\ntonight\tteacher_express\n");
  CHECK(lines_of_station("{}").value().empty());
}

TEST_CASE("a station file that is no such JSON is refused, with the value that is wrong") {
  CHECK_FALSE(lines_of_station(""));
  CHECK_FALSE(lines_of_station("[]"));
  CHECK_FALSE(lines_of_station(R"({"issuer": "x")"));
  const std::string wanted = "\"issuer\" must be one line of text in quotation marks, or a list of such";
  for (const char* wrong : {"7", "null", "{}", "[1]", "\"two\\nlines\"", "\"a\\ttab\""}) {
    CAPTURE(wrong);
    CHECK(lines_of_station("{\"issuer\": " + std::string(wrong) + "}").error().message == wanted);
  }
}

TEST_CASE("the example of docs/station.md is a station file") {
  std::ifstream page(test::source_path("docs/station.md"));
  const std::string text{std::istreambuf_iterator<char>(page), std::istreambuf_iterator<char>()};
  const std::string fence = "```json\n";
  const size_t begin = text.find(fence);
  REQUIRE(begin != std::string::npos);
  const size_t from = begin + fence.size();
  const auto lines = lines_of_station(text.substr(from, text.find("```", from) - from));
  REQUIRE(lines);
  const auto station = app::read_station(lines.value());
  REQUIRE_MESSAGE(station, station.error().message);
  CHECK(station->tonight.size() == 2);
  CHECK_FALSE(station->base_url.empty());
}

}  // namespace firefly::kiosk
