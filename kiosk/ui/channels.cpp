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

Block large_caller(const Element& element, const Setting& setting) {
  Composer c(setting);
  const float edge = c.size.caller;
  const float halo = edge * setting.theme.share.caller_halo;
  const float width = setting.width;
  const Rect disc{(width - halo) / 2, c.size.ring, halo, halo};
  add_rings(c, disc, c.size.ring);
  c.fill(disc, c.colour.night_raised, halo / 2);
  if (is_pictured(element))
    c.round_picture(element, element.avatar, disc.inset((halo - edge) / 2), c.colour.night_raised, edge / 2);
  float y = c.block.height + c.size.unit;
  y += c.paragraph(element.text, Role::Heading, 0, y, width, c.plain_ink(), 0.5f);
  y += c.paragraph(element.detail, Role::Body, 0, y, width, c.soft_ink(), 0.5f) + c.size.unit;
  const Chip chip = c.set_chip(element.badge, width);
  c.chip(chip, (width - chip.width) / 2, y, c.label_ink());
  return c.done();
}

// A picture or an icon, and beside it two lines of words; on a ground of its own where `pad` leaves room for one.
Block row(const Element& element, const Setting& setting, float pad) {
  Composer c(setting);
  const bool address = element.kind == Element::Kind::Address;
  const bool rings = element.tone == Tone::Primary;
  Ink name = c.plain_ink();
  Ink line = c.soft_ink();
  if (pad > 0) name.ground = line.ground = address ? c.colour.sheet : c.colour.night_raised;
  const float edge = address ? c.size.icon_small : is_pictured(element) ? c.size.sender : 0;
  const float lead = edge > 0 ? edge + c.size.unit * 1.5f : 0;
  const float whole = setting.width - 2 * pad;
  const SetText who = set_text(element.text, c.font(Role::BodyBold), whole - lead);
  const SetText what = set_text(element.detail, c.font(Role::Caption), whole - lead);
  const Chip chip = c.set_chip(element.badge, whole - lead);
  // The label stands at the right of the last line, or below where that has no room for it.
  const SetText& last = what.lines.empty() ? who : what;
  const bool beside = last.width <= whole - lead - c.size.unit - chip.width;
  const float words = who.height + what.height;
  const float height = std::max(std::max(words, edge), chip.height);
  const float below = beside ? 0 : chip.height + c.size.unit;
  const Rect at{0, 0, setting.width, height + below + 2 * pad};
  if (pad > 0) c.fill(at, name.ground, c.size.radius_card);
  const Rect figure{pad, pad + (height - edge) / 2, edge, edge};
  if (rings) add_rings(c, figure, pad);
  if (address)
    c.icon(Icon::Language, figure, line.text);
  else if (edge > 0)
    c.round_picture(element, element.avatar, figure, name.ground, edge / 2);
  const float top = pad + (height - words) / 2;
  c.text(who, Role::BodyBold, pad + lead, top, whole - lead, name);
  c.text(what, Role::Caption, pad + lead, top + who.height, whole - lead, line);
  const float level = top + words - (last.height + chip.height) / 2;
  c.chip(chip, at.right() - pad - chip.width, beside ? level : at.bottom() - pad - chip.height, c.label_ink());
  return c.done();
}

}  // namespace

Block set_caller(const Element& element, const Setting& setting) {
  // Large words leave no room on a phone for a large picture.
  const float roomy = setting.theme.size.column * setting.theme.share.caller_roomy;
  const bool cramped = app::is_large(setting.theme.text_size) && setting.width < roomy;
  return element.tone == Tone::Primary && !cramped ? large_caller(element, setting)
                                                   : row(element, setting, setting.theme.size.card_padding);
}

Block set_sender(const Element& element, const Setting& setting) { return row(element, setting, 0); }

Block set_address(const Element& element, const Setting& setting) {
  return row(element, setting, setting.theme.size.padding_y);
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
