#include "tools/reading/passages.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "engine/base/check.h"
#include "engine/play/session.h"
#include "engine/prove/projection.h"

namespace firefly::reading {
namespace {

using program::no_index;

// Whoever reads on for so long without a choice reads in a circle.
constexpr size_t most_shown = 5000;
constexpr size_t most_choices = 1000;
// Where chance decides, the play of this seed is told.
constexpr uint64_t seed = 1;

bool is_waiting(const app::Drill& drill) {
  return drill.phase == app::Phase::Reading || drill.phase == app::Phase::Typing;
}

base::Result<base::Done> read_on(app::Drill& drill) {
  while (is_waiting(drill)) {
    if (drill.transcript.size() > most_shown) {
      return base::Error{std::string(drill.pack.scenario().name) + " goes on without an end and without a choice"};
    }
    app::show_next(drill);
  }
  return base::Done{};
}

// The play after one more choice, read to the next one.
base::Result<app::Drill> after_option(const app::Drill& drill, const app::Option& option) {
  app::Drill next = drill;
  auto done = app::pick(next, option.number);
  FIREFLY_CHECK(done);
  done = read_on(next);
  if (!done) return done.error();
  return next;
}

base::Result<Passage> first_passage(const program::Pack& pack) {
  Passage first;
  first.drill = app::start_drill(pack, seed);
  first.before = no_index;
  const auto done = read_on(first.drill);
  if (!done) return done.error();
  first.next.assign(first.drill.options.size(), no_index);
  return first;
}

// Something as text that differs from that of anything else in the same place.
class Trace {
 public:
  void add(int64_t number) { text_ += std::to_string(number) + ','; }
  void add(const std::string& words) {
    add(static_cast<int64_t>(words.size()));
    text_ += words;
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

// What a play has behind it that can still be seen: where one is, and what the bill will say.
void add_past(const app::Drill& drill, Trace& trace) {
  trace.add(drill.visits.back().thread);
  trace.add(static_cast<int64_t>(drill.visits.back().channel));
  trace.add(drill.paid_fen);
  trace.add(drill.received_fen);
  for (const int64_t fen : drill.balances_fen) trace.add(fen);
}

// The instruction that the play goes on with after an option, and the whole of what can still make a difference.
struct Ahead {
  uint32_t place = 0;
  std::string key;
};

Ahead ahead_of(const app::Drill& drill, const app::Option& option, const prove::Projection& projection) {
  play::Session session = drill.session;
  play::Events events;
  const auto chosen = play::choose(drill.pack, session, option.number, events);
  FIREFLY_CHECK(chosen);
  Trace trace;
  add_past(drill, trace);
  trace.add(option.line);  // the passage begins with it
  for (const std::string& value : option.values) trace.add(value);
  Ahead ahead{session.next, trace.take()};
  projection.write(session, session.next, ahead.key);
  return ahead;
}

// All that a reader sees of a passage but where its options lead.
std::string looks_of(const Passage& passage) {
  const app::Drill& drill = passage.drill;
  Trace trace;
  const auto add_values = [&](const std::vector<std::string>& values) {
    for (const std::string& value : values) trace.add(value);
  };
  for (size_t i = passage.begin; i < drill.transcript.size(); ++i) {
    const app::Shown& shown = drill.transcript[i];
    const app::Visit& visit = drill.visits[shown.visit];
    trace.add(static_cast<int64_t>(shown.kind));
    trace.add(visit.thread);
    trace.add(static_cast<int64_t>(visit.channel));
    trace.add(shown.line);
    add_values(shown.values);
    trace.add(shown.cast);
    trace.add(shown.picture);
    trace.add(shown.fen);
    // A balance is shown with the ones before it.
    for (size_t k = 0; k < shown.balances; ++k) trace.add(drill.balances_fen[k]);
  }
  trace.add(drill.visits.back().thread);
  for (const app::Option& option : drill.options) {
    trace.add(option.line);
    add_values(option.values);
  }
  if (drill.phase != app::Phase::Over) return trace.take();
  for (const app::EndingLine& line : drill.ending) {
    trace.add(line.line);
    add_values(line.values);
  }
  trace.add(drill.paid_fen);
  trace.add(drill.received_fen);
  const auto highest = std::max_element(drill.balances_fen.begin(), drill.balances_fen.end());
  trace.add(highest == drill.balances_fen.end() ? 0 : *highest);
  return trace.take();
}

// Numbers passages by what they look like and by the numbers of those that their options lead to, until that tells no
// more of them apart (Moore's way to make an automaton small).
std::vector<uint32_t> alike(const Passages& passages) {
  std::vector<uint32_t> number(passages.size());
  std::map<std::string, uint32_t> by_looks;
  for (size_t i = 0; i < passages.size(); ++i) {
    number[i] = by_looks.emplace(looks_of(passages[i]), static_cast<uint32_t>(by_looks.size())).first->second;
  }
  for (size_t count = by_looks.size();;) {
    std::map<std::vector<uint32_t>, uint32_t> known;
    std::vector<uint32_t> finer(passages.size());
    for (size_t i = 0; i < passages.size(); ++i) {
      std::vector<uint32_t> key{number[i]};
      for (const uint32_t next : passages[i].next) key.push_back(number[next]);
      finer[i] = known.emplace(std::move(key), static_cast<uint32_t>(known.size())).first->second;
    }
    // Numbers are given in order of appearance: the first passage keeps 0.
    number = std::move(finer);
    if (known.size() == count) return number;
    count = known.size();
  }
}

Passages without_repeats(Passages passages) {
  const std::vector<uint32_t> number = alike(passages);
  Passages kept;
  for (size_t i = 0; i < passages.size(); ++i) {
    if (number[i] != kept.size()) continue;
    Passage& passage = kept.emplace_back(std::move(passages[i]));
    if (passage.before != no_index) passage.before = number[passage.before];
    for (uint32_t& next : passage.next) next = number[next];
  }
  return kept;
}

// What makes two entries of transcripts the same thing to a reader.
std::string entry_key(const app::Shown& shown) {
  Trace trace;
  trace.add(static_cast<int64_t>(shown.kind));
  trace.add(shown.line);
  for (const std::string& value : shown.values) trace.add(value);
  trace.add(shown.cast);
  trace.add(shown.picture);
  trace.add(shown.fen);
  return trace.take();
}

// The passages that show each entry, by its key.
using Holders = std::map<std::string, std::set<uint32_t>>;

Holders holders_of(const Passages& passages) {
  Holders holders;
  for (uint32_t index = 0; index < passages.size(); ++index) {
    const Passage& passage = passages[index];
    for (size_t i = passage.begin; i < passage.drill.transcript.size(); ++i) {
      holders[entry_key(passage.drill.transcript[i])].insert(index);
    }
  }
  return holders;
}

// Whether a play can come to the end of one of `wanted` without reading any of `avoided`.
bool can_reach(const Passages& passages, const std::vector<uint32_t>& wanted, const std::set<uint32_t>& avoided) {
  std::vector<bool> seen(passages.size());
  std::vector<uint32_t> open;
  const auto meet = [&](uint32_t passage) {
    if (passage == no_index || seen[passage] || avoided.count(passage) != 0) return;
    seen[passage] = true;
    open.push_back(passage);
  };
  meet(0);
  while (!open.empty()) {
    const uint32_t at = open.back();
    open.pop_back();
    for (const uint32_t next : passages[at].next) meet(next);
  }
  return std::any_of(wanted.begin(), wanted.end(), [&](uint32_t passage) { return seen[passage]; });
}

}  // namespace

base::Result<Passages> all_passages(const program::Pack& pack, uint32_t most) {
  const prove::Projection projection(pack);
  auto first = first_passage(pack);
  if (!first) return first.error();
  Passages passages;
  passages.push_back(std::move(first).value());
  std::map<std::string, uint32_t> known;
  for (uint32_t at = 0; at < passages.size(); ++at) {
    for (size_t i = 0; i < passages[at].drill.options.size(); ++i) {
      const app::Option option = passages[at].drill.options[i];
      Ahead ahead = ahead_of(passages[at].drill, option, projection);
      const auto [found, is_new] = known.emplace(std::move(ahead.key), static_cast<uint32_t>(passages.size()));
      passages[at].next[i] = found->second;
      if (!is_new) continue;
      if (passages.size() == most) {
        return base::Error{std::string(pack.scenario().name) + " has more than " + std::to_string(most) +
                           " passages: too many for a book. Fewer variables and sums that differ make it smaller"};
      }
      auto drill = after_option(passages[at].drill, option);
      if (!drill) return drill.error();
      Passage passage;
      passage.begin = passages[at].drill.transcript.size();
      passage.before = at;
      passage.place = ahead.place;
      passage.next.assign(drill->options.size(), no_index);
      passage.drill = std::move(drill).value();
      passages.push_back(std::move(passage));
    }
  }
  return without_repeats(std::move(passages));
}

base::Result<Passages> one_play(const program::Pack& pack) {
  auto first = first_passage(pack);
  if (!first) return first.error();
  Passages passages;
  passages.push_back(std::move(first).value());
  std::set<uint32_t> taken;  // lines of options
  while (passages.back().drill.phase == app::Phase::Choosing) {
    Passage& now = passages.back();
    const auto& options = now.drill.options;
    const auto eagerness = [&](const app::Option& option) {
      return std::pair(taken.count(option.line) == 0, pack.line(option.line).risk);
    };
    const auto wanted = std::max_element(options.begin(), options.end(), [&](const auto& one, const auto& other) {
      return eagerness(one) < eagerness(other);
    });
    if (passages.size() == most_choices || taken.count(wanted->line) != 0) {
      return base::Error{std::string(pack.scenario().name) + " comes to no end where every risk is taken"};
    }
    taken.insert(wanted->line);
    auto drill = after_option(now.drill, *wanted);
    if (!drill) return drill.error();
    now.next[static_cast<size_t>(wanted - options.begin())] = static_cast<uint32_t>(passages.size());
    Passage passage;
    passage.begin = now.drill.transcript.size();
    passage.before = static_cast<uint32_t>(passages.size() - 1);
    passage.place = static_cast<uint32_t>(passages.size());
    passage.next.assign(drill->options.size(), no_index);
    passage.drill = std::move(drill).value();
    passages.push_back(std::move(passage));
  }
  return passages;
}

std::vector<std::vector<uint32_t>> endings_of(const Passages& passages) {
  std::vector<std::vector<uint32_t>> endings;
  std::map<std::vector<uint32_t>, size_t> by_words;
  for (uint32_t index = 0; index < passages.size(); ++index) {
    const app::Drill& drill = passages[index].drill;
    if (drill.phase != app::Phase::Over) continue;
    std::vector<uint32_t> lines;
    for (size_t i = passages[index].begin; i < drill.transcript.size(); ++i) lines.push_back(drill.transcript[i].line);
    for (const app::EndingLine& line : drill.ending) lines.push_back(line.line);
    const auto [found, is_new] = by_words.emplace(std::move(lines), endings.size());
    if (is_new) endings.emplace_back();
    endings[found->second].push_back(index);
  }
  return endings;
}

std::vector<bool> surely_shown(const Passages& passages, const std::vector<uint32_t>& endings) {
  const Holders holders = holders_of(passages);
  std::vector<bool> surely;
  for (const app::Shown& shown : passages[endings.front()].drill.transcript) {
    const auto found = holders.find(entry_key(shown));
    surely.push_back(found != holders.end() && !can_reach(passages, endings, found->second));
  }
  return surely;
}

std::vector<app::Drill> screens_of(const Passage& passage) {
  const app::Drill& whole = passage.drill;
  const auto last = static_cast<uint32_t>(whole.visits.size() - 1);
  const uint32_t first = passage.begin < whole.transcript.size() ? whole.transcript[passage.begin].visit : last;
  std::vector<app::Drill> screens;
  for (uint32_t visit = first; visit <= last; ++visit) {
    app::Drill screen = whole;
    screen.transcript.clear();
    size_t balances = 0;
    for (size_t i = 0; i < whole.transcript.size(); ++i) {
      const app::Shown& shown = whole.transcript[i];
      if (shown.visit <= visit) balances = std::max(balances, shown.balances);
      if (shown.visit == visit && i >= passage.begin) screen.transcript.push_back(shown);
    }
    if (screen.transcript.empty() && visit != last) continue;
    screen.visits.resize(visit + 1);
    screen.balances_fen.resize(balances);
    if (visit != last) screen.phase = app::Phase::Reading;
    screens.push_back(std::move(screen));
  }
  return screens;
}

}  // namespace firefly::reading
