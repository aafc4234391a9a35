#pragma once

#include <cstdint>

#include "kiosk/app/view.h"

// Every colour and every size of the app stands on this page; no screen holds a number of its own. Sizes are in dp,
// as on a small phone (360 x 640), and grow with the screen: `theme_for` returns them multiplied. A colour is named
// for what it does, so that each scheme can give it another value; those below are the light scheme's.

namespace firefly::ui {

struct Colour {
  uint8_t red = 0;
  uint8_t green = 0;
  uint8_t blue = 0;
  uint8_t alpha = 255;
  friend constexpr bool operator==(const Colour&, const Colour&) = default;
};

constexpr Colour colour(uint32_t rgb, uint8_t alpha = 255) {
  return {static_cast<uint8_t>(rgb >> 16), static_cast<uint8_t>(rgb >> 8), static_cast<uint8_t>(rgb), alpha};
}

struct Palette {
  // Night: the market after dark. Bars, backdrops, wide screens.
  Colour night = colour(0x10243a);
  Colour night_deep = colour(0x0a1828);
  Colour night_raised = colour(0x1d3a55);
  Colour night_glow = colour(0x1f5561);
  Colour on_night = colour(0xfbf3e2);
  Colour on_night_soft = colour(0xbccad6);
  Colour veil = colour(0xffffff, 0x20);  // a touchable on night

  // Paper: what one reads on.
  Colour paper = colour(0xfaf4e8);
  Colour dock = colour(0xf2e9d8);
  Colour sheet = colour(0xffffff);
  Colour ink = colour(0x14283c);
  Colour ink_soft = colour(0x516170);
  Colour hairline = colour(0xe5dac5);
  Colour edge = colour(0x000000, 0);       // the rim of what lies on paper, where a shadow would not be seen
  Colour shadow = colour(0x2c2410, 0x09);  // one of several layers
  Colour pressed = colour(0x14283c, 0x1c);

  // Firefly amber: the one accent. What to do now, and the words that gave it away.
  Colour amber = colour(0xf6b03c);
  Colour on_amber = colour(0x14283c);
  Colour amber_deep = colour(0x85500a);
  Colour amber_tint = colour(0xfff1d3);
  Colour amber_mark = colour(0xffd685);
  Colour label = colour(0x0a1828);  // of the drill, in the bar
  Colour on_label = colour(0xf6b03c);
  Colour step = colour(0x14283c);  // the circle of a step, and its number
  Colour on_step = colour(0xfbf3e2);

  // My own words; links; what is genuine.
  Colour message = colour(0xeadfca);  // the ground of a plain text message
  Colour teal = colour(0x1b606c);
  Colour on_teal = colour(0xffffff);
  Colour teal_deep = colour(0x0f5a57);
  Colour teal_tint = colour(0xdff0ec);
  Colour on_deep = colour(0xffffff);  // on teal_deep and brick

  // Money: red is up, green is down.
  Colour gain = colour(0xc22d1b);
  Colour loss = colour(0x14754a);

  Colour brick = colour(0xa2371f);  // what it cost, what cannot be taken back
  Colour brick_tint = colour(0xfbe7df);

  // The street where people meet: the warm ground, the houses far behind, their windows.
  Colour street = colour(0xfbe9cd);
  Colour street_far = colour(0xf5dcb6);
  Colour street_light = colour(0xffeec2);

  Colour over_picture = colour(0xffffff, 0xa8);  // that a picture is invented, written across it
  Colour over_picture_edge = colour(0x14283c, 0x70);

  // A QR code is black on white in every scheme: cameras want it so.
  Colour code = colour(0xffffff);
  Colour on_code = colour(0x000000);

  // Around what has the focus, on any ground.
  Colour focus = colour(0xf6b03c);
  Colour focus_edge = colour(0x0a1828);

  // Real help, and nothing else.
  Colour help = colour(0x6b2160);
  Colour help_edge = colour(0xf3d3ec);
  Colour on_help = colour(0xffffff);
};

// Text sizes are em sizes: a Hanzi is so wide and so high.
struct Type {
  float caption = 15;
  float body = 18;
  float heading = 24;
  float display = 34;
  float caption_line = 1.42f;  // line height, in em
  float body_line = 1.5f;
  float heading_line = 1.36f;
};

struct Sizes {
  float unit = 8;  // the grid
  float hair = 1;
  float target = 44;  // the least a finger gets; 60 in large text
  float button = 52;
  float bar = 60;
  float help_strip = 52;
  float margin = 16;       // from the screen's edge to what is read
  float gap = 14;          // between things
  float gap_run = 6;       // between messages of one person in a row
  float gap_section = 28;  // before a heading
  float padding_x = 14;    // within bubbles and cards
  float padding_y = 9;
  float card_padding = 16;
  float radius_bubble = 18;
  float radius_card = 20;
  float radius_button = 16;
  float radius_sheet = 28;
  float radius_mark = 5;
  float tail = 8;
  float edge = 1.5f;
  float avatar = 40;
  float sender = 44;  // who calls or writes, in a line
  float figure = 76;  // somebody one meets
  float caller = 76;  // while it rings
  float ring = 30;    // how far the rings go out
  float ring_line = 2;
  float icon = 24;
  float icon_small = 18;
  float badge = 26;  // the round magnifier beside a bubble
  float step = 34;   // the numbered circle
  float dot = 4;     // typing dots, radius
  float chip_padding_x = 10;
  float chip_padding_y = 2;
  float chart = 112;
  float chart_line = 2.5f;
  float chart_dot = 5;
  float code = 148;          // side of a QR code, with the quiet zone around it
  float thumbnail = 112;     // width of a catalogue picture
  float face = 88;           // a person on the cover
  float picture_most = 320;  // no picture in a chat is wider
  float picture_frame = 6;
  float transfer_width = 264;
  float focus_ring = 3;
  float scrollbar = 4;
  float shadow_drop = 2;
  float shadow_spread = 3;
  float rise = 14;      // how far a new thing slides in
  float drag_slop = 8;  // a finger that moves further scrolls
  float wheel_step = 64;
  float column = 620;       // nothing read is wider
  float card_column = 270;  // the least a catalogue card needs to stand beside another
  float lantern = 11;
  float street = 130;  // the height of its houses
  float firefly = 26;  // the light around one
  float tile = 190;    // from one 演练 of the tiling to the next
};

// Shares of the screen, opacities and durations: they do not grow with it.
struct Proportions {
  float bubble = 0.88f;     // of the column
  float last_line = 0.22f;  // the least width of a message's last line, for its longest
  float last_line_centred = 0.45f;
  float wide_sheet = 0.6f;    // of the width, the rest is for choosing
  float dock_most = 0.5f;     // a dock higher than this scrolls with the body
  float face = 0.9f;          // a picture so high for its width shows a person
  float thumbnail = 0.72f;    // the most height of a catalogue picture for its width
  float head_most = 0.6f;     // what stands above the body, higher than this, scrolls with it
  float caller_halo = 1.45f;  // of a caller's picture: its corners must lie within
  float caller_roomy = 0.9f;  // of the column: from there on a caller is large in large text too
  float ring_opacity = 0.8f;
  float ring_secs = 4.8f;  // then the rings stand still: nothing moves longer than five seconds by itself
  float ring_cycle_secs = 2.4f;
  float ring_frame_secs = 0.05f;
  float grow_secs = 0.7f;  // a chart's newest value
  float tile_opacity = 0.07f;
  float tile_slope = -0.32f;  // radians
  float chart_fill = 0.14f;
  float mark_on_dark = 0.35f;  // opacity of amber under light words
  float shadow_layers = 4;
  float rise_secs = 0.22f;
  float offer_secs = 0.3f;   // how long what just came up does not answer a finger that was on its way
  float glide_per_sec = 14;  // how fast the body follows its newest line
  float friction_per_sec = 3.2f;
  float typing_frame_secs = 0.1f;
  float typing_cycle_secs = 1.2f;
};

struct Theme {
  Palette colour;
  Type type;
  Sizes size;
  Proportions share;
  enum class Form : uint8_t { Tall, Wide } form = Form::Tall;
  app::TextSize text_size = app::TextSize::Standard;
};

// The colours of a scheme.
const Palette& palette_of(app::Scheme scheme);

// The theme for a screen of so many dp, a text size and a scheme.
Theme theme_for(float width, float height, app::TextSize text_size, app::Scheme scheme = app::Scheme::Light);

// The contrast of two opaque colours, 1 to 21, as WCAG 2.2 defines it.
float contrast(Colour one, Colour other);

// The colour with its opacity multiplied.
Colour faded(Colour full, float opacity);

}  // namespace firefly::ui
