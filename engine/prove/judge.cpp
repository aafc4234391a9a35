#include "engine/prove/judge.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "engine/prove/longest.h"

namespace firefly::prove {

using program::Instruction;
using program::no_index;
using program::Opcode;

namespace {

constexpr uint8_t risky = 2;
constexpr uint64_t seconds_a_minute = 60;
constexpr uint32_t percent = 100;

class Judge {
 public:
  Judge(const Exploration& exploration, const Limits& limits)
      : exploration_(exploration), limits_(limits), pack_(exploration.pack()), code_(pack_.code()) {}

  Report judge() {
    find_reach();
    nodes();
    lines();
    conditions();
    stops();
    endings_in_reach();
    options_left();
    if (exploration_.is_scenario()) {
      warned_before_loss();
      lessons();
      locales();
      longest();
    }
    std::stable_sort(report_.claims.begin(), report_.claims.end(),
                     [](const Claim& a, const Claim& b) { return a.kind < b.kind; });
    report_.whole = exploration_.whole();
    report_.states = exploration_.followed();
    report_.bytes = exploration_.bytes();
    return std::move(report_);
  }

 private:
  Claim& add(Kind kind, Verdict verdict) {
    Claim claim{};
    claim.kind = kind;
    claim.verdict = verdict;
    report_.claims.push_back(std::move(claim));
    return report_.claims.back();
  }
  // Of a claim about all plays against which nothing was found.
  Verdict unless_bound() const { return exploration_.whole() ? Verdict::Holds : Verdict::Undecided; }
  // Of a claim that something happens in some play, though none was found; `impossible` where not even the
  // instructions lead there.
  Verdict of_unmet(bool impossible) const {
    return exploration_.whole() || impossible ? Verdict::Refuted : Verdict::Undecided;
  }

  // ---- plays ----

  // The shortest play up to the end of a run.
  Playthrough play_to(uint32_t run) const {
    Playthrough play;
    while (true) {
      play.chance.push_back(exploration_.outcomes(run));
      const State& state = exploration_.states()[exploration_.runs()[run].state];
      if (state.parent == no_index) break;
      play.picks.push_back(state.pick);
      run = state.parent_run;
    }
    std::reverse(play.picks.begin(), play.picks.end());
    std::reverse(play.chance.begin(), play.chance.end());
    return play;
  }

  Playthrough play_along(const Way& way) const {
    Playthrough play;
    for (const Way::Part& part : way.parts) {
      play.chance.push_back(exploration_.outcomes(part.run));
      if (part.step != no_index) play.picks.push_back(exploration_.steps()[part.step].pick);
    }
    return play;
  }

  // ---- what instructions alone allow ----

  // Instructions that can be reached from some, were every condition now true and now false.
  std::vector<bool> reach(std::vector<uint32_t> from) const {
    std::vector<bool> reached(code_.instructions.size());
    const auto go = [&](uint32_t at) {
      if (at < reached.size() && !reached[at]) {
        reached[at] = true;
        from.push_back(at);
      }
    };
    std::vector<uint32_t> starts;
    std::swap(starts, from);
    for (const uint32_t at : starts) go(at);
    while (!from.empty()) {
      const uint32_t at = from.back();
      from.pop_back();
      const Instruction i = code_.instructions[at];
      switch (i.op) {
        case Opcode::End:
        case Opcode::Return: break;
        case Opcode::Jump: go(i.a); break;
        case Opcode::JumpUnless:
          go(at + 1);
          go(i.a);
          break;
        case Opcode::Option:
        case Opcode::Candidate:
          go(at + 1);
          go(at + 2);
          break;
        case Opcode::Detour:
          go(i.a);
          if (returns_[i.a]) go(at + 1);
          break;
        case Opcode::DetourToNode:
          if (any_node_returns()) go(at + 1);
          [[fallthrough]];
        case Opcode::JumpToNode:
          for (uint32_t node = 0; node < pack_.node_count(); ++node) go(pack_.entry_of(node));
          break;
        default: go(at + 1); break;
      }
    }
    return reached;
  }

  // Instructions from which a way leads back out of a detour.
  void find_returns() {
    returns_.resize(code_.instructions.size());
    for (bool changed = true; changed;) {
      changed = false;
      for (size_t at = code_.instructions.size(); at-- > 0;) {
        if (returns_[at] || !leads_back(at)) continue;
        returns_[at] = true;
        changed = true;
      }
    }
  }

  bool leads_back(size_t at) const {
    const Instruction i = code_.instructions[at];
    const auto next = [&](size_t place) { return place < returns_.size() && returns_[place]; };
    switch (i.op) {
      case Opcode::Return: return true;
      case Opcode::End:
      case Opcode::Unwind: return false;
      case Opcode::Jump: return next(i.a);
      case Opcode::JumpUnless: return next(i.a) || next(at + 1);
      case Opcode::Option:
      case Opcode::Candidate: return next(at + 1) || next(at + 2);
      case Opcode::Detour: return next(i.a) && next(at + 1);
      case Opcode::DetourToNode: return any_node_returns() && next(at + 1);
      case Opcode::JumpToNode: return false;
      default: return next(at + 1);
    }
  }

  bool any_node_returns() const {
    for (uint32_t node = 0; node < pack_.node_count(); ++node) {
      if (pack_.entry_of(node) != no_index && returns_[pack_.entry_of(node)]) return true;
    }
    return false;
  }

  void find_reach() {
    find_returns();
    const uint32_t start = pack_.scenario().start_node;
    if (start != no_index && pack_.entry_of(start) != no_index) {
      possible_ = reach({pack_.entry_of(start)});
    } else {
      possible_.resize(code_.instructions.size());
    }
    std::vector<uint32_t> entries;
    for (uint32_t node = 0; node < pack_.node_count(); ++node) {
      if (pack_.entry_of(node) != no_index) entries.push_back(pack_.entry_of(node));
    }
    written_ = reach(std::move(entries));
  }

  // ---- claims ----

  void nodes() {
    for (uint32_t index = 0; index < pack_.node_count(); ++index) {
      const uint32_t entry = pack_.entry_of(index);
      if (entry == no_index) continue;
      const bool met = exploration_.node(index).known();
      Claim& claim = add(pack_.node(index).part == program::Part::Ending ? Kind::EndingMet : Kind::NodeMet,
                         met ? Verdict::Holds : of_unmet(!possible_[entry]));
      claim.node = index;
    }
  }

  // The line that a candidate stands for, by the instruction that says it.
  std::map<uint32_t, uint32_t> said_by_candidates() const {
    std::map<uint32_t, uint32_t> said;
    for (uint32_t at = 0; at < code_.instructions.size(); ++at) {
      if (code_.instructions[at].op != Opcode::Candidate) continue;
      uint32_t place = code_.instructions[at + 1].a;
      const auto is_value = [&](Opcode op) { return op != Opcode::Say && op != Opcode::Detour && op != Opcode::Jump; };
      while (place < code_.instructions.size() && is_value(code_.instructions[place].op)) ++place;
      if (place < code_.instructions.size() && code_.instructions[place].op == Opcode::Say) said[place] = at;
    }
    return said;
  }

  void lines() {
    const std::map<uint32_t, uint32_t> candidates = said_by_candidates();
    for (uint32_t at = 0; at < code_.instructions.size(); ++at) {
      const Instruction i = code_.instructions[at];
      if (i.op != Opcode::Say && i.op != Opcode::Option) continue;
      const uint32_t node = exploration_.node_of(at);
      const bool met = exploration_.line(i.a).known();
      Claim& claim = add(Kind::LineMet, met ? Verdict::Holds : of_unmet(!possible_[at]));
      claim.line = i.a;
      claim.node = node;
      claim.instruction = at;
      // Where its node is not met, or a condition is never as it must be, that is what is wrong; not where the line
      // could be chosen and never is.
      const auto candidate = candidates.find(at);
      const bool was_open = candidate != candidates.end() && exploration_.held(candidate->second).known();
      claim.follows = claim.verdict == Verdict::Refuted && written_[at] && !was_open;
      if (claim.verdict == Verdict::Refuted && was_open) {
        claim.play = play_to(exploration_.held(candidate->second).run);
      }
      if (i.op != Opcode::Option || i.c == 0 || !met) continue;
      const bool open = exploration_.open(i.a).known();
      Claim& opens = add(Kind::OptionOpen, open ? Verdict::Holds : of_unmet(false));
      opens.line = i.a;
      opens.node = node;
      opens.instruction = at;
      if (opens.verdict == Verdict::Refuted) opens.play = play_to(exploration_.line(i.a).run);
    }
  }

  void conditions() {
    for (uint32_t at = 0; at < code_.instructions.size(); ++at) {
      const Instruction i = code_.instructions[at];
      const bool of_option = i.op == Opcode::Option && i.c != 0;
      const bool of_candidate = i.op == Opcode::Candidate && i.c != 0;
      if (i.op != Opcode::JumpUnless && !of_option && !of_candidate) continue;
      const Met held = exploration_.held(at);
      const Met failed = exploration_.failed(at);
      // A condition that is never asked stands in what is not met, and is told there.
      if (!held.known() && !failed.known() && of_unmet(!possible_[at]) == Verdict::Refuted) continue;
      for (const bool wanted : {true, false}) {
        if (wanted && of_option) continue;  // that is OptionOpen
        const bool met = (wanted ? held : failed).known();
        Claim& claim =
            add(wanted ? Kind::ConditionHolds : Kind::ConditionFails, met ? Verdict::Holds : of_unmet(false));
        claim.instruction = at;
        claim.node = exploration_.node_of(at);
        if (of_option) claim.line = i.a;
        if (claim.verdict == Verdict::Refuted) claim.play = play_to((wanted ? failed : held).run);
      }
    }
  }

  // How plays stop: one claim a place where one stops as it should not, else one for all.
  void stops() {
    stop(Kind::NoDeadEnd, Run::Stop::DeadEnd, Run::Stop::NowhereToJump);
    stop(Kind::NoCircle, Run::Stop::Circle, Run::Stop::Circle);
    if (exploration_.is_scenario()) stop(Kind::Debriefed, Run::Stop::NoDebrief, Run::Stop::NoDebrief);
  }

  void stop(Kind kind, Run::Stop how, Run::Stop or_how) {
    // Any script but a scenario may stop where it likes.
    if (kind == Kind::NoDeadEnd && !exploration_.is_scenario()) how = or_how;
    std::map<uint32_t, uint32_t> first;  // place -> run; runs are in the order of their depth
    for (uint32_t run = 0; run < exploration_.runs().size(); ++run) {
      const Run& one = exploration_.runs()[run];
      if (one.stop != how && one.stop != or_how) continue;
      first.try_emplace(kind == Kind::NoCircle ? exploration_.node_of(one.stopped_at) : one.stopped_at, run);
    }
    for (const auto& [place, run] : first) {
      Claim& claim = add(kind, Verdict::Refuted);
      claim.instruction = exploration_.runs()[run].stopped_at;
      claim.node = exploration_.node_of(claim.instruction);
      claim.play = play_to(run);
    }
    if (kind == Kind::Debriefed && !has_debrief()) {
      Claim& claim = add(kind, Verdict::Refuted);
      const auto ending = std::find_if(exploration_.runs().begin(), exploration_.runs().end(),
                                       [](const Run& run) { return run.stop == Run::Stop::Ending; });
      if (ending != exploration_.runs().end()) {
        claim.node = ending->ended_in;
        claim.play = play_to(static_cast<uint32_t>(ending - exploration_.runs().begin()));
      }
      return;
    }
    if (first.empty()) add(kind, unless_bound());
  }

  bool has_debrief() const {
    for (uint32_t node = 0; node < pack_.node_count(); ++node) {
      if (pack_.node(node).part == program::Part::Debrief && pack_.node(node).line_count > 0) return true;
    }
    return false;
  }

  // Backwards from where plays stop; a state that is not followed may lead to any stop.
  void endings_in_reach() {
    const auto& states = exploration_.states();
    const auto& runs = exploration_.runs();
    std::vector<uint32_t> first(states.size() + 1);
    for (const Step& step : exploration_.steps()) ++first[step.state + 1];
    for (size_t state = 0; state < states.size(); ++state) first[state + 1] += first[state];
    std::vector<uint32_t> before(exploration_.steps().size());
    std::vector<uint32_t> filled(first.begin(), first.end() - 1);
    std::vector<bool> stops(states.size());
    std::vector<uint32_t> work;
    const auto reach = [&](uint32_t state) {
      if (stops[state]) return;
      stops[state] = true;
      work.push_back(state);
    };
    for (uint32_t state = 0; state < states.size(); ++state) {
      if (states[state].run_count == 0) reach(state);
      for (uint32_t run = states[state].first_run; run < states[state].first_run + states[state].run_count; ++run) {
        if (runs[run].stop != Run::Stop::Choice) reach(state);
        for (uint32_t step = runs[run].first_step; step < runs[run].first_step + runs[run].step_count; ++step) {
          before[filled[exploration_.steps()[step].state]++] = state;
        }
      }
    }
    while (!work.empty()) {
      const uint32_t state = work.back();
      work.pop_back();
      for (uint32_t i = first[state]; i < first[state + 1]; ++i) reach(before[i]);
    }
    const auto trapped = static_cast<uint32_t>(std::find(stops.begin(), stops.end(), false) - stops.begin());
    if (trapped == states.size()) {
      add(Kind::EndingInReach, unless_bound());
      return;
    }
    Claim& claim = add(Kind::EndingInReach, Verdict::Refuted);
    claim.node = runs[states[trapped].first_run].ended_in;
    claim.play = play_to(states[trapped].first_run);
  }

  void options_left() {
    std::map<uint32_t, uint32_t> first;
    for (uint32_t run = 0; run < exploration_.runs().size(); ++run) {
      const uint32_t line = exploration_.runs()[run].first_passed;
      if (line != no_index) first.try_emplace(line, run);
    }
    for (const auto& [line, run] : first) {
      Claim& claim = add(Kind::OptionsLeft, Verdict::Refuted);
      claim.line = line;
      claim.play = play_to(run);
    }
    if (first.empty()) add(Kind::OptionsLeft, unless_bound());
  }

  // Breadth first through the plays in which no flagged line was said yet.
  void warned_before_loss() {
    if (pack_.scenario().truth != program::Truth::Scam) return;
    const auto& states = exploration_.states();
    const auto& runs = exploration_.runs();
    struct From {
      uint32_t run = no_index;
      uint32_t step = no_index;
    };
    std::vector<From> from(states.size());
    std::vector<bool> unwarned(states.size());
    std::vector<uint32_t> work;
    if (!states.empty()) {
      unwarned[0] = true;
      work.push_back(0);
    }
    for (size_t next = 0; next < work.size(); ++next) {
      const State& state = states[work[next]];
      for (uint32_t run = state.first_run; run < state.first_run + state.run_count; ++run) {
        if (runs[run].unwarned_loss) {
          Way way;
          way.parts.push_back({run, no_index});
          for (uint32_t at = work[next]; from[at].run != no_index; at = runs[from[at].run].state) {
            way.parts.push_back({from[at].run, from[at].step});
          }
          std::reverse(way.parts.begin(), way.parts.end());
          Claim& claim = add(Kind::WarnedBeforeLoss, Verdict::Refuted);
          claim.node = runs[run].ended_in;
          claim.play = play_along(way);
          return;
        }
        if (runs[run].warns) continue;
        for (uint32_t step = runs[run].first_step; step < runs[run].first_step + runs[run].step_count; ++step) {
          const uint32_t to = exploration_.steps()[step].state;
          if (unwarned[to]) continue;
          unwarned[to] = true;
          from[to] = {run, step};
          work.push_back(to);
        }
      }
    }
    add(Kind::WarnedBeforeLoss, unless_bound());
  }

  void lessons() {
    for (uint32_t at = 0; at < code_.instructions.size(); ++at) {
      const Instruction i = code_.instructions[at];
      if (i.op != Opcode::Option || pack_.line(i.a).risk < risky) continue;
      const bool has_lesson = pack_.line(i.a).lesson != no_index;
      Claim& claim = add(Kind::RiskHasLesson, has_lesson ? Verdict::Holds : Verdict::Refuted);
      claim.line = i.a;
      claim.node = exploration_.node_of(at);
      claim.instruction = at;
      const Met met = exploration_.line(i.a);
      if (!has_lesson && met.known()) claim.play = play_to(met.run);
    }
  }

  void locales() {
    for (uint32_t locale = 0; locale < pack_.locales().size(); ++locale) {
      bool complete = true;
      for (uint32_t line = 0; line < pack_.line_count(); ++line) {
        if (!pack_.text(locale, line).utf8.empty()) continue;
        complete = false;
        Claim& claim = add(Kind::LocaleComplete, Verdict::Refuted);
        claim.locale = locale;
        claim.line = line;
        claim.node = pack_.line(line).node;
        const Met met = exploration_.line(line);
        if (met.known()) claim.play = play_to(met.run);
      }
      if (complete) add(Kind::LocaleComplete, Verdict::Holds).locale = locale;
    }
  }

  void longest() {
    const Loops loops(exploration_);
    if (limits_.decisions > 0) {
      within(Kind::Decisions, loops.longest({true, 0}), limits_.decisions, 1, no_index);
    }
    for (const Limits::Reading& reading : limits_.reading) {
      const uint32_t locale = pack_.locale_index(reading.locale);
      if (locale == no_index || reading.characters_a_minute == 0) continue;
      const auto limit_secs =
          static_cast<uint32_t>(seconds_a_minute * pack_.scenario().minutes * limits_.percent_of_minutes / percent);
      within(Kind::ReadingTime, loops.longest({false, locale}), limit_secs,
             static_cast<double>(seconds_a_minute) / reading.characters_a_minute, locale);
    }
  }

  void within(Kind kind, const Longest& longest, uint32_t limit, double unit, uint32_t locale) {
    const auto least = static_cast<double>(longest.least) * unit;
    const auto most = static_cast<double>(longest.most) * unit;
    Claim& claim = add(kind, least > limit                           ? Verdict::Refuted
                             : most <= limit && exploration_.whole() ? Verdict::Holds
                                                                     : Verdict::Undecided);
    claim.measured = static_cast<uint32_t>(std::lround(least));
    claim.limit = limit;
    claim.locale = locale;
    if (claim.verdict == Verdict::Refuted) claim.play = play_along(longest.way);
  }

  const Exploration& exploration_;
  const Limits& limits_;
  const program::Pack& pack_;
  const program::Code& code_;
  std::vector<bool> returns_;   // instructions from which a detour may return
  std::vector<bool> possible_;  // instructions that can be reached from the start
  std::vector<bool> written_;   // that can be reached from the beginning of some node
  Report report_;
};

}  // namespace

bool Playthrough::has_chance() const {
  return std::any_of(chance.begin(), chance.end(), [](const auto& outcomes) { return !outcomes.empty(); });
}

Verdict Report::verdict() const {
  const auto any = [&](Verdict verdict) {
    return std::any_of(claims.begin(), claims.end(), [&](const Claim& claim) { return claim.verdict == verdict; });
  };
  return any(Verdict::Refuted) ? Verdict::Refuted : any(Verdict::Undecided) ? Verdict::Undecided : Verdict::Holds;
}

Report judge(const Exploration& exploration, const Limits& limits) { return Judge(exploration, limits).judge(); }

}  // namespace firefly::prove
