#include "kiosk/ui/theme.h"

#include <algorithm>
#include <cmath>

namespace firefly::ui {
namespace {

// From this short side on everything grows; a kiosk is read at arm's length and is not grown further.
constexpr float phone_short_side = 640;
constexpr float most_scale = 1.7f;
// Shares of the standard size, by app::TextSize: the body is 18, 24, 27 and 30 dp. Headings are large already.
constexpr float text_shares[] = {1, 1.34f, 1.5f, 1.67f};
constexpr float heading_shares[] = {1, 1.17f, 1.29f, 1.42f};
constexpr float large_target = 60;
constexpr float large_room = 1.2f;
constexpr float wide_from = 1.2f;
constexpr float wide_code = 1.4f;

float luminance(Colour of) {
  const auto linear = [](uint8_t channel) {
    const float value = static_cast<float>(channel) / 255;
    return value <= 0.04045f ? value / 12.92f : std::pow((value + 0.055f) / 1.055f, 2.4f);
  };
  return 0.2126f * linear(of.red) + 0.7152f * linear(of.green) + 0.0722f * linear(of.blue);
}

}  // namespace

Theme theme_for(float width, float height, app::TextSize text_size) {
  Theme theme;
  theme.text_size = text_size;
  theme.form = width > height * wide_from ? Theme::Form::Wide : Theme::Form::Tall;
  const bool large = app::is_large(text_size);
  // Read from further away, and there is room.
  if (theme.form == Theme::Form::Wide) theme.size.code *= wide_code;
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
  const auto grow = [scale](float& size, float share) { size = std::round(size * scale * share); };
  const auto step = static_cast<size_t>(text_size);
  grow(theme.type.caption, text_shares[step]);
  grow(theme.type.body, text_shares[step]);
  grow(theme.type.heading, heading_shares[step]);
  grow(theme.type.display, std::max(1.0f, heading_shares[step] / heading_shares[1]));
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
