#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>

#include "engine/stats/record.h"

// What a station reports. The collector's store counts equal plays together; a Report adds the counts up, exactly.

namespace firefly::stats {

// So many plays that are equal in all of these.
struct Group {
  std::string scenario;
  program::Outcome outcome = program::Outcome::None;
  Mode mode = Mode::Phone;
  uint32_t hour_bucket = 0;
  uint64_t plays = 0;
};

struct Report {
  uint64_t plays = 0;
  std::map<std::string, uint64_t> by_scenario;
  std::map<program::Outcome, uint64_t> by_outcome;
  std::map<Mode, uint64_t> by_mode;
  std::map<uint32_t, uint64_t> by_stall_hour;  // plays at a stall, by hour bucket; 0: the clock was wrong
  std::map<uint32_t, uint64_t> by_phone_day;   // plays on a phone, by the bucket of the day; 0 likewise
};

// The groups added up.
Report summarise(std::span<const Group> groups);

// The Report as JSON; days and hours are those of UTC+8.
std::string to_json(const Report& report);

}  // namespace firefly::stats
