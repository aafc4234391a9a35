#pragma once

#include <cstdint>

#include "kiosk/ui/geometry.h"
#include "kiosk/ui/theme.h"

struct ImDrawList;

// The night market behind the screens: a summer sky with fireflies, and on the attract screen a string of lanterns; and
// the street where people meet, in lamplight.

namespace firefly::ui {

// Still: nothing that would stand behind words.
enum class Sky : uint8_t { Still, Fireflies, Lanterns };

void paint_night(ImDrawList& list, const Rect& where, const Theme& theme, Sky sky);

// Houses along the foot of `where`, no more than a shade from the ground, so that words over them stay readable.
void paint_street(ImDrawList& list, const Rect& where, const Theme& theme);

}  // namespace firefly::ui
