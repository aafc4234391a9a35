#pragma once

#include <string>

#include "engine/base/result.h"

// The drill of the collector itself: whatever it has acknowledged must be in its store once, and only once, though it
// is killed again and again while kiosks send.

namespace firefly::collector {

struct DrillSettings {
  std::string program;  // the collector's path
  int kills = 20;
  int writers = 8;
  int records_per_batch = 5;
  int load_secs = 10;  // how long to write where there are no kills
};

struct DrillResult {
  int kills = 0;
  uint64_t batches = 0;     // acknowledged
  uint64_t records = 0;     // acknowledged
  uint64_t came_again = 0;  // records that were sent again because their answer was lost, and recognised
  uint64_t lost = 0;        // acknowledged, and not in the store
  uint64_t duplicates = 0;  // in the store more often than once, or never sent
  double seconds = 0;       // of writing
  double answer_ms_median = 0;
  double answer_ms_p99 = 0;
};

// Runs the program as a collector on a store of its own in a folder of its own, under load, kills it so many times
// with SIGKILL, and counts. An Error where the drill itself could not be held.
base::Result<DrillResult> hold_drill(const DrillSettings& settings);

}  // namespace firefly::collector
