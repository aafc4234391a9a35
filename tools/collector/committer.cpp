#include "tools/collector/committer.h"

#include <chrono>
#include <utility>

namespace firefly::collector {

using base::Result;

namespace {

constexpr size_t waiting_max = 512;

int64_t today() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(since_epoch).count();
  return (hours + stats::hours_ahead_of_utc) / 24;
}

}  // namespace

Committer::Committer(Store store) : store_(std::move(store)), thread_([this] { run(); }) {}

Committer::~Committer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

bool Committer::submit(stats::Batch batch, Answered answered) {
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.batches.size() >= waiting_max) return false;
    waiting_.batches.push_back(std::move(batch));
    waiting_.answered.push_back(std::move(answered));
  }
  changed_.notify_one();
  return true;
}

std::optional<std::string> Committer::trouble() {
  const std::lock_guard lock(mutex_);
  return trouble_;
}

void Committer::run() {
  while (true) {
    Waiting now;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stopping_ || !waiting_.batches.empty(); });
      if (waiting_.batches.empty()) return;
      std::swap(now, waiting_);
    }
    const auto receipts = store_.take(now.batches, today());
    {
      const std::lock_guard lock(mutex_);
      trouble_ = receipts ? std::nullopt : std::optional(receipts.error().message);
    }
    for (size_t i = 0; i < now.answered.size(); ++i) {
      now.answered[i](receipts ? Result<stats::Receipt>(receipts.value()[i])
                               : Result<stats::Receipt>(receipts.error()));
    }
  }
}

}  // namespace firefly::collector
