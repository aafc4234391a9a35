#pragma once

#include <cstdint>
#include <string_view>

#include "kiosk/ui/fonts.h"

struct ImFontAtlas;

// Glyphs from the reader's own fonts: a 2D canvas draws them, the atlas keeps them, and nothing is downloaded. A glyph
// that a frame needs for the first time gets its place in the atlas at once and its pixels by `paint_new_glyphs`, all
// of one frame in one reading of the canvas, which is what costs the time.

namespace firefly::web {

// Adds the two weights to an empty atlas, which never grows; nothing is drawn yet. `density`: pixels in a dp. The
// glyphs are those of this locale: Han characters look different in different languages.
ui::Fonts add_canvas_fonts(ImFontAtlas& atlas, float density, std::string_view locale);

// Draws the glyphs that this frame asked for; call it after the frame is complete and before it is rendered.
enum class Painted : uint8_t {
  Complete,
  Again  // glyphs moved or found no room while the frame was made: make it once more, then paint again
};
Painted paint_new_glyphs(ImFontAtlas& atlas);

// Empties the atlas; later glyphs are those of this locale.
void forget_glyphs(ImFontAtlas& atlas, std::string_view locale);

// Whether the fonts at hand lack Chinese characters.
enum class Hanzi : uint8_t { Missing, There };
Hanzi probe_hanzi();

// Fetches the font that comes with the app, for all its texts or for what the others lack. Calls
// firefly_pack_font_settled when it is there or will not come; until then nothing should be drawn.
enum class PackFont : uint8_t { First, Fallback };
void load_pack_font(PackFont rank);
bool pack_font_settled();

}  // namespace firefly::web
