#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/result.h"

// The kiosk program's answers to kiosk/host/platform.h: content from a folder, the journal in an SQLite file. What is
// remembered for a while stays in memory and is gone with the process: a stall keeps nothing of an interrupted play.

namespace firefly::kiosk {

struct Places {
  std::string content;           // the folder that `firefly build` wrote
  std::string store;             // the journal's file; empty: in memory, gone with the process
  std::vector<uint8_t> station;  // what the station file says, as app::read_station takes it; empty: there is none
};

// Opens the journal; call it once, before the first verb is used. Gives back a notice for the log, mostly empty.
base::Result<std::string> open_platform(const Places& places);

enum class Answers : uint8_t { None, Given };

// Gives the answers that wait, each to who asked; new questions asked meanwhile are answered next time.
Answers give_answers();

}  // namespace firefly::kiosk
