#include "kiosk/ui/paint.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace firefly::ui {
namespace {

constexpr float pi = 3.14159265f;

Colour from_rgba(uint32_t rgba) {
  return {static_cast<uint8_t>(rgba >> 24), static_cast<uint8_t>(rgba >> 16), static_cast<uint8_t>(rgba >> 8),
          static_cast<uint8_t>(rgba)};
}

// The draw list fills only what runs clockwise.
void turn_clockwise(std::vector<ImVec2>& points) {
  float area = 0;
  for (size_t index = 0; index < points.size(); ++index) {
    const ImVec2& one = points[index];
    const ImVec2& next = points[(index + 1) % points.size()];
    area += one.x * next.y - next.x * one.y;
  }
  if (area < 0) std::reverse(points.begin(), points.end());
}

}  // namespace

void fill(ImDrawList& list, const Rect& where, Colour with, float radius) {
  // The draw list's round rectangles never become quite round.
  if (where.width == where.height && radius >= where.width / 2) {
    list.AddCircleFilled({where.x + where.width / 2, where.y + where.height / 2}, where.width / 2, packed(with));
    return;
  }
  list.AddRectFilled(corner(where), far_corner(where), packed(with), radius);
}

void outline(ImDrawList& list, const Rect& where, Colour with, float radius, float width) {
  list.AddRect(corner(where), far_corner(where), packed(with), radius, 0, width);
}

void shadow(ImDrawList& list, const Rect& of, float radius, const Theme& theme, float opacity) {
  for (float layer = theme.share.shadow_layers; layer >= 1; --layer) {
    const float spread = theme.size.shadow_spread * layer / theme.share.shadow_layers * 2;
    fill(list, of.inset(-spread).moved(0, theme.size.shadow_drop), faded(theme.colour.shadow, opacity),
         radius + spread);
  }
}

void glow(ImDrawList& list, float x, float y, float radius, Colour with) {
  constexpr int rim = 32;
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  const ImU32 inner = packed(with);
  const ImU32 outer = packed(faded(with, 0));
  list.PrimReserve(rim * 3, rim + 1);
  const auto centre = static_cast<ImDrawIdx>(list._VtxCurrentIdx);
  for (int step = 0; step < rim; ++step) {
    list.PrimWriteIdx(centre);
    list.PrimWriteIdx(static_cast<ImDrawIdx>(centre + 1 + step));
    list.PrimWriteIdx(static_cast<ImDrawIdx>(centre + 1 + (step + 1) % rim));
  }
  list.PrimWriteVtx({x, y}, white, inner);
  for (int step = 0; step < rim; ++step) {
    const float angle = 2 * pi * static_cast<float>(step) / rim;
    list.PrimWriteVtx({x + std::cos(angle) * radius, y + std::sin(angle) * radius}, white, outer);
  }
}

void gradient(ImDrawList& list, const Rect& where, Colour above, Colour below) {
  list.AddRectFilledMultiColor(corner(where), far_corner(where), packed(above), packed(above), packed(below),
                               packed(below));
}

void mask_corners(ImDrawList& list, const Rect& where, Colour ground, float radius) {
  struct Corner {
    float x, y, to_x, to_y, from;
  };
  // Half a pixel outwards, so that no rim of the picture shines through.
  const Rect rim = where.inset(-0.5f);
  const std::array<Corner, 4> corners{{{rim.x, rim.y, 1, 1, pi},
                                       {rim.right(), rim.y, -1, 1, pi * 1.5f},
                                       {rim.right(), rim.bottom(), -1, -1, 0},
                                       {rim.x, rim.bottom(), 1, -1, pi * 0.5f}}};
  for (const Corner& at : corners) {
    list.PathLineTo({at.x, at.y});
    list.PathArcTo({at.x + at.to_x * radius, at.y + at.to_y * radius}, radius, at.from + pi / 2, at.from);
    list.PathFillConcave(packed(ground));
  }
}

void paint_picture(ImDrawList& list, const program::Picture& picture, const Rect& where, float opacity) {
  if (picture.width <= 0 || picture.height <= 0) return;
  const float scale_x = where.width / picture.width;
  const float scale_y = where.height / picture.height;
  std::vector<ImVec2> points;
  list.PushClipRect(corner(where), far_corner(where), true);
  for (const program::Shape& shape : picture.shapes) {
    points.clear();
    for (const program::Point& point : picture.points.subspan(shape.first_point, shape.point_count))
      points.push_back({where.x + point.x * scale_x, where.y + point.y * scale_y});
    turn_clockwise(points);
    const int count = static_cast<int>(points.size());
    const Colour inside = from_rgba(shape.fill_rgba);
    const Colour edge = from_rgba(shape.stroke_rgba);
    if (inside.alpha != 0 && count > 2) list.AddConcavePolyFilled(points.data(), count, packed(faded(inside, opacity)));
    if (edge.alpha != 0 && count > 1)
      list.AddPolyline(points.data(), count, packed(faded(edge, opacity)),
                       shape.closed != 0 ? ImDrawFlags_Closed : ImDrawFlags_None, shape.stroke_width * scale_x);
  }
  list.PopClipRect();
}

}  // namespace firefly::ui
