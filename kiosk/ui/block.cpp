#include "kiosk/ui/block.h"

#include <algorithm>
#include <cfloat>
#include <cmath>

#include <imgui.h>

#include "kiosk/ui/paint.h"

namespace firefly::ui {
namespace {

constexpr float pi = 3.14159265f;

void paint_text(const Brush& brush, const Piece& piece, const Rect& where, float opacity) {
  const Font font{&brush.fonts, piece.weight, piece.size, where.height};
  const char* begin = piece.text.data();
  brush.list.AddText(brush.fonts.of(piece.weight), piece.size, {where.x, where.y + drop_within_line(font)},
                     packed(faded(piece.colour, opacity)), begin, begin + piece.text.size());
}

void paint_tail(const Brush& brush, const Piece& piece, const Rect& where, float opacity) {
  const bool leftwards = piece.radius >= 0;
  const float root = leftwards ? where.right() : where.x;
  const float tip = leftwards ? where.x : where.right();
  const float middle = (root + tip) / 2;
  const float tip_y = where.y + where.height * 0.15f;
  ImDrawList& list = brush.list;
  // Clockwise on either side.
  const float first_y = leftwards ? where.bottom() : where.y;
  const float last_y = leftwards ? where.y : where.bottom();
  const float lower = where.y + where.height * 0.55f;
  const float upper = where.y + where.height * 0.2f;
  list.PathLineTo({root, first_y});
  list.PathBezierQuadraticCurveTo({middle, leftwards ? lower : upper}, {tip, tip_y});
  list.PathBezierQuadraticCurveTo({middle, leftwards ? upper : lower}, {root, last_y});
  list.PathFillConcave(packed(faded(piece.colour, opacity)));
}

// Where the value number `index` of the series stands.
ImVec2 chart_point(const Piece& piece, const Rect& where, size_t index) {
  const auto [least, most] = std::minmax_element(piece.series.begin(), piece.series.end());
  const float range = *most - *least;
  const float last = static_cast<float>(std::max<size_t>(piece.series.size() - 1, 1));
  const float share = range > 0 ? (piece.series[index] - *least) / range : 0.5f;
  return {where.x + where.width * static_cast<float>(index) / last, where.bottom() - where.height * share};
}

void paint_chart(const Brush& brush, const Piece& piece, const Rect& whole, float opacity) {
  if (piece.series.empty()) return;
  const Sizes& size = brush.theme.size;
  constexpr int grid_lines = 4;
  for (int line = 0; line < grid_lines; ++line) {
    const float y = whole.y + whole.height * static_cast<float>(line) / (grid_lines - 1);
    brush.list.AddLine({whole.x, y}, {whole.right(), y}, packed(faded(brush.theme.colour.hairline, opacity)),
                       size.hair);
  }
  const Rect where = whole.inset(size.chart_dot * 2);
  std::vector<ImVec2> points;
  for (size_t index = 0; index < piece.series.size(); ++index) points.push_back(chart_point(piece, where, index));
  if (points.size() == 1) points.push_back({where.right(), points.front().y});
  // The newest value comes in along its line.
  const float grown = std::min(1.0f, brush.age_secs / brush.theme.share.grow_secs);
  const float share = 1 - (1 - grown) * (1 - grown);
  const ImVec2 from = points[points.size() - 2];
  ImVec2& tip = points.back();
  tip = {from.x + (tip.x - from.x) * share, from.y + (tip.y - from.y) * share};

  const ImU32 ink = packed(faded(piece.colour, opacity));
  const ImU32 under = packed(faded(piece.colour, opacity * brush.theme.share.chart_fill));
  // A line that never moved has nothing under it.
  const bool flat =
      std::all_of(piece.series.begin(), piece.series.end(), [&](float value) { return value == piece.series.front(); });
  for (size_t index = flat ? points.size() : 1; index < points.size(); ++index) {
    const ImVec2 one = points[index - 1];
    const ImVec2 other = points[index];
    const ImVec2 quad[] = {one, other, {other.x, whole.bottom()}, {one.x, whole.bottom()}};
    brush.list.AddConvexPolyFilled(quad, 4, under);
  }
  brush.list.AddPolyline(points.data(), static_cast<int>(points.size()), ink, 0, size.chart_line);
  brush.list.AddCircleFilled(points.back(), size.chart_dot * 2, under);
  brush.list.AddCircleFilled(points.back(), size.chart_dot, ink);
}

void paint_dots(const Brush& brush, const Piece& piece, const Rect& where, float opacity) {
  constexpr int dots = 3;
  const float radius = brush.theme.size.dot;
  const float cycle = brush.theme.share.typing_cycle_secs;
  for (int dot = 0; dot < dots; ++dot) {
    const double turn = brush.now_secs / cycle - dot / 6.0;
    const float wave = std::max(0.0f, std::sin(static_cast<float>(turn - std::floor(turn)) * 2 * pi));
    const float x = where.x + where.width * (0.5f + static_cast<float>(dot)) / dots;
    const float y = where.y + where.height / 2 - wave * radius;
    brush.list.AddCircleFilled({x, y}, radius, packed(faded(piece.colour, opacity * (0.45f + 0.55f * wave))));
  }
}

void paint_rings(const Brush& brush, const Piece& piece, const Rect& where, float opacity) {
  constexpr int rings = 3;
  const Proportions& share = brush.theme.share;
  const ImVec2 middle{where.x + where.width / 2, where.y + where.height / 2};
  const float outer = where.width / 2 - brush.theme.size.ring_line;
  const float inner = piece.radius;
  const bool moves = brush.age_secs < share.ring_secs;
  const float turn = moves ? brush.age_secs / share.ring_cycle_secs : 0;
  for (int ring = 0; ring < rings; ++ring) {
    const float along = turn + (static_cast<float>(ring) + 0.5f) / rings;
    const float out = along - std::floor(along);
    brush.list.AddCircle(middle, inner + (outer - inner) * out,
                         packed(faded(piece.colour, opacity * share.ring_opacity * (1 - out))), 0,
                         brush.theme.size.ring_line);
  }
}

// One line of text, turned around its corner.
void paint_slanted(const Brush& brush, const Piece& piece, float x, float y, Colour ink) {
  const float slope = brush.theme.share.tile_slope;
  ImDrawList& list = brush.list;
  const int first = list.VtxBuffer.Size;
  const char* begin = piece.text.data();
  list.AddText(brush.fonts.bold, piece.size, {x, y}, packed(ink), begin, begin + piece.text.size());
  for (int index = first; index < list.VtxBuffer.Size; ++index) {
    ImVec2& at = list.VtxBuffer[index].pos;
    const float from_x = at.x - x;
    const float from_y = at.y - y;
    at = {x + from_x * std::cos(slope) - from_y * std::sin(slope),
          y + from_x * std::sin(slope) + from_y * std::cos(slope)};
  }
}

void paint_tile(const Brush& brush, const Piece& piece, const Rect& where) {
  const Sizes& size = brush.theme.size;
  const char* begin = piece.text.data();
  const float length = brush.fonts.bold->CalcTextSizeA(piece.size, FLT_MAX, 0, begin, begin + piece.text.size()).x;
  const float step = length + size.gap * 2;
  const float rim = size.hair;
  brush.list.PushClipRect(corner(where), far_corner(where), true);
  for (float y = where.y + size.tile / 4; y < where.bottom() + step; y += size.tile / 2) {
    for (float x = where.x; x < where.right(); x += step) {
      if (piece.ground.alpha > 0) paint_slanted(brush, piece, x + rim, y + rim, piece.ground);
      paint_slanted(brush, piece, x, y, piece.colour);
    }
  }
  brush.list.PopClipRect();
}

// Whole pixels for each module, neighbours in a row as one: a camera sees no seams.
void paint_code(const Brush& brush, const Piece& piece, const Rect& where) {
  const auto side = static_cast<float>(piece.side);
  const float module = std::floor(where.width / side);
  const float x = std::floor(where.x + (where.width - module * side) / 2);
  const float y = std::floor(where.y + (where.height - module * side) / 2);
  for (uint32_t row = 0; row < piece.side; ++row) {
    const uint8_t* modules = piece.modules.data() + static_cast<size_t>(row) * piece.side;
    for (uint32_t from = 0; from < piece.side;) {
      uint32_t to = from;
      while (to < piece.side && modules[to] != 0) ++to;
      if (to > from) {
        const float top = y + module * static_cast<float>(row);
        brush.list.AddRectFilled({x + module * static_cast<float>(from), top},
                                 {x + module * static_cast<float>(to), top + module}, packed(piece.colour));
      }
      from = to + 1;
    }
  }
}

void paint_piece(const Brush& brush, const Piece& piece, const Rect& where, float opacity) {
  switch (piece.kind) {
    case Piece::Kind::Fill: fill(brush.list, where, faded(piece.colour, opacity), piece.radius); break;
    case Piece::Kind::Shadow: shadow(brush.list, where, piece.radius, brush.theme, opacity); break;
    case Piece::Kind::Outline:
      outline(brush.list, where.inset(piece.width / 2), faded(piece.colour, opacity), piece.radius, piece.width);
      break;
    case Piece::Kind::Text: paint_text(brush, piece, where, opacity); break;
    case Piece::Kind::Icon: paint_icon(brush.list, piece.icon, where, faded(piece.colour, opacity)); break;
    case Piece::Kind::Picture:
      paint_picture(brush.list, brush.view.packs[piece.pack].picture(piece.picture), where, opacity);
      break;
    case Piece::Kind::Corners: mask_corners(brush.list, where, faded(piece.colour, opacity), piece.radius); break;
    case Piece::Kind::Tail: paint_tail(brush, piece, where, opacity); break;
    case Piece::Kind::Chart: paint_chart(brush, piece, where, opacity); break;
    case Piece::Kind::Dots: paint_dots(brush, piece, where, opacity); break;
    case Piece::Kind::Rings: paint_rings(brush, piece, where, opacity); break;
    case Piece::Kind::Tile: paint_tile(brush, piece, where); break;
    case Piece::Kind::Code: paint_code(brush, piece, where); break;
  }
}

}  // namespace

void paint(const Brush& brush, const Block& block, float x, float y, float opacity) {
  for (const Piece& piece : block.pieces) paint_piece(brush, piece, piece.rect.moved(x, y), opacity);
}

}  // namespace firefly::ui
