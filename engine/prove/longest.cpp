#include "engine/prove/longest.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace firefly::prove {

using program::no_index;

namespace {

constexpr uint64_t boundless = std::numeric_limits<uint32_t>::max();
constexpr size_t steps_to_try_all_ways = 40;
constexpr uint64_t tries_a_group = 50'000;

}  // namespace

// Tarjan's algorithm without recursion.
Loops::Loops(const Exploration& exploration) : exploration_(exploration) {
  const auto& states = exploration.states();
  const auto& runs = exploration.runs();
  const auto& steps = exploration.steps();
  std::vector<uint32_t> number(states.size(), no_index);
  std::vector<uint32_t> low(states.size());
  std::vector<uint32_t> open;
  struct Frame {
    uint32_t state;
    uint32_t next_step;
    uint32_t end_step;
  };
  std::vector<Frame> frames;
  group_.assign(states.size(), no_index);
  uint32_t counter = 0;
  const auto visit = [&](uint32_t state) {
    number[state] = low[state] = counter++;
    open.push_back(state);
    uint32_t first = 0;
    uint32_t end = 0;
    if (states[state].run_count > 0) {  // the steps of a state lie in one stretch
      const Run& last = runs[states[state].first_run + states[state].run_count - 1];
      first = runs[states[state].first_run].first_step;
      end = last.first_step + last.step_count;
    }
    frames.push_back({state, first, end});
  };
  for (uint32_t root = 0; root < states.size(); ++root) {
    if (number[root] != no_index) continue;
    visit(root);
    while (!frames.empty()) {
      Frame& frame = frames.back();
      if (frame.next_step < frame.end_step) {
        const uint32_t target = steps[frame.next_step++].state;
        if (number[target] == no_index) {
          visit(target);
        } else if (group_[target] == no_index) {
          low[frame.state] = std::min(low[frame.state], number[target]);
        }
        continue;
      }
      const uint32_t state = frame.state;
      frames.pop_back();
      if (!frames.empty()) low[frames.back().state] = std::min(low[frames.back().state], low[state]);
      if (low[state] != number[state]) continue;
      std::vector<uint32_t> group;
      do {
        group.push_back(open.back());
        group_[open.back()] = static_cast<uint32_t>(groups_.size());
        open.pop_back();
      } while (group.back() != state);
      groups_.push_back(std::move(group));
    }
  }
}

// The lengths of all states under one measure.
class LongestWalk {
 public:
  LongestWalk(const Loops& loops, const Measure& measure)
      : loops_(loops), exploration_(loops.exploration_), measure_(measure) {}

  Longest walk() {
    const size_t size = exploration_.states().size();
    if (size == 0) return {};
    least_.assign(size, 0);
    most_.assign(size, 0);
    parts_.assign(size, {no_index, no_index});
    for (const std::vector<uint32_t>& group : loops_.groups_) {
      if (group.size() == 1 && !turns_back(group[0])) {
        single(group[0]);
      } else {
        loop(group);
      }
    }
    return {least_[0], most_[0], way()};
  }

 private:
  uint64_t worth_of_run(uint32_t run) const {
    return measure_.choices ? 0 : exploration_.characters(run, measure_.locale);
  }
  uint64_t worth_of_step() const { return measure_.choices ? 1 : 0; }
  uint32_t group_of(uint32_t state) const { return loops_.group_[state]; }

  template <class Do>
  void each_run(uint32_t state, Do&& what) const {
    const State& from = exploration_.states()[state];
    for (uint32_t run = from.first_run; run < from.first_run + from.run_count; ++run) what(run);
  }
  template <class Do>
  void each_step(uint32_t run, Do&& what) const {
    const Run& from = exploration_.runs()[run];
    for (uint32_t step = from.first_step; step < from.first_step + from.step_count; ++step) {
      what(step, exploration_.steps()[step].state);
    }
  }

  bool turns_back(uint32_t state) const {
    bool turns = false;
    each_run(state,
             [&](uint32_t run) { each_step(run, [&](uint32_t, uint32_t to) { turns = turns || to == state; }); });
    return turns;
  }

  // The best that can be had from a state by leaving its group, or by ending in it.
  void single(uint32_t state) {
    if (exploration_.states()[state].run_count == 0) {  // not followed: it may be anything
      most_[state] = boundless;
      return;
    }
    each_run(state, [&](uint32_t run) {
      consider(state, worth_of_run(run), worth_of_run(run), {run, no_index});
      each_step(run, [&](uint32_t step, uint32_t to) {
        if (group_of(to) == group_of(state)) return;
        const uint64_t before = worth_of_run(run) + worth_of_step();
        consider(state, before + least_[to], before + most_[to], {run, step});
      });
    });
  }

  void consider(uint32_t state, uint64_t least, uint64_t most, Way::Part part) {
    most_[state] = std::max(most_[state], std::min(most, boundless));
    if (parts_[state].run != no_index && least <= least_[state]) return;
    least_[state] = least;
    parts_[state] = part;
  }

  // A group of states that reach each other: every step in it can be taken once.
  void loop(const std::vector<uint32_t>& group) {
    for (const uint32_t state : group) single(state);
    inner_.clear();
    exit_least_.clear();
    exit_most_.clear();
    uint64_t all_steps = 0;
    uint64_t best_exit = 0;
    size_t count = 0;
    for (const uint32_t state : group) {
      best_exit = std::max(best_exit, most_[state]);
      each_run(state, [&](uint32_t run) {
        each_step(run, [&](uint32_t step, uint32_t to) {
          if (group_of(to) != group_of(state)) return;
          all_steps += worth_of_run(run) + worth_of_step();
          if (++count <= steps_to_try_all_ways) inner_[state].push_back({run, step, to, false});
        });
      });
    }
    const uint64_t bound = std::min(best_exit + all_steps, boundless);
    // The ways out are kept before the ways through are written over them.
    for (const uint32_t state : group) {
      if (count <= steps_to_try_all_ways) {
        exit_least_[state] = least_[state];
        exit_most_[state] = most_[state];
      }
      most_[state] = bound;
    }
    if (count > steps_to_try_all_ways) return;
    for (const uint32_t state : group) {
      tries_ = 0;
      best_least_ = 0;
      best_most_ = 0;
      trail_.clear();
      best_trail_.clear();
      try_ways(state, 0);
      least_[state] = best_least_;
      if (tries_ < tries_a_group) most_[state] = best_most_;
      through_[state] = best_trail_;
    }
  }

  void try_ways(uint32_t state, uint64_t before) {
    if (++tries_ > tries_a_group) return;
    const uint64_t least = before + exit_least_[state];
    best_most_ = std::max(best_most_, std::min(before + exit_most_[state], boundless));
    if (least > best_least_ || (best_trail_.empty() && least == best_least_)) {
      best_least_ = least;
      best_trail_ = trail_;
    }
    for (Inner& inner : inner_[state]) {
      if (inner.taken) continue;
      inner.taken = true;
      trail_.push_back({inner.run, inner.step});
      try_ways(inner.to, before + worth_of_run(inner.run) + worth_of_step());
      trail_.pop_back();
      inner.taken = false;
    }
  }

  Way way() const {
    Way way;
    uint32_t state = 0;
    while (true) {
      const auto through = through_.find(state);
      if (through != through_.end()) {
        for (const Way::Part& part : through->second) {
          way.parts.push_back(part);
          state = exploration_.steps()[part.step].state;
        }
      }
      if (parts_[state].run == no_index) return way;
      way.parts.push_back(parts_[state]);
      if (parts_[state].step == no_index) return way;
      state = exploration_.steps()[parts_[state].step].state;
    }
  }

  struct Inner {
    uint32_t run;
    uint32_t step;
    uint32_t to;
    bool taken;
  };

  const Loops& loops_;
  const Exploration& exploration_;
  const Measure measure_;
  std::vector<uint64_t> least_;
  std::vector<uint64_t> most_;
  std::vector<Way::Part> parts_;                        // the best way out of each state
  std::map<uint32_t, std::vector<Way::Part>> through_;  // and the way through its group before that
  std::map<uint32_t, std::vector<Inner>> inner_;
  std::map<uint32_t, uint64_t> exit_least_;
  std::map<uint32_t, uint64_t> exit_most_;
  std::vector<Way::Part> trail_;
  std::vector<Way::Part> best_trail_;
  uint64_t best_least_ = 0;
  uint64_t best_most_ = 0;
  uint64_t tries_ = 0;
};

Longest Loops::longest(const Measure& measure) const { return LongestWalk(*this, measure).walk(); }

}  // namespace firefly::prove
