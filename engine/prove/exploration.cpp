#include "engine/prove/exploration.h"

#include <algorithm>
#include <utility>

#include "engine/base/checksum.h"

namespace firefly::prove {

using program::no_index;

namespace {

// Lines said without a choice before the prover begins to look whether they repeat.
constexpr uint32_t lines_before_suspicion = 64;
// And after which it takes them for endless, though nothing repeats itself (a number may be counting up).
constexpr uint32_t lines_without_end = 20'000;
// Outcomes of chance between two choices that are tried.
constexpr uint32_t most_runs = 4096;

uint32_t count_characters(std::string_view utf8) {
  return static_cast<uint32_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<uint8_t>(c) & 0xc0) != 0x80; }));
}

uint64_t hash_of(std::string_view bytes) {
  uint64_t hash = 0x9e3779b97f4a7c15u ^ bytes.size();
  for (const char c : bytes) hash = (hash ^ static_cast<uint8_t>(c)) * 0x100000001b3u;
  hash ^= hash >> 32;
  hash *= 0xd6e8feb86659fd93u;
  return hash ^ hash >> 32;
}

}  // namespace

// What is known in the middle of a run.
struct Exploration::Facts {
  uint32_t node = no_index;
  bool headline = false;
  bool advice = false;
  // The nodes before, to which detours may return, with what was said in them.
  struct Left {
    uint32_t node;
    bool headline;
    bool advice;
  };
  std::vector<Left> left;
  uint32_t lines = 0;
  // Brent's way to find a circle: a point to compare with, moved on at every power of two.
  std::string checkpoint;
  uint32_t next_checkpoint = lines_before_suspicion;
};

Exploration::Exploration(const program::Pack& pack, const Bound& bound)
    : pack_(pack), bound_(bound), projection_(pack), is_scam_(pack.scenario().truth == program::Truth::Scam) {
  for (uint32_t node = 0; node < pack_.node_count(); ++node) {
    is_scenario_ = is_scenario_ || pack_.node(node).part != program::Part::Story;
  }
  nodes_.resize(pack_.node_count());
  lines_.resize(pack_.line_count());
  open_.resize(pack_.line_count());
  held_.resize(pack_.code().instructions.size());
  failed_.resize(pack_.code().instructions.size());
  for (uint32_t locale = 0; locale < pack_.locales().size(); ++locale) {
    for (uint32_t line = 0; line < pack_.line_count(); ++line) {
      const program::TextView text = pack_.text(locale, line);
      line_characters_.push_back(0);
      for (uint32_t reading = 0; reading < pack_.reading_count(text); ++reading) {
        line_characters_.back() =
            std::max(line_characters_.back(), count_characters(pack_.reading(text, reading).utf8));
      }
    }
  }
  for (uint32_t index = 0; index < pack_.line_count(); ++index) {
    const program::Line line = pack_.line(index);
    line_kinds_.push_back(static_cast<uint8_t>((pack_.has_tag(line, "debrief:headline") ? Headline : 0) |
                                               (pack_.has_tag(line, "debrief:text") ? Advice : 0) |
                                               (line.flags.empty() ? 0 : Flagged)));
  }
  // Nodes lie one behind the other.
  node_of_.assign(pack_.code().instructions.size(), no_index);
  for (uint32_t node = 0; node < pack_.node_count(); ++node) {
    if (pack_.entry_of(node) != no_index) node_of_[pack_.entry_of(node)] = node;
  }
  for (size_t at = 1; at < node_of_.size(); ++at) {
    if (node_of_[at] == no_index) node_of_[at] = node_of_[at - 1];
  }
  has_detours_ =
      std::any_of(pack_.code().instructions.begin(), pack_.code().instructions.end(),
                  [](const program::Instruction& instruction) { return instruction.op == program::Opcode::Back; });
  table_.assign(1024, no_index);
  session_ = play::begin(pack_, 0);
  if (session_.status == play::Session::Status::Running) intern(session_.next, no_index, 0);
}

bool Exploration::is_jump_by_name(uint32_t instruction) const {
  const program::Opcode op = pack_.code().instructions[instruction].op;
  return op == program::Opcode::JumpToNode || op == program::Opcode::DetourToNode;
}

bool Exploration::step(uint32_t states) {
  for (uint32_t i = 0; i < states; ++i) {
    if (next_ == states_.size()) return true;
    if (next_ >= bound_.states || circles_ >= bound_.circles || (next_ % 256 == 0 && bytes() > bound_.bytes)) {
      whole_ = false;
      return true;
    }
    follow(next_++);
  }
  return next_ == states_.size();
}

uint64_t Exploration::bytes() const {
  return states_.capacity() * sizeof(State) + runs_.capacity() * sizeof(Run) + steps_.capacity() * sizeof(Step) +
         characters_.capacity() * sizeof(uint32_t) + bytes_.capacity() + table_.capacity() * sizeof(uint32_t) +
         hashes_.capacity() * sizeof(uint64_t);
}

void Exploration::follow(uint32_t state) {
  states_[state].first_run = static_cast<uint32_t>(runs_.size());
  play::Probe probe;
  for (uint32_t number = 0;; ++number) {
    probe.conditions.clear();
    probe.draws.clear();
    run(state, number, probe);
    ++states_[state].run_count;
    // The outcomes as the digits of a number, counted up.
    std::vector<uint32_t>& outcomes = probe.outcomes;
    outcomes.resize(probe.draws.size());
    for (const play::Probe::Draw& draw : probe.draws) whole_ = whole_ && !draw.sampled;
    while (!outcomes.empty() && outcomes.back() + 1 >= probe.draws[outcomes.size() - 1].count) outcomes.pop_back();
    if (outcomes.empty()) return;
    ++outcomes.back();
    if (number + 1 == most_runs || circles_ >= bound_.circles) {
      whole_ = false;
      return;
    }
  }
}

void Exploration::run(uint32_t state, uint32_t number, play::Probe& probe) {
  const auto index = static_cast<uint32_t>(runs_.size());
  if (!probe.outcomes.empty()) outcomes_[index] = probe.outcomes;
  Run made{};
  made.state = state;
  made.chance = static_cast<uint16_t>(number);
  made.first_passed = no_index;
  made.first_step = static_cast<uint32_t>(steps_.size());
  characters_.resize(characters_.size() + pack_.locales().size());
  runs_.push_back(made);  // its index is known from here on; its facts at the end
  projection_.read(key(state), session_);
  Facts facts;
  // A run that begins in the middle of an ending has its headline behind it.
  facts.node = node_of(session_.next);
  facts.headline = facts.advice = facts.node != no_index && session_.next != pack_.entry_of(facts.node);
  play::Waiting waiting = play::Waiting::ForContinue;
  while (waiting == play::Waiting::ForContinue) {
    events_.clear();
    waiting = play::advance(pack_, session_, events_, probe);
    size_t offered = 0;
    for (const play::Event& event : events_.list) {
      note(event, index, facts, made);
      if (event.kind == play::Event::Kind::Offered) ++offered;
    }
    note_conditions(probe, index);
    probe.conditions.clear();
    if (offered > 0) note_offers(offered, made);
    if (waiting == play::Waiting::ForContinue && ++facts.lines >= lines_before_suspicion) {
      scratch_.clear();
      projection_.write(session_, session_.next, scratch_);
      if (scratch_ == facts.checkpoint || facts.lines == lines_without_end) {
        made.stopped_at = session_.next - 1;
        made.stop = Run::Stop::Circle;
        break;
      }
      if (facts.lines == facts.next_checkpoint) {
        facts.checkpoint = scratch_;
        facts.next_checkpoint *= 2;
      }
    }
  }
  conclude(waiting, index, facts, made);
  runs_[index] = made;
}

void Exploration::note(const play::Event& event, uint32_t run, Facts& facts, Run& made) {
  const auto loses = [&] { made.unwarned_loss = made.unwarned_loss || (is_scam_ && !made.warns); };
  switch (event.kind) {
    case play::Event::Kind::Entered:
      if (has_detours_) facts.left.push_back({facts.node, facts.headline, facts.advice});
      facts.node = event.index;
      facts.headline = false;
      facts.advice = false;
      if (!nodes_[event.index].known()) nodes_[event.index].run = run;
      break;
    case play::Event::Kind::Returned: {
      // What a node said before this run began is behind it.
      const auto before = std::find_if(facts.left.rbegin(), facts.left.rend(),
                                       [&](const Facts::Left& left) { return left.node == event.index; });
      facts.headline = before == facts.left.rend() || before->headline;
      facts.advice = before == facts.left.rend() || before->advice;
      facts.node = event.index;
      break;
    }
    case play::Event::Kind::Said: {
      const uint8_t kinds = line_kinds_[event.index];
      facts.headline = facts.headline || (kinds & Headline) != 0;
      facts.advice = facts.advice || (kinds & Advice) != 0;
      made.warns = made.warns || (kinds & Flagged) != 0;
      [[fallthrough]];
    }
    case play::Event::Kind::Offered:
      if (!lines_[event.index].known()) lines_[event.index].run = run;
      for (size_t locale = 0; locale < pack_.locales().size(); ++locale) {
        characters_[run * pack_.locales().size() + locale] +=
            line_characters_[locale * pack_.line_count() + event.index];
      }
      if (event.kind == play::Event::Kind::Offered && event.available && !open_[event.index].known()) {
        open_[event.index].run = run;
      }
      break;
    case play::Event::Kind::Commanded:
      if (event.command == program::Command::Pay) loses();
      break;
    case play::Event::Kind::Ended:
      if (event.outcome == program::Outcome::Lost) loses();
      break;
    case play::Event::Kind::Failed:
      made.stopped_at = event.index;
      made.stop = is_jump_by_name(event.index) ? Run::Stop::NowhereToJump : Run::Stop::Circle;
      break;
    case play::Event::Kind::Chose: break;
  }
}

// Options all closed are passed by: then more were offered than now wait.
void Exploration::note_offers(size_t offered, Run& made) {
  if (made.first_passed != no_index || offered == session_.offers.size()) return;
  for (const play::Event& event : events_.list) {
    if (event.kind != play::Event::Kind::Offered) continue;
    made.first_passed = event.index;
    return;
  }
}

void Exploration::note_conditions(const play::Probe& probe, uint32_t run) {
  for (const play::Probe::Condition& condition : probe.conditions) {
    Met& met = (condition.held ? held_ : failed_)[condition.instruction];
    if (!met.known()) met.run = run;
  }
}

void Exploration::conclude(play::Waiting waiting, uint32_t run, const Facts& facts, Run& made) {
  made.ended_in = facts.node;
  if (made.stop == Run::Stop::Circle) {
    ++circles_;
    return;
  }
  if (made.stop == Run::Stop::NowhereToJump) return;
  if (waiting == play::Waiting::ForNothing) {
    made.stopped_at = session_.next - 1;
    const bool debriefed = facts.node != no_index && pack_.node(facts.node).part == program::Part::Ending &&
                           facts.headline && facts.advice;
    made.stop = session_.outcome == program::Outcome::None ? Run::Stop::DeadEnd
                : debriefed                                ? Run::Stop::Ending
                                                           : Run::Stop::NoDebrief;
    return;
  }
  for (size_t pick = 0; pick < session_.offers.size(); ++pick) {
    const play::Offer& offer = session_.offers[pick];
    if (!offer.available) continue;
    const uint32_t next = intern(offer.target, run, static_cast<uint16_t>(pick));
    steps_.push_back({next, static_cast<uint16_t>(pick)});
    ++made.step_count;
  }
}

uint32_t Exploration::intern(uint32_t at, uint32_t run, uint16_t pick) {
  scratch_.clear();
  projection_.write(session_, at, scratch_);
  const uint64_t hash = hash_of(scratch_);
  size_t place = hash & (table_.size() - 1);
  while (table_[place] != no_index) {
    if (hashes_[table_[place]] == hash && key(table_[place]) == scratch_) return table_[place];
    place = (place + 1) & (table_.size() - 1);
  }
  const auto state = static_cast<uint32_t>(states_.size());
  table_[place] = state;
  hashes_.push_back(hash);
  const uint32_t parent = run == no_index ? no_index : runs_[run].state;
  const uint32_t depth = run == no_index ? 0 : states_[parent].depth + 1;
  states_.push_back({bytes_.size(), static_cast<uint32_t>(scratch_.size()), parent, run, pick, depth, no_index, 0});
  bytes_ += scratch_;
  if (states_.size() * 2 > table_.size()) grow_table();
  return state;
}

void Exploration::grow_table() {
  table_.assign(table_.size() * 2, no_index);
  for (uint32_t state = 0; state < states_.size(); ++state) {
    size_t place = hashes_[state] & (table_.size() - 1);
    while (table_[place] != no_index) place = (place + 1) & (table_.size() - 1);
    table_[place] = state;
  }
}

std::vector<uint32_t> Exploration::outcomes(uint32_t run) const {
  const auto known = outcomes_.find(run);
  return known == outcomes_.end() ? std::vector<uint32_t>() : known->second;
}

}  // namespace firefly::prove
