#pragma once

#include <cstdint>

#include "kiosk/ui/theme.h"

// How the body moves under finger, wheel and keys. Pure arithmetic: no clock, no input device.

namespace firefly::ui {

struct Scroll {
  float offset = 0;    // how much of the content has gone off above, in dp
  float velocity = 0;  // dp a second, from a flick
  float most = 0;      // the offset at the end of the content
  float goal = 0;      // where it glides to while it follows
  enum class Mode : uint8_t { Free, Held, Following } mode = Mode::Following;

  // The content is `content` high in a view of `view`; what was off the end comes back.
  void fit(float content, float view);
  // The finger moved the content by `by` (down is positive) within `secs`.
  void drag(float by, float secs);
  void release();
  // A wheel or key moves at once.
  void move(float by);
  // Glide until the offset is `to`.
  void follow(float to);
  // Time passes.
  void advance(float secs, const Proportions& share);
  bool moving() const;
};

}  // namespace firefly::ui
