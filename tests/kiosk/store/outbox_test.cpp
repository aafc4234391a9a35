#include "kiosk/store/outbox.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <random>

#include "kiosk/store/sql.h"
#include "tests/engine/stats/some_records.h"
#include "tests/kiosk/database/prepare_all.h"

namespace firefly::store {
namespace {

using stats::RecordId;

std::vector<stats::Record> some_records(size_t count, uint64_t seed = 1) {
  std::mt19937_64 random(seed);
  std::vector<stats::Record> records;
  for (size_t i = 0; i < count; ++i) records.push_back(stats::some_record(random));
  return records;
}

std::vector<RecordId> ids_of(const std::vector<stats::Record>& records) {
  std::vector<RecordId> ids;
  ids.reserve(records.size());
  for (const auto& record : records) ids.push_back(record.id);
  return ids;
}

Outbox new_outbox() {
  auto outbox = Outbox::in_memory();
  REQUIRE(outbox);
  return std::move(outbox).value();
}

void add_all(Outbox& outbox, const std::vector<stats::Record>& records) {
  for (const auto& record : records) REQUIRE(outbox.apply(recorded(stats::encode(record))));
}

constexpr stats::BatchId first_batch = {1};
constexpr stats::BatchId second_batch = {2};

}  // namespace

TEST_CASE("Records wait in the order they came until they are sealed, sent and acknowledged") {
  Outbox outbox = new_outbox();
  const auto records = some_records(5);
  add_all(outbox, records);
  const auto ids = ids_of(records);
  CHECK(outbox.counts().value().waiting == 5);
  CHECK(outbox.unsealed(10).value() == ids);
  CHECK(outbox.unsealed(2).value() == std::vector<RecordId>{ids[0], ids[1]});
  CHECK_FALSE(outbox.oldest_batch().value());

  REQUIRE(outbox.apply(sealed(first_batch, std::span(ids).first(2))));
  REQUIRE(outbox.apply(sealed(second_batch, std::span(ids).subspan(2, 2))));
  CHECK(outbox.unsealed(10).value() == std::vector<RecordId>{ids[4]});
  auto oldest = outbox.oldest_batch().value();
  REQUIRE(oldest);
  CHECK(oldest->id == first_batch);
  CHECK(oldest->records == std::vector<stats::Record>{records[0], records[1]});

  REQUIRE(outbox.apply(acknowledged(first_batch)));
  oldest = outbox.oldest_batch().value();
  REQUIRE(oldest);
  CHECK(oldest->id == second_batch);
  CHECK(outbox.held().value() == std::vector<RecordId>{ids[2], ids[3], ids[4]});
  CHECK(outbox.counts().value().waiting == 3);
}

TEST_CASE("The same record is kept once, and what is no record is refused and changes nothing") {
  Outbox outbox = new_outbox();
  const auto records = some_records(1);
  add_all(outbox, records);
  add_all(outbox, records);
  CHECK(outbox.counts().value().waiting == 1);
  auto bytes = stats::encode(records[0]);
  bytes[0] = 9;
  CHECK_FALSE(outbox.apply(recorded(bytes)));
  CHECK_FALSE(outbox.apply(recorded({})));
  CHECK_FALSE(outbox.apply({Entry::Kind::Sealed, std::vector<uint8_t>(17)}));
  CHECK_FALSE(outbox.apply({Entry::Kind::Acknowledged, {}}));
  CHECK_FALSE(outbox.apply({static_cast<Entry::Kind>(9), std::vector<uint8_t>(16)}));
  CHECK(outbox.counts().value().waiting == 1);
  CHECK(outbox.apply(acknowledged(first_batch)));  // of a batch that is not here: nothing to forget
  CHECK(outbox.counts().value().waiting == 1);
}

TEST_CASE("A batch that is sealed anew in two halves is gone, and a parked one lets the others pass") {
  Outbox outbox = new_outbox();
  const auto records = some_records(2);
  const auto ids = ids_of(records);
  add_all(outbox, records);
  REQUIRE(outbox.apply(sealed({9}, ids)));
  REQUIRE(outbox.apply(sealed(first_batch, std::span(ids).first(1))));
  REQUIRE(outbox.apply(sealed(second_batch, std::span(ids).subspan(1))));
  CHECK(outbox.oldest_batch().value()->id == first_batch);
  REQUIRE(outbox.apply(parked(first_batch)));
  CHECK(outbox.oldest_batch().value()->id == second_batch);
  CHECK(outbox.counts().value().waiting == 1);
  CHECK(outbox.counts().value().parked == 1);
  REQUIRE(outbox.apply(acknowledged(second_batch)));
  CHECK_FALSE(outbox.oldest_batch().value());
  CHECK(outbox.held().value() == std::vector<RecordId>{ids[0]});
}

TEST_CASE("An Outbox made anew from its entries is the same Outbox, even from entries that come twice") {
  std::mt19937_64 random(5);
  for (int round = 0; round < 30; ++round) {
    Outbox outbox = new_outbox();
    std::vector<Entry> journal;
    const auto keep = [&](const Entry& entry) {
      REQUIRE(outbox.apply(entry));
      journal.push_back(entry);
    };
    for (int i = 0; i < 60; ++i) {
      switch (random() % 4) {
        case 0:
        case 1: keep(recorded(stats::encode(stats::some_record(random)))); break;
        case 2: {
          const auto ids = outbox.unsealed(1 + random() % 4).value();
          if (!ids.empty()) keep(sealed(stats::some_id(random), ids));
          break;
        }
        default: {
          const auto batch = outbox.oldest_batch().value();
          if (batch) keep(random() % 5 == 0 ? parked(batch->id) : acknowledged(batch->id));
        }
      }
    }
    Outbox again = new_outbox();
    for (int times = 0; times < 2; ++times) {
      for (const Entry& entry : journal) REQUIRE(again.apply(entry));
    }
    CHECK(again.unsealed(100).value() == outbox.unsealed(100).value());
    auto held = outbox.held().value();
    auto held_again = again.held().value();
    std::sort(held.begin(), held.end());
    std::sort(held_again.begin(), held_again.end());
    CHECK(held_again == held);
    CHECK(again.counts().value().parked == outbox.counts().value().parked);
    while (true) {
      const auto batch = outbox.oldest_batch().value();
      const auto batch_again = again.oldest_batch().value();
      REQUIRE(batch.has_value() == batch_again.has_value());
      if (!batch) break;
      CHECK(batch->id == batch_again->id);
      REQUIRE(outbox.apply(acknowledged(batch->id)));
      REQUIRE(again.apply(acknowledged(batch->id)));
    }
  }
}

TEST_CASE("Every statement of the outbox is understood") {
  constexpr std::array<std::string_view, 1> migrations = {sql::migration_1};
  auto database = database::Database::in_memory(migrations);
  REQUIRE(database);
  database::check_that_all_prepare(database.value(), "kiosk/store");
}

#ifndef __EMSCRIPTEN__  // a browser has no database files

TEST_CASE("A file keeps the Outbox, and a damaged one is set aside") {
  const auto folder = std::filesystem::temp_directory_path() / ("firefly_outbox_test_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const std::string path = (folder / "outbox.db").string();
  const auto records = some_records(3);
  {
    auto opened = Outbox::open(path);
    REQUIRE(opened);
    add_all(opened->outbox, records);
    REQUIRE(opened->outbox.apply(sealed(first_batch, ids_of(records))));
  }
  {
    auto opened = Outbox::open(path);
    REQUIRE(opened);
    CHECK(opened->notice.empty());
    CHECK(opened->outbox.oldest_batch().value()->records == records);
  }
  std::filesystem::resize_file(path, 5000);
  {
    auto opened = Outbox::open(path);
    REQUIRE(opened);
    CHECK(opened->notice.find(".damaged-1") != std::string::npos);
    CHECK(std::filesystem::exists(path + ".damaged-1"));
    CHECK(opened->outbox.counts().value().waiting == 0);
    add_all(opened->outbox, records);
  }
  CHECK(Outbox::open(path)->outbox.counts().value().waiting == 3);
  std::filesystem::remove_all(folder);
}

#endif

}  // namespace firefly::store
