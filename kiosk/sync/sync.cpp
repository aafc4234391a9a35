#include "kiosk/sync/sync.h"

#include <algorithm>
#include <array>
#include <string>

namespace firefly::sync {

using base::Result;
using store::Entry;
using store::Outbox;

namespace {

constexpr int64_t first_backoff_ms = 2'000;
constexpr int64_t longest_backoff_ms = 15 * 60'000;
constexpr int64_t wrong_address_wait_ms = 60 * 60'000;
constexpr int64_t longest_retry_after_ms = 24 * 60 * 60'000;
constexpr int64_t online_spread_ms = 30'000;

// 0 to most, each as likely as any other (but for a bias of 2^-40 that no network will notice).
int64_t up_to(int64_t most, const FillRandom& fill_random) {
  std::array<uint8_t, 8> bytes{};
  fill_random(bytes);
  uint64_t number = 0;
  for (const uint8_t byte : bytes) number = number << 8 | byte;
  return static_cast<int64_t>(number % (static_cast<uint64_t>(most) + 1));
}

stats::BatchId new_batch_id(const FillRandom& fill_random) {
  stats::BatchId id{};
  fill_random(id);
  return id;
}

void back_off(Pace& pace, int64_t now_ms, const FillRandom& fill_random) {
  const int doublings = static_cast<int>(std::min<uint32_t>(pace.failures, 20));
  const int64_t most_ms = std::min(longest_backoff_ms, first_backoff_ms << doublings);
  pace = {Pace::Because::NobodyAnswered, pace.failures + 1, now_ms + up_to(most_ms, fill_random)};
}

bool is_receipt_of(const Outbox::SealedBatch& batch, std::span<const uint8_t> body) {
  const auto receipt = stats::decode_receipt(body);
  if (!receipt) return false;
  const auto& [batch_id, new_records, duplicates] = receipt.value();
  return batch_id == batch.id && new_records + duplicates == batch.records.size();
}

// Two batches where there was one, or the last one put aside: so one bad record ends alone, and the others get through.
std::vector<Entry> isolate(const Outbox::SealedBatch& batch, const FillRandom& fill_random) {
  if (batch.records.size() == 1) return {store::parked(batch.id)};
  std::vector<stats::RecordId> ids;
  for (const auto& record : batch.records) ids.push_back(record.id);
  const std::span<const stats::RecordId> all = ids;
  const size_t half = all.size() / 2;
  return {store::sealed(new_batch_id(fill_random), all.first(half)),
          store::sealed(new_batch_id(fill_random), all.subspan(half))};
}

}  // namespace

Result<Step> next_step(Outbox& outbox, const Pace& pace, std::string_view app, int64_t now_ms,
                       const FillRandom& fill_random) {
  Step step;
  auto batch = outbox.oldest_batch();
  if (!batch) return batch.error();
  if (!batch.value()) {
    const auto unsealed = outbox.unsealed(stats::batch_records_max);
    if (!unsealed) return unsealed.error();
    if (unsealed.value().empty()) return step;
    step.kind = Step::Kind::Keep;
    step.entry = store::sealed(new_batch_id(fill_random), unsealed.value());
    return step;
  }
  if (now_ms < pace.send_after_ms) {
    step.kind = Step::Kind::Wait;
    step.wait_ms = pace.send_after_ms - now_ms;
    return step;
  }
  step.kind = Step::Kind::Send;
  step.batch = std::move(*batch.value());
  step.body = stats::encode(stats::Batch{step.batch.id, stats::Stream::Public, std::string(app), step.batch.records});
  return step;
}

std::vector<Entry> settle(const Outbox::SealedBatch& batch, const Answer& answer, Pace& pace, int64_t now_ms,
                          const FillRandom& fill_random) {
  if (answer.status == 200 && is_receipt_of(batch, answer.body)) {
    pace = Pace{};
    return {store::acknowledged(batch.id)};
  }
  if (answer.status == 413 || answer.status == 422) {
    pace = Pace{};
    return isolate(batch, fill_random);
  }
  if ((answer.status == 429 || answer.status == 503) && answer.retry_after_secs) {
    const int64_t told_ms = std::min(int64_t{*answer.retry_after_secs} * 1000, longest_retry_after_ms);
    // A little later than told, so that not everyone who was told the same comes at the same moment.
    const int64_t spread_ms = up_to(std::max<int64_t>(told_ms / 4, 1000), fill_random);
    pace = {Pace::Because::Told, pace.failures + 1, now_ms + told_ms + spread_ms};
    return {};
  }
  if (answer.status >= 400 && answer.status < 500 && answer.status != 429 && answer.status != 408) {
    pace = {Pace::Because::Told, pace.failures + 1, now_ms + wrong_address_wait_ms};
    return {};
  }
  back_off(pace, now_ms, fill_random);
  return {};
}

void came_online(Pace& pace, int64_t now_ms, const FillRandom& fill_random) {
  if (pace.because != Pace::Because::NobodyAnswered) return;
  pace.failures = 0;
  pace.send_after_ms = std::min(pace.send_after_ms, now_ms + up_to(online_spread_ms, fill_random));
}

}  // namespace firefly::sync
