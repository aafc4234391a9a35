#include "tools/reading/svg.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "kiosk/app/words.h"
#include "tools/reading/html.h"

namespace firefly::reading {
namespace {

// Pictures are drawn on a grid so fine, in units on their longer side.
constexpr float grid = 600;

constexpr float chart_width = 280;
constexpr float chart_height = 96;
constexpr float chart_edge = 6;

std::string number(float value) {
  std::array<char, 32> digits{};
  std::snprintf(digits.data(), digits.size(), "%.1f", static_cast<double>(value));
  std::string text = digits.data();
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

void add_colour(std::string& to, const char* name, uint32_t rgba) {
  constexpr uint32_t opaque = 0xff;
  std::array<char, 64> digits{};
  std::snprintf(digits.data(), digits.size(), " %s=\"#%06x\"", name, rgba >> 8);
  to += digits.data();
  if ((rgba & opaque) == opaque) return;
  std::snprintf(digits.data(), digits.size(), " %s-opacity=\"%.2f\"", name, (rgba & opaque) / 255.0);
  to += digits.data();
}

struct Cell {
  long x = 0;
  long y = 0;
};

// Each point as its way from the one before, which takes the fewest digits.
void add_path(std::string& to, std::span<const program::Point> points, float scale, bool closed) {
  Cell at;
  size_t drawn = 0;
  for (const program::Point& point : points) {
    const Cell next{std::lround(point.x * scale), std::lround(point.y * scale)};
    const Cell way{next.x - at.x, next.y - at.y};
    if (drawn > 0 && way.x == 0 && way.y == 0) continue;
    to += drawn == 0 ? "M" : drawn == 1 ? "l" : way.x < 0 ? "" : " ";
    to += std::to_string(way.x);
    if (way.y >= 0) to += ' ';
    to += std::to_string(way.y);
    at = next;
    ++drawn;
  }
  if (closed) to += 'z';
}

}  // namespace

std::string svg_of(const program::Picture& picture) {
  const float scale = grid / std::max(picture.width, picture.height);
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + number(picture.width * scale) + ' ' +
                    number(picture.height * scale) + "\">";
  for (const program::Shape& shape : picture.shapes) {
    svg += "<path";
    if (shape.fill_rgba == 0) {
      svg += " fill=\"none\"";
    } else {
      add_colour(svg, "fill", shape.fill_rgba);
    }
    if (shape.stroke_rgba != 0) {
      add_colour(svg, "stroke", shape.stroke_rgba);
      svg += " stroke-width=\"" + number(shape.stroke_width * scale) + '"';
    }
    svg += " d=\"";
    add_path(svg, picture.points.subspan(shape.first_point, shape.point_count), scale, shape.closed != 0);
    svg += "\"/>";
  }
  return svg + "</svg>\n";
}

std::string chart_of(std::span<const float> series, std::string_view css_class) {
  if (series.size() < 2) return {};
  const auto [lowest, highest] = std::minmax_element(series.begin(), series.end());
  const float range = std::max(*highest - *lowest, 1.0F);
  const float step = (chart_width - 2 * chart_edge) / static_cast<float>(series.size() - 1);
  std::string points;
  std::string last;
  for (size_t i = 0; i < series.size(); ++i) {
    const float high = (series[i] - *lowest) / range * (chart_height - 2 * chart_edge);
    const std::string x = number(chart_edge + step * static_cast<float>(i));
    const std::string y = number(chart_height - chart_edge - high);
    points += (i > 0 ? " " : "") + x + ',' + y;
    last = "<circle cx=\"" + x + "\" cy=\"" + y + "\" r=\"5\"/>";
  }
  return "<svg class=\"chart " + std::string(css_class) + "\" viewBox=\"0 0 " + number(chart_width) + ' ' +
         number(chart_height) + "\" aria-hidden=\"true\"><polyline points=\"" + points + "\"/>" + last + "</svg>";
}

std::string tile_of(std::string_view words) {
  std::string svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"420\" font-family=\"sans-serif\" "
      "font-size=\"18\" fill=\"#808a94\" fill-opacity=\"0.3\"><g transform=\"rotate(-18)\">";
  constexpr int row_count = 14;
  constexpr int row_height = 58;
  constexpr int cell_width = 10;  // about half of a Hanzi
  constexpr int gap = 44;
  const int step = static_cast<int>(app::reading_cells(words)) * cell_width + gap;
  for (int row = 0; row < row_count; ++row) {
    const int y = 30 + row * row_height;
    for (int x = -130 - (row % 2) * step / 2; x < 1100; x += step) {
      svg += "<text x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\">" + escaped(words) + "</text>";
    }
  }
  return svg + "</g></svg>\n";
}

}  // namespace firefly::reading
