#pragma once

#include <string_view>

#include "kiosk/ui/fonts.h"

struct ImFontAtlas;

// Glyphs from the reader's own fonts: a 2D canvas draws them, the atlas keeps them, and nothing is downloaded. A glyph
// that a frame needs for the first time gets its place in the atlas at once and its pixels by `paint_new_glyphs`, all
// of one frame in one reading of the canvas, which is what costs the time.

namespace firefly::web {

// Adds the two weights to an empty atlas; nothing is drawn yet.
ui::Fonts add_canvas_fonts(ImFontAtlas& atlas);

// Draws the glyphs that this frame asked for; call it after the frame is complete and before it is rendered.
enum class Painted : bool {
  Complete,
  Overfull  // some glyphs found no room: call `forget_glyphs` before the next frame and draw again
};
Painted paint_new_glyphs(ImFontAtlas& atlas);

// Empties the atlas. Later glyphs are those of this locale: Han characters look different in different languages.
void forget_glyphs(ImFontAtlas& atlas, std::string_view locale);

// Whether the fonts at hand lack Chinese characters.
enum class Hanzi : bool { Missing, There };
Hanzi probe_hanzi();

}  // namespace firefly::web
