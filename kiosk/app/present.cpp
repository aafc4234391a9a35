#include "kiosk/app/present.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "kiosk/app/elements.h"
#include "kiosk/app/present_drill.h"
#include "kiosk/app/words.h"

namespace firefly::app {
namespace {

// The attract screen: quiet for a moment, then somebody writes, then the message is there.
constexpr uint32_t quiet_ms = 600;
constexpr uint32_t inviting_ms = 1400;
// At a stall it stays so long; then somebody else writes.
constexpr uint32_t invited_ms = 12'000;
// The seconds of the stall's question are counted down one by one.
constexpr uint32_t second_ms = 1000;
// A drill of so few minutes is one for the queue.
constexpr uint8_t express_minutes = 2;

std::string id_of(Message message) { return std::string(message_ids()[static_cast<size_t>(message)]); }

void add(View& view, const Words& words, Element::Kind kind, Message message, Tone tone = Tone::Plain) {
  Element made = element(kind, id_of(message), words.say(message));
  made.tone = tone;
  view.body.push_back(std::move(made));
}

void add_step(View& view, const Words& words, Message message, uint32_t number) {
  add(view, words, Element::Kind::Step, message);
  view.body.back().number = number;
}

void dock(View& view, const Words& words, Message message, Intent::Kind intent, Tone tone = Tone::Plain) {
  view.dock.push_back(button(id_of(message), words.say(message), {intent, 0}, tone));
}

void bar(View& view, const Words& words, Message message, Intent::Kind intent) {
  view.bar.push_back(button(id_of(message), words.say(message), {intent, 0}, Tone::Quiet));
}

void present_bar(const State& state, const Words& words, View& view) {
  switch (state.screen) {
    case Screen::Catalogue:
    case Screen::Cover:
    case Screen::Language:
    case Screen::About:
    case Screen::Thanks: bar(view, words, Message::back, Intent::Kind::Back); break;
    case Screen::Chat:
    case Screen::Page:
    case Screen::Call:
    case Screen::Messages:
    case Screen::Web:
    case Screen::Face: bar(view, words, Message::leave, Intent::Kind::Leave); break;
    case Screen::Debrief:
      if (state.debrief_page > 0) bar(view, words, Message::back, Intent::Kind::Back);
      bar(view, words, Message::leave, Intent::Kind::Leave);
      break;
    case Screen::Attract:
    case Screen::Help:
    case Screen::Leave:
    case Screen::Trouble:
    case Screen::Idle: break;
  }
  // In the middle of a play the bar has room for the story's title; the way to the languages is on Leave.
  const bool playing = is_play(state.screen) || state.screen == Screen::Debrief;
  if (state.screen != Screen::Language && !playing) {
    bar(view, words, Message::language_button, Intent::Kind::ShowLanguages);
  }
  if (state.text_size != TextSize::Standard) bar(view, words, Message::text_smaller, Intent::Kind::SmallerText);
  if (state.text_size != TextSize::Largest) {
    const bool large = is_large(state.text_size);
    bar(view, words, large ? Message::text_larger : Message::text_large, Intent::Kind::LargerText);
  }
  if (state.screen == Screen::Attract || state.screen == Screen::Catalogue) {
    bar(view, words, Message::about, Intent::Kind::ShowAbout);
  }
}

// The stall's check words again, on the phone that scanned its code.
void add_check_words(const State& state, const Words& words, View& view) {
  const auto takeaway = takeaway_of(state.settings.takeaway);
  if (!takeaway) return;
  const std::string check = check_words_of(*takeaway, words.say(Message::check_words).utf8);
  view.body.push_back(
      element(Element::Kind::Paragraph, "check-words", words.say(Message::takeaway_compare, std::vector{check})));
}

void present_attract(const State& state, const Words& words, View& view) {
  view.title = words.say(Message::app_name);
  const bool large = is_large(state.text_size);
  const Invitation invitation = large ? Invitation::Arrived : state.invitation;
  const Inviter& inviter = inviters[state.inviter];
  const text::Text sender = words.say(inviter.sender);
  if (invitation == Invitation::Typing) {
    Element typing = element(Element::Kind::Typing, "typing", words.say(Message::typing, sender));
    typing.side = program::Side::Them;
    typing.detail = sender;
    view.body.push_back(std::move(typing));
  }
  if (invitation == Invitation::Arrived) {
    add(view, words, Element::Kind::Bubble, inviter.message);
    view.body.back().side = program::Side::Them;
    view.body.back().detail = sender;
    view.announcement = words.say(Message::said, std::vector{sender.utf8, view.body.back().text.utf8});
  }
  add_check_words(state, words, view);
  add(view, words, Element::Kind::Heading, Message::attract_line_1);
  add(view, words, Element::Kind::Paragraph, Message::attract_line_2);
  add(view, words, Element::Kind::Caption, Message::attract_line_3, Tone::Quiet);
  switch (invitation) {
    case Invitation::Quiet: view.wake_after_ms = quiet_ms; break;
    case Invitation::Typing: view.wake_after_ms = inviting_ms; break;
    case Invitation::Arrived:
      if (state.settings.mode == stats::Mode::Stall && !large) view.wake_after_ms = invited_ms;
      break;
  }

  if (state.kept) {
    for (size_t i = 0; i < state.entries.size(); ++i) {
      if (state.entries[i].name != state.kept->scenario) continue;
      view.dock.push_back(
          button(id_of(Message::resume), words.say(Message::resume), {Intent::Kind::Open, static_cast<uint32_t>(i)}));
    }
  }
  dock(view, words, Message::attract_start, Intent::Kind::Start, Tone::Primary);
}

void present_language(const State& state, const Words& words, View& view) {
  view.title = words.say(Message::language_title);
  const std::vector<std::string>& offered = state.settings.station.locales;
  for (size_t i = 0; i < locales().size(); ++i) {
    const Message name = locales()[i].name;
    const bool speaks = offered.empty() || std::find(offered.begin(), offered.end(), locales()[i].tag) != offered.end();
    if (!speaks) continue;
    view.dock.push_back(button(id_of(name), words.say(name), {Intent::Kind::ChooseLanguage, static_cast<uint32_t>(i)}));
  }
}

// The lines of a pack's cover that carry the tag.
std::vector<text::Text> cover_lines(const Words& words, const program::Pack& pack, std::string_view tag) {
  std::vector<text::Text> lines;
  for (uint32_t index = 0; index < pack.line_count(); ++index) {
    if (pack.has_tag(pack.line(index), tag)) lines.push_back(words.line(pack, index));
  }
  return lines;
}

text::Text title_of(const Words& words, const program::Pack& pack) {
  auto titles = cover_lines(words, pack, "cover:title");
  return titles.empty() ? words.say(Message::drill_label) : std::move(titles.front());
}

text::Text minutes_of(const Words& words, const program::Pack& pack) {
  const uint8_t minutes = pack.scenario().minutes;
  const Message message = minutes <= express_minutes ? Message::catalogue_express : Message::catalogue_minutes;
  return words.say(message, std::vector{std::to_string(minutes)});
}

// The scenario's face: whoever of the others comes first in its cast.
uint32_t face_of(const program::Pack& pack) {
  for (uint32_t cast = 0; cast < pack.cast_count(); ++cast) {
    const program::CastMember member = pack.cast(cast);
    if (member.side == program::Side::Them && member.avatar != program::no_index) return member.avatar;
  }
  return program::no_index;
}

void present_catalogue(const State& state, const Words& words, View& view) {
  view.title = words.say(Message::catalogue_title);
  bool pending = state.catalogue != Fetch::Here;
  for (size_t i = 0; i < state.entries.size(); ++i) {
    const Entry& entry = state.entries[i];
    if (entry.fetch == Fetch::Asked || entry.fetch == Fetch::Unasked) pending = true;
    if (entry.fetch != Fetch::Here) continue;
    Element card = element(Element::Kind::Card, "card-" + entry.name, title_of(words, *entry.pack));
    auto summaries = cover_lines(words, *entry.pack, "cover:summary");
    if (!summaries.empty()) card.detail = std::move(summaries.front());
    card.badge = minutes_of(words, *entry.pack);
    card.picture = face_of(*entry.pack);
    card.pack = static_cast<uint32_t>(view.packs.size());
    card.intent = {Intent::Kind::Open, static_cast<uint32_t>(i)};
    view.packs.push_back(*entry.pack);
    view.body.push_back(std::move(card));
  }
  if (pending) add(view, words, Element::Kind::Caption, Message::loading);
}

text::Text issuer(const State& state, const Words& words) {
  const std::string& name = state.settings.station.issuer;
  if (name.empty()) return words.say(Message::cover_demonstration);
  return words.say(Message::cover_issuer, std::vector{name});
}

void present_cover(const State& state, const Words& words, View& view) {
  const Entry& entry = state.entries[state.chosen];
  view.place = entry.name;
  view.title = words.say(Message::app_name);
  if (entry.fetch != Fetch::Here) {
    add(view, words, Element::Kind::Caption, Message::loading);
    return;
  }
  const program::Pack& pack = *entry.pack;
  view.packs.push_back(pack);
  if (face_of(pack) != program::no_index) {
    Element face = element(Element::Kind::Picture, "face", words.line(pack, pack.picture(face_of(pack)).alt_line));
    face.picture = face_of(pack);
    view.body.push_back(std::move(face));
  }
  view.body.push_back(element(Element::Kind::Heading, "title", title_of(words, pack)));
  view.body.push_back(element(Element::Kind::Caption, "issuer", issuer(state, words)));
  auto summaries = cover_lines(words, pack, "cover:summary");
  if (!summaries.empty()) {
    view.body.push_back(element(Element::Kind::Paragraph, "summary", std::move(summaries.front())));
  }
  view.body.push_back(element(Element::Kind::Caption, "minutes", minutes_of(words, pack)));
  add(view, words, Element::Kind::Heading, Message::cover_what);
  size_t number = 0;
  for (text::Text& what : cover_lines(words, pack, "cover:what")) {
    view.body.push_back(element(Element::Kind::Step, numbered("what", number++), std::move(what)));
  }
  add_step(view, words, Message::cover_privacy, 0);
  add(view, words, Element::Kind::Paragraph, Message::cover_drill);

  const bool resumes = state.kept && state.kept->scenario == entry.name;
  if (resumes) {
    add(view, words, Element::Kind::Caption, Message::resume_note);
    dock(view, words, Message::resume, Intent::Kind::Resume, Tone::Primary);
  }
  dock(view, words, resumes ? Message::start_over : Message::start, Intent::Kind::Play,
       resumes ? Tone::Plain : Tone::Primary);
}

void present_leave(const State& state, const Words& words, View& view) {
  view.title = words.say(Message::leave_title);
  add(view, words, Element::Kind::Paragraph, Message::leave_text);
  add(view, words, Element::Kind::Paragraph,
      state.recording == Recording::Open ? Message::leave_rest : Message::leave_rest_over);
  add(view, words, Element::Kind::Paragraph,
      state.settings.mode == stats::Mode::Stall ? Message::leave_talk_stall : Message::leave_talk_phone);
  dock(view, words, Message::leave_stay, Intent::Kind::Back);
  dock(view, words, Message::leave_confirm, Intent::Kind::ShowCatalogue);
}

Message record_note(Recording recording) {
  switch (recording) {
    case Recording::Storing: return Message::thanks_storing;
    case Recording::Stored: return Message::thanks_stored;
    case Recording::Failed: return Message::thanks_not_stored;
    case Recording::Open:
    case Recording::None: break;
  }
  return Message::thanks_nothing;
}

// Nothing where the station has no address of its own: then there is nothing that could be taken home.
void add_takeaway(const State& state, const Words& words, View& view) {
  const std::string& base_url = state.settings.station.base_url;
  if (state.settings.mode != stats::Mode::Stall || base_url.empty()) return;
  QrCode code = qr_code_of(base_url + signs_of(state.takeaway));
  if (code.side == 0) return;
  Element made = element(Element::Kind::Code, "takeaway", words.say(Message::takeaway_scan));
  const std::string check = check_words_of(state.takeaway, words.say(Message::check_words).utf8);
  made.detail = words.say(Message::takeaway_check, std::vector{check});
  made.modules = std::move(code.modules);
  view.body.push_back(std::move(made));
}

void present_thanks(const State& state, const Words& words, View& view) {
  view.title = words.say(Message::app_name);
  add(view, words, Element::Kind::Heading, Message::thanks_title);
  add(view, words, Element::Kind::Paragraph, Message::thanks_text);
  add_takeaway(state, words, view);
  add(view, words, Element::Kind::Caption, record_note(state.recording));
  dock(view, words, Message::play_again, Intent::Kind::Again);
  dock(view, words, Message::other_drills, Intent::Kind::ShowCatalogue, Tone::Primary);
}

void present_help(const State& state, const Words& words, View& view) {
  const bool stall = state.settings.mode == stats::Mode::Stall;
  view.title = words.say(Message::help_title);
  add(view, words, Element::Kind::Caption, Message::help_not_drill);
  add(view, words, Element::Kind::Heading, Message::help_lead, Tone::Danger);
  if (stall) add(view, words, Element::Kind::Paragraph, Message::help_officer, Tone::Danger);
  add(view, words, Element::Kind::Heading, Message::advice_paid_title);
  add_step(view, words, Message::advice_paid_stop, 1);
  add_step(view, words, Message::advice_paid_call, 2);
  add_step(view, words, Message::advice_paid_keep, 3);
  add(view, words, Element::Kind::Heading, Message::help_ready_title);
  add_step(view, words, Message::help_ready_own, 0);
  add_step(view, words, Message::help_ready_when, 0);
  add_step(view, words, Message::help_ready_theirs, 0);
  add_step(view, words, Message::help_ready_proof, 0);
  add(view, words, Element::Kind::Paragraph, Message::help_ready_first);
  add(view, words, Element::Kind::Heading, Message::advice_unpaid_title);
  add_step(view, words, Message::advice_unpaid_stop, 1);
  add_step(view, words, Message::advice_unpaid_block, 2);
  add(view, words, Element::Kind::Paragraph, Message::advice_ask);
  add(view, words, Element::Kind::Caption, Message::help_private);
  if (!stall) {
    for (size_t i = 0; i < help_hotlines.size(); ++i) {
      const std::vector number{words.say(help_hotlines[i]).utf8};
      view.dock.push_back(button(id_of(help_hotlines[i]), words.say(Message::help_dial, number),
                                 {Intent::Kind::Dial, static_cast<uint32_t>(i)}, i == 0 ? Tone::Danger : Tone::Plain));
    }
  }
  dock(view, words, Message::help_return, Intent::Kind::Back, stall ? Tone::Primary : Tone::Quiet);
}

// Who presents the drill, under which numbers it is filed, and how they are reached: as far as the station file says.
void add_station(const State& state, const Words& words, View& view) {
  const Station& station = state.settings.station;
  view.body.push_back(element(Element::Kind::Caption, "issuer", issuer(state, words)));
  const auto row = [&](Message message, const std::string& value) {
    if (value.empty()) return;
    view.body.push_back(element(Element::Kind::Caption, id_of(message), words.say(message, std::vector{value})));
  };
  row(Message::station_duty, station.duty_phone);
  row(Message::station_complaints, station.complaints);
  row(Message::station_icp, station.icp_number);
  if (!station.icp_number.empty() && state.settings.mode == stats::Mode::Phone) {
    view.body.back().kind = Element::Kind::Link;
    view.body.back().intent = {Intent::Kind::ReadFiling, 0};
  }
  row(Message::station_police, station.police_number);
}

void present_about(const State& state, const Words& words, View& view) {
  view.title = words.say(Message::about);
  add_station(state, words, view);
  add(view, words, Element::Kind::Heading, Message::privacy_title);
  add(view, words, Element::Kind::Paragraph, Message::privacy_text);
  if (state.settings.mode == stats::Mode::Phone) add(view, words, Element::Kind::Paragraph, Message::privacy_phone);
  add(view, words, Element::Kind::Paragraph, Message::privacy_why);
  add(view, words, Element::Kind::Heading, Message::licences_title);
  add(view, words, Element::Kind::Paragraph, Message::licences_text);
  add(view, words, Element::Kind::Caption, Message::licences_names);
  if (state.settings.mode == stats::Mode::Phone) {
    add(view, words, Element::Kind::Link, Message::licences_read);
    view.body.back().intent = {Intent::Kind::ReadLicences, 0};
  }
}

Message trouble_of(const State& state) {
  const Screen wanting = state.beneath.back();
  if (wanting == Screen::Cover && state.entries[state.chosen].fetch == Fetch::Broken) return Message::trouble_pack;
  if (wanting == Screen::Catalogue && state.catalogue == Fetch::Here) {
    const bool network = std::any_of(state.entries.begin(), state.entries.end(),
                                     [](const Entry& entry) { return entry.fetch == Fetch::Absent; });
    return network ? Message::trouble_network : Message::trouble_none;
  }
  return Message::trouble_network;
}

void present_trouble(const State& state, const Words& words, View& view) {
  view.title = words.say(Message::trouble_title);
  add(view, words, Element::Kind::Paragraph, trouble_of(state));
  add(view, words, Element::Kind::Caption, Message::trouble_help_works);
  dock(view, words, Message::retry, Intent::Kind::Retry, Tone::Primary);
  dock(view, words, Message::back, Intent::Kind::Back);
}

void present_idle(const State& state, const Words& words, View& view) {
  view.title = words.say(Message::app_name);
  add(view, words, Element::Kind::Heading, Message::idle_title);
  const uint64_t left_ms = idle_after_ms(state).value_or(0);
  view.body.push_back(
      element(Element::Kind::Paragraph, "idle-seconds",
              words.say(Message::idle_seconds, std::vector{std::to_string((left_ms + second_ms - 1) / second_ms)})));
  dock(view, words, Message::idle_continue, Intent::Kind::Continue, Tone::Primary);
}

// The sooner of what the screen waits for and of what the stall waits for.
void wake_when_idle(const State& state, View& view) {
  const std::optional<uint64_t> after_ms = idle_after_ms(state);
  if (!after_ms) return;
  const auto most_ms = static_cast<uint64_t>(state.screen == Screen::Idle ? second_ms : UINT32_MAX);
  const auto wake_ms = static_cast<uint32_t>(std::min(*after_ms, most_ms));
  view.wake_after_ms = std::min(view.wake_after_ms.value_or(wake_ms), wake_ms);
}

}  // namespace

View present(const State& state) {
  FIREFLY_CHECK(state.messages.has_value());
  const Words words(*state.messages, state.locale);
  View view;
  view.screen = state.screen;
  view.place = name_of(state.screen);
  view.locale = state.locale;
  view.text_size = state.text_size;
  view.scheme = state.settings.scheme;
  const bool real = state.screen == Screen::Help;
  if (!real) view.drill = words.say(Message::drill_label);
  view.help = button("help", words.say(Message::help_button), {real ? Intent::Kind::None : Intent::Kind::Help, 0},
                     Tone::Danger);
  present_bar(state, words, view);
  switch (state.screen) {
    case Screen::Attract: present_attract(state, words, view); break;
    case Screen::Language: present_language(state, words, view); break;
    case Screen::Catalogue: present_catalogue(state, words, view); break;
    case Screen::Cover: present_cover(state, words, view); break;
    case Screen::Chat:
    case Screen::Page:
    case Screen::Call:
    case Screen::Messages:
    case Screen::Web:
    case Screen::Face: present_play(state, words, view); break;
    case Screen::Debrief: present_debrief(state, words, view); break;
    case Screen::Leave: present_leave(state, words, view); break;
    case Screen::Thanks: present_thanks(state, words, view); break;
    case Screen::Help: present_help(state, words, view); break;
    case Screen::About: present_about(state, words, view); break;
    case Screen::Trouble: present_trouble(state, words, view); break;
    case Screen::Idle: present_idle(state, words, view); break;
  }
  wake_when_idle(state, view);
  return view;
}

}  // namespace firefly::app
