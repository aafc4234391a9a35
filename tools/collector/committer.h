#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "engine/base/result.h"
#include "engine/stats/batch.h"
#include "tools/collector/store.h"

// One thread that writes. Whatever has come in while the last transaction was on its way to the disk goes into the next
// one together, so a slow disk costs time and not throughput.

namespace firefly::collector {

class Committer {
 public:
  // Told on the writing thread, once the batch is durable or has failed.
  using Answered = std::function<void(const base::Result<stats::Receipt>&)>;

  explicit Committer(Store store);
  Committer(const Committer&) = delete;
  Committer& operator=(const Committer&) = delete;
  // Writes what is still waiting, then stops.
  ~Committer();

  // Takes the batch over; false, and nothing is told, where too many are waiting already.
  bool submit(stats::Batch batch, Answered answered);

  // Why the last transaction failed; nothing where it did not.
  std::optional<std::string> trouble();

 private:
  struct Waiting {
    std::vector<stats::Batch> batches;
    std::vector<Answered> answered;
  };
  void run();

  Store store_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Waiting waiting_;
  std::optional<std::string> trouble_;
  bool stopping_ = false;
  std::thread thread_;  // last, so that all above is there when it starts
};

}  // namespace firefly::collector
