#include "kiosk/ui/scroll.h"

#include <algorithm>
#include <cmath>

namespace firefly::ui {
namespace {

constexpr float rest = 12;  // dp a second: slower than this stands still
constexpr float close_enough = 0.5f;
constexpr float smoothing = 0.6f;  // how much the newest movement counts for the speed of a flick

}  // namespace

void Scroll::fit(float content, float view) {
  most = std::max(0.0f, content - view);
  offset = std::clamp(offset, 0.0f, most);
  goal = std::clamp(goal, 0.0f, most);
}

void Scroll::drag(float by, float secs) {
  mode = Mode::Held;
  offset = std::clamp(offset - by, 0.0f, most);
  if (secs > 0) velocity = velocity * (1 - smoothing) - by / secs * smoothing;
}

void Scroll::release() {
  if (mode == Mode::Held) mode = Mode::Free;
}

void Scroll::move(float by) {
  mode = Mode::Free;
  velocity = 0;
  offset = std::clamp(offset + by, 0.0f, most);
}

void Scroll::follow(float to) {
  mode = Mode::Following;
  velocity = 0;
  goal = std::clamp(to, 0.0f, most);
}

void Scroll::advance(float secs, const Proportions& share) {
  if (mode == Mode::Following) {
    offset += (goal - offset) * (1 - std::exp(-share.glide_per_sec * secs));
    if (std::abs(goal - offset) < close_enough) offset = goal;
  }
  if (mode == Mode::Free && velocity != 0) {
    offset += velocity * secs;
    velocity *= std::exp(-share.friction_per_sec * secs);
    if (std::abs(velocity) < rest || offset <= 0 || offset >= most) velocity = 0;
    offset = std::clamp(offset, 0.0f, most);
  }
}

bool Scroll::moving() const {
  return (mode == Mode::Following && offset != goal) || (mode == Mode::Free && velocity != 0);
}

}  // namespace firefly::ui
