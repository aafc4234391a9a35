#include "kiosk/sync/sync.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <set>

#include "tests/engine/stats/some_records.h"

namespace firefly::sync {
namespace {

using stats::RecordId;
using store::Entry;
using store::Outbox;

Outbox new_outbox() {
  auto outbox = Outbox::in_memory();
  REQUIRE(outbox);
  return std::move(outbox).value();
}

FillRandom dice(std::mt19937_64& random) {
  return [&random](std::span<uint8_t> bytes) {
    for (auto& byte : bytes) byte = static_cast<uint8_t>(random());
  };
}

// Always the shortest wait.
void no_spread(std::span<uint8_t> bytes) { std::fill(bytes.begin(), bytes.end(), uint8_t{0}); }

// A sealed batch of some records, as it would be sent.
Outbox::SealedBatch some_batch(size_t records) {
  std::mt19937_64 random(records);
  Outbox::SealedBatch batch{stats::some_id(random), {}};
  for (size_t i = 0; i < records; ++i) batch.records.push_back(stats::some_record(random));
  return batch;
}

// A collector in memory that also takes what it takes twice, and refuses one kind of record.
struct Collector {
  std::map<RecordId, int> taken;
  std::set<RecordId> poison;

  std::pair<int, std::vector<uint8_t>> post(std::span<const uint8_t> body) {
    const auto batch = stats::decode_batch(body);
    if (!batch) return {422, {}};
    for (const auto& record : batch.value().records) {
      if (poison.count(record.id) != 0) return {422, {}};
    }
    stats::Receipt receipt{batch.value().id, 0, 0};
    for (const auto& record : batch.value().records) {
      if (++taken[record.id] == 1) {
        ++receipt.new_records;
      } else {
        ++receipt.duplicates;
      }
    }
    return {200, stats::encode(receipt)};
  }
};

}  // namespace

TEST_CASE("Nothing to send is rest; a record is sealed, then sent") {
  std::mt19937_64 random(1);
  Outbox outbox = new_outbox();
  Pace pace;
  CHECK(next_step(outbox, pace, "test", 0, dice(random))->kind == Step::Kind::Rest);
  REQUIRE(outbox.apply(store::recorded(stats::encode(stats::some_record(random)))));
  auto step = next_step(outbox, pace, "test", 0, dice(random));
  REQUIRE(step);
  REQUIRE(step->kind == Step::Kind::Keep);
  CHECK(step->entry.kind == Entry::Kind::Sealed);
  REQUIRE(outbox.apply(step->entry));
  step = next_step(outbox, pace, "test", 0, dice(random));
  REQUIRE(step);
  REQUIRE(step->kind == Step::Kind::Send);
  const auto batch = stats::decode_batch(step->body);
  REQUIRE(batch);
  CHECK(batch.value().app == "test");
  CHECK(batch.value().records == step->batch.records);
}

TEST_CASE("Only the receipt of this very batch acknowledges it") {
  std::mt19937_64 random(2);
  const auto batch = some_batch(3);
  const auto entries_for = [&](int status, const std::vector<uint8_t>& body) {
    Pace pace;
    return settle(batch, {status, {}, body}, pace, 0, dice(random));
  };
  const std::vector<Entry> acknowledged = {store::acknowledged(batch.id)};
  CHECK(entries_for(200, stats::encode(stats::Receipt{batch.id, 3, 0})) == acknowledged);
  CHECK(entries_for(200, stats::encode(stats::Receipt{batch.id, 1, 2})) == acknowledged);
  CHECK(entries_for(200, stats::encode(stats::Receipt{batch.id, 2, 0})).empty());
  CHECK(entries_for(200, stats::encode(stats::Receipt{{1}, 3, 0})).empty());
  const std::string page = "<html>Welcome! Sign in to use our network.</html>";
  CHECK(entries_for(200, std::vector<uint8_t>(page.begin(), page.end())).empty());
  CHECK(entries_for(200, {}).empty());
  CHECK(entries_for(201, stats::encode(stats::Receipt{batch.id, 3, 0})).empty());
}

TEST_CASE("Without an answer the wait is anything up to a bound that doubles to a quarter of an hour") {
  std::mt19937_64 random(3);
  const auto batch = some_batch(1);
  for (uint32_t failures = 0; failures < 40; ++failures) {
    const int64_t bound = failures < 9 ? int64_t{2000} << failures : 900'000;
    const int64_t bound_ms = std::min<int64_t>(bound, 900'000);
    int64_t shortest = INT64_MAX;
    int64_t longest = 0;
    for (int i = 0; i < 300; ++i) {
      Pace pace{Pace::Because::NobodyAnswered, failures, 0};
      CHECK(settle(batch, {}, pace, 1'000'000, dice(random)).empty());
      CHECK(pace.failures == failures + 1);
      shortest = std::min(shortest, pace.send_after_ms - 1'000'000);
      longest = std::max(longest, pace.send_after_ms - 1'000'000);
    }
    CHECK(shortest >= 0);
    CHECK(longest <= bound_ms);
    CHECK(shortest < bound_ms / 10);
    CHECK(longest > bound_ms - bound_ms / 10);
  }
}

TEST_CASE("Retry-After is honoured, and coming online does not shorten it") {
  std::mt19937_64 random(4);
  const auto batch = some_batch(1);
  for (const int status : {429, 503}) {
    Pace pace;
    CHECK(settle(batch, {status, 120, {}}, pace, 0, dice(random)).empty());
    CHECK(pace.send_after_ms >= 120'000);
    CHECK(pace.send_after_ms <= 150'000);
    const int64_t before = pace.send_after_ms;
    came_online(pace, 1000, dice(random));
    CHECK(pace.send_after_ms == before);

    settle(batch, {status, UINT32_MAX, {}}, pace, 0, dice(random));
    CHECK(pace.send_after_ms <= int64_t{30} * 60 * 60'000);
    settle(batch, {status, {}, {}}, pace = Pace{}, 0, dice(random));
    CHECK(pace.send_after_ms <= 2000);
  }
}

TEST_CASE("Coming online shortens a wait that nobody's answer caused, spread over half a minute") {
  std::mt19937_64 random(5);
  Pace pace{Pace::Because::NobodyAnswered, 9, 900'000};
  came_online(pace, 1000, dice(random));
  CHECK(pace.send_after_ms >= 1000);
  CHECK(pace.send_after_ms <= 31'000);
  CHECK(pace.failures == 0);
  Pace soon{Pace::Because::NobodyAnswered, 1, 1000};
  came_online(soon, 1000, dice(random));
  CHECK(soon.send_after_ms == 1000);
}

TEST_CASE("A server that is no collector is asked again in an hour, and nothing is thrown away") {
  const auto batch = some_batch(4);
  for (const int status : {400, 401, 403, 404, 405, 451}) {
    Pace pace;
    CHECK(settle(batch, {status, {}, {}}, pace, 5, no_spread).empty());
    CHECK(pace.send_after_ms == 60 * 60'000 + 5);
  }
}

TEST_CASE("A wait is told, and holds when another record comes") {
  std::mt19937_64 random(6);
  Outbox outbox = new_outbox();
  REQUIRE(outbox.apply(store::recorded(stats::encode(stats::some_record(random)))));
  Pace pace{Pace::Because::Told, 1, 5000};
  REQUIRE(outbox.apply(next_step(outbox, pace, "test", 0, dice(random))->entry));
  REQUIRE(outbox.apply(store::recorded(stats::encode(stats::some_record(random)))));
  auto step = next_step(outbox, pace, "test", 1000, dice(random));
  CHECK(step->kind == Step::Kind::Wait);
  CHECK(step->wait_ms == 4000);
  CHECK(next_step(outbox, pace, "test", 5000, dice(random))->kind == Step::Kind::Send);
}

TEST_CASE(
    "Through drops, doubles, lost answers, restarts and a poison record, everything arrives and only the poison is "
    "parked") {
  const bool is_long = std::getenv("FIREFLY_LONG") != nullptr;
  const int rounds = is_long ? 100 : 4;
  for (int round = 0; round < rounds; ++round) {
    std::mt19937_64 random(static_cast<uint64_t>(round) + 100);
    Outbox outbox = new_outbox();
    std::vector<Entry> journal;
    Collector collector;
    Pace pace;
    std::set<RecordId> made;
    int64_t now_ms = 0;
    const auto keep = [&](const Entry& entry) {
      journal.push_back(entry);
      REQUIRE(outbox.apply(entry));
    };
    int records_to_make = 700;
    int sends = 0;
    for (int steps = 0;; ++steps) {
      REQUIRE(steps < 100'000);
      if (records_to_make > 0 && random() % 2 == 0) {
        for (uint64_t come = random() % 20; come > 0 && records_to_make > 0; --come, --records_to_make) {
          const auto record = stats::some_record(random);
          made.insert(record.id);
          if (records_to_make % 175 == 1) collector.poison.insert(record.id);
          keep(store::recorded(stats::encode(record)));
        }
      }
      if (random() % 10 == 0) {  // the tab was closed; another one begins from the journal
        outbox = new_outbox();
        for (const Entry& entry : journal) REQUIRE(outbox.apply(entry));
        pace = Pace{};
      }
      const auto next = next_step(outbox, pace, "test", now_ms, dice(random));
      REQUIRE(next);
      const Step& step = next.value();
      if (step.kind == Step::Kind::Rest) {
        if (records_to_make == 0) break;
      } else if (step.kind == Step::Kind::Wait) {
        now_ms += step.wait_ms;
      } else if (step.kind == Step::Kind::Keep) {
        keep(step.entry);
      } else {
        ++sends;
        std::pair<int, std::vector<uint8_t>> answer = {0, {}};
        const uint64_t luck = random() % 10;
        if (luck >= 3) answer = collector.post(step.body);  // 30 % never arrive
        if (luck == 3 || luck == 4) answer = {0, {}};       // 20 % arrive, and the answer is lost
        if (luck == 5) answer = collector.post(step.body);  // 10 % arrive twice
        for (const Entry& entry : settle(step.batch, {answer.first, {}, answer.second}, pace, now_ms, dice(random))) {
          keep(entry);
        }
      }
    }
    CHECK(sends > 10);
    for (const auto& id : made) {
      CHECK((collector.taken.count(id) == 1) == (collector.poison.count(id) == 0));
    }
    CHECK(collector.taken.size() == made.size() - collector.poison.size());
    CHECK(collector.poison.size() == 4);
    CHECK(outbox.counts().value().waiting == 0);
    CHECK(outbox.counts().value().parked == 4);
    auto held = outbox.held().value();
    CHECK(std::set<RecordId>(held.begin(), held.end()) == collector.poison);
  }
}

}  // namespace firefly::sync
