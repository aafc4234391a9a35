#include "tools/reading/svg.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

namespace firefly::reading {

TEST_CASE("a picture becomes paths in its own colours, with nothing that a strict page would refuse") {
  const std::vector<program::Point> points{{0, 0}, {24, 0}, {24, 48}, {24, 48}, {12, 12}};
  const std::vector<program::Shape> shapes{{0, 4, 0xEADDBFFF, 0, 0, 1}, {3, 2, 0, 0x11223380, 2, 0}};
  program::Picture picture{"face", 48, 48, shapes, points, 0};
  const std::string svg = svg_of(picture);
  CHECK(svg.find("viewBox=\"0 0 600 600\"") != std::string::npos);
  // Each point as its way from the last; one that lies on the last is left out.
  CHECK(svg.find("fill=\"#eaddbf\" d=\"M0 0l300 0 0 600z\"") != std::string::npos);
  CHECK(svg.find(
            "fill=\"none\" stroke=\"#112233\" stroke-opacity=\"0.50\" stroke-width=\"25\" d=\"M300 600l-150-450\"") !=
        std::string::npos);
  CHECK(svg.find("style") == std::string::npos);
}

TEST_CASE("a chart has a point for each value, the highest at the top") {
  const std::array<float, 3> series{1000, 1058, 1186};
  const std::string chart = chart_of(series, "gain");
  CHECK(chart.find("class=\"chart gain\"") != std::string::npos);
  CHECK(chart.find("points=\"6,90 140,63.8 274,6\"") != std::string::npos);
  CHECK(chart_of(std::span(series).first(1), "gain").empty());
  // An account that stands still is a level line.
  const std::array<float, 2> still{5, 5};
  CHECK(chart_of(still, "still").find("6,90 274,90") != std::string::npos);
}

TEST_CASE("a tile says its words many times, as text and not as markup") {
  const std::string tile = tile_of("a < b");
  size_t count = 0;
  for (size_t at = tile.find("a &lt; b"); at != std::string::npos; at = tile.find("a &lt; b", at + 1)) ++count;
  CHECK(count > 20);
}

}  // namespace firefly::reading
