#include "engine/picture/drawing.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>

#include <nanosvg.h>

namespace firefly::picture {

namespace {

struct FreeImage {
  void operator()(NSVGimage* image) const { nsvgDelete(image); }
};

// nanosvg keeps 0xAABBGGRR.
uint32_t rgba(unsigned int colour, float opacity) {
  const auto channel = [&](int shift) { return (colour >> shift) & 0xffu; };
  const auto alpha =
      static_cast<uint32_t>(std::lround(static_cast<float>(channel(24)) * std::clamp(opacity, 0.f, 1.f)));
  return channel(0) << 24 | channel(8) << 16 | channel(16) << 8 | alpha;
}

float distance_to_line(program::Point point, program::Point from, program::Point to) {
  const float dx = to.x - from.x;
  const float dy = to.y - from.y;
  const float length = std::hypot(dx, dy);
  if (length == 0) return std::hypot(point.x - from.x, point.y - from.y);
  return std::abs((point.x - from.x) * dy - (point.y - from.y) * dx) / length;
}

program::Point middle(program::Point a, program::Point b) { return {(a.x + b.x) / 2, (a.y + b.y) / 2}; }

// Appends the end points of the straight pieces that stand for the cubic Bézier curve (de Casteljau's halving, until
// both control points lie within the tolerance of the chord); the curve's first point is already there.
void flatten(program::Point a, program::Point b, program::Point c, program::Point d, float tolerance, int depth,
             std::vector<program::Point>& points) {
  const float off = std::max(distance_to_line(b, a, d), distance_to_line(c, a, d));
  if (depth == 0 || off <= tolerance) {
    points.push_back(d);
    return;
  }
  const program::Point ab = middle(a, b);
  const program::Point bc = middle(b, c);
  const program::Point cd = middle(c, d);
  const program::Point abc = middle(ab, bc);
  const program::Point bcd = middle(bc, cd);
  const program::Point half = middle(abc, bcd);
  flatten(a, ab, abc, half, tolerance, depth - 1, points);
  flatten(half, bcd, cd, d, tolerance, depth - 1, points);
}

}  // namespace

base::Result<Drawing> read_svg(std::string_view svg) {
  std::string text(svg);  // nanosvg writes into what it reads
  const std::unique_ptr<NSVGimage, FreeImage> image(nsvgParse(text.data(), "px", 96));
  if (!image || image->width <= 0 || image->height <= 0) {
    return base::Error{"not an SVG with a width and a height or a viewBox"};
  }
  Drawing drawing;
  drawing.width = image->width;
  drawing.height = image->height;
  const float tolerance = std::max(image->width, image->height) / 400;
  for (const NSVGshape* shape = image->shapes; shape != nullptr; shape = shape->next) {
    if ((shape->flags & NSVG_FLAGS_VISIBLE) == 0) continue;
    for (const NSVGpaint* paint : {&shape->fill, &shape->stroke}) {
      if (paint->type != NSVG_PAINT_NONE && paint->type != NSVG_PAINT_COLOR) {
        return base::Error{"a gradient cannot be drawn: use flat colours"};
      }
    }
    const uint32_t fill = shape->fill.type == NSVG_PAINT_COLOR ? rgba(shape->fill.color, shape->opacity) : 0;
    const uint32_t stroke = shape->stroke.type == NSVG_PAINT_COLOR ? rgba(shape->stroke.color, shape->opacity) : 0;
    for (const NSVGpath* path = shape->paths; path != nullptr; path = path->next) {
      const size_t first = drawing.points.size();
      const auto point = [&](int index) { return program::Point{path->pts[index * 2], path->pts[index * 2 + 1]}; };
      drawing.points.push_back(point(0));
      for (int i = 0; i + 3 < path->npts; i += 3) {
        flatten(point(i), point(i + 1), point(i + 2), point(i + 3), tolerance, 8, drawing.points);
      }
      // A closed path comes back to its first point; the polygon closes itself.
      bool closed = path->closed != 0;
      const auto same = [](program::Point a, program::Point b) { return std::hypot(a.x - b.x, a.y - b.y) < 1e-3f; };
      while (drawing.points.size() > first + 1 && same(drawing.points.back(), drawing.points[first])) {
        drawing.points.pop_back();
        closed = true;
      }
      const size_t count = drawing.points.size() - first;
      if (count < 2) {
        drawing.points.resize(first);
        continue;
      }
      drawing.shapes.push_back({static_cast<uint32_t>(first), static_cast<uint32_t>(count), count > 2 ? fill : 0,
                                stroke, shape->strokeWidth, closed ? 1u : 0u});
    }
  }
  if (drawing.shapes.empty())
    return base::Error{"nothing in it can be drawn: use paths and basic shapes with flat fills or strokes"};
  return drawing;
}

}  // namespace firefly::picture
