#pragma once

#include <string>
#include <vector>

#include "i18n/text/text.h"
#include "kiosk/ui/fonts.h"

// Text set in lines of at most some width, with the places of its marked words.

namespace firefly::ui {

struct Font {
  const Fonts* fonts;
  Weight weight;
  float size;         // em, in dp
  float line_height;  // in dp
};

// A marked stretch within a line, from `x` on.
struct MarkedRun {
  float x;
  float width;
};

struct SetLine {
  std::string utf8;
  float width;
  std::vector<MarkedRun> marks;
};

struct SetText {
  std::vector<SetLine> lines;
  float width = 0;   // of the widest line
  float height = 0;  // lines times line height
};

// Sets the text; empty text has no lines.
SetText set_text(const text::Text& text, const Font& font, float max_width);

// Sets the text in as few lines, but narrower where that fills the last one: to `least_last` of the longest.
SetText set_balanced(const text::Text& text, const Font& font, float max_width, float least_last);

// The text on one line, whatever its width.
SetText set_line(const text::Text& text, const Font& font);

// How far below the top of its line a font's drawing starts, so that the Hanzi stand in the middle of the line.
float drop_within_line(const Font& font);

}  // namespace firefly::ui
