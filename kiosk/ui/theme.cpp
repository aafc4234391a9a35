#include "kiosk/ui/theme.h"

#include <algorithm>
#include <array>
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

// At a stall after dark: the paper is dark too, what lies on it is lighter than it.
constexpr Palette dark_palette() {
  Palette colours;
  colours.night = colour(0x0b1521);
  colours.night_deep = colour(0x070d15);
  colours.night_raised = colour(0x1e3145);
  colours.night_glow = colour(0x15383f);
  colours.on_night = colour(0xf1e8d7);
  colours.on_night_soft = colour(0xb4c1cc);
  colours.veil = colour(0xffffff, 0x18);
  colours.paper = colour(0x15212e);
  colours.dock = colour(0x0f1924);
  colours.sheet = colour(0x233446);
  colours.ink = colour(0xf1e8d7);
  colours.ink_soft = colour(0xb4c1cc);
  colours.hairline = colour(0x35485a);
  colours.shadow = colour(0x000000, 0x12);
  colours.pressed = colour(0xffffff, 0x26);
  colours.amber = colour(0xe7a83c);
  colours.amber_deep = colour(0xf3c273);
  colours.amber_tint = colour(0x3a2d17);
  colours.amber_mark = colour(0x7b5614);
  colours.step = colour(0x3a5069);
  colours.on_label = colour(0xe7a83c);
  colours.message = colour(0x2b3e51);
  colours.teal = colour(0x1d5f6b);
  colours.teal_deep = colour(0x86d3c7);
  colours.teal_tint = colour(0x17383a);
  colours.on_deep = colour(0x0b1521);
  colours.gain = colour(0xff9580);
  colours.loss = colour(0x6fd3a2);
  colours.brick = colour(0xffa78c);
  colours.brick_tint = colour(0x472820);
  colours.street = colour(0x2b2119);
  colours.street_far = colour(0x392b1e);
  colours.street_light = colour(0x614519);
  colours.focus = colour(0xe7a83c);
  colours.help = colour(0x7c2a6f);
  return colours;
}

// For who asked the system for more contrast: black on white, and a rim around everything.
constexpr Palette contrast_palette() {
  Palette colours;
  colours.night = colours.night_deep = colours.night_glow = colours.label = colour(0x000000);
  colours.night_raised = colour(0x2a2a2a);
  colours.on_night = colours.on_step = colour(0xffffff);
  colours.on_night_soft = colour(0xececec);
  colours.veil = colour(0xffffff, 0x30);
  colours.paper = colours.dock = colours.sheet = colour(0xffffff);
  colours.ink = colours.step = colours.on_amber = colours.edge = colours.hairline = colour(0x000000);
  colours.ink_soft = colour(0x222222);
  colours.shadow = colour(0x000000, 0);
  colours.pressed = colour(0x000000, 0x40);
  colours.amber = colours.focus = colours.on_label = colour(0xffc11f);
  colours.amber_deep = colour(0x5a3200);
  colours.amber_tint = colour(0xfff4d6);
  colours.amber_mark = colour(0xffd24d);
  colours.message = colour(0xe4e4e4);
  colours.teal = colour(0x003d47);
  colours.teal_deep = colour(0x00413d);
  colours.teal_tint = colour(0xe6fbf7);
  colours.gain = colour(0x9a0f00);
  colours.loss = colour(0x004d2b);
  colours.brick = colour(0x861700);
  colours.brick_tint = colour(0xffeee8);
  colours.street = colours.street_far = colours.street_light = colour(0xffffff);
  colours.focus_edge = colour(0x000000);
  colours.help = colour(0x56004d);
  colours.help_edge = colour(0xffffff);
  return colours;
}

// Outdoors by day: a dark screen is a mirror there, so the night is bright too, and nothing is pale.
constexpr Palette sunlight_palette() {
  Palette colours;
  colours.night = colour(0xffe2a3);
  colours.night_deep = colour(0xffd37a);
  colours.night_raised = colour(0xfff6e0);
  colours.night_glow = colour(0xffc14a);
  colours.on_night = colours.ink = colours.on_amber = colours.step = colour(0x0a1118);
  colours.on_night_soft = colour(0x33302a);
  colours.veil = colour(0xffffff, 0x90);
  colours.paper = colours.sheet = colour(0xffffff);
  colours.dock = colour(0xfff4d9);
  colours.ink_soft = colour(0x303a42);
  colours.hairline = colour(0xb3a37c);
  colours.edge = colour(0x6b5c36);
  colours.shadow = colour(0x000000, 0);
  colours.pressed = colour(0x0a1118, 0x38);
  colours.amber = colours.on_label = colour(0xffb21a);
  colours.amber_deep = colour(0x5c3500);
  colours.amber_tint = colour(0xffefc9);
  colours.amber_mark = colour(0xffcc57);
  colours.label = colours.focus_edge = colour(0x0a1118);
  colours.on_step = colour(0xffffff);
  colours.message = colour(0xf4e4bd);
  colours.teal = colour(0x0a4550);
  colours.teal_deep = colour(0x06423d);
  colours.teal_tint = colour(0xd9f3ee);
  colours.gain = colour(0x9f1606);
  colours.loss = colour(0x075031);
  colours.brick = colour(0x83230d);
  colours.brick_tint = colour(0xffe5da);
  colours.street = colour(0xfff3d8);
  colours.street_far = colour(0xffe6b5);
  colours.street_light = colour(0xffffff);
  colours.focus = colour(0xffb21a);
  colours.help = colour(0x57124d);
  colours.help_edge = colour(0xffe3f8);
  return colours;
}

// By app::Scheme.
constexpr std::array palettes = {Palette{}, dark_palette(), contrast_palette(), sunlight_palette()};

// Ready made: written down value by value it would cost the download more.
constexpr Theme phone_theme{};

float luminance(Colour of) {
  const auto linear = [](uint8_t channel) {
    const float value = static_cast<float>(channel) / 255;
    return value <= 0.04045f ? value / 12.92f : std::pow((value + 0.055f) / 1.055f, 2.4f);
  };
  return 0.2126f * linear(of.red) + 0.7152f * linear(of.green) + 0.0722f * linear(of.blue);
}

}  // namespace

const Palette& palette_of(app::Scheme scheme) { return palettes[static_cast<size_t>(scheme)]; }

Theme theme_for(float width, float height, app::TextSize text_size, app::Scheme scheme) {
  Theme theme = phone_theme;
  theme.colour = palette_of(scheme);
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
