#pragma once

#include <cstdint>

#include "kiosk/app/view.h"
#include "kiosk/ui/block.h"
#include "kiosk/ui/fonts.h"
#include "kiosk/ui/icons.h"
#include "kiosk/ui/theme.h"
#include "kiosk/ui/typeset.h"

// Puts pieces together to a Block, in dp from the Block's own top left corner: the pen with which every Element is set.

namespace firefly::ui {

// Paper and Night; Street: where people meet; Site: a page of the invented browser.
enum class Ground : uint8_t { Paper, Night, Street, Site };
enum class Place : uint8_t { Bar, Body, Dock };
enum class Run : uint8_t { First, Following };  // whether the message above is of the same person
enum class Align : uint8_t { Left, Centre };

// What an Element is set in.
struct Setting {
  const Theme& theme;
  const Fonts& fonts;
  const app::View& view;
  float width;
  Ground ground;
  Place place;
  Align align;
  Run run;
};

enum class Role : uint8_t { Caption, CaptionBold, Body, BodyBold, Heading, Display };

// Words, what they stand on, and what is under marked ones.
struct Ink {
  Colour text;
  Colour ground;
  Colour mark = {};
};

// A small label with a rim.
struct Chip {
  SetText words;
  float width = 0;
  float height = 0;
};

// What words stand on there.
Colour colour_of(Ground ground, const Palette& palette);

struct Composer {
  const Setting& setting;
  const Theme& theme;
  const Palette& colour;
  const Sizes& size;
  Block block;

  explicit Composer(const Setting& in) : setting(in), theme(in.theme), colour(in.theme.colour), size(in.theme.size) {}

  Font font(Role role) const;

  bool on_night() const { return setting.ground == Ground::Night; }
  // The ground around the block, and the inks that stand on it.
  Colour around() const;
  Ink plain_ink() const { return {on_night() ? colour.on_night : colour.ink, around()}; }
  Ink soft_ink() const { return {on_night() ? colour.on_night_soft : colour.ink_soft, around()}; }
  Ink chip_ink() const { return {colour.amber_deep, colour.amber_tint}; }
  Ink label_ink() const { return {colour.on_label, colour.label}; }
  // How much of a line's free room goes to its left.
  float align_share() const { return setting.align == Align::Centre ? 0.5f : 0; }

  Piece& add(Piece::Kind kind, const Rect& rect);
  void fill(const Rect& rect, Colour with, float radius);
  // Something that lies on the ground: its shadow, itself, and in some schemes its rim.
  void sheet(const Rect& rect, Colour with, float radius);
  // The rim alone, in schemes that have one.
  void rim(const Rect& rect, float radius);
  void outline(const Rect& rect, Colour with, float radius, float width);
  void icon(Icon which, const Rect& rect, Colour with);
  // An icon in the middle of a filled circle.
  void round_icon(Icon which, const Rect& circle, Colour ground, Colour with);
  // Lines of text from (x, y) down; `share` of the free room of each line goes to its left.
  void text(const SetText& set, Role role, float x, float y, float width, Ink ink, float share = 0);
  // Text on its own; gives back its height.
  float paragraph(const text::Text& of, Role role, float x, float y, float width, Ink ink, float share = 0);
  Chip set_chip(const text::Text& label, float max_width) const;
  void chip(const Chip& chip, float x, float y, Ink ink);
  void picture(const app::Element& element, uint32_t index, const Rect& at);
  // A picture with round corners, on a ground of this colour.
  void round_picture(const app::Element& element, uint32_t index, const Rect& at, Colour ground, float radius);
  // Over all of a rectangle, slanted: that what it shows is invented. Every photograph of the screen shall say so.
  // `edge` is under it where it could be lost, or none.
  void tile(const text::Text& label, const Rect& over, float em, Colour with, Colour edge);
  // Height over width of the Element's picture.
  float proportion(const app::Element& element) const;

  // The Block; all of it is its shape where none was given.
  Block done();
};

}  // namespace firefly::ui
