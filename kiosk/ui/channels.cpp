#include "kiosk/ui/channels.h"

#include <algorithm>

namespace firefly::ui {
namespace {

using app::Element;
using app::Tone;

bool is_pictured(const Element& element) { return element.avatar != program::no_index; }

void add_rings(Composer& c, const Rect& face, float reach) {
  Piece& rings = c.add(Piece::Kind::Rings, face.inset(-reach));
  rings.colour = c.colour.on_night_soft;
  rings.radius = face.width / 2;
}

// Who it is in a line: a round picture, the name, and under it what is going on.
struct PersonRow {
  SetText name;
  SetText line;
  float lead;
  float height;
};

PersonRow set_person(const Composer& c, const Element& element, float width) {
  PersonRow row;
  row.lead = is_pictured(element) ? c.size.sender + c.size.unit * 1.5f : 0;
  row.name = set_text(element.text, c.font(Role::BodyBold), width - row.lead);
  row.line = set_text(element.detail, c.font(Role::Caption), width - row.lead);
  row.height = std::max(row.name.height + row.line.height, is_pictured(element) ? c.size.sender : 0);
  return row;
}

void add_person(Composer& c, const Element& element, const PersonRow& row, float x, float y, Ink name, Ink line) {
  const float edge = c.size.sender;
  if (is_pictured(element)) {
    const Rect at{x, y + (row.height - edge) / 2, edge, edge};
    c.round_picture(element, element.avatar, at, name.ground, edge / 2);
  }
  const float top = y + (row.height - row.name.height - row.line.height) / 2;
  c.text(row.name, Role::BodyBold, x + row.lead, top, row.name.width, name);
  c.text(row.line, Role::Caption, x + row.lead, top + row.name.height, row.line.width, line);
}

Block large_caller(const Element& element, const Setting& setting) {
  Composer c(setting);
  const float edge = c.size.caller;
  const float halo = edge * setting.theme.share.caller_halo;
  const float rings = halo + 2 * c.size.ring;
  const float width = setting.width;
  const Rect disc{(width - halo) / 2, c.size.ring, halo, halo};
  add_rings(c, disc, c.size.ring);
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

Block caller_row(const Element& element, const Setting& setting) {
  Composer c(setting);
  const bool rings = element.tone == Tone::Primary && is_pictured(element);
  const float pad = rings ? c.size.card_padding : c.size.padding_x;
  const Ink name{c.colour.on_night, c.colour.night_raised};
  const Ink line{c.colour.on_night_soft, c.colour.night_raised};
  const float whole = setting.width - 2 * pad;
  const Chip chip = c.set_chip(element.badge, whole);
  // The label stands beside the name where that stays on one line, then beside what is going on, and else below.
  const PersonRow row = set_person(c, element, whole);
  const bool beside = row.name.lines.size() == 1 && row.lead + row.name.width + c.size.unit + chip.width <= whole;
  const bool after = row.lead + row.line.width + c.size.unit + chip.width <= whole;
  const float below = beside || after || chip.height == 0 ? 0 : chip.height + c.size.unit;
  const Rect at{0, 0, setting.width, row.height + below + 2 * pad};
  c.fill(at, name.ground, c.size.radius_card);
  if (rings) {
    const float edge = c.size.sender;
    add_rings(c, {pad, pad + (row.height - edge) / 2, edge, edge}, pad);
  }
  add_person(c, element, row, pad, pad, name, line);
  float x = pad + row.lead;
  float y = pad + row.height + c.size.unit;
  if (beside) {
    x = at.right() - pad - chip.width;
    y = (at.height - chip.height) / 2;
  } else if (after) {
    x += row.line.width + c.size.unit;
    y = pad + row.height - (row.line.height + chip.height) / 2;
  }
  c.chip(chip, x, y, {c.colour.on_label, c.colour.label});
  return c.done();
}

}  // namespace

Block set_caller(const Element& element, const Setting& setting) {
  // Large words leave no room on a phone for a large picture.
  const bool cramped = app::is_large(setting.theme.text_size) && setting.width < setting.theme.size.column;
  return element.tone == Tone::Primary && !cramped ? large_caller(element, setting) : caller_row(element, setting);
}

Block set_sender(const Element& element, const Setting& setting) {
  Composer c(setting);
  add_person(c, element, set_person(c, element, setting.width), 0, 0, c.plain_ink(), c.soft_ink());
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
