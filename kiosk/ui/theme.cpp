#include "kiosk/ui/theme.h"

#include <algorithm>
#include <cmath>

namespace firefly::ui {
namespace {

// From this short side on everything grows; a kiosk is read at arm's length and is not grown further.
constexpr float phone_short_side = 640;
constexpr float most_scale = 1.7f;
constexpr float large_text = 1.34f;
constexpr float large_heading = 1.17f;  // large already
constexpr float large_target = 60;
constexpr float large_room = 1.2f;
constexpr float wide_from = 1.2f;

float luminance(Colour of) {
  const auto linear = [](uint8_t channel) {
    const float value = static_cast<float>(channel) / 255;
    return value <= 0.04045f ? value / 12.92f : std::pow((value + 0.055f) / 1.055f, 2.4f);
  };
  return 0.2126f * linear(of.red) + 0.7152f * linear(of.green) + 0.0722f * linear(of.blue);
}

}  // namespace

Theme theme_for(float width, float height, app::View::TextSize text_size) {
  Theme theme;
  theme.text_size = text_size;
  theme.form = width > height * wide_from ? Theme::Form::Wide : Theme::Form::Tall;
  const bool large = text_size == app::View::TextSize::Large;
  if (large) {
    theme.size.target = large_target;
    theme.size.button = large_target + theme.size.unit / 2;
    theme.size.bar *= large_room;
    theme.size.help_strip = large_target;
    theme.size.padding_y *= large_room;
    theme.size.badge *= large_room;
    theme.size.step *= large_room;
    theme.size.icon *= large_room;
    theme.size.icon_small *= large_room;
    theme.share.bubble = 1;
  }
  const float scale = std::clamp(std::min(width, height) / phone_short_side, 1.0f, most_scale);
  static_assert(sizeof(Sizes) % sizeof(float) == 0, "Sizes holds nothing but floats");
  float* sizes = reinterpret_cast<float*>(&theme.size);
  std::for_each(sizes, sizes + sizeof(Sizes) / sizeof(float), [scale](float& size) { size *= scale; });
  const auto grow = [scale, large](float& size, float in_large) {
    size = std::round(size * scale * (large ? in_large : 1));
  };
  grow(theme.type.caption, large_text);
  grow(theme.type.body, large_text);
  grow(theme.type.heading, large_heading);
  grow(theme.type.display, 1);
  return theme;
}

float contrast(Colour one, Colour other) {
  const float a = luminance(one);
  const float b = luminance(other);
  return (std::max(a, b) + 0.05f) / (std::min(a, b) + 0.05f);
}

Colour faded(Colour full, float opacity) {
  full.alpha = static_cast<uint8_t>(std::lround(static_cast<float>(full.alpha) * std::clamp(opacity, 0.0f, 1.0f)));
  return full;
}

}  // namespace firefly::ui
