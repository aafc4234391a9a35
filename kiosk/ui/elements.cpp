#include "kiosk/ui/elements.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/ui/channels.h"
#include "kiosk/ui/composer.h"

namespace firefly::ui {
namespace {

using app::Element;
using app::Tone;

bool is_large(const Theme& theme) { return app::is_large(theme.text_size); }

// ---------------------------------------------------------------------------------------------------------------------
// What is read

Block heading(const Element& element, const Setting& setting) {
  Composer c(setting);
  // Night screens have one heading, and it is seen from across the street; a page in the browser has a banner.
  const Role role = c.on_night() ? Role::Display : Role::Heading;
  const bool banner = setting.ground == Ground::Site;
  const float pad = banner ? c.size.card_padding : 0;
  const float width = setting.width - 2 * pad;
  const SetText set = set_balanced(element.text, c.font(role), width, setting.theme.share.last_line_centred);
  Ink ink = c.plain_ink();
  if (element.tone == Tone::Danger) ink.text = c.colour.brick;
  if (banner) {
    ink.ground = c.colour.message;
    c.fill({0, 0, setting.width, set.height + 2 * pad}, ink.ground, c.size.radius_button);
  }
  c.text(set, role, pad, pad, width, ink, banner ? 0.5f : c.align_share());
  return c.done();
}

Block callout(const Element& element, const Setting& setting, Colour ground, Colour ink, Icon icon) {
  Composer c(setting);
  const float pad = c.size.card_padding;
  const float lead = c.size.badge + c.size.unit * 1.5f;
  const float width = setting.width - 2 * pad - lead;
  const SetText set = set_text(element.text, c.font(Role::Body), width);
  const float height = std::max(set.height, c.size.badge) + 2 * pad;
  c.fill({0, 0, setting.width, height}, ground, c.size.radius_card);
  const float line = c.font(Role::Body).line_height;
  c.round_icon(icon, {pad, pad + (line - c.size.badge) / 2, c.size.badge, c.size.badge}, ink, ground);
  c.text(set, Role::Body, pad + lead, pad, width, {c.colour.ink, ground});
  return c.done();
}

Block paragraph(const Element& element, const Setting& setting) {
  const Palette& colour = setting.theme.colour;
  switch (element.tone) {
    case Tone::Flag: return callout(element, setting, colour.amber_tint, colour.amber_deep, Icon::Magnifier);
    case Tone::Genuine: return callout(element, setting, colour.teal_tint, colour.teal_deep, Icon::Check);
    case Tone::Danger: return callout(element, setting, colour.brick_tint, colour.brick, Icon::Attention);
    default: break;
  }
  Composer c(setting);
  const Ink ink = element.tone == Tone::Quiet ? c.soft_ink() : c.plain_ink();
  const Role role = element.tone == Tone::Primary ? Role::BodyBold : Role::Body;
  c.paragraph(element.text, role, 0, 0, setting.width, ink, c.align_share());
  return c.done();
}

Block caption(const Element& element, const Setting& setting) {
  if (element.tone == Tone::Flag)
    return callout(element, setting, setting.theme.colour.amber_tint, setting.theme.colour.amber_deep, Icon::Magnifier);
  Composer c(setting);
  c.paragraph(element.text, Role::Caption, 0, 0, setting.width, c.soft_ink(), c.align_share());
  return c.done();
}

Block time_divider(const Element& element, const Setting& setting) {
  Composer c(setting);
  const float room = c.size.unit * 4;
  const SetText set = set_text(element.text, c.font(Role::Caption), setting.width - 2 * room);
  c.text(set, Role::Caption, room, 0, setting.width - 2 * room, c.soft_ink(), 0.5f);
  const float rule = (setting.width - set.width) / 2 - c.size.unit * 1.5f;
  const Colour ink = c.on_night() ? c.colour.night_raised : c.colour.hairline;
  if (set.lines.size() > 1) return c.done();
  c.fill({0, set.height / 2, rule, c.size.hair}, ink, 0);
  c.fill({setting.width - rule, set.height / 2, rule, c.size.hair}, ink, 0);
  return c.done();
}

Block narration(const Element& element, const Setting& setting) {
  Composer c(setting);
  const float inset = setting.width * (1 - setting.theme.share.bubble) / 2;
  c.paragraph(element.text, Role::Caption, inset, 0, setting.width - 2 * inset, c.soft_ink(), 0.5f);
  return c.done();
}

Block step(const Element& element, const Setting& setting) {
  Composer c(setting);
  const float circle = c.size.step;
  const float lead = circle + c.size.unit * 1.5f;
  const float line = c.font(Role::Body).line_height;
  const float top = std::max(0.0f, (circle - line) / 2);
  Colour ground = c.on_night() ? c.colour.night_raised : c.colour.step;
  Colour ink = c.on_night() ? c.colour.on_night : c.colour.on_step;
  Icon icon = Icon::Check;
  switch (element.tone) {
    case Tone::Danger:
      ground = c.colour.brick;
      ink = c.colour.on_deep;
      break;
    case Tone::Genuine:
      ground = c.colour.teal_deep;
      ink = c.colour.on_deep;
      break;
    case Tone::Flag:
      ground = c.colour.amber_mark;
      ink = c.colour.ink;
      icon = Icon::Magnifier;
      break;
    case Tone::Primary:
      ground = c.colour.amber;
      ink = c.colour.on_amber;
      break;
    default: break;
  }
  const Rect at{0, std::max(0.0f, (line - circle) / 2), circle, circle};
  if (element.number == 0) {
    c.round_icon(icon, at, ground, ink);
  } else {
    c.fill(at, ground, circle / 2);
    const text::Text number{std::to_string(element.number), {}, {}};
    const Font font = c.font(Role::CaptionBold);
    c.text(set_line(number, font), Role::CaptionBold, at.x, at.y + (circle - font.line_height) / 2, circle,
           {ink, ground}, 0.5f);
  }
  c.paragraph(element.text, Role::Body, lead, top, setting.width - lead, c.plain_ink());
  return c.done();
}

// ---------------------------------------------------------------------------------------------------------------------
// Messages

// Where a message of one side stands: what is in it comes from (x, top), and is no wider than `most`.
struct Message {
  bool mine;
  float lead;  // room for the avatar
  float top;
  float most;
  bool tail;
  float left_of(float width, float column) const { return mine ? column - lead - width : lead; }
};

Message open_message(Composer& c, const Element& element, float reserve) {
  const Setting& setting = c.setting;
  Message message{};
  message.mine = element.side == program::Side::Me;
  const bool pictured = element.avatar != program::no_index;
  const bool named = !message.mine && setting.view.conversation == app::View::Conversation::Group &&
                     setting.run == Run::First && !element.detail.utf8.empty() &&
                     (element.kind == Element::Kind::Bubble || element.kind == Element::Kind::Picture);
  const float avatar = c.size.avatar;
  // With large text the bubble needs the whole column: the avatar goes above it.
  const bool above = is_large(setting.theme);
  message.lead = pictured && !above ? avatar + c.size.unit : 0;
  message.tail = pictured && !above && setting.run == Run::First && element.side != program::Side::Centre;
  const float column = setting.width - message.lead;
  message.most = std::min(column * setting.theme.share.bubble, column - reserve);
  if (setting.run == Run::First && pictured) {
    const float x = message.mine ? setting.width - avatar : 0;
    const Rect at{x, 0, avatar, avatar};
    c.round_picture(element, element.avatar, at, c.around(), avatar * 0.36f);
    if (above) message.top = avatar + c.size.unit / 2;
  }
  if (named) {
    const Font font = c.font(Role::Caption);
    const float x = above && pictured ? avatar + c.size.unit : message.lead + c.size.unit / 2;
    const float y = above && pictured ? std::max(0.0f, (avatar - font.line_height) / 2) : 0;
    const SetText name = set_text(element.detail, font, setting.width - x);
    c.text(name, Role::Caption, x, y, setting.width - x, c.soft_ink());
    message.top = std::max(message.top, y + name.height + c.size.hair);
  }
  return message;
}

// The ground of a bubble with its hook.
void bubble_ground(Composer& c, const Message& message, const Rect& at, Colour with) {
  const bool lies = (!message.mine || c.on_night()) && with != c.colour.message;
  if (lies) c.sheet(at, with, c.size.radius_bubble);
  // A rim has no gap for a hook.
  if (message.tail && c.colour.edge.alpha == 0) {
    const float tail = c.size.tail;
    // Two thirds of it stand out, the rest joins it to the bubble.
    const float x = message.mine ? at.right() - tail / 2 : at.x - tail;
    Piece& hook = c.add(Piece::Kind::Tail, {x, at.y + c.size.radius_bubble * 0.5f, tail * 1.5f, tail * 1.8f});
    hook.colour = with;
    hook.radius = message.mine ? -1.0f : 1.0f;
  }
  if (!lies) c.fill(at, with, c.size.radius_bubble);
}

// A message that comes in from outside, as a phone shows it: who writes, and what.
Block notice(const Element& element, const Setting& setting) {
  Composer c(setting);
  const float pad = c.size.card_padding;
  const float badge = c.size.badge;
  const float width = setting.width - 2 * pad;
  const Ink ink{c.colour.ink, c.colour.sheet};
  const SetText name = set_text(element.detail, c.font(Role::CaptionBold), width - badge);
  const bool writing = element.kind == Element::Kind::Typing;
  const Font body = c.font(Role::Body);
  const float top = pad + name.height + c.size.unit / 2;
  const SetText words = writing ? SetText{} : set_text(element.text, body, width);
  const Rect at{0, 0, setting.width, top + (writing ? body.line_height : words.height) + pad};
  c.sheet(at, c.colour.sheet, c.size.radius_card);
  const float dot = c.size.unit * 1.25f;
  c.fill({pad, pad + (c.font(Role::CaptionBold).line_height - dot) / 2, dot, dot}, c.colour.amber, dot / 2);
  c.text(name, Role::CaptionBold, pad + dot + c.size.unit, pad, width - badge, {c.colour.ink_soft, c.colour.sheet});
  c.text(words, Role::Body, pad, top, width, ink);
  if (writing) c.add(Piece::Kind::Dots, {pad, top, c.size.dot * 10, body.line_height}).colour = c.colour.ink_soft;
  return c.done();
}

Block bubble(const Element& element, const Setting& setting) {
  if (setting.ground == Ground::Night) return notice(element, setting);
  Composer c(setting);
  const bool marked = !element.text.marks.empty() || element.tone == Tone::Flag;
  const bool genuine = element.tone == Tone::Genuine;
  const float beside = marked || genuine ? c.size.badge + c.size.unit : 0;
  const Message message = open_message(c, element, beside);
  const Colour theirs = element.tone == Tone::Quiet ? c.colour.message : c.colour.sheet;
  const Colour ground = message.mine ? c.colour.teal : theirs;
  // Light words on full amber would not be read.
  const Ink ink = message.mine ? Ink{c.colour.on_teal, ground, faded(c.colour.amber, setting.theme.share.mark_on_dark)}
                               : Ink{c.colour.ink, ground, c.colour.amber_mark};
  const SetText set = set_balanced(element.text, c.font(Role::Body), message.most - 2 * c.size.padding_x,
                                   setting.theme.share.last_line);
  const float width = set.width + 2 * c.size.padding_x;
  const Rect at{message.left_of(width, setting.width), message.top, width, set.height + 2 * c.size.padding_y};
  bubble_ground(c, message, at, ground);
  if (marked || genuine) {
    const Colour edge = marked ? c.colour.amber : c.colour.teal_deep;
    if (element.text.marks.empty()) c.outline(at, edge, c.size.radius_bubble, c.size.hair * 2);
    const float x = message.mine ? at.x - beside : at.right() + c.size.unit;
    c.round_icon(marked ? Icon::Magnifier : Icon::Check, {x, at.y + c.size.unit, c.size.badge, c.size.badge}, edge,
                 marked ? c.colour.on_amber : c.colour.on_deep);
  }
  c.text(set, Role::Body, at.x + c.size.padding_x, at.y + c.size.padding_y, set.width, ink);
  return c.done();
}

Block typing(const Element& element, const Setting& setting) {
  if (setting.ground == Ground::Night) return notice(element, setting);
  Composer c(setting);
  const Message message = open_message(c, element, 0);
  const float height = c.font(Role::Body).line_height + 2 * c.size.padding_y;
  const float width = c.size.dot * 10 + 2 * c.size.padding_x;
  const Rect at{message.left_of(width, setting.width), message.top, width, height};
  const Colour ground = message.mine ? c.colour.teal : c.colour.sheet;
  bubble_ground(c, message, at, ground);
  c.add(Piece::Kind::Dots, at.inset(c.size.padding_x)).colour = message.mine ? c.colour.on_teal : c.colour.ink_soft;
  return c.done();
}

// A person, not a scene: round, and the words are for those who listen.
Block face(const Element& element, const Setting& setting) {
  Composer c(setting);
  const float edge = c.size.face;
  const Rect at{(setting.width - edge) * c.align_share(), 0, edge, edge};
  c.round_picture(element, element.picture, at, c.around(), edge / 2);
  return c.done();
}

Block picture(const Element& element, const Setting& setting) {
  Composer c(setting);
  const bool shown = element.picture != program::no_index;
  if (shown && element.side == program::Side::Centre && c.proportion(element) >= setting.theme.share.face)
    return face(element, setting);
  const bool said = element.side != program::Side::Centre;
  const Message message = said ? open_message(c, element, 0) : Message{false, 0, 0, setting.width, false};
  const float frame = c.size.picture_frame;
  const float width = std::min(message.most, said ? c.size.picture_most : setting.width);
  const SetText words = set_text(element.text, c.font(Role::Caption), width - 2 * c.size.padding_x);
  const float inner = width - 2 * frame;
  const float high = shown ? inner * c.proportion(element) : 0;
  const float under = words.lines.empty() ? 0 : words.height + c.size.padding_y;
  const Rect at{message.left_of(width, setting.width), message.top, width, high + 2 * frame + under};
  bubble_ground(c, message, at, c.colour.sheet);
  if (high > 0) {
    const Rect scene{at.x + frame, at.y + frame, inner, high};
    c.picture(element, element.picture, scene);
    c.tile(element.badge, scene, c.theme.type.caption, c.colour.over_picture, c.colour.over_picture_edge);
    Piece& corners = c.add(Piece::Kind::Corners, scene);
    corners.colour = c.colour.sheet;
    corners.radius = c.size.radius_bubble - frame;
  }
  c.text(words, Role::Caption, at.x + c.size.padding_x, at.y + high + 2 * frame, width - 2 * c.size.padding_x,
         {c.colour.ink_soft, c.colour.sheet});
  return c.done();
}

Block transfer_card(const Element& element, const Setting& setting) {
  Composer c(setting);
  const Message message = open_message(c, element, 0);
  const float pad = c.size.card_padding;
  const Colour head = message.mine ? c.colour.amber_tint : c.colour.teal_tint;
  const Colour strong = message.mine ? c.colour.amber : c.colour.teal_deep;
  const Colour on_strong = message.mine ? c.colour.on_amber : c.colour.on_deep;
  const float width = std::min(is_large(setting.theme) ? message.most : c.size.transfer_width, message.most);
  const float circle = c.size.step * 1.2f;
  const float lead = circle + c.size.unit * 1.5f;
  const float inner = width - 2 * pad - lead;
  const SetText amount = set_text(element.text, c.font(Role::Heading), inner);
  const SetText to = set_text(element.detail, c.font(Role::Caption), inner);
  const float top = std::max(circle, amount.height + to.height) + 2 * pad;
  const SetText note = set_text(element.badge, c.font(Role::CaptionBold), width - 2 * pad);
  const float bottom = note.lines.empty() ? 0 : note.height + c.size.padding_y * 2;
  const Rect at{message.left_of(width, setting.width), message.top, width, top + bottom};
  bubble_ground(c, message, at, head);
  c.round_icon(Icon::Transfer, {at.x + pad, at.y + pad, circle, circle}, strong, on_strong);
  c.text(amount, Role::Heading, at.x + pad + lead, at.y + pad, inner, {c.colour.ink, head});
  c.text(to, Role::Caption, at.x + pad + lead, at.y + pad + amount.height, inner, {c.colour.ink, head});
  if (bottom > 0) {
    // The counterfoil, torn off along a row of holes.
    const float y = at.y + top;
    const float hole = c.size.unit / 4;
    for (float x = at.x + pad; x < at.right() - pad; x += hole * 4)
      c.fill({x, y - hole / 2, hole * 2, hole}, strong, hole / 2);
    c.text(note, Role::CaptionBold, at.x + pad, y + c.size.padding_y, width - 2 * pad,
           {message.mine ? c.colour.amber_deep : c.colour.teal_deep, head});
  }
  return c.done();
}

Block flag_note(const Element& element, const Setting& setting) {
  Composer c(setting);
  const bool mine = element.side == program::Side::Me;
  const float lead = is_large(setting.theme) ? 0 : c.size.avatar + c.size.unit;
  const float pad = c.size.padding_x;
  const float width = setting.width - lead;
  const float x = mine ? 0 : lead;
  const float icon = c.size.badge;
  const float text_x = x + pad + icon + c.size.unit;
  const float text_width = width - 2 * pad - icon - c.size.unit;
  const SetText label = set_text(element.text, c.font(Role::BodyBold), text_width);
  const SetText why = set_text(element.detail, c.font(Role::Body), text_width);
  const float height = label.height + why.height + 2 * c.size.padding_y;
  const Rect at{x, 0, width, height};
  c.fill(at, c.colour.amber_tint, c.size.radius_bubble);
  c.round_icon(Icon::Magnifier, {x + pad, at.y + c.size.padding_y, icon, icon}, c.colour.amber, c.colour.on_amber);
  c.text(label, Role::BodyBold, text_x, at.y + c.size.padding_y, text_width,
         {c.colour.amber_deep, c.colour.amber_tint});
  c.text(why, Role::Body, text_x, at.y + c.size.padding_y + label.height, text_width,
         {c.colour.ink, c.colour.amber_tint});
  return c.done();
}

// ---------------------------------------------------------------------------------------------------------------------
// Money

Block balance(const Element& element, const Setting& setting) {
  Composer c(setting);
  const float pad = c.size.card_padding;
  const float inner = setting.width - 2 * pad;
  const Colour card = c.colour.sheet;
  const Colour trend = element.tone == Tone::Gain   ? c.colour.gain
                       : element.tone == Tone::Loss ? c.colour.loss
                                                    : c.colour.ink_soft;
  const Chip chip = c.set_chip(element.badge, inner);
  const SetText amount = set_text(element.text, c.font(Role::Display), inner);
  const bool moves = element.tone == Tone::Gain || element.tone == Tone::Loss;
  const float arrow = moves ? c.size.icon_small + c.size.unit / 2 : 0;
  const SetText change = set_text(element.detail, c.font(Role::BodyBold), inner - arrow);
  const bool charted = !element.series.empty();
  const float chip_row = chip.height > 0 ? chip.height + c.size.unit : 0;
  const float height =
      pad + chip_row + amount.height + change.height + (charted ? c.size.unit + c.size.chart : 0) + pad;
  const Rect at{0, 0, setting.width, height};
  c.sheet(at, card, c.size.radius_card);
  float y = pad;
  c.chip(chip, pad, y, c.chip_ink());
  y += chip_row;
  c.text(amount, Role::Display, pad, y, inner, {c.colour.ink, card});
  y += amount.height;
  if (moves) {
    const float small = c.size.icon_small;
    const float drop = (c.font(Role::BodyBold).line_height - small) / 2;
    c.icon(element.tone == Tone::Gain ? Icon::Rising : Icon::Falling, {pad, y + drop, small, small}, trend);
  }
  c.text(change, Role::BodyBold, pad + arrow, y, inner - arrow, {trend, card});
  y += change.height + c.size.unit;
  if (charted) {
    Piece& chart = c.add(Piece::Kind::Chart, {pad, y, inner, c.size.chart});
    chart.series = element.series;
    chart.colour = trend;
    chart.ground = card;
  }
  const text::Text& label = element.badge.utf8.empty() ? setting.view.drill : element.badge;
  c.tile(label, at, c.theme.type.body, faded(c.colour.ink, setting.theme.share.tile_opacity), colour(0, 0));
  return c.done();
}

Block cost(const Element& element, const Setting& setting) {
  Composer c(setting);
  const float pad = c.size.card_padding;
  const float inner = setting.width - 2 * pad;
  Colour strong = c.colour.ink;
  if (element.tone == Tone::Loss || element.tone == Tone::Danger) strong = c.colour.brick;
  if (element.tone == Tone::Gain || element.tone == Tone::Genuine) strong = c.colour.teal_deep;
  const Font body = c.font(Role::Body);
  const SetText amount = set_text(element.text, c.font(Role::Heading), inner);
  const float beside = inner - amount.width - c.size.unit * 2;
  const bool one_row = !element.detail.utf8.empty() && set_line(element.detail, body).width <= beside;
  const SetText of = set_text(element.detail, body, one_row ? beside : inner);
  const float row = std::max(amount.height, one_row ? of.height : 0.0f);
  const float height = (one_row ? row : amount.height + of.height) + 2 * c.size.padding_y * 1.4f;
  const Rect at{0, 0, setting.width, height};
  c.fill(at, c.colour.sheet, c.size.radius_button);
  c.rim(at, c.size.radius_button);
  const float y = c.size.padding_y * 1.4f;
  if (one_row) {
    c.text(of, Role::Body, pad, y + (row - of.height) / 2, beside, {c.colour.ink_soft, c.colour.sheet});
    c.text(amount, Role::Heading, pad, y + (row - amount.height) / 2, inner, {strong, c.colour.sheet}, 1);
  } else {
    c.text(of, Role::Body, pad, y, inner, {c.colour.ink_soft, c.colour.sheet});
    c.text(amount, Role::Heading, pad, y + of.height, inner, {strong, c.colour.sheet});
  }
  return c.done();
}

// ---------------------------------------------------------------------------------------------------------------------
// What is touched

Block card(const Element& element, const Setting& setting) {
  Composer c(setting);
  const float pad = c.size.card_padding;
  const bool pictured = element.picture != program::no_index;
  const bool beside = !is_large(setting.theme) && setting.width > c.size.thumbnail * 2.4f;
  // A face takes as much height as a scene would.
  const float proportion = pictured ? c.proportion(element) : 0;
  const float widest = beside || proportion >= setting.theme.share.face ? c.size.thumbnail : setting.width - 2 * pad;
  const float frame = pictured ? widest * std::min(1.0f, setting.theme.share.thumbnail / proportion) : 0;
  const float high = frame * proportion;
  const float x = pictured && beside ? pad + frame + c.size.unit * 1.5f : pad;
  float y = pictured && !beside ? pad + high + c.size.unit : pad;
  const float width = setting.width - x - pad;
  const SetText title = set_text(element.text, c.font(Role::BodyBold), width);
  const SetText summary = set_text(element.detail, c.font(Role::Caption), width);
  const Chip chip = c.set_chip(element.badge, width);
  const float words = title.height + summary.height + (chip.height > 0 ? chip.height + c.size.unit : 0);
  const float height = std::max({y + words + pad, pictured && beside ? high + 2 * pad : 0.0f, c.size.target});
  const Rect at{0, 0, setting.width, height};
  c.sheet(at, c.colour.sheet, c.size.radius_card);
  if (pictured) {
    const Rect shown{pad, pad, frame, high};
    c.round_picture(element, element.picture, shown, c.colour.sheet, c.size.radius_button - c.size.unit / 2);
  }
  if (beside) y = std::max(y, (height - words) / 2);
  c.text(title, Role::BodyBold, x, y, width, {c.colour.ink, c.colour.sheet});
  c.text(summary, Role::Caption, x, y + title.height, width, {c.colour.ink_soft, c.colour.sheet});
  c.chip(chip, x, y + title.height + summary.height + c.size.unit, c.chip_ink());
  c.block.shape = at;
  c.block.radius = c.size.radius_card;
  return c.done();
}

// A small touchable of the bar: an icon, with its words where there is room for them.
Block bar_button(const Element& element, const Setting& setting) {
  Composer c(setting);
  const float target = std::max(c.size.target, c.size.icon + 2 * c.size.unit);
  const Icon icon = icon_for(element.intent.kind);
  const bool on_help = setting.view.screen == app::Screen::Help;
  // A+ and A− are letters already.
  const bool says_itself = icon == Icon::LargerText || icon == Icon::SmallerText;
  const bool worded = icon == Icon::None || (setting.theme.form == Theme::Form::Wide && !says_itself);
  const Ink ink{on_help && !worded ? c.colour.on_help : c.colour.on_night, c.colour.night_raised};
  const SetText words = worded ? set_line(element.text, c.font(Role::Caption)) : SetText{};
  const float lead = icon == Icon::None ? 0 : c.size.icon;
  const float between = lead > 0 && worded ? c.size.unit * 0.75f : 0;
  const float width = std::max(target, lead + between + words.width + (worded ? c.size.unit * 3 : 0));
  const Rect at{0, 0, width, target};
  if (worded) c.fill(at, ink.ground, target / 2);
  float x = (width - lead - between - words.width) / 2;
  if (lead > 0) c.icon(icon, {x, (target - lead) / 2, lead, lead}, ink.text);
  x += lead + between;
  c.text(words, Role::Caption, x, (target - words.height) / 2, words.width, ink);
  c.block.shape = at;
  c.block.height = target;
  c.block.radius = target / 2;
  return c.done();
}

Block button(const Element& element, const Setting& setting) {
  Composer c(setting);
  // An option reads like a sentence that one may say; everything else is a command.
  const bool option =
      element.intent.kind == app::Intent::Kind::Choose || element.intent.kind == app::Intent::Kind::ChooseLanguage;
  const Role role = option ? Role::Body : Role::BodyBold;
  Ink ink{c.colour.ink, c.colour.sheet};
  if (element.tone == Tone::Primary) ink = {c.colour.on_amber, c.colour.amber};
  if (element.tone == Tone::Danger) ink = {c.colour.brick, c.colour.sheet};
  if (element.tone == Tone::Genuine) ink = {c.colour.on_deep, c.colour.teal_deep};
  const bool bare = element.tone == Tone::Quiet;
  if (bare) ink = c.plain_ink();

  const float pad = c.size.card_padding;
  const Icon icon = option ? Icon::Forward : element.intent.kind == app::Intent::Kind::Dial ? Icon::Phone : Icon::None;
  const float icon_room = icon == Icon::None ? 0 : c.size.icon_small + c.size.unit;
  const Chip chip = c.set_chip(element.badge, setting.width / 2 - pad);
  const float chip_room = chip.width > 0 ? chip.width + c.size.unit : 0;
  const float width = setting.width - 2 * pad - icon_room - chip_room;
  const SetText words = set_text(element.text, c.font(role), width);
  const float height = std::max(c.size.button, std::max(words.height, chip.height) + 2 * c.size.padding_y);
  const Rect at{0, 0, setting.width, height};
  if (bare) {
    if (c.on_night()) c.fill(at, c.colour.veil, c.size.radius_button);
    c.outline(at, c.soft_ink().text, c.size.radius_button, c.size.hair);
  } else {
    c.sheet(at, ink.ground, c.size.radius_button);
    if (element.tone == Tone::Danger) c.outline(at, c.colour.brick, c.size.radius_button, c.size.hair * 2);
  }
  const float middle = height / 2;
  const float small = c.size.icon_small;
  if (option) {
    c.text(words, role, pad, middle - words.height / 2, width, ink);
    c.icon(icon, {at.right() - pad - small, middle - small / 2, small, small}, c.colour.amber_deep);
  } else {
    const float whole = icon_room + words.width + chip_room;
    float x = (setting.width - whole) / 2;
    if (icon_room > 0) c.icon(icon, {x, middle - small / 2, small, small}, ink.text);
    x += icon_room;
    c.text(words, role, x, middle - words.height / 2, words.width, ink, 0.5f);
  }
  c.chip(chip, at.right() - pad - (option ? icon_room : 0) - chip.width, middle - chip.height / 2, c.chip_ink());
  c.block.shape = at;
  c.block.radius = c.size.radius_button;
  return c.done();
}

// A QR code on white, its words beside it where there is room.
Block code(const Element& element, const Setting& setting) {
  Composer c(setting);
  const float pad = c.size.card_padding;
  const float side = c.size.code;
  const bool beside = setting.width > side * 2 + 3 * pad;
  const float width = setting.width - 2 * pad - (beside ? side + pad : 0);
  const SetText title = set_text(element.text, c.font(Role::BodyBold), width);
  const SetText check = set_text(element.detail, c.font(Role::Body), width);
  const float words = title.height + c.size.unit + check.height;
  const float height = 2 * pad + (beside ? std::max(side, words) : side + pad + words);
  const Rect at{0, 0, setting.width, height};
  const Ink ink{c.colour.on_code, c.colour.code};
  c.sheet(at, ink.ground, c.size.radius_card);
  Piece& modules = c.add(Piece::Kind::Code, {beside ? pad : (setting.width - side) / 2, pad, side, side});
  modules.colour = ink.text;
  modules.modules = element.modules;
  modules.side = static_cast<uint32_t>(std::lround(std::sqrt(static_cast<double>(element.modules.size()))));
  const float x = beside ? side + 2 * pad : pad;
  const float y = beside ? (height - words) / 2 : side + 2 * pad;
  c.text(title, Role::BodyBold, x, y, width, ink);
  c.text(check, Role::Body, x, y + title.height + c.size.unit, width, ink);
  c.block.shape = at;
  c.block.radius = c.size.radius_card;
  return c.done();
}

Block link(const Element& element, const Setting& setting) {
  Composer c(setting);
  const Ink ink{c.on_night() ? c.colour.on_night : c.colour.teal_deep, c.around()};
  const float pad = c.size.unit;
  const SetText words = set_text(element.text, c.font(Role::Body), setting.width - 2 * pad);
  const float height = std::max(c.size.target, words.height + c.size.unit);
  const float share = setting.place == Place::Dock ? 0.5f : c.align_share();
  const float x = (setting.width - words.width - 2 * pad) * share;
  const float y = (height - words.height) / 2;
  c.text(words, Role::Body, x + pad, y, words.width, ink, share);
  const float line = c.font(Role::Body).line_height;
  for (size_t index = 0; index < words.lines.size(); ++index) {
    const float under = words.lines[index].width;
    c.fill({x + pad + (words.width - under) * share, y + line * static_cast<float>(index + 1) - c.size.hair * 3, under,
            c.size.hair},
           ink.text, 0);
  }
  c.block.shape = {x, 0, std::max(words.width + 2 * pad, c.size.target), height};
  c.block.height = height;
  c.block.radius = c.size.radius_button;
  return c.done();
}

bool is_message(const Element& element) {
  switch (element.kind) {
    case Element::Kind::Bubble:
    case Element::Kind::Typing:
    case Element::Kind::Spoken:
    case Element::Kind::TransferCard: return true;
    case Element::Kind::Picture: return element.side != program::Side::Centre;
    default: return false;
  }
}

}  // namespace

Block set_element(const Element& element, const Setting& setting) {
  if (setting.place == Place::Bar) return bar_button(element, setting);
  switch (element.kind) {
    case Element::Kind::Heading: return heading(element, setting);
    case Element::Kind::Paragraph: return paragraph(element, setting);
    case Element::Kind::Caption: return caption(element, setting);
    case Element::Kind::Time: return time_divider(element, setting);
    case Element::Kind::Narration: return narration(element, setting);
    case Element::Kind::Bubble: return bubble(element, setting);
    case Element::Kind::Typing: return typing(element, setting);
    case Element::Kind::Spoken: return set_spoken(element, setting);
    case Element::Kind::Caller: return set_caller(element, setting);
    case Element::Kind::Sender: return set_sender(element, setting);
    case Element::Kind::Address: return set_address(element, setting);
    case Element::Kind::Picture: return picture(element, setting);
    case Element::Kind::TransferCard: return transfer_card(element, setting);
    case Element::Kind::Balance: return balance(element, setting);
    case Element::Kind::Cost: return cost(element, setting);
    case Element::Kind::FlagNote: return flag_note(element, setting);
    case Element::Kind::Step: return step(element, setting);
    case Element::Kind::Code: return code(element, setting);
    case Element::Kind::Card: return card(element, setting);
    case Element::Kind::Button: return button(element, setting);
    case Element::Kind::Link: return link(element, setting);
  }
  return {};
}

Block set_help(const Element& element, const Setting& setting) {
  Composer c(setting);
  // On the page of real help itself it says where one is, and is no button.
  const bool here = element.intent.kind == app::Intent::Kind::None;
  const Ink ink = here ? Ink{c.colour.help, c.colour.help_edge} : Ink{c.colour.on_help, c.colour.help};
  const float icon = c.size.icon;
  const float lead = icon + c.size.unit * 1.25f;
  const float width = setting.width - 2 * c.size.margin - lead;
  Role role = Role::BodyBold;
  if (set_line(element.text, c.font(role)).width > width) role = Role::CaptionBold;
  const SetText words = set_balanced(element.text, c.font(role), width, setting.theme.share.last_line_centred);
  const float height = std::max(c.size.help_strip, words.height + c.size.unit * 1.5f);
  const bool wide = setting.theme.form == Theme::Form::Wide;
  const float radius = wide ? height / 2 : 0;
  const Rect at{0, 0, setting.width, height};
  c.fill(at, ink.ground, radius);
  if (wide)
    c.outline(at.inset(c.size.hair * 3), here ? c.colour.help : c.colour.help_edge, radius, c.size.hair);
  else
    c.fill({0, 0, setting.width, c.size.hair * 2}, here ? c.colour.help : c.colour.help_edge, 0);
  const float x = (setting.width - lead - words.width) / 2;
  c.icon(Icon::Lifebuoy, {x, (height - icon) / 2, icon, icon}, ink.text);
  c.text(words, role, x + lead, (height - words.height) / 2, words.width, ink);
  c.block.shape = at;
  c.block.radius = radius;
  return c.done();
}

Block set_title(const app::View& view, const Setting& setting) {
  Composer c(setting);
  const Ink title_ink =
      view.screen == app::Screen::Help ? Ink{c.colour.on_help, c.colour.help} : Ink{c.colour.on_night, c.colour.night};
  const float width = setting.width;
  // A long title is set smaller, and at last in two lines, rather than cut off.
  Role role = Role::BodyBold;
  if (set_line(view.title, c.font(role)).width > width) role = Role::CaptionBold;
  const SetText title = set_text(view.title, c.font(role), width);
  c.text(title, role, 0, 0, width, title_ink);
  const Chip chip = c.set_chip(view.drill, width);
  const bool beside = title.lines.size() == 1 && title.width + c.size.unit + chip.width <= width;
  const Rect label{beside ? title.width + c.size.unit : 0, beside ? (title.height - chip.height) / 2 : title.height,
                   chip.width, chip.height};
  c.chip(chip, label.x, label.y, c.label_ink());
  c.block.shape = label;
  if (beside) c.block.height = title.height;
  return c.done();
}

float gap_between(const Element& above, const Element& below, const Theme& theme) {
  using Kind = Element::Kind;
  const Sizes& size = theme.size;
  if (below.kind == Kind::Heading) return size.gap_section;
  if (above.kind == Kind::Heading) return size.gap;
  if (below.kind == Kind::FlagNote) return size.gap_run / 2;
  if (below.kind == Kind::Cost && above.kind == Kind::Cost) return size.gap_run / 2;
  if (run_of(above, below) == Run::Following) return size.gap_run;
  if (above.kind == Kind::FlagNote) return size.gap * 1.4f;
  if (below.kind == Kind::Time || above.kind == Kind::Time) return size.gap * 1.3f;
  return size.gap;
}

Run run_of(const Element& above, const Element& below) {
  const bool same = is_message(above) && is_message(below) && above.side == below.side &&
                    above.avatar == below.avatar && above.pack == below.pack;
  if (!same) return Run::First;
  // Where both name their speaker, the names decide; a typing one has its words in `text`.
  const bool named =
      above.kind == below.kind && (above.kind == Element::Kind::Bubble || above.kind == Element::Kind::Spoken);
  return named && above.detail.utf8 != below.detail.utf8 ? Run::First : Run::Following;
}

}  // namespace firefly::ui
