#include "kiosk/app/drill.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include "engine/base/check.h"
#include "kiosk/app/money.h"

namespace firefly::app {
namespace {

using play::Event;
using program::no_index;

bool is_command(const Event& event, program::Command command) {
  return event.kind == Event::Kind::Commanded && event.command == command;
}

std::string_view word(const Drill& drill, const Event& event, size_t index) {
  const auto values = drill.ahead.values_of(event);
  return index < values.size() ? std::string_view(values[index]) : std::string_view();
}

std::vector<std::string> values_of(const Drill& drill, const Event& event) {
  const auto values = drill.ahead.values_of(event);
  return {values.begin(), values.end()};
}

// What the event puts on the screen, if anything.
std::optional<Shown> shown_by(const Drill& drill, const Event& event) {
  Shown shown;
  if (event.kind == Event::Kind::Said) {
    if (drill.pack.node(drill.pack.line(event.index).node).part == program::Part::Ending) return std::nullopt;
    shown.kind = Shown::Kind::Said;
    shown.line = event.index;
    shown.values = values_of(drill, event);
    shown.cast = drill.pack.line(event.index).speaker;
    return shown;
  }
  if (event.kind != Event::Kind::Commanded) return std::nullopt;
  if (event.command == program::Command::Show) {
    shown.kind = Shown::Kind::Pictured;
    shown.picture = drill.pack.find_picture(word(drill, event, 0));
    shown.cast = drill.pack.find_cast(word(drill, event, 1));
    if (shown.picture == no_index) return std::nullopt;
    return shown;
  }
  const bool pays = event.command == program::Command::Pay;
  const bool receives = event.command == program::Command::Receive;
  if (!pays && !receives && event.command != program::Command::Balance) return std::nullopt;
  const auto fen = read_yuan(word(drill, event, 0));
  if (!fen) return std::nullopt;
  shown.kind = pays ? Shown::Kind::Paid : receives ? Shown::Kind::Received : Shown::Kind::Balanced;
  shown.fen = fen.value();
  if (pays) shown.cast = drill.pack.find_cast(word(drill, event, 1));
  return shown;
}

bool is_page(program::Channel channel) { return channel == program::Channel::Page; }

// The place the event leads to, where that is another one than now.
std::optional<Visit> visit_by(const Drill& drill, const Event& event) {
  const Visit now = drill.visits.back();
  Visit visit = now;
  if (event.kind == Event::Kind::Entered || event.kind == Event::Kind::Returned) {
    visit.channel = drill.pack.node(event.index).channel;
    if (visit.channel == now.channel) return std::nullopt;
    return visit;
  }
  if (is_command(event, program::Command::Join)) {
    visit.thread = drill.pack.find_cast(word(drill, event, 0));
    if (visit.thread == no_index || visit.thread == now.thread) return std::nullopt;
    return visit;
  }
  return std::nullopt;
}

bool is_spoken(const Drill& drill, const Shown& shown) {
  return shown.kind == Shown::Kind::Chosen && !has_tag(drill, shown, "do");
}

void go_to(Drill& drill, const Visit& visit) {
  const auto here = static_cast<uint32_t>(drill.visits.size() - 1);
  const size_t shown = drill.transcript.size();
  const bool used = shown > 0 && drill.transcript.back().visit == here;
  // Nobody hears what is said to a page: it is said in the conversation that follows.
  const bool last_is_spoken = used && is_spoken(drill, drill.transcript.back());
  const bool was_alone = shown < 2 || drill.transcript[shown - 2].visit != here;
  const bool carried = last_is_spoken && was_alone && here > 0 && is_page(drill.visits[here - 1].channel);
  if (used && !carried) {
    if (last_is_spoken && is_page(drill.visits[here].channel)) drill.transcript.back().visit = here + 1;
    drill.visits.emplace_back();
  }
  drill.visits.back() = visit;
}

// Lets the Session go on until the next thing to show, the next choice or the end is known.
void look_ahead(Drill& drill) {
  size_t from = drill.next_ahead;
  while (true) {
    for (; from < drill.ahead.list.size(); ++from) {
      if (shown_by(drill, drill.ahead.list[from])) return;
    }
    if (drill.waiting != play::Waiting::ForContinue) return;
    if (drill.next_ahead == drill.ahead.list.size()) {
      drill.ahead.clear();
      drill.next_ahead = 0;
      from = 0;
    }
    drill.waiting = play::advance(drill.pack, drill.session, drill.ahead);
  }
}

void show(Drill& drill, Shown shown) {
  shown.visit = static_cast<uint32_t>(drill.visits.size() - 1);
  if (shown.kind == Shown::Kind::Paid) drill.paid_fen += shown.fen;
  if (shown.kind == Shown::Kind::Received) drill.received_fen += shown.fen;
  if (shown.kind == Shown::Kind::Balanced) {
    drill.balances_fen.push_back(shown.fen);
    shown.balances = drill.balances_fen.size();
  }
  drill.transcript.push_back(std::move(shown));
}

// What an event does that nobody has to look at.
void apply_unseen(Drill& drill, const Event& event) {
  if (const auto visit = visit_by(drill, event)) go_to(drill, *visit);
  if (event.kind == Event::Kind::Said) drill.ending.push_back({event.index, values_of(drill, event)});
  if (event.kind == Event::Kind::Ended) drill.outcome = event.outcome;
}

// The options that wait now. What lies in `ahead` may hold others too, which were passed by.
void take_options(Drill& drill) {
  play::Events offered;
  play::advance(drill.pack, drill.session, offered);
  drill.options.clear();
  uint32_t number = 0;
  for (const Event& event : offered.list) {
    if (event.kind != Event::Kind::Offered) continue;
    const auto values = offered.values_of(event);
    if (event.available) drill.options.push_back({number, event.index, {values.begin(), values.end()}});
    ++number;
  }
}

// Goes to the place where the next thing will be shown, without showing it.
void go_to_next(Drill& drill) {
  while (drill.next_ahead < drill.ahead.list.size()) {
    const Event event = drill.ahead.list[drill.next_ahead];
    if (shown_by(drill, event)) return;
    apply_unseen(drill, event);
    ++drill.next_ahead;
  }
}

// After something was shown: a choice or the end follows at once, unless the place changes before the choice.
void settle(Drill& drill) {
  look_ahead(drill);
  drill.phase = Phase::Reading;
  const bool choice = drill.waiting == play::Waiting::ForChoice;
  for (size_t i = drill.next_ahead; i < drill.ahead.list.size(); ++i) {
    const Event& event = drill.ahead.list[i];
    if (shown_by(drill, event) || (choice && visit_by(drill, event))) return;
  }
  go_to_next(drill);
  if (choice) {
    take_options(drill);
    drill.phase = Phase::Choosing;
  } else {
    drill.phase = Phase::Over;
    // Nothing is left to be seen in a place entered last.
    if (!drill.transcript.empty()) drill.visits.resize(drill.transcript.back().visit + 1);
  }
}

bool is_waiting(const Drill& drill) { return drill.phase == Phase::Reading || drill.phase == Phase::Typing; }

}  // namespace

Drill start_drill(const program::Pack& pack, uint64_t seed) {
  Drill drill;
  drill.pack = pack;
  drill.seed = seed;
  drill.session = play::begin(pack, seed);
  drill.visits.push_back({pack.node(pack.scenario().start_node).channel, no_index});
  look_ahead(drill);
  show_next(drill);
  drill.news = 0;
  return drill;
}

std::optional<Shown> next_message(const Drill& drill) {
  for (size_t i = drill.next_ahead; i < drill.ahead.list.size(); ++i) {
    auto shown = shown_by(drill, drill.ahead.list[i]);
    if (!shown) continue;
    const bool sent = shown->kind == Shown::Kind::Said || shown->kind == Shown::Kind::Pictured;
    if (!sent || shown->cast == no_index) return std::nullopt;
    if (drill.pack.cast(shown->cast).side != program::Side::Them) return std::nullopt;
    return shown;
  }
  return std::nullopt;
}

void let_time_pass(Drill& drill) {
  if (drill.phase != Phase::Reading || !next_message(drill)) {
    show_next(drill);
    return;
  }
  drill.news = drill.transcript.size();
  go_to_next(drill);
  drill.phase = Phase::Typing;
}

void show_next(Drill& drill) {
  if (!is_waiting(drill)) return;
  drill.news = drill.transcript.size();
  go_to_next(drill);
  if (drill.next_ahead < drill.ahead.list.size()) {
    const Event event = drill.ahead.list[drill.next_ahead];
    if (auto shown = shown_by(drill, event)) {
      ++drill.next_ahead;
      show(drill, std::move(*shown));
    }
  }
  settle(drill);
}

base::Result<base::Done> pick(Drill& drill, uint32_t number) {
  const auto option = std::find_if(drill.options.begin(), drill.options.end(),
                                   [number](const Option& offered) { return offered.number == number; });
  if (drill.phase != Phase::Choosing || option == drill.options.end()) {
    return base::Error{"option " + std::to_string(number) + " is not offered now"};
  }
  auto chosen = play::choose(drill.pack, drill.session, number, drill.ahead);
  if (!chosen) return chosen;
  drill.waiting = play::Waiting::ForContinue;

  const program::Line line = drill.pack.line(option->line);
  if (line.act != program::Act::None) ++drill.acts[static_cast<size_t>(line.act) - 1];
  if (line.risk >= 2 && drill.stage_of_giving_in < 0) drill.stage_of_giving_in = drill.pack.node(line.node).stage;

  drill.news = drill.transcript.size();
  Shown shown;
  shown.kind = Shown::Kind::Chosen;
  shown.line = option->line;
  shown.values = std::move(option->values);
  show(drill, std::move(shown));
  drill.options.clear();
  drill.picks.push_back(number);
  settle(drill);
  return base::Done{};
}

bool has_tag(const Drill& drill, const Shown& shown, std::string_view tag) {
  return drill.pack.has_tag(drill.pack.line(shown.line), tag);
}

bool is_account(const Drill& drill) {
  if (drill.balances_fen.empty()) return false;
  const auto here = static_cast<uint32_t>(drill.visits.size() - 1);
  return std::none_of(drill.transcript.begin(), drill.transcript.end(), [&](const Shown& shown) {
    return shown.visit == here && shown.kind == Shown::Kind::Said && has_tag(drill, shown, "address");
  });
}

int64_t lost_fen(const Drill& drill) { return std::max<int64_t>(0, drill.paid_fen - drill.received_fen); }

namespace {

// Far beyond any scenario: a play that shows more runs in a circle.
constexpr size_t most_shown = 10000;

// The first line tells the form; the next ones hold one number or name each; the Session's bytes end it.
constexpr std::string_view kept_form = "firefly interrupted play 1";

std::optional<std::string_view> take_line(std::span<const uint8_t>& bytes) {
  const auto end = std::find(bytes.begin(), bytes.end(), static_cast<uint8_t>('\n'));
  if (end == bytes.end()) return std::nullopt;
  const auto length = static_cast<size_t>(end - bytes.begin());
  const std::string_view line(reinterpret_cast<const char*>(bytes.data()), length);
  bytes = bytes.subspan(length + 1);
  return line;
}

template <class Number>
bool take_number(std::span<const uint8_t>& bytes, Number& number) {
  const auto line = take_line(bytes);
  if (!line) return false;
  const auto [end, error] = std::from_chars(line->data(), line->data() + line->size(), number);
  return error == std::errc() && end == line->data() + line->size();
}

}  // namespace

std::vector<uint8_t> write_kept(const Drill& drill, int64_t hours_since_epoch) {
  std::string head(kept_form);
  head += '\n';
  head += drill.pack.scenario().name;
  head += '\n';
  head += std::to_string(hours_since_epoch) + '\n';
  head += std::to_string(drill.played_ms) + '\n';
  head += std::to_string(drill.seed) + '\n';
  head += std::to_string(drill.picks.size()) + '\n';
  for (const uint32_t number : drill.picks) head += std::to_string(number) + '\n';
  std::vector<uint8_t> bytes(head.begin(), head.end());
  const std::vector<uint8_t> session = play::save(drill.pack, drill.session);
  bytes.insert(bytes.end(), session.begin(), session.end());
  return bytes;
}

base::Result<Kept> read_kept(std::span<const uint8_t> bytes) {
  const base::Error error{"the kept play cannot be read; it is forgotten"};
  if (take_line(bytes) != kept_form) return error;
  Kept kept;
  const auto scenario = take_line(bytes);
  if (!scenario) return error;
  kept.scenario = *scenario;
  uint32_t picks = 0;
  if (!take_number(bytes, kept.hours_since_epoch) || !take_number(bytes, kept.played_ms) ||
      !take_number(bytes, kept.seed) || !take_number(bytes, picks)) {
    return error;
  }
  for (; picks > 0; --picks) {
    uint32_t number = 0;
    if (!take_number(bytes, number)) return error;
    kept.picks.push_back(number);
  }
  kept.session.assign(bytes.begin(), bytes.end());
  return kept;
}

base::Result<Drill> resume_drill(const program::Pack& pack, const Kept& kept) {
  const base::Error error{"the kept play belongs to another version of " + kept.scenario + "; it is forgotten"};
  if (kept.scenario != pack.scenario().name || !play::load(pack, kept.session)) return error;
  Drill drill = start_drill(pack, kept.seed);
  for (const uint32_t number : kept.picks) {
    while (is_waiting(drill) && drill.transcript.size() < most_shown) show_next(drill);
    if (!pick(drill, number)) return error;
  }
  if (play::save(pack, drill.session) != kept.session) return error;
  drill.played_ms = kept.played_ms;
  drill.news = drill.transcript.size();
  return drill;
}

}  // namespace firefly::app
