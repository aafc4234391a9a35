#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/play/session.h"
#include "engine/program/pack.h"
#include "engine/prove/projection.h"

// All plays of a scenario. An Exploration begins at the start node and follows every option that can be taken and every
// outcome of chance, breadth first, until nothing new comes or its bound is met. Where two plays stand at the same
// place with the same memory (as far as it can still make a difference) they go on as one, so that the plays without
// number of a scenario become a graph that can be walked to its end. `judge` (engine/prove/judge.h) reads claims and
// the play-throughs that refute them from the graph.
//
//   Exploration exploration(pack, {});
//   while (!exploration.step(1000)) {}        // a little at a time: nothing blocks
//   Report report = judge(exploration, limits);

namespace firefly::prove {

// How far an exploration goes before it gives up.
struct Bound {
  uint32_t states = 1'000'000;
  uint64_t bytes = uint64_t{512} << 20;
  uint32_t circles = 50;  // without a choice: each is dear to follow, and so many are enough
};

// Where a play stands right after a choice (or at the start): what happens next depends on nothing else but chance.
struct State {
  size_t key;  // bytes of the projection, in Exploration::bytes_
  uint32_t key_size;
  uint32_t parent;      // the state before, no_index at the start
  uint32_t parent_run;  // the run of it that led here
  uint16_t pick;        // and the option taken at its end, from 0
  uint32_t depth;       // choices since the start
  uint32_t first_run;   // no_index as long as it was not followed
  uint32_t run_count;   // one for each outcome of chance
};

// What happens from a state to the next choice, or to the end.
struct Run {
  enum class Stop : uint8_t {
    Choice,
    Ending,         // the play is over, as it should be
    NoDebrief,      // it is over with an outcome, but not in an ending with headline and advice
    DeadEnd,        // it stops without an outcome
    NowhereToJump,  // <<jump {…}>> names no node
    Circle          // lines or instructions without end and without a choice
  };
  uint32_t state;
  uint32_t first_step;
  uint16_t step_count;
  uint16_t chance;  // number of this run among the runs of its state
  Stop stop;
  bool warns;             // a flagged line is said in it
  bool unwarned_loss;     // money goes or the play is lost before a flagged line is said in it
  uint32_t first_passed;  // first line of options that were all closed, no_index where none were
  uint32_t stopped_at;    // instruction
  uint32_t ended_in;      // node that the play is in
};

// An option taken at the end of a run.
struct Step {
  uint32_t state;
  uint16_t pick;  // from 0
};

// Where something was first met: so many choices from the start as it takes at least.
struct Met {
  uint32_t run = program::no_index;
  bool known() const { return run != program::no_index; }
};

class Exploration {
 public:
  Exploration(const program::Pack& pack, const Bound& bound);

  // Follows up to `states` more states; true when there is no more to do.
  bool step(uint32_t states);

  // Whether every play was followed to its end: nothing was left at the bound, and chance was tried whole.
  bool whole() const { return next_ == states_.size() && whole_; }
  uint32_t followed() const { return next_; }
  uint64_t bytes() const;

  const program::Pack& pack() const { return pack_; }
  // Whether the pack is a scenario with endings, and not any script.
  bool is_scenario() const { return is_scenario_; }
  const std::vector<State>& states() const { return states_; }
  const std::vector<Run>& runs() const { return runs_; }
  const std::vector<Step>& steps() const { return steps_; }
  // Characters said and offered in a run, in a locale.
  uint32_t characters(uint32_t run, uint32_t locale) const {
    return characters_[run * pack_.locales().size() + locale];
  }

  Met node(uint32_t node) const { return nodes_[node]; }
  Met line(uint32_t line) const { return lines_[line]; }               // said, or offered
  Met open(uint32_t line) const { return open_[line]; }                // offered, and can be taken
  Met held(uint32_t instruction) const { return held_[instruction]; }  // a condition, true or false
  Met failed(uint32_t instruction) const { return failed_[instruction]; }

  // The node that an instruction belongs to; no_index where it is none's.
  uint32_t node_of(uint32_t instruction) const { return node_of_[instruction]; }
  // The outcomes of chance in a run.
  std::vector<uint32_t> outcomes(uint32_t run) const;

 private:
  struct Facts;
  bool is_jump_by_name(uint32_t instruction) const;
  void follow(uint32_t state);
  void run(uint32_t state, uint32_t number, play::Probe& probe);
  void note(const play::Event& event, uint32_t run, Facts& facts, Run& made);
  void note_offers(size_t offered, Run& made);
  void note_conditions(const play::Probe& probe, uint32_t run);
  void conclude(play::Waiting waiting, uint32_t run, const Facts& facts, Run& made);
  uint32_t intern(uint32_t at, uint32_t run, uint16_t pick);
  void grow_table();
  std::string_view key(uint32_t state) const {
    return std::string_view(bytes_).substr(states_[state].key, states_[state].key_size);
  }

  program::Pack pack_;
  Bound bound_;
  Projection projection_;
  bool is_scenario_ = false;
  bool is_scam_ = false;
  bool has_detours_ = false;
  bool whole_ = true;
  uint32_t circles_ = 0;
  uint32_t next_ = 0;  // the first state that is not followed yet

  std::vector<State> states_;
  std::vector<Run> runs_;
  std::vector<Step> steps_;
  std::vector<uint32_t> characters_;
  std::map<uint32_t, std::vector<uint32_t>> outcomes_;  // of runs with chance in them
  std::string bytes_;
  std::vector<uint32_t> table_;  // of states, by hash
  std::vector<uint64_t> hashes_;

  std::vector<Met> nodes_, lines_, open_, held_, failed_;
  std::vector<uint32_t> line_characters_;  // locale by locale
  enum : uint8_t { Headline = 1, Advice = 2, Flagged = 4 };
  std::vector<uint8_t> line_kinds_;
  std::vector<uint32_t> node_of_;

  // Used again from run to run.
  play::Session session_;
  play::Events events_;
  std::string scratch_;
};

}  // namespace firefly::prove
