#include "tools/collector/store.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <random>
#include <set>

#include "tests/engine/stats/some_records.h"
#include "tests/kiosk/database/prepare_all.h"
#include "tools/collector/sql.h"

namespace firefly::collector {
namespace {

struct Folder {
  Folder() : path(std::filesystem::temp_directory_path() / ("firefly_store_test_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path); }
  std::string store() const { return "sqlite:" + (path / "store.db").string(); }
  std::filesystem::path path;
};

stats::Batch some_batch(std::mt19937_64& random, size_t records) {
  stats::Batch batch;
  batch.id = stats::some_id(random);
  batch.app = "test";
  for (size_t i = 0; i < records; ++i) batch.records.push_back(stats::some_record(random));
  return batch;
}

}  // namespace

TEST_CASE("A play is in the store once, whether its batch comes twice or it comes in another batch") {
  const Folder folder;
  std::mt19937_64 random(1);
  auto store = Store::open(folder.store(), Store::WhenAbsent::Make);
  REQUIRE(store);
  std::vector<stats::Batch> batches = {some_batch(random, 3), some_batch(random, 2)};
  batches.push_back(batches[0]);
  batches.push_back(batches[1]);
  batches[3].id = stats::some_id(random);
  batches[3].records.push_back(stats::some_record(random));
  const auto receipts = store->take(batches, 20'780);
  REQUIRE(receipts);
  const std::vector<stats::Receipt> expected = {
      {batches[0].id, 3, 0}, {batches[1].id, 2, 0}, {batches[0].id, 0, 3}, {batches[3].id, 1, 2}};
  CHECK(receipts.value() == expected);

  uint64_t plays = 0;
  const auto groups = store->groups();
  REQUIRE(groups);
  for (const auto& group : groups.value()) plays += group.plays;
  CHECK(plays == 6);
  std::set<stats::RecordId> ids;
  CHECK(store->each_play([&](const stats::RecordId& id) { CHECK(ids.insert(id).second); }));
  CHECK(ids.size() == 6);
  CHECK(store->check_integrity());
}

TEST_CASE("What one play was is what the groups say") {
  const Folder folder;
  auto store = Store::open(folder.store(), Store::WhenAbsent::Make);
  REQUIRE(store);
  stats::Play play;
  play.scenario = "teacher";
  play.outcome = program::Outcome::Lost;
  play.mode = stats::Mode::Stall;
  play.hours_since_epoch = 498'707;
  play.locale = "en";
  stats::Batch batch;
  batch.app = "test";
  for (uint8_t i = 0; i < 4; ++i) batch.records.push_back(stats::anonymise(play, {i}));
  REQUIRE(store->take({&batch, 1}, 20'780));
  const auto groups = store->groups();
  REQUIRE(groups);
  REQUIRE(groups.value().size() == 1);
  const stats::Group& group = groups.value()[0];
  CHECK(group.scenario == "teacher");
  CHECK(group.outcome == program::Outcome::Lost);
  CHECK(group.mode == stats::Mode::Stall);
  CHECK(group.hour_bucket == 498'707);
  CHECK(group.plays == 4);
}

TEST_CASE("A store keeps what it has taken, and only asks to be made where it may") {
  const Folder folder;
  std::mt19937_64 random(2);
  const auto absent = Store::open(folder.store(), Store::WhenAbsent::Refuse);
  REQUIRE_FALSE(absent);
  CHECK(absent.error().message == folder.store().substr(7) + ": there is no such store");
  CHECK_FALSE(std::filesystem::exists(folder.path / "store.db"));
  {
    auto store = Store::open(folder.store(), Store::WhenAbsent::Make);
    REQUIRE(store);
    const auto batch = some_batch(random, 3);
    REQUIRE(store->take({&batch, 1}, 1));
  }
  auto store = Store::open(folder.store(), Store::WhenAbsent::Refuse);
  REQUIRE(store);
  int plays = 0;
  REQUIRE(store->each_play([&](const stats::RecordId&) { ++plays; }));
  CHECK(plays == 3);
  for (const char* address : {"", "sqlite:", "store.db", "mysql://host/db"}) {
    const auto refused = Store::open(address, Store::WhenAbsent::Make);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message == std::string(address) + ": not the address of a store; it is written sqlite:PATH");
  }
}

TEST_CASE("Every statement of the store is understood") {
  constexpr std::array<std::string_view, 1> migrations = {sql::migration_1};
  auto database = database::Database::in_memory(migrations);
  REQUIRE(database);
  database::check_that_all_prepare(database.value(), "tools/collector");
}

}  // namespace firefly::collector
