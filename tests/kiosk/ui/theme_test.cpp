#include "kiosk/ui/theme.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

namespace firefly::ui {

using Scheme = app::Scheme;
using TextSize = app::TextSize;

namespace {
constexpr Scheme schemes[] = {Scheme::Light, Scheme::Dark, Scheme::Contrast, Scheme::Sunlight};
}  // namespace

TEST_CASE("contrast is that of WCAG") {
  CHECK(contrast(colour(0x000000), colour(0xffffff)) == doctest::Approx(21));
  CHECK(contrast(colour(0xffffff), colour(0x000000)) == doctest::Approx(21));
  CHECK(contrast(colour(0x777777), colour(0xffffff)) == doctest::Approx(4.48).epsilon(0.01));
  CHECK(contrast(colour(0x336699), colour(0x336699)) == doctest::Approx(1));
}

TEST_CASE("every pair of ink and ground that the screens use can be read in every scheme") {
  struct Pair {
    const char* what;
    Colour Palette::*ink;
    Colour Palette::*ground;
  };
  const Pair pairs[] = {
      {"text on paper", &Palette::ink, &Palette::paper},
      {"quiet text on paper", &Palette::ink_soft, &Palette::paper},
      {"text on the dock", &Palette::ink, &Palette::dock},
      {"quiet text on the dock", &Palette::ink_soft, &Palette::dock},
      {"text on a sheet", &Palette::ink, &Palette::sheet},
      {"quiet text on a sheet", &Palette::ink_soft, &Palette::sheet},
      {"a text message", &Palette::ink, &Palette::message},
      {"links", &Palette::teal_deep, &Palette::paper},
      {"text at night", &Palette::on_night, &Palette::night},
      {"quiet text at night", &Palette::on_night_soft, &Palette::night},
      {"text deeper in the night", &Palette::on_night, &Palette::night_deep},
      {"quiet text deeper in the night", &Palette::on_night_soft, &Palette::night_deep},
      {"a bar button", &Palette::on_night, &Palette::night_raised},
      {"what a call is doing", &Palette::on_night_soft, &Palette::night_raised},
      {"the drill's label", &Palette::on_label, &Palette::label},
      {"the first button", &Palette::on_amber, &Palette::amber},
      {"marked words", &Palette::ink, &Palette::amber_mark},
      {"a giveaway's name", &Palette::amber_deep, &Palette::amber_tint},
      {"why it is one", &Palette::ink, &Palette::amber_tint},
      {"a step's number", &Palette::on_step, &Palette::step},
      {"my own words", &Palette::on_teal, &Palette::teal},
      {"what is genuine", &Palette::teal_deep, &Palette::teal_tint},
      {"on what is genuine", &Palette::on_deep, &Palette::teal_deep},
      {"on a warning", &Palette::on_deep, &Palette::brick},
      {"a QR code", &Palette::on_code, &Palette::code},
      {"a gain", &Palette::gain, &Palette::sheet},
      {"a loss", &Palette::loss, &Palette::sheet},
      {"what it cost", &Palette::brick, &Palette::sheet},
      {"a warning", &Palette::brick, &Palette::brick_tint},
      {"a warning's heading", &Palette::brick, &Palette::paper},
      {"words on the street", &Palette::ink, &Palette::street},
      {"words over a house", &Palette::ink, &Palette::street_far},
      {"words over a window", &Palette::ink, &Palette::street_light},
      {"a name on the street", &Palette::ink_soft, &Palette::street},
      {"a name over a house", &Palette::ink_soft, &Palette::street_far},
      {"a name over a window", &Palette::ink_soft, &Palette::street_light},
      {"real help", &Palette::on_help, &Palette::help},
      {"real help, being there", &Palette::help, &Palette::help_edge},
  };
  for (const Scheme scheme : schemes) {
    const Palette palette = palette_of(scheme);
    const bool strong = scheme == Scheme::Contrast || scheme == Scheme::Sunlight;
    for (const Pair& pair : pairs) {
      CAPTURE(static_cast<int>(scheme));
      CAPTURE(pair.what);
      CHECK(contrast(palette.*pair.ink, palette.*pair.ground) >= (strong ? 7.0f : 4.5f));
    }
  }
}

TEST_CASE("what is marked in my own words stays readable over the tinted ground") {
  for (const Scheme scheme : schemes) {
    const Palette palette = palette_of(scheme);
    const float share = Proportions{}.mark_on_dark;
    const auto mix = [share](uint8_t over, uint8_t under) {
      return static_cast<uint8_t>(static_cast<float>(over) * share + static_cast<float>(under) * (1 - share));
    };
    const Colour ground{mix(palette.amber.red, palette.teal.red), mix(palette.amber.green, palette.teal.green),
                        mix(palette.amber.blue, palette.teal.blue)};
    CAPTURE(static_cast<int>(scheme));
    CHECK(contrast(palette.on_teal, ground) >= 3);
  }
}

TEST_CASE("help looks like nothing else in any scheme: no other colour is near it, and it stands out from around it") {
  for (const Scheme scheme : schemes) {
    const Palette palette = palette_of(scheme);
    CAPTURE(static_cast<int>(scheme));
    for (const Colour other : {palette.night, palette.night_deep, palette.dock, palette.teal, palette.amber,
                               palette.brick, palette.gain, palette.loss, palette.sheet}) {
      const int apart = std::abs(palette.help.red - other.red) + std::abs(palette.help.green - other.green) +
                        std::abs(palette.help.blue - other.blue);
      CHECK(apart > 90);
    }
    // Its rim is seen from what it stands on, or its ground is.
    CHECK(std::max(contrast(palette.help_edge, palette.night), contrast(palette.help, palette.night)) >= 3);
    CHECK(std::max(contrast(palette.help_edge, palette.dock), contrast(palette.help, palette.dock)) >= 3);
  }
}

TEST_CASE("the focus is seen on paper and at night in every scheme") {
  for (const Scheme scheme : schemes) {
    const Palette palette = palette_of(scheme);
    CAPTURE(static_cast<int>(scheme));
    CHECK(contrast(palette.focus, palette.focus_edge) >= 3);
    for (const Colour ground : {palette.paper, palette.dock, palette.night, palette.street}) {
      CHECK(std::max(contrast(palette.focus, ground), contrast(palette.focus_edge, ground)) >= 3);
    }
  }
}

TEST_CASE("a scheme is found by its name") {
  CHECK(app::scheme_named("light") == Scheme::Light);
  CHECK(app::scheme_named("sunlight") == Scheme::Sunlight);
  CHECK_FALSE(app::scheme_named("sepia"));
  CHECK_FALSE(app::scheme_named(""));
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
