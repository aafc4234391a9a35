#include "kiosk/ui/composer.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace firefly::ui {

Font Composer::font(Role role) const {
  const Type& type = theme.type;
  const auto of = [&](Weight weight, float em, float line) {
    return Font{&setting.fonts, weight, em, std::round(em * line)};
  };
  switch (role) {
    case Role::Caption: return of(Weight::Regular, type.caption, type.caption_line);
    case Role::CaptionBold: return of(Weight::Bold, type.caption, type.caption_line);
    case Role::Body: return of(Weight::Regular, type.body, type.body_line);
    case Role::BodyBold: return of(Weight::Bold, type.body, type.body_line);
    case Role::Heading: return of(Weight::Bold, type.heading, type.heading_line);
    case Role::Display: return of(Weight::Bold, type.display, type.heading_line);
  }
  return of(Weight::Regular, type.body, type.body_line);
}

Colour colour_of(Ground ground, const Palette& palette) {
  switch (ground) {
    case Ground::Night: return palette.night;
    case Ground::Street: return palette.street;
    case Ground::Site: return palette.sheet;
    case Ground::Paper: break;
  }
  return palette.paper;
}

Colour Composer::around() const {
  const bool dock = setting.place == Place::Dock && !on_night();
  return dock ? colour.dock : colour_of(setting.ground, colour);
}

Piece& Composer::add(Piece::Kind kind, const Rect& rect) {
  block.height = std::max(block.height, rect.bottom());
  Piece& piece = block.pieces.emplace_back();
  piece.kind = kind;
  piece.rect = rect;
  return piece;
}

void Composer::fill(const Rect& rect, Colour with, float radius) {
  Piece& piece = add(Piece::Kind::Fill, rect);
  piece.colour = with;
  piece.radius = radius;
}

void Composer::sheet(const Rect& rect, Colour with, float radius) {
  add(Piece::Kind::Shadow, rect).radius = radius;
  fill(rect, with, radius);
  rim(rect, radius);
}

void Composer::rim(const Rect& rect, float radius) {
  if (colour.edge.alpha > 0) outline(rect, colour.edge, radius, size.edge);
}

void Composer::outline(const Rect& rect, Colour with, float radius, float width) {
  Piece& piece = add(Piece::Kind::Outline, rect);
  piece.colour = with;
  piece.radius = radius;
  piece.width = width;
}

void Composer::icon(Icon which, const Rect& rect, Colour with) {
  Piece& piece = add(Piece::Kind::Icon, rect);
  piece.icon = which;
  piece.colour = with;
}

void Composer::round_icon(Icon which, const Rect& circle, Colour ground, Colour with) {
  fill(circle, ground, circle.width / 2);
  icon(which, circle.inset(circle.width * 0.22f), with);
}

void Composer::text(const SetText& set, Role role, float x, float y, float width, Ink ink, float share) {
  const Font with = font(role);
  for (const SetLine& line : set.lines) {
    const float from = x + std::floor((width - line.width) * share);
    for (const MarkedRun& mark : line.marks) {
      const float rise = (with.line_height - with.size) / 2 - size.radius_mark / 2;
      fill({from + mark.x - size.hair, y + rise, mark.width + 2 * size.hair, with.line_height - 2 * rise}, ink.mark,
           size.radius_mark);
    }
    Piece& piece = add(Piece::Kind::Text, {from, y, line.width, with.line_height});
    piece.text = line.utf8;
    piece.size = with.size;
    piece.weight = with.weight;
    piece.colour = ink.text;
    piece.ground = ink.ground;
    y += with.line_height;
  }
}

float Composer::paragraph(const text::Text& of, Role role, float x, float y, float width, Ink ink, float share) {
  const SetText set =
      share > 0 ? set_balanced(of, font(role), width, theme.share.last_line_centred) : set_text(of, font(role), width);
  text(set, role, x, y, width, ink, share);
  return set.height;
}

Chip Composer::set_chip(const text::Text& label, float max_width) const {
  if (label.utf8.empty()) return {};
  SetText words = set_text(label, font(Role::CaptionBold), max_width - 2 * size.chip_padding_x);
  const float width = words.width + 2 * size.chip_padding_x;
  const float height = words.height + 2 * size.chip_padding_y;
  return {std::move(words), width, height};
}

void Composer::chip(const Chip& chip, float x, float y, Ink ink) {
  if (chip.words.lines.empty()) return;
  const Rect at{x, y, chip.width, chip.height};
  const float radius = font(Role::CaptionBold).line_height / 2 + size.chip_padding_y;
  fill(at, ink.ground, radius);
  outline(at, ink.text, radius, size.hair);
  text(chip.words, Role::CaptionBold, x + size.chip_padding_x, y + size.chip_padding_y, chip.words.width, ink);
}

void Composer::picture(const app::Element& element, uint32_t index, const Rect& at) {
  Piece& piece = add(Piece::Kind::Picture, at);
  piece.pack = element.pack;
  piece.picture = index;
}

void Composer::round_picture(const app::Element& element, uint32_t index, const Rect& at, Colour ground, float radius) {
  picture(element, index, at);
  Piece& corners = add(Piece::Kind::Corners, at);
  corners.colour = ground;
  corners.radius = radius;
}

void Composer::tile(const text::Text& label, const Rect& over, float em, Colour with, Colour edge) {
  if (label.utf8.empty()) return;
  Piece& piece = add(Piece::Kind::Tile, over);
  piece.text = label.utf8;
  piece.size = em;
  piece.colour = with;
  piece.ground = edge;
}

float Composer::proportion(const app::Element& element) const {
  const program::Picture picture = setting.view.packs[element.pack].picture(element.picture);
  return picture.width > 0 ? picture.height / picture.width : 1;
}

Block Composer::done() {
  if (block.shape.width == 0) block.shape = {0, 0, setting.width, block.height};
  return std::move(block);
}

}  // namespace firefly::ui
