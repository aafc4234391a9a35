#include "kiosk/ui/channels.h"

#include <algorithm>

namespace firefly::ui {
namespace {

using app::Element;
using app::Tone;

bool is_pictured(const Element& element) { return element.avatar != program::no_index; }

// A round picture with a name and a line under it, from (x, y) on; gives back the height.
float person_row(Composer& c, const Element& element, float x, float y, float width, Ink name_ink, Ink line_ink) {
  const float edge = c.size.sender;
  const float lead = is_pictured(element) ? edge + c.size.unit * 1.5f : 0;
  const float inner = width - lead;
  const SetText name = set_text(element.text, c.font(Role::BodyBold), inner);
  const SetText line = set_text(element.detail, c.font(Role::Caption), inner);
  const float words = name.height + line.height;
  const float height = std::max(words, is_pictured(element) ? edge : 0);
  if (is_pictured(element)) {
    const Rect at{x, y + (height - edge) / 2, edge, edge};
    c.round_picture(element, element.avatar, at, name_ink.ground, edge / 2);
  }
  const float top = y + (height - words) / 2;
  c.text(name, Role::BodyBold, x + lead, top, inner, name_ink);
  c.text(line, Role::Caption, x + lead, top + name.height, inner, line_ink);
  return height;
}

Block ringing_caller(const Element& element, const Setting& setting) {
  Composer c(setting);
  const float edge = c.size.caller;
  const float halo = edge * setting.theme.share.caller_halo;
  const float rings = halo + 2 * c.size.ring;
  const float width = setting.width;
  const Rect around{(width - rings) / 2, 0, rings, rings};
  c.add(Piece::Kind::Rings, around).colour = c.colour.on_night_soft;
  const Rect disc = around.inset(c.size.ring);
  c.fill(disc, c.colour.night_raised, halo / 2);
  const Rect face = disc.inset((halo - edge) / 2);
  if (is_pictured(element))
    c.round_picture(element, element.avatar, face, c.colour.night_raised, edge / 2);
  else
    c.icon(Icon::Phone, face.inset(edge / 4), c.colour.on_night);
  float y = rings + c.size.unit;
  y += c.paragraph(element.text, Role::Heading, 0, y, width, c.plain_ink(), 0.5f);
  y += c.paragraph(element.detail, Role::Body, 0, y, width, c.soft_ink(), 0.5f) + c.size.unit;
  const Chip chip = c.set_chip(element.badge, width);
  c.chip(chip, (width - chip.width) / 2, y, {c.colour.on_label, c.colour.label});
  return c.done();
}

}  // namespace

Block set_caller(const Element& element, const Setting& setting) {
  if (element.tone == Tone::Primary) return ringing_caller(element, setting);
  Composer c(setting);
  const float pad = c.size.padding_x;
  const Colour ground = c.colour.night_raised;
  const Chip chip = c.set_chip(element.badge, setting.width / 2);
  const float room = setting.width - 2 * pad - (chip.width > 0 ? chip.width + c.size.unit : 0);
  // The ground goes under what is written, once its height is known.
  Composer row(setting);
  const float height = person_row(row, element, pad, pad, room, {c.colour.on_night, ground},
                                  {c.colour.on_night_soft, ground});
  const Rect at{0, 0, setting.width, height + 2 * pad};
  c.fill(at, ground, c.size.radius_card);
  for (Piece& piece : row.block.pieces) c.add(piece.kind, piece.rect) = std::move(piece);
  c.chip(chip, at.right() - pad - chip.width, (at.height - chip.height) / 2, {c.colour.on_label, c.colour.label});
  return c.done();
}

Block set_sender(const Element& element, const Setting& setting) {
  Composer c(setting);
  person_row(c, element, 0, 0, setting.width, c.plain_ink(), c.soft_ink());
  return c.done();
}

Block set_address(const Element& element, const Setting& setting) {
  Composer c(setting);
  const float pad = c.size.padding_x;
  const float icon = c.size.icon_small;
  const Ink ink{c.colour.ink, c.colour.sheet};
  const Chip chip = c.set_chip(element.badge, setting.width / 3);
  const float lead = pad + icon + c.size.unit;
  const float tail = chip.width > 0 ? chip.width + c.size.unit * 1.5f : pad;
  const float room = setting.width - lead - tail;
  Role role = Role::Body;
  if (set_line(element.text, c.font(role)).width > room) role = Role::Caption;
  const SetText words = set_text(element.text, c.font(role), room);
  const float height = std::max(c.size.target, std::max(words.height, chip.height) + c.size.unit * 1.5f);
  const Rect at{0, 0, setting.width, height};
  const float radius = std::min(height, c.size.target) / 2;
  c.fill(at, ink.ground, radius);
  c.outline(at, c.colour.edge.alpha > 0 ? c.colour.edge : c.colour.hairline, radius, c.size.hair);
  const float middle = height / 2;
  c.icon(Icon::Language, {pad, middle - icon / 2, icon, icon}, c.colour.ink_soft);
  c.text(words, role, lead, middle - words.height / 2, room, ink);
  c.chip(chip, at.right() - c.size.unit - chip.width, middle - chip.height / 2, c.chip_ink());
  return c.done();
}

Block set_spoken(const Element& element, const Setting& setting) {
  Composer c(setting);
  const bool mine = element.side == program::Side::Me;
  const bool met = is_pictured(element);
  const bool first = setting.run == Run::First;
  const float edge = c.size.figure;
  // With large text a sentence needs the whole column: the figure goes above it.
  const bool above = met && app::is_large(setting.theme.text_size);
  const float lead = met && !above ? edge + c.size.unit * 1.5f : 0;
  const float room = (setting.width - lead) * (met ? 1 : setting.theme.share.bubble);
  const Role role = met ? Role::Body : Role::Heading;
  const Ink ink = element.tone == Tone::Quiet ? c.soft_ink() : c.plain_ink();
  const SetText words = set_balanced(element.text, c.font(role), room, setting.theme.share.last_line);
  const SetText name = first ? set_text(element.detail, c.font(Role::CaptionBold), room) : SetText{};
  const float wide = std::max(words.width, name.width);
  const float x = mine ? setting.width - lead - wide : lead;
  float y = 0;
  if (met && first) {
    const Rect figure{mine ? setting.width - edge : 0, 0, edge, edge};
    c.add(Piece::Kind::Shadow, figure).radius = c.size.radius_button;
    c.picture(element, element.avatar, figure);
    if (above) y = edge + c.size.unit / 2;
    // Beside a figure a single sentence stands in its middle.
    if (!above) y = std::max(0.0f, (edge - name.height - words.height) / 2);
  }
  c.text(name, Role::CaptionBold, x, y, wide, c.soft_ink(), mine ? 1 : 0);
  c.text(words, role, x, y + name.height, words.width, ink);
  return c.done();
}

bool stands_above(const Element& element) {
  return element.kind == Element::Kind::Caller || element.kind == Element::Kind::Sender ||
         element.kind == Element::Kind::Address;
}

}  // namespace firefly::ui
