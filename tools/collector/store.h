#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/stats/batch.h"
#include "engine/stats/report.h"
#include "kiosk/database/database.h"

// The collector's store: every play once, however often it came. What `take` has returned survives the loss of power.

namespace firefly::collector {

class Store {
 public:
  // What to do where there is no store yet.
  enum class WhenAbsent : uint8_t { Make, Refuse };
  // The store of an address "sqlite:PATH"; an Error names what is wrong with it and the cure.
  static base::Result<Store> open(std::string_view address, WhenAbsent when_absent);

  // Takes all batches or, with an Error, none. `received_day` is days since 1970 in UTC+8. A play that is there already
  // is counted in its batch's receipt and otherwise left as it is.
  base::Result<std::vector<stats::Receipt>> take(std::span<const stats::Batch> batches, int64_t received_day);

  // All plays, equal ones counted together.
  base::Result<std::vector<stats::Group>> groups();
  // Calls `each` with every play's id, in no particular order.
  base::Result<base::Done> each_play(const std::function<void(const stats::RecordId&)>& each);
  // Reads the whole file; an Error says what is broken in it.
  base::Result<base::Done> check_integrity();

 private:
  Store(database::Database database, database::Statement add_batch, database::Statement add_play)
      : database_(std::move(database)), add_batch_(std::move(add_batch)), add_play_(std::move(add_play)) {}
  database::Database database_;
  database::Statement add_batch_;
  database::Statement add_play_;
};

}  // namespace firefly::collector
