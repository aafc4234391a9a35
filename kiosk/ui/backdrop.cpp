#include "kiosk/ui/backdrop.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <imgui.h>

#include "kiosk/ui/paint.h"

namespace firefly::ui {
namespace {

// A firefly's place, in shares of the screen, and its brightness.
struct Firefly {
  float x;
  float y;
  float light;
};
constexpr std::array<Firefly, 14> fireflies{{{0.06f, 0.30f, 0.5f},
                                             {0.13f, 0.74f, 0.9f},
                                             {0.22f, 0.16f, 0.4f},
                                             {0.31f, 0.90f, 0.7f},
                                             {0.38f, 0.40f, 0.3f},
                                             {0.47f, 0.12f, 0.5f},
                                             {0.55f, 0.68f, 0.4f},
                                             {0.64f, 0.30f, 0.8f},
                                             {0.71f, 0.86f, 0.5f},
                                             {0.78f, 0.20f, 0.6f},
                                             {0.83f, 0.56f, 0.9f},
                                             {0.90f, 0.34f, 0.4f},
                                             {0.94f, 0.78f, 0.7f},
                                             {0.97f, 0.14f, 0.5f}}};

// The houses of the street in shares of its height: how wide and high; a window for each half of the width.
struct House {
  float width;
  float height;
};
constexpr std::array<House, 5> houses{{{0.9f, 0.62f}, {0.55f, 0.9f}, {1.2f, 0.52f}, {0.7f, 0.74f}, {1.0f, 0.6f}}};

void paint_house(ImDrawList& list, const Rect& at, float unit, const Palette& colour) {
  const ImU32 far = packed(colour.street_far);
  const float wall = at.y + unit * 0.14f;
  fill(list, {at.x, wall, at.width, at.bottom() - wall}, colour.street_far);
  list.AddTriangleFilled({at.x + at.width / 2, at.y}, {at.right() + unit * 0.1f, wall}, {at.x - unit * 0.1f, wall},
                         far);
  const float edge = unit * 0.16f;
  for (float x = at.x + unit * 0.18f; x + edge < at.right(); x += unit * 0.34f)
    fill(list, {x, wall + edge / 2, edge, edge}, colour.street_light);
}

void paint_fireflies(ImDrawList& list, const Rect& where, const Theme& theme) {
  for (const Firefly& firefly : fireflies) {
    const float x = where.x + where.width * firefly.x;
    const float y = where.y + where.height * firefly.y;
    glow(list, x, y, theme.size.firefly * (0.6f + firefly.light), faded(theme.colour.amber, 0.34f * firefly.light));
    list.AddCircleFilled({x, y}, theme.size.firefly * 0.075f,
                         packed(faded(theme.colour.amber_mark, 0.4f + 0.6f * firefly.light)));
  }
}

// Lanterns on a slack string from edge to edge.
void paint_lanterns(ImDrawList& list, const Rect& where, const Theme& theme) {
  const float radius = theme.size.lantern;
  const float sag = radius * 2.6f;
  const float top = where.y + radius * 0.8f;
  const auto string_y = [&](float share) { return top + sag * 4 * share * (1 - share); };
  constexpr int steps = 40;
  for (int step = 0; step <= steps; ++step) {
    const float share = static_cast<float>(step) / steps;
    list.PathLineTo({where.x + where.width * share, string_y(share)});
  }
  list.PathStroke(packed(theme.colour.night_raised), 0, theme.size.hair * 1.5f);
  const int count = static_cast<int>(where.width / (radius * 7));
  for (int index = 0; index < count; ++index) {
    const float share = (static_cast<float>(index) + 0.5f) / static_cast<float>(count);
    const float x = where.x + where.width * share;
    const float y = string_y(share) + radius * 1.3f;
    glow(list, x, y, radius * 3.6f, faded(theme.colour.amber, 0.3f));
    list.AddEllipseFilled({x, y}, {radius, radius * 0.86f}, packed(theme.colour.amber));
    list.AddEllipseFilled({x, y}, {radius * 0.48f, radius * 0.86f}, packed(theme.colour.amber_mark));
    const float cap = radius * 0.5f;
    fill(list, {x - cap, y - radius * 1.02f, 2 * cap, radius * 0.24f}, theme.colour.amber_deep);
    fill(list, {x - cap, y + radius * 0.78f, 2 * cap, radius * 0.24f}, theme.colour.amber_deep);
    list.AddLine({x, y + radius}, {x, y + radius * 1.7f}, packed(theme.colour.amber_deep), theme.size.hair * 1.5f);
  }
}

}  // namespace

void paint_night(ImDrawList& list, const Rect& where, const Theme& theme, Sky sky) {
  gradient(list, where, theme.colour.night, theme.colour.night_deep);
  list.PushClipRect(corner(where), far_corner(where), true);
  // The light of the stalls from below the horizon.
  glow(list, where.x + where.width * 0.5f, where.bottom() + where.height * 0.25f, where.height * 0.75f,
       faded(theme.colour.night_glow, 0.55f));
  if (sky != Sky::Still) paint_fireflies(list, where, theme);
  if (sky == Sky::Lanterns) paint_lanterns(list, where, theme);
  list.PopClipRect();
}

void paint_street(ImDrawList& list, const Rect& where, const Theme& theme) {
  const float unit = std::min(theme.size.street, where.height / 2);
  list.PushClipRect(corner(where), far_corner(where), true);
  float x = where.x - unit * 0.2f;
  for (size_t index = 0; x < where.right(); ++index) {
    const House& house = houses[index % houses.size()];
    const float height = house.height * unit;
    paint_house(list, {x, where.bottom() - height, house.width * unit, height}, unit, theme.colour);
    x += (house.width + 0.22f) * unit;
  }
  list.PopClipRect();
}

}  // namespace firefly::ui
