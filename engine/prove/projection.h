#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/play/session.h"
#include "engine/program/pack.h"

namespace firefly::prove {

// What of a Session's memory can still make a difference, at each instruction: variables that are read before they are
// written again, and of a number only as much as the comparisons of the program can tell apart. Two sessions that
// write alike have the same plays before them. Found once for a pack, from its instructions alone.
class Projection {
 public:
  explicit Projection(const program::Pack& pack);

  // Appends the session, were it to go on at instruction `at`.
  void write(const play::Session& session, uint32_t at, std::string& bytes) const;

  // A session that writes `bytes`, in place of `session` (one of the same pack, whose memory is used again).
  void read(std::string_view bytes, play::Session& session) const;

  // Whether a variable or visit count can make a difference to what comes at an instruction.
  bool matters(uint32_t slot, uint32_t at) const;

 private:
  // What is known of a number: how far its value must be kept.
  struct Range {
    bool exact = false;  // every value counts
    bool grows = false;
    bool shrinks = false;
    bool compared = false;
    double lowest = 0;  // constants that it is compared with
    double highest = 0;
  };
  struct Cell;
  class Stack;

  void find_uses();
  void find_lives();
  void step(uint32_t at, Stack& stack);
  Cell asked_of_nodes(program::Function function);
  double clipped(uint32_t slot, double value) const;
  uint32_t behind_jumps(uint32_t at) const;

  // Memory slots as bits.
  size_t words() const { return (code_.memory.size() + 63) / 64; }

  program::Pack pack_;
  const program::Code& code_;
  std::vector<uint32_t> entries_;               // of all nodes that are played
  std::vector<uint32_t> backs_;                 // where detours return to
  std::vector<Range> ranges_;                   // one a slot
  std::vector<std::vector<uint32_t>> reads_;    // per instruction: slots that it makes matter
  std::vector<std::vector<uint32_t>> derives_;  // per Store: slots that matter if its own does
  std::vector<uint64_t> lives_;                 // per instruction, words() words: slots that matter before it
};

}  // namespace firefly::prove
