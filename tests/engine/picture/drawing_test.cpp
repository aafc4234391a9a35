#include "engine/picture/drawing.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

namespace firefly::picture {
namespace {

std::string svg(const std::string& inside) {
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 48\">" + inside + "</svg>";
}

TEST_CASE("a rectangle becomes one closed polygon of four points with its colour") {
  const auto drawing = read_svg(svg("<rect x='4' y='8' width='10' height='20' fill='#ff8000'/>"));
  REQUIRE(drawing);
  CHECK(drawing.value().width == doctest::Approx(48));
  REQUIRE(drawing.value().shapes.size() == 1);
  const program::Shape& shape = drawing.value().shapes[0];
  CHECK(shape.point_count == 4);
  CHECK(shape.closed == 1);
  CHECK(shape.fill_rgba == 0xff8000ffu);
  CHECK(shape.stroke_rgba == 0);
}

TEST_CASE("a circle stays within the stated tolerance of the true one, with points in proportion") {
  const auto drawing = read_svg(svg("<circle cx='24' cy='24' r='20' fill='#000'/>"));
  REQUIRE(drawing);
  const auto& points = drawing.value().points;
  CHECK(points.size() >= 12);
  CHECK(points.size() <= 64);
  for (size_t i = 0; i < points.size(); ++i) {
    const program::Point next = points[(i + 1) % points.size()];
    const float x = (points[i].x + next.x) / 2 - 24;
    const float y = (points[i].y + next.y) / 2 - 24;
    CHECK(std::hypot(x, y) == doctest::Approx(20).epsilon(0.02));
  }
}

TEST_CASE("a stroke keeps its width and an open line stays open") {
  const auto drawing = read_svg(svg("<polyline points='1,1 9,1 9,9' fill='none' stroke='#123456' stroke-width='3'/>"));
  REQUIRE(drawing);
  REQUIRE(drawing.value().shapes.size() == 1);
  CHECK(drawing.value().shapes[0].closed == 0);
  CHECK(drawing.value().shapes[0].stroke_rgba == 0x123456ffu);
  CHECK(drawing.value().shapes[0].stroke_width == doctest::Approx(3));
}

TEST_CASE("what cannot be drawn is refused with the reason") {
  const auto gradient = read_svg(
      svg("<defs><linearGradient id='g'><stop offset='0' stop-color='#f00'/><stop offset='1' stop-color='#00f'/>"
          "</linearGradient></defs><rect width='9' height='9' fill='url(#g)'/>"));
  REQUIRE_FALSE(gradient);
  CHECK(gradient.error().message.find("gradient") != std::string::npos);
  CHECK_FALSE(read_svg(svg("")));
  CHECK_FALSE(read_svg("not a picture"));
  CHECK_FALSE(read_svg(""));
}

}  // namespace
}  // namespace firefly::picture
