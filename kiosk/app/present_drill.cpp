#include "kiosk/app/present_drill.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/app/elements.h"
#include "kiosk/app/money.h"

namespace firefly::app {
namespace {

using program::no_index;

// How long one thing is looked at before the next one comes by itself, and how long somebody writes.
constexpr uint32_t read_cell_ms = 40;
constexpr uint32_t read_least_ms = 400;
constexpr uint32_t read_most_ms = 2400;
constexpr uint32_t look_ms = 1200;
constexpr uint32_t typing_start_ms = 300;
constexpr uint32_t typing_cell_ms = 18;
constexpr uint32_t typing_least_ms = 500;
constexpr uint32_t typing_most_ms = 1400;
// Nobody is seen to write where people speak: a breath, and at the beginning of a call its ringing.
constexpr uint32_t breath_ms = 300;
constexpr uint32_t ringing_ms = 2600;

// Two debriefs in one: the chat as it was lived, and the same chat with what gave it away.
enum class Marks : uint8_t { Hidden, Shown };

bool has_words(const Shown& shown) { return shown.kind == Shown::Kind::Said || shown.kind == Shown::Kind::Chosen; }

text::Text amount(const Words& words, int64_t fen) {
  const Message message = fen < 0 ? Message::amount_loss : Message::amount;
  return words.say(message, std::vector{write_yuan(fen)});
}

text::Text said(const Words& words, const text::Text& who, const text::Text& what) {
  return words.say(Message::said, std::vector{who.utf8, what.utf8});
}

uint32_t avatar_of(const program::Pack& pack, std::string_view key) {
  const uint32_t cast = pack.find_cast(key);
  return cast == no_index ? no_index : pack.cast(cast).avatar;
}

void set_speaker(Element& made, const Words& words, const program::Pack& pack, uint32_t cast) {
  const program::CastMember member = pack.cast(cast);
  made.side = member.side;
  made.avatar = member.avatar;
  made.detail = words.name(pack, cast);
}

std::vector<float> series_until(const Drill& drill, size_t count) {
  std::vector<float> series;
  for (size_t i = 0; i < count; ++i) series.push_back(static_cast<float>(drill.balances_fen[i]) / 100.0F);
  return series;
}

Element balance_element(const Words& words, const Drill& drill, std::string id, size_t count) {
  const int64_t now = drill.balances_fen[count - 1];
  const int64_t change = count > 1 ? now - drill.balances_fen[count - 2] : 0;
  Element made = element(Element::Kind::Balance, std::move(id), amount(words, now));
  made.badge = words.say(Message::drill_fiction);
  made.series = series_until(drill, count);
  if (change == 0) {
    made.detail = words.say(Message::page_change_none);
  } else {
    made.tone = change > 0 ? Tone::Gain : Tone::Loss;
    const text::Text sum =
        words.say(change > 0 ? Message::amount_gain : Message::amount_loss, std::vector{write_yuan(change)});
    made.detail = words.say(Message::page_change, sum);
  }
  return made;
}

Element said_element(const Words& words, const Drill& drill, const Shown& shown, std::string id, Marks marks) {
  text::Text text = marks == Marks::Shown ? words.marked_line(drill.pack, shown.line, shown.values)
                                          : words.line(drill.pack, shown.line, shown.values);
  if (shown.cast == no_index) {
    const bool time = has_tag(drill, shown, "time");
    return element(time ? Element::Kind::Time : Element::Kind::Narration, std::move(id), std::move(text));
  }
  Element made = element(Element::Kind::Bubble, std::move(id), std::move(text));
  set_speaker(made, words, drill.pack, shown.cast);
  return made;
}

Element chosen_element(const Words& words, const Drill& drill, const Shown& shown, std::string id) {
  text::Text text = words.line(drill.pack, shown.line, shown.values);
  if (has_tag(drill, shown, "do")) {
    return element(Element::Kind::Narration, std::move(id), words.say(Message::narrated_choice, text));
  }
  Element made = element(Element::Kind::Bubble, std::move(id), std::move(text));
  made.side = program::Side::Me;
  const uint32_t me = drill.pack.find_cast("Me");
  if (me != no_index) set_speaker(made, words, drill.pack, me);
  return made;
}

Element element_of(const Words& words, const Drill& drill, size_t index, Marks marks) {
  const Shown& shown = drill.transcript[index];
  std::string id = numbered("message", index);
  switch (shown.kind) {
    case Shown::Kind::Said: return said_element(words, drill, shown, std::move(id), marks);
    case Shown::Kind::Chosen: return chosen_element(words, drill, shown, std::move(id));
    case Shown::Kind::Pictured: {
      const uint32_t alt_line = drill.pack.picture(shown.picture).alt_line;
      Element made = element(Element::Kind::Picture, std::move(id), words.line(drill.pack, alt_line));
      made.badge = words.say(Message::drill_fiction);
      made.picture = shown.picture;
      if (shown.cast != no_index) set_speaker(made, words, drill.pack, shown.cast);
      return made;
    }
    case Shown::Kind::Paid: {
      Element made = element(Element::Kind::TransferCard, std::move(id), amount(words, shown.fen));
      made.side = program::Side::Me;
      made.avatar = avatar_of(drill.pack, "Me");
      const text::Text payee =
          shown.cast == no_index ? words.say(Message::transfer_nobody) : words.name(drill.pack, shown.cast);
      made.detail = words.say(Message::transfer_to, payee);
      made.badge = words.say(Message::transfer_drill);
      return made;
    }
    case Shown::Kind::Received: {
      Element made = element(Element::Kind::TransferCard, std::move(id), amount(words, shown.fen));
      made.side = program::Side::Them;
      made.tone = Tone::Gain;
      made.detail = words.say(Message::transfer_back);
      made.badge = words.say(Message::drill_fiction);
      return made;
    }
    case Shown::Kind::Balanced: return balance_element(words, drill, std::move(id), shown.balances);
  }
  return {};
}

// What a screen reader says of a new element.
std::string heard(const Words& words, const Element& shown) {
  switch (shown.kind) {
    case Element::Kind::Bubble:
    case Element::Kind::Spoken:
    case Element::Kind::TransferCard: return said(words, shown.detail, shown.text).utf8;
    case Element::Kind::Picture:
      if (shown.detail.utf8.empty()) return shown.text.utf8;
      return words.say(Message::picture_from, std::vector{shown.detail.utf8, shown.text.utf8}).utf8;
    case Element::Kind::Balance: return said(words, words.say(Message::page_balance), shown.text).utf8;
    default: return shown.text.utf8;
  }
}

text::Text title_line(const Words& words, const program::Pack& pack) {
  for (uint32_t index = 0; index < pack.line_count(); ++index) {
    if (pack.has_tag(pack.line(index), "cover:title")) return words.line(pack, index);
  }
  return words.say(Message::drill_label);
}

// Whom or what the visit is to: the platform, whoever was joined last, or the whole story.
text::Text visit_title(const Words& words, const Drill& drill, const Visit& visit) {
  if (visit.channel == program::Channel::Page) {
    for (uint32_t cast = 0; cast < drill.pack.cast_count(); ++cast) {
      if (drill.pack.cast(cast).platform) return words.name(drill.pack, cast);
    }
  } else if (visit.thread != no_index) {
    return words.name(drill.pack, visit.thread);
  }
  return title_line(words, drill.pack);
}

// What was written stays on a phone; what was said, and a page that was left, do not.
bool stays(program::Channel channel) { return channel == program::Channel::Chat || channel == program::Channel::Sms; }

bool is_same_place(const Visit& one, const Visit& other) {
  return one.channel == other.channel && one.thread == other.thread;
}

// What stands on the screen now: all of a written conversation, but of a page, a call or a meeting only this visit.
std::vector<size_t> shown_here(const Drill& drill) {
  const auto here = static_cast<uint32_t>(drill.visits.size() - 1);
  const Visit& now = drill.visits.back();
  std::vector<size_t> indices;
  for (size_t i = 0; i < drill.transcript.size(); ++i) {
    const uint32_t at = drill.transcript[i].visit;
    if (at == here || (stays(now.channel) && is_same_place(drill.visits[at], now))) indices.push_back(i);
  }
  return indices;
}

enum class Call : uint8_t { Incoming, Outgoing, Connected };

// How the call of now stands: connected once the other side has said something. An option with #dial leads to a call
// that the person makes. A call that hands on to another without a deed in between does not ring again.
Call call_of(const Drill& drill) {
  const auto here = static_cast<uint32_t>(drill.visits.size() - 1);
  const Shown* last_choice = nullptr;
  for (const Shown& shown : drill.transcript) {
    const bool said = shown.kind == Shown::Kind::Said && shown.cast != no_index;
    if (shown.visit < here) {
      if (shown.kind == Shown::Kind::Chosen) last_choice = &shown;
    } else if (said && drill.pack.cast(shown.cast).side == program::Side::Them) {
      return Call::Connected;
    }
  }
  const auto tagged = [&](const char* tag) { return last_choice != nullptr && has_tag(drill, *last_choice, tag); };
  if (tagged("dial")) return Call::Outgoing;
  const bool handed_on = here > 0 && drill.visits[here - 1].channel == program::Channel::Call && !tagged("do");
  return handed_on ? Call::Connected : Call::Incoming;
}

// Who calls or writes.
Element other_side(const Words& words, const Drill& drill, const Visit& visit, Screen screen) {
  Element made = element(Element::Kind::Sender, "other-side", visit_title(words, drill, visit));
  if (visit.thread != no_index) made.avatar = drill.pack.cast(visit.thread).avatar;
  Message doing = Message::drill_fiction;
  if (screen == Screen::Call) {
    const Call call = call_of(drill);
    made.kind = Element::Kind::Caller;
    made.badge = words.say(Message::drill);
    if (call != Call::Connected) made.tone = Tone::Primary;
    doing = call == Call::Connected  ? Message::call_connected
            : call == Call::Incoming ? Message::call_incoming
                                     : Message::call_outgoing;
  }
  made.detail = words.say(doing);
  return made;
}

Element address_element(const Words& words, const Drill& drill, const Visit& visit,
                        const std::vector<size_t>& indices) {
  text::Text name = visit_title(words, drill, visit);
  for (const size_t index : indices) {
    const Shown& shown = drill.transcript[index];
    if (shown.kind == Shown::Kind::Said && has_tag(drill, shown, "address")) {
      name = words.line(drill.pack, shown.line, shown.values);
    }
  }
  Element made = element(Element::Kind::Address, "address", words.say(Message::web_address, std::vector{name.utf8}));
  made.badge = words.say(Message::drill);
  return made;
}

// Gives what was shown the look of the channel; false where it stands elsewhere on the screen.
bool fit_to_channel(const Drill& drill, size_t index, Screen screen, Element& made) {
  const Shown& shown = drill.transcript[index];
  const bool plain = shown.kind == Shown::Kind::Said && shown.cast == no_index;
  const auto tagged = [&](const char* tag) { return plain && has_tag(drill, shown, tag); };
  // On the page itself the balance stands above, once.
  if ((screen == Screen::Page && made.kind == Element::Kind::Balance) || tagged("address")) return false;
  if (tagged("heading")) made.kind = Element::Kind::Heading;
  if (screen == Screen::Web && plain && made.kind == Element::Kind::Narration) made.kind = Element::Kind::Paragraph;
  const bool call = screen == Screen::Call;
  const bool messages = screen == Screen::Messages;
  if (made.kind == Element::Kind::Bubble) {
    if (call || screen == Screen::Face) made.kind = Element::Kind::Spoken;
    if (messages || (call && index < drill.news)) made.tone = Tone::Quiet;
  }
  // A caller is seen once, large; text messages are plain and show nobody.
  if (call || messages) made.avatar = no_index;
  return true;
}

text::Text play_title(const Words& words, const Drill& drill, Screen screen) {
  switch (screen) {
    case Screen::Call: return words.say(Message::call_title);
    case Screen::Messages: return words.say(Message::sms_title);
    case Screen::Web: return words.say(Message::web_title);
    default: return visit_title(words, drill, drill.visits.back());
  }
}

std::string play_place(const Drill& drill) {
  const Visit& now = drill.visits.back();
  if (stays(now.channel)) return numbered("thread", now.thread);
  return numbered(now.channel == program::Channel::Page ? "page" : "visit", drill.visits.size());
}

uint32_t reading_ms(const Words& words, const Drill& drill) {
  if (drill.transcript.empty()) return read_least_ms;
  const Shown& last = drill.transcript.back();
  if (!has_words(last)) return look_ms;
  if (last.kind == Shown::Kind::Chosen) return read_least_ms;
  const uint32_t cells = reading_cells(words.line(drill.pack, last.line, last.values).utf8);
  return std::clamp(cells * read_cell_ms, read_least_ms, read_most_ms);
}

uint32_t typing_ms(const Words& words, const Drill& drill, Screen screen) {
  // Who has answered hears somebody at once.
  const bool answered = !drill.transcript.empty() && drill.transcript.back().visit + 1 == drill.visits.size();
  if (screen == Screen::Call && call_of(drill) != Call::Connected && !answered) return ringing_ms;
  if (screen == Screen::Call || screen == Screen::Face) return breath_ms;
  const auto next = next_message(drill);
  if (!next || !has_words(*next)) return typing_most_ms;
  const uint32_t cells = reading_cells(words.line(drill.pack, next->line, next->values).utf8);
  return std::clamp(typing_start_ms + cells * typing_cell_ms, typing_least_ms, typing_most_ms);
}

void add_options(const Words& words, const Drill& drill, View& view) {
  for (const Option& option : drill.options) {
    // The number of the decision is part of the id: the next options are other buttons, not these with other words.
    Element made = button(numbered(numbered("choose", drill.picks.size()).c_str(), option.number),
                          words.line(drill.pack, option.line, option.values), {Intent::Kind::Choose, option.number});
    if (drill.pack.has_tag(drill.pack.line(option.line), "dial")) made.badge = words.say(Message::drill);
    view.dock.push_back(std::move(made));
  }
}

// ---- debrief

void add_heading(const Words& words, View& view, Message message) {
  view.body.push_back(
      element(Element::Kind::Heading, std::string(message_ids()[static_cast<size_t>(message)]), words.say(message)));
}

void add_cost(const Words& words, View& view, Message of_what, int64_t fen, Tone tone) {
  Element made =
      element(Element::Kind::Cost, std::string(message_ids()[static_cast<size_t>(of_what)]), amount(words, fen));
  made.detail = words.say(of_what);
  made.tone = tone;
  view.body.push_back(std::move(made));
}

void present_cost(const Words& words, const Drill& drill, View& view) {
  text::Text headline = words.say(Message::debrief_headline);
  std::vector<text::Text> texts;
  for (const EndingLine& line : drill.ending) {
    text::Text text = words.line(drill.pack, line.line, line.values);
    if (drill.pack.has_tag(drill.pack.line(line.line), "debrief:headline")) {
      headline = std::move(text);
    } else {
      texts.push_back(std::move(text));
    }
  }
  view.body.push_back(element(Element::Kind::Heading, "headline", std::move(headline)));
  for (size_t i = 0; i < texts.size(); ++i) {
    view.body.push_back(element(Element::Kind::Paragraph, numbered("ending", i), std::move(texts[i])));
  }
  add_heading(words, view, Message::debrief_cost);
  if (drill.paid_fen == 0) {
    view.body.push_back(element(Element::Kind::Paragraph, "cost-none", words.say(Message::debrief_cost_none)));
  } else {
    add_cost(words, view, Message::debrief_cost_paid, drill.paid_fen, Tone::Plain);
    add_cost(words, view, Message::debrief_cost_received, drill.received_fen, Tone::Plain);
    add_cost(words, view, Message::debrief_cost_lost, lost_fen(drill), Tone::Primary);
  }
  if (drill.balances_fen.empty()) return;
  const int64_t highest = *std::max_element(drill.balances_fen.begin(), drill.balances_fen.end());
  if (highest <= 0) return;
  add_cost(words, view, Message::debrief_cost_shown, highest, Tone::Quiet);
  view.body.push_back(element(Element::Kind::Caption, "cost-note", words.say(Message::debrief_cost_note)));
}

void add_notes(const Words& words, const Drill& drill, size_t index, std::vector<uint32_t>& explained, View& view) {
  const Shown& shown = drill.transcript[index];
  const program::Line line = drill.pack.line(shown.line);
  if (shown.kind == Shown::Kind::Chosen) {
    if (line.risk < 2 || line.lesson == no_index) return;
    const text::Text label = words.line(drill.pack, drill.pack.flag(line.lesson).label_line);
    Element lesson =
        element(Element::Kind::Caption, numbered("lesson", index), words.say(Message::debrief_lesson, label));
    lesson.tone = Tone::Flag;
    view.body.push_back(std::move(lesson));
    return;
  }
  for (const uint32_t flag : line.flags) {
    Element note = element(Element::Kind::FlagNote, numbered(numbered("flag", index).c_str(), flag),
                           words.line(drill.pack, drill.pack.flag(flag).label_line));
    note.tone = Tone::Flag;
    // Why is said once; where the same trick comes again its name is enough.
    if (std::find(explained.begin(), explained.end(), flag) == explained.end()) {
      note.detail = words.line(drill.pack, drill.pack.flag(flag).why_line);
      explained.push_back(flag);
    }
    view.body.push_back(std::move(note));
  }
}

// What gave the scam away, or a risky step of one's own.
bool is_telling(const Drill& drill, const Shown& shown) {
  if (!has_words(shown)) return false;
  const program::Line line = drill.pack.line(shown.line);
  return shown.kind == Shown::Kind::Chosen ? line.risk >= 2 && line.lesson != no_index : !line.flags.empty();
}

// Which entries of the transcript the debrief shows again: the telling ones, what came right before them in the same
// place, and what the person answered. A chat in which nothing was telling is shown whole.
std::vector<bool> worth_showing(const Drill& drill) {
  const std::vector<Shown>& transcript = drill.transcript;
  std::vector<bool> telling(transcript.size());
  for (size_t i = 0; i < transcript.size(); ++i) telling[i] = is_telling(drill, transcript[i]);
  if (std::find(telling.begin(), telling.end(), true) == telling.end()) {
    return std::vector<bool>(transcript.size(), true);
  }
  std::vector<bool> shown = telling;
  const auto together = [&](size_t one, size_t other) { return transcript[one].visit == transcript[other].visit; };
  for (size_t i = 1; i < transcript.size(); ++i) {
    if (telling[i] && together(i, i - 1)) shown[i - 1] = true;
    if (telling[i - 1] && together(i, i - 1) && transcript[i].kind == Shown::Kind::Chosen) shown[i] = true;
  }
  return shown;
}

void present_flags(const Words& words, const Drill& drill, View& view) {
  add_heading(words, view, Message::debrief_flags);
  const bool any = std::any_of(drill.transcript.begin(), drill.transcript.end(), [&](const Shown& shown) {
    return shown.kind == Shown::Kind::Said && !drill.pack.line(shown.line).flags.empty();
  });
  view.body.push_back(element(Element::Kind::Paragraph, "flags-note",
                              words.say(any ? Message::debrief_flags_note : Message::debrief_flags_none)));
  const std::vector<bool> shown_again = worth_showing(drill);
  std::vector<uint32_t> explained;
  uint32_t visit = no_index;
  uint32_t skipped = 0;
  for (size_t i = 0; i < drill.transcript.size(); ++i) {
    const Shown& shown = drill.transcript[i];
    if (!shown_again[i]) {
      ++skipped;
      continue;
    }
    if (skipped > 0 && shown.visit == visit) {
      view.body.push_back(element(Element::Kind::Time, numbered("skipped", i), words.say(Message::debrief_skipped)));
    }
    skipped = 0;
    if (shown.visit != visit) {
      visit = shown.visit;
      view.body.push_back(
          element(Element::Kind::Caption, numbered("visit", visit), visit_title(words, drill, drill.visits[visit])));
    }
    // Of an account that climbs and climbs the last step shows all.
    const bool climbs = shown.kind == Shown::Kind::Balanced && i + 1 < drill.transcript.size() &&
                        drill.transcript[i + 1].kind == Shown::Kind::Balanced;
    if (climbs) continue;
    view.body.push_back(element_of(words, drill, i, Marks::Shown));
    if (has_words(shown)) add_notes(words, drill, i, explained, view);
  }
}

void add_step(const Words& words, View& view, Message message, uint32_t number) {
  Element step =
      element(Element::Kind::Step, std::string(message_ids()[static_cast<size_t>(message)]), words.say(message));
  step.number = number;
  view.body.push_back(std::move(step));
}

// The advice that follows is for this case.
void add_case(const Words& words, View& view, Message message) {
  Element made =
      element(Element::Kind::Paragraph, std::string(message_ids()[static_cast<size_t>(message)]), words.say(message));
  made.tone = Tone::Primary;
  view.body.push_back(std::move(made));
}

void add_tagged_lines(const Words& words, const program::Pack& pack, std::string_view tag, const char* id, Tone tone,
                      View& view) {
  uint32_t number = 0;
  for (uint32_t index = 0; index < pack.line_count(); ++index) {
    if (!pack.has_tag(pack.line(index), tag)) continue;
    Element step = element(Element::Kind::Step, numbered(id, number), words.line(pack, index));
    step.tone = tone;
    ++number;
    if (tone != Tone::Genuine) step.number = number;
    view.body.push_back(std::move(step));
  }
}

void present_advice(const Words& words, const Drill& drill, View& view) {
  add_heading(words, view, Message::debrief_genuine);
  add_tagged_lines(words, drill.pack, "debrief:genuine", "genuine", Tone::Genuine, view);

  add_heading(words, view, Message::debrief_next);
  add_case(words, view, Message::advice_paid_title);
  add_step(words, view, Message::advice_paid_stop, 1);
  add_step(words, view, Message::advice_paid_call, 2);
  add_step(words, view, Message::advice_paid_keep, 3);
  add_case(words, view, Message::advice_unpaid_title);
  add_step(words, view, Message::advice_unpaid_stop, 1);
  add_step(words, view, Message::advice_unpaid_block, 2);

  add_heading(words, view, Message::debrief_ask);
  add_tagged_lines(words, drill.pack, "debrief:ask", "ask", Tone::Plain, view);
  view.body.push_back(element(Element::Kind::Paragraph, "ask-hotline", words.say(Message::advice_ask)));
}

}  // namespace

void present_play(const State& state, const Words& words, View& view) {
  const Drill& drill = *state.drill;
  const Visit& now = drill.visits.back();
  const bool large = is_large(state.text_size);
  view.packs.push_back(drill.pack);
  view.title = play_title(words, drill, state.screen);
  view.scroll = View::Scroll::Newest;
  view.place = play_place(drill);
  const bool group = now.thread == no_index || drill.pack.cast(now.thread).thread;
  view.conversation = group ? View::Conversation::Group : View::Conversation::Private;

  const std::vector<size_t> indices = shown_here(drill);
  if (state.screen == Screen::Page) {
    view.body.push_back(element(Element::Kind::Caption, "balance-label", words.say(Message::page_balance)));
    view.body.push_back(balance_element(words, drill, "balance", drill.balances_fen.size()));
  }
  if (state.screen == Screen::Call || state.screen == Screen::Messages) {
    view.body.push_back(other_side(words, drill, now, state.screen));
  }
  if (state.screen == Screen::Web) view.body.push_back(address_element(words, drill, now, indices));
  std::string news;
  const auto hear = [&news](const std::string& sentence) {
    if (!news.empty()) news += '\n';
    news += sentence;
  };
  for (const size_t index : indices) {
    Element made = element_of(words, drill, index, Marks::Hidden);
    if (index >= drill.news) hear(heard(words, made));
    if (fit_to_channel(drill, index, state.screen, made)) view.body.push_back(std::move(made));
  }

  switch (drill.phase) {
    case Phase::Choosing:
      hear(words.say(Message::choose_title).utf8);
      add_options(words, drill, view);
      break;
    case Phase::Over:
      view.dock.push_back(
          button("to-debrief", words.say(Message::to_debrief), {Intent::Kind::Continue, 0}, Tone::Primary));
      break;
    case Phase::Typing:
      if (const auto next = next_message(drill); next && !large && state.screen == Screen::Chat) {
        Element typing = element(Element::Kind::Typing, "typing", {});
        set_speaker(typing, words, drill.pack, next->cast);
        typing.text = words.say(Message::typing, typing.detail);
        view.body.push_back(std::move(typing));
      }
      [[fallthrough]];
    case Phase::Reading:
      view.dock.push_back(button("continue", words.say(Message::go_on), {Intent::Kind::Continue, 0},
                                 large ? Tone::Primary : Tone::Quiet));
      if (!large)
        view.wake_after_ms =
            drill.phase == Phase::Typing ? typing_ms(words, drill, state.screen) : reading_ms(words, drill);
      break;
  }
  view.announcement.utf8 = std::move(news);
}

void present_debrief(const State& state, const Words& words, View& view) {
  const Drill& drill = *state.drill;
  view.packs.push_back(drill.pack);
  view.title = words.say(Message::debrief_title,
                         std::vector{std::to_string(state.debrief_page + 1), std::to_string(debrief_pages)});
  view.place = numbered("debrief", state.debrief_page);
  view.conversation = View::Conversation::Group;
  switch (state.debrief_page) {
    case 0: present_cost(words, drill, view); break;
    case 1: present_flags(words, drill, view); break;
    default: present_advice(words, drill, view); break;
  }
  if (state.debrief_page + 1 < debrief_pages) {
    // Each page has a button of its own, so that a hurried second tap turns one page, not two.
    view.dock.push_back(button(numbered("next", state.debrief_page), words.say(Message::go_on),
                               {Intent::Kind::Continue, 0}, Tone::Primary));
  } else {
    view.dock.push_back(button("finish", words.say(Message::debrief_done), {Intent::Kind::Finish, 0}, Tone::Primary));
  }
}

}  // namespace firefly::app
