#include "kiosk/ui/icons.h"

#include <cmath>
#include <initializer_list>

#include <imgui.h>

#include "kiosk/ui/paint.h"

namespace firefly::ui {
namespace {

constexpr float grid = 24;
constexpr float pi = 3.14159265f;

// A pen on the icon's own grid.
struct Pen {
  ImDrawList& list;
  Rect where;
  ImU32 ink;

  float length(float units) const { return units * where.width / grid; }
  ImVec2 at(float x, float y) const { return {where.x + length(x), where.y + length(y)}; }
  float width() const { return length(2); }

  void line(std::initializer_list<ImVec2> points, ImDrawFlags closed = ImDrawFlags_None) const {
    for (const ImVec2& point : points) list.PathLineTo(at(point.x, point.y));
    list.PathStroke(ink, closed, width());
    // Round ends, which the draw list does not know.
    if (closed == ImDrawFlags_None) {
      dot(points.begin()->x, points.begin()->y, 1);
      dot((points.end() - 1)->x, (points.end() - 1)->y, 1);
    }
  }
  void dot(float x, float y, float radius) const { list.AddCircleFilled(at(x, y), length(radius), ink); }
  void ring(float x, float y, float radius) const { list.AddCircle(at(x, y), length(radius), ink, 0, width()); }
  void arc(float x, float y, float radius, float from, float to) const {
    list.PathArcTo(at(x, y), length(radius), from, to);
    list.PathStroke(ink, ImDrawFlags_None, width());
  }
};

void handset(const Pen& pen) {
  ImDrawList& list = pen.list;
  list.PathLineTo(pen.at(6.5f, 3));
  list.PathLineTo(pen.at(9.5f, 3.6f));
  list.PathLineTo(pen.at(10.6f, 8));
  list.PathLineTo(pen.at(8.3f, 9.8f));
  list.PathBezierQuadraticCurveTo(pen.at(10, 13.8f), pen.at(14.2f, 15.7f));
  list.PathLineTo(pen.at(16, 13.4f));
  list.PathLineTo(pen.at(20.4f, 14.5f));
  list.PathLineTo(pen.at(21, 17.5f));
  list.PathBezierQuadraticCurveTo(pen.at(20.6f, 21), pen.at(17.5f, 21));
  list.PathBezierCubicCurveTo(pen.at(9.5f, 20.6f), pen.at(3.4f, 14.5f), pen.at(3, 6.5f));
  list.PathBezierQuadraticCurveTo(pen.at(3, 3.4f), pen.at(6.5f, 3));
  list.PathFillConcave(pen.ink);
}

void lifebuoy(const Pen& pen) {
  pen.ring(12, 12, 9);
  pen.ring(12, 12, 3.6f);
  for (int spoke = 0; spoke < 4; ++spoke) {
    const float angle = pi / 4 + pi / 2 * static_cast<float>(spoke);
    const ImVec2 out{std::cos(angle), std::sin(angle)};
    pen.list.AddLine(pen.at(12 + out.x * 3.8f, 12 + out.y * 3.8f), pen.at(12 + out.x * 8.8f, 12 + out.y * 8.8f),
                     pen.ink, pen.length(3.4f));
  }
}

}  // namespace

Icon icon_for(app::Intent::Kind kind) {
  using Kind = app::Intent::Kind;
  switch (kind) {
    case Kind::Back: return Icon::Back;
    case Kind::ShowLanguages: return Icon::Language;
    case Kind::LargerText: return Icon::LargerText;
    case Kind::SmallerText: return Icon::SmallerText;
    case Kind::Leave: return Icon::Leave;
    case Kind::Dial: return Icon::Phone;
    case Kind::Help: return Icon::Lifebuoy;
    case Kind::ShowCatalogue: return Icon::Catalogue;
    case Kind::Again: return Icon::Again;
    case Kind::ShowAbout: return Icon::About;
    case Kind::Choose:
    case Kind::Open: return Icon::Forward;
    default: return Icon::None;
  }
}

void paint_icon(ImDrawList& list, Icon icon, const Rect& where, Colour ink) {
  const Pen pen{list, where, packed(ink)};
  switch (icon) {
    case Icon::None: break;
    case Icon::Back: pen.line({{15, 5}, {8, 12}, {15, 19}}); break;
    case Icon::Forward: pen.line({{9, 5}, {16, 12}, {9, 19}}); break;
    case Icon::Language:
      pen.ring(12, 12, 9);
      list.AddEllipse(pen.at(12, 12), {pen.length(4), pen.length(9)}, pen.ink, 0, 0, pen.length(1.6f));
      pen.line({{3.6f, 9}, {20.4f, 9}});
      pen.line({{3.6f, 15}, {20.4f, 15}});
      break;
    case Icon::LargerText:
    case Icon::SmallerText:
      pen.line({{2, 20}, {8, 4}, {14, 20}});
      pen.line({{4.4f, 14.5f}, {11.6f, 14.5f}});
      pen.line({{14.5f, 8}, {22.5f, 8}});
      if (icon == Icon::LargerText) pen.line({{18.5f, 4}, {18.5f, 12}});
      break;
    case Icon::Leave:
      pen.line({{13, 4}, {5, 4}, {5, 20}, {13, 20}});
      pen.line({{10, 12}, {20.5f, 12}});
      pen.line({{16.5f, 7.5f}, {21, 12}, {16.5f, 16.5f}});
      break;
    case Icon::Magnifier:
      pen.ring(10.5f, 10.5f, 6);
      list.AddLine(pen.at(15, 15), pen.at(20, 20), pen.ink, pen.length(2.8f));
      pen.dot(20, 20, 1.4f);
      break;
    case Icon::Phone: handset(pen); break;
    case Icon::Check: pen.line({{5, 12.5f}, {10, 17.5f}, {19.5f, 7}}); break;
    case Icon::Lifebuoy: lifebuoy(pen); break;
    case Icon::Rising: list.AddTriangleFilled(pen.at(12, 5), pen.at(20, 18), pen.at(4, 18), pen.ink); break;
    case Icon::Falling: list.AddTriangleFilled(pen.at(4, 6), pen.at(20, 6), pen.at(12, 19), pen.ink); break;
    case Icon::Transfer:
      pen.line({{4, 9}, {20, 9}});
      pen.line({{15.5f, 4.5f}, {20, 9}});
      pen.line({{20, 15}, {4, 15}});
      pen.line({{8.5f, 19.5f}, {4, 15}});
      break;
    case Icon::Catalogue:
      for (const ImVec2 corner : {ImVec2{4, 4}, ImVec2{13.5f, 4}, ImVec2{4, 13.5f}, ImVec2{13.5f, 13.5f}})
        list.AddRect(pen.at(corner.x, corner.y), pen.at(corner.x + 6.5f, corner.y + 6.5f), pen.ink, pen.length(1.8f), 0,
                     pen.width());
      break;
    case Icon::Again:
      pen.arc(12, 12, 8, -pi * 0.35f, pi * 1.3f);
      pen.line({{16.8f, 1.6f}, {15.8f, 5.4f}, {19.6f, 6.2f}});
      break;
    case Icon::Attention:
      pen.line({{12, 4}, {12, 13.5f}});
      pen.dot(12, 19, 1.8f);
      break;
    case Icon::About:
      pen.ring(12, 12, 9);
      pen.line({{12, 11}, {12, 16.5f}});
      pen.dot(12, 7.6f, 1.3f);
      break;
  }
}

}  // namespace firefly::ui
