#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/app/view.h"
#include "kiosk/ui/arrangement.h"
#include "kiosk/ui/fonts.h"
#include "kiosk/ui/geometry.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/theme.h"

// The drawing half of the app. `draw` paints one View with Dear ImGui's draw list between NewFrame and Render, reads
// Dear ImGui's mouse, touch and keyboard, and says where everything stands, what the person wants, and when it wants to
// be called again. Inside it goes one way:
//
//   View, Theme -> arrange (elements become Blocks, Blocks get places) -> input -> paint -> Layout, Intent
//
// Screens differ only in how they are arranged (arrangement.cpp) and how an Element looks depends only on its kind
// (elements.cpp). Every colour and size is in theme.h. A host draws a frame when input came, when the View changed, or
// when `redraw_after_ms` is over; at all other times it sleeps.

namespace firefly::ui {

// Reduced for those whom moving things disturb, and for pictures of the screens: nothing slides, glides or fades.
enum class Motion : uint8_t { Full, Reduced };

struct Frame {
  float width;  // of the window, in dp
  float height;
  double now_secs;  // monotonic, from any start
  Motion motion = Motion::Full;
};

// An Element's place on the screen, and the part of the screen through which it is seen.
struct Placed {
  std::string id;
  Rect rect;
  Rect clip;
};

struct Layout {
  Rect title;
  Rect drill;                  // the label, within the bar
  std::vector<Placed> placed;  // every Element of bar, body, dock, and help, in reading order
};

struct Drawn {
  Layout layout;
  app::Intent intent;                       // Kind::None where nothing was touched
  std::optional<uint32_t> redraw_after_ms;  // empty: nothing moves; nothing need be drawn until something happens
};

// What stays from frame to frame: where the body stands, what has the focus, what was laid out. Holds nothing that the
// View did not show; a fresh Memory forgets it all.
struct Memory {
  // When an Element on the screen appeared in this place; when it came up (the same one in a new place did not come up
  // anew); and since when it shows as many values as now.
  struct Age {
    double born_secs = 0;
    double offered_secs = 0;
    double grown_secs = 0;
    size_t values = 0;
  };
  std::string place;
  Scroll scroll;
  std::string newest;  // the first of what came last: it is not scrolled past by itself
  std::unordered_map<std::string, Age> ages;
  std::string focused;  // empty: none
  enum class Ring : uint8_t { Hidden, Shown } ring = Ring::Hidden;
  std::string pressed;
  float press_x = 0;
  float press_y = 0;
  double last_secs = 0;
  BlockCache blocks;
};

Drawn draw(const app::View& view, const Frame& frame, const Fonts& fonts, Memory& memory);

// Gives the focus to an Element and shows it; for the mirror, where the focus moves without our keyboard.
void focus(Memory& memory, std::string_view id);

}  // namespace firefly::ui
