#pragma once

#include <imgui.h>

#include "engine/program/pack.h"
#include "kiosk/ui/geometry.h"
#include "kiosk/ui/theme.h"

// The few things that a draw list does not do by itself.

namespace firefly::ui {

// The colour as the draw list wants it.
inline ImU32 packed(Colour of) { return IM_COL32(of.red, of.green, of.blue, of.alpha); }

inline ImVec2 corner(const Rect& rect) { return {rect.x, rect.y}; }
inline ImVec2 far_corner(const Rect& rect) { return {rect.right(), rect.bottom()}; }

void fill(ImDrawList& list, const Rect& where, Colour with, float radius = 0);
void outline(ImDrawList& list, const Rect& where, Colour with, float radius, float width);

// A soft shadow under a rounded rectangle: a few translucent layers.
void shadow(ImDrawList& list, const Rect& of, float radius, const Theme& theme, float opacity);

// A light that fades to nothing at its rim.
void glow(ImDrawList& list, float x, float y, float radius, Colour with);

// From one colour above to another below.
void gradient(ImDrawList& list, const Rect& where, Colour above, Colour below);

// Paints what lies outside the rounded corners of `where`, so that a square picture looks rounded.
void mask_corners(ImDrawList& list, const Rect& where, Colour ground, float radius);

// A picture of a pack, scaled to fill `where`; its sides keep their proportion if those of `where` are the same.
void paint_picture(ImDrawList& list, const program::Picture& picture, const Rect& where, float opacity);

}  // namespace firefly::ui
