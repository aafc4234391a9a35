#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/prove/exploration.h"

// What is claimed of a scenario, and what an exploration says to it. A claim holds when every play was followed and
// none speaks against it; it is refuted by one play, the shortest; and where the bound came first it is undecided,
// never proven.

namespace firefly::prove {

enum class Kind : uint8_t {
  NodeMet,           // node: some play comes to it
  EndingMet,         // node
  LineMet,           // line: some play says or offers it
  OptionOpen,        // line: in some play it can be taken
  ConditionHolds,    // instruction: in some play it is true
  ConditionFails,    // instruction: in some play it is false
  NoDeadEnd,         // node, instruction: plays stop in endings only
  EndingInReach,     // node: from everywhere some ending can be reached
  NoCircle,          // node, instruction: no loop without a choice
  OptionsLeft,       // line: of options some can always be taken
  WarnedBeforeLoss,  // node: a flagged line comes before money goes or the play is lost
  Debriefed,         // node, instruction: plays end with headline and advice, and a debrief follows
  RiskHasLesson,     // line: an option of risk 2 or 3 names the flag that should have warned
  LocaleComplete,    // locale, and line where a text is missing
  Decisions,         // measured, limit: choices on the longest play
  ReadingTime        // locale; measured, limit: seconds that the longest play takes to read
};
inline constexpr uint32_t kind_count = static_cast<uint32_t>(Kind::ReadingTime) + 1;

enum class Verdict : uint8_t { Holds, Refuted, Undecided };

// The options taken, and where chance plays: what it gives on the way to each choice and behind the last.
struct Playthrough {
  std::vector<uint32_t> picks;  // from 0
  std::vector<std::vector<uint32_t>> chance;
  bool has_chance() const;
};

struct Claim {
  Kind kind;
  Verdict verdict = Verdict::Holds;
  uint32_t node = program::no_index;
  uint32_t line = program::no_index;
  uint32_t instruction = program::no_index;
  uint32_t locale = program::no_index;
  uint32_t measured = 0;
  uint32_t limit = 0;
  bool follows = false;  // refuted only because another claim is, and told there
  std::optional<Playthrough> play;
};

// What content/limits.csv allows.
struct Limits {
  struct Reading {
    std::string locale;
    uint32_t characters_a_minute;
  };
  uint32_t decisions = 0;           // on the longest play; 0: as many as one likes
  uint32_t percent_of_minutes = 0;  // the longest play may take that share of the minutes that the cover promises
  std::vector<Reading> reading;
};

struct Report {
  std::vector<Claim> claims;  // by kind
  bool whole = false;         // every play was followed to its end
  uint32_t states = 0;
  uint64_t bytes = 0;
  Verdict verdict() const;  // refuted where one claim is, else undecided where one is
};

// Everything that can be said by now; an exploration that is not done leaves claims undecided.
Report judge(const Exploration& exploration, const Limits& limits);

}  // namespace firefly::prove
