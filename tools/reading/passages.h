#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/result.h"
#include "engine/program/pack.h"
#include "kiosk/app/drill.h"

// A scenario as a book of passages: what is read from one choice to the next, and where each option leads. Plays that
// can no longer be told apart by a reader go on in the same passage, so that the plays without number of a scenario
// become a book that has an end. Sums count: two plays that paid differently have different bills before them.

namespace firefly::reading {

struct Passage {
  app::Drill drill;     // the shortest play that reads it, at its end: options wait, or it is over
  size_t begin = 0;     // drill.transcript from here on is the passage; the option that led to it comes first
  uint32_t before = 0;  // the passage that this play read before; no_index for the first
  uint32_t place = 0;   // where in the scenario it begins: later things have higher numbers, as they were written
  std::vector<uint32_t> next;  // for each of drill.options the passage that it leads to; no_index for none
};

// The first passage is where every play begins.
using Passages = std::vector<Passage>;

// More passages than these are no book that anybody would read.
inline constexpr uint32_t most_passages = 2000;

// All passages of a scenario. Of chance each passage holds one outcome. An Error where there are more than `most`
// before those that read alike are made one.
base::Result<Passages> all_passages(const program::Pack& pack, uint32_t most = most_passages);

// One play alone: whoever does the riskiest thing that is offered, each thing at most once. The passages follow each
// other, and only one option of each leads on. An Error where this play does not come to an end.
base::Result<Passages> one_play(const program::Pack& pack);

// The passages that end a play, those together that end it with the same words: their plays differ in what came before.
// Each group begins with the one that is reached in the fewest choices.
std::vector<std::vector<uint32_t>> endings_of(const Passages& passages);

// Of the entries in the transcript of a group's first ending those that every play has shown that comes to one of the
// group, whatever the way.
std::vector<bool> surely_shown(const Passages& passages, const std::vector<uint32_t>& endings);

// The passage's play with nothing in its transcript but what this passage shows, in each place that it leads through:
// what the app's screens would have shown one after the other. The options, or the end, are those of the last.
std::vector<app::Drill> screens_of(const Passage& passage);

}  // namespace firefly::reading
