#pragma once

#include <cstdint>
#include <vector>

#include "engine/prove/exploration.h"

namespace firefly::prove {

// One way through the graph: runs, and the step taken at the end of each but the last.
struct Way {
  struct Part {
    uint32_t run;
    uint32_t step;  // of Exploration::steps, no_index behind the last
  };
  std::vector<Part> parts;
};

// The longest play in which no choice is taken twice in the same state: every loop is taken once. Where loops are too
// entangled to try all ways through them, `least` is the longest found and `most` what none can exceed.
struct Longest {
  uint64_t least = 0;
  uint64_t most = 0;
  Way way;  // as long as `least`
};

// What counts: choices, or the characters of a locale.
struct Measure {
  bool choices;
  uint32_t locale = 0;
};

// The loops of the graph, found once for all measures.
class Loops {
 public:
  explicit Loops(const Exploration& exploration);
  Longest longest(const Measure& measure) const;

 private:
  friend class LongestWalk;
  const Exploration& exploration_;
  std::vector<uint32_t> group_;                // of each state: states of one group can reach each other
  std::vector<std::vector<uint32_t>> groups_;  // later ones reach only earlier ones
};

}  // namespace firefly::prove
