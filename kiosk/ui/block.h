#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/app/view.h"
#include "kiosk/ui/fonts.h"
#include "kiosk/ui/geometry.h"
#include "kiosk/ui/icons.h"
#include "kiosk/ui/theme.h"
#include "kiosk/ui/typeset.h"

struct ImDrawList;

// A Block is one Element made ready to be painted: pieces in painting order, in dp from the block's own top left
// corner. It is made once for a width and painted as often as needed. Tests read the same pieces: which text stands
// on which ground, and whether it stays inside.

namespace firefly::ui {

struct Piece {
  enum class Kind : uint8_t {
    Fill,     // rect, colour, radius
    Shadow,   // under rect, radius
    Outline,  // rect, colour, radius, width
    Text,     // rect: one line; text, weight, size, colour on ground
    Icon,     // rect, icon, colour
    Picture,  // rect; pack, picture
    Corners,  // rect, colour of what is around it, radius: makes a picture round
    Tail,     // rect, colour: the little hook of a bubble; radius below 0: to the right
    Chart,    // rect, series, colour, ground
    Dots,     // rect, colour: three dots that move
    Rings,    // rect, colour: rings around something of this radius, going outwards for a while
    Tile,     // rect; text, size, colour, ground: slanted, again and again, with a rim of the ground
    Code      // rect, colour: a QR code of `side` modules a side
  };
  Kind kind = Kind::Fill;
  Rect rect;
  Colour colour;
  Colour ground;
  float radius = 0;
  float width = 0;
  float size = 0;
  Weight weight = Weight::Regular;
  Icon icon = Icon::None;
  uint32_t pack = 0;
  uint32_t picture = program::no_index;
  std::string text;
  std::vector<float> series;
  std::vector<uint8_t> modules;  // Code
  uint32_t side = 0;
};

struct Block {
  float height = 0;
  Rect shape;        // what is pressed and gets the focus ring
  float radius = 0;  // of its corners
  std::vector<Piece> pieces;
};

// What painting a Block needs beside the Block.
struct Brush {
  ImDrawList& list;
  const Theme& theme;
  const Fonts& fonts;
  const app::View& view;  // its packs hold the pictures
  double now_secs;
  float age_secs = 0;  // since what the Block shows last grew; what comes in by itself is there at still_secs
};

// Older than anything that still moves.
inline constexpr float still_secs = 1e6f;

// Paints the block with its corner at (x, y); `opacity` from 0 to 1.
void paint(const Brush& brush, const Block& block, float x, float y, float opacity);

}  // namespace firefly::ui
