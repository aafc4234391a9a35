#pragma once

#include <cstdint>

#include "kiosk/ui/geometry.h"
#include "kiosk/ui/theme.h"

struct ImDrawList;

// The night market behind the screens: a summer sky with fireflies, and on the attract screen a string of lanterns.

namespace firefly::ui {

enum class Lanterns : uint8_t { None, Strung };

void paint_night(ImDrawList& list, const Rect& where, const Theme& theme, Lanterns lanterns);

}  // namespace firefly::ui
