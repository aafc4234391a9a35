#include "engine/stats/report.h"

#include <doctest/doctest.h>

#include <vector>

namespace firefly::stats {

TEST_CASE("A report of nothing says nought") {
  CHECK(to_json(summarise({})) ==
        "{\"plays\":0,\"by_scenario\":{},\"by_outcome\":{},\"by_mode\":{},\"stall_by_hour\":[],\"phone_by_day\":[]}\n");
}

TEST_CASE("A report adds up the groups, every play once in every table, by the clock of China") {
  using program::Outcome;
  const std::vector<Group> groups = {
      {"teacher", Outcome::Safe, Mode::Stall, 498'707, 5},  // 2026-11-22 19:00
      {"teacher", Outcome::Lost, Mode::Stall, 498'707, 2},
      {"refund", Outcome::Reported, Mode::Stall, 498'711, 1},  // 23:00
      {"refund", Outcome::Safe, Mode::Stall, 498'712, 1},      // midnight
      {"teacher", Outcome::Safe, Mode::Phone, 498'688, 4},
      {"teacher", Outcome::Safe, Mode::Phone, 0, 3},
  };
  CHECK(to_json(summarise(groups)) ==
        "{\"plays\":16,\"by_scenario\":{\"refund\":2,\"teacher\":14},"
        "\"by_outcome\":{\"safe\":13,\"lost\":2,\"reported\":1},\"by_mode\":{\"phone\":7,\"stall\":9},"
        "\"stall_by_hour\":[{\"day\":\"2026-11-22\",\"hour\":19,\"plays\":7},"
        "{\"day\":\"2026-11-22\",\"hour\":23,\"plays\":1},{\"day\":\"2026-11-23\",\"hour\":0,\"plays\":1}],"
        "\"phone_by_day\":[{\"day\":null,\"plays\":3},{\"day\":\"2026-11-22\",\"plays\":4}]}\n");
}

}  // namespace firefly::stats
