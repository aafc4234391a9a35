#include "kiosk/ui/theme.h"

#include <doctest/doctest.h>

namespace firefly::ui {

using TextSize = app::TextSize;

TEST_CASE("contrast is that of WCAG") {
  CHECK(contrast(colour(0x000000), colour(0xffffff)) == doctest::Approx(21));
  CHECK(contrast(colour(0xffffff), colour(0x000000)) == doctest::Approx(21));
  CHECK(contrast(colour(0x777777), colour(0xffffff)) == doctest::Approx(4.48).epsilon(0.01));
  CHECK(contrast(colour(0x336699), colour(0x336699)) == doctest::Approx(1));
}

TEST_CASE("every pair of ink and ground that the screens use can be read") {
  const Palette palette;
  struct Pair {
    const char* what;
    Colour ink;
    Colour ground;
  };
  const Pair pairs[] = {
      {"text on paper", palette.ink, palette.paper},
      {"quiet text on paper", palette.ink_soft, palette.paper},
      {"quiet text on the dock", palette.ink_soft, palette.dock},
      {"text on a sheet", palette.ink, palette.sheet},
      {"links", palette.teal_deep, palette.paper},
      {"text at night", palette.on_night, palette.night},
      {"quiet text at night", palette.on_night_soft, palette.night},
      {"a bar button", palette.on_night, palette.night_raised},
      {"the drill's label", palette.amber, palette.night_deep},
      {"the first button", palette.ink, palette.amber},
      {"marked words", palette.ink, palette.amber_mark},
      {"a giveaway's name", palette.amber_deep, palette.amber_tint},
      {"my own words", palette.on_teal, palette.teal},
      {"what is genuine", palette.teal_deep, palette.teal_tint},
      {"a gain", palette.gain, palette.sheet},
      {"a loss", palette.loss, palette.sheet},
      {"what it cost", palette.brick, palette.sheet},
      {"a warning", palette.brick, palette.brick_tint},
      {"real help", palette.on_help, palette.help},
      {"real help, being there", palette.help, palette.help_edge},
  };
  for (const Pair& pair : pairs) {
    CAPTURE(pair.what);
    CHECK(contrast(pair.ink, pair.ground) >= 4.5f);
  }
}

TEST_CASE("what is marked in my own words stays readable over the tinted ground") {
  const Palette palette;
  const float share = Proportions{}.mark_on_dark;
  const auto mix = [share](uint8_t over, uint8_t under) {
    return static_cast<uint8_t>(static_cast<float>(over) * share + static_cast<float>(under) * (1 - share));
  };
  const Colour ground{mix(palette.amber.red, palette.teal.red), mix(palette.amber.green, palette.teal.green),
                      mix(palette.amber.blue, palette.teal.blue)};
  CHECK(contrast(palette.on_teal, ground) >= 3);
}

TEST_CASE("help looks like nothing else: no other colour of the theme is near it") {
  const Palette palette;
  for (const Colour other : {palette.night, palette.teal, palette.amber, palette.brick, palette.gain, palette.loss}) {
    const int apart = std::abs(palette.help.red - other.red) + std::abs(palette.help.green - other.green) +
                      std::abs(palette.help.blue - other.blue);
    CHECK(apart > 90);
  }
}

TEST_CASE("large text is large, and its targets are wide") {
  const Theme standard = theme_for(360, 640, TextSize::Standard);
  const Theme large = theme_for(360, 640, TextSize::Large);
  CHECK(standard.type.body >= 17);
  CHECK(standard.size.target == 44);
  CHECK(large.type.caption >= 18);
  CHECK(large.type.body >= 24);
  CHECK(large.size.target == 60);
}

TEST_CASE("a kiosk is read at arm's length") {
  const Theme kiosk = theme_for(1920, 1080, TextSize::Standard);
  CHECK(kiosk.form == Theme::Form::Wide);
  CHECK(kiosk.type.body >= 30);
  CHECK(kiosk.type.heading >= 40);
  CHECK(theme_for(1080, 1920, TextSize::Standard).form == Theme::Form::Tall);
  CHECK(theme_for(1080, 1920, TextSize::Standard).type.body == kiosk.type.body);
}

}  // namespace firefly::ui
