#pragma once

#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/program/pack.h"

// Pictures and avatars are drawn as SVG and become flat polygons when a pack is built, so that the phone draws them
// crisp at any size with nothing to decode.

namespace firefly::picture {

// Polygons in painting order; coordinates in the SVG's own units, (0, 0) to (width, height). Shape::first_point
// counts in `points`. Colours are 0xRRGGBBAA.
struct Drawing {
  float width = 0;
  float height = 0;
  std::vector<program::Shape> shapes;
  std::vector<program::Point> points;
};

// Reads an SVG of flat fills and strokes; curves are flattened to within 1/400 of the longer side. An Error says what
// cannot be drawn: no size, nothing to paint, or a gradient. A path's subpaths are painted one over the other, so a
// hole is no hole: draw it as a shape of the background's colour.
base::Result<Drawing> read_svg(std::string_view svg);

}  // namespace firefly::picture
