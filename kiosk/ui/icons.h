#pragma once

#include <cstdint>

#include "kiosk/app/intent.h"
#include "kiosk/ui/geometry.h"
#include "kiosk/ui/theme.h"

struct ImDrawList;

// The icons, drawn as lines on a grid of 24 by 24.

namespace firefly::ui {

enum class Icon : uint8_t {
  None,
  Back,
  Forward,
  Language,
  LargerText,
  SmallerText,
  Leave,
  Magnifier,
  Phone,
  Check,
  Lifebuoy,
  Rising,
  Falling,
  Transfer,
  Catalogue,
  Again,
  About,
  Attention
};

// The icon that stands for an intent, or None.
Icon icon_for(app::Intent::Kind kind);

void paint_icon(ImDrawList& list, Icon icon, const Rect& where, Colour ink);

}  // namespace firefly::ui
