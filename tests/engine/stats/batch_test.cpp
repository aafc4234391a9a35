#include "engine/stats/batch.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/engine/stats/some_records.h"
#include "tests/source_path.h"

namespace firefly::stats {
namespace {

// The batch of tests/corpus/batch/play_v1.cbor.
Batch golden_batch() {
  Play first;
  first.scenario = "teacher";
  first.scenario_version = 1;
  first.outcome = program::Outcome::Reported;
  first.acts = {1, 0, 0, 2, 0, 1};
  first.stage_of_giving_in = 5;
  first.duration_secs = 215;
  first.hours_since_epoch = 498'707;
  first.mode = Mode::Stall;
  first.text_size = TextSize::Large;
  first.locale = "zh-Hans";
  Play second = first;
  second.scenario = "teacher_short";
  second.scenario_version = 300;
  second.outcome = program::Outcome::Safe;
  second.acts = {2, 9, 0, 0, 0, 0};
  second.stage_of_giving_in = -1;
  second.duration_secs = 59;
  second.mode = Mode::Phone;
  second.text_size = TextSize::Standard;
  second.locale = "en";
  Batch batch;
  for (size_t i = 0; i < 16; ++i) batch.id[i] = static_cast<uint8_t>(0xb0 + i);
  batch.app = "firefly-web-1";
  RecordId later;
  later.fill(0xee);
  RecordId earlier;
  for (size_t i = 0; i < 16; ++i) earlier[i] = static_cast<uint8_t>(i);
  batch.records = {anonymise(first, later), anonymise(second, earlier)};
  return batch;
}

Batch some_batch(std::mt19937_64& random, size_t records) {
  Batch batch;
  batch.id = some_id(random);
  batch.app = "firefly-test";
  for (size_t i = 0; i < records; ++i) batch.records.push_back(some_record(random));
  return batch;
}

std::string error_of(std::span<const uint8_t> bytes) {
  const auto batch = decode_batch(bytes);
  return batch ? "none" : batch.error().message;
}

}  // namespace

TEST_CASE("The golden batch is what this program writes and reads") {
  std::ifstream file(test::source_path("tests/corpus/batch/play_v1.cbor"), std::ios::binary);
  const std::vector<uint8_t> golden{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  REQUIRE_FALSE(golden.empty());
  CHECK(encode(golden_batch()) == golden);
  const auto batch = decode_batch(golden);
  REQUIRE_MESSAGE(batch, (batch ? "" : batch.error().message));
  Batch sorted = golden_batch();
  std::swap(sorted.records[0], sorted.records[1]);
  CHECK(batch.value() == sorted);
}

TEST_CASE("A batch comes back from its bytes, in whatever order its records were put in") {
  std::mt19937_64 random(1);
  for (const size_t records : std::initializer_list<size_t>{1, 2, 3, 23, 24, 255, 256, 500}) {
    Batch batch = some_batch(random, records);
    const auto bytes = encode(batch);
    CHECK(bytes.size() <= batch_bytes_max);
    std::shuffle(batch.records.begin(), batch.records.end(), random);
    CHECK(encode(batch) == bytes);
    const auto again = decode_batch(bytes);
    REQUIRE_MESSAGE(again, (again ? "" : again.error().message));
    CHECK(encode(again.value()) == bytes);
  }
}

TEST_CASE("Every truncated batch is refused") {
  std::mt19937_64 random(2);
  const auto bytes = encode(some_batch(random, 3));
  for (size_t size = 0; size < bytes.size(); ++size) {
    CHECK_FALSE(decode_batch(std::span(bytes).first(size)));
  }
}

TEST_CASE("A batch with changed bytes is refused or is another batch in its one encoding") {
  std::mt19937_64 random(3);
  const auto bytes = encode(some_batch(random, 2));
  for (size_t at = 0; at < bytes.size(); ++at) {
    for (int value = 0; value < 256; ++value) {
      auto changed = bytes;
      changed[at] = static_cast<uint8_t>(value);
      const auto batch = decode_batch(changed);
      if (batch) REQUIRE(encode(batch.value()) == changed);
    }
  }
  for (int i = 0; i < 20'000; ++i) {
    auto changed = bytes;
    for (uint64_t changes = 1 + random() % 8; changes > 0; --changes) {
      const auto place = changed.begin() + static_cast<std::ptrdiff_t>(random() % changed.size());
      switch (random() % 3) {
        case 0: *place = static_cast<uint8_t>(random()); break;
        case 1: changed.insert(place, static_cast<uint8_t>(random())); break;
        default: changed.erase(place);
      }
    }
    const auto batch = decode_batch(changed);
    if (batch) REQUIRE(encode(batch.value()) == changed);
  }
}

TEST_CASE("Limits hold to the record and to the byte") {
  std::mt19937_64 random(4);
  CHECK(decode_batch(encode(some_batch(random, batch_records_max))));

  // One record too many: the array's head says 501.
  auto bytes = encode(some_batch(random, batch_records_max));
  const std::vector<uint8_t> head = {0x0d, 0x99, 0x01, 0xf4};
  const auto found = std::search(bytes.begin(), bytes.end(), head.begin(), head.end());
  REQUIRE(found != bytes.end());
  found[3] = 0xf5;
  CHECK(error_of(bytes).find("an array of 1 to 500 items must be here") != std::string::npos);

  const std::vector<uint8_t> too_long(batch_bytes_max + 1, 0xa5);
  CHECK(error_of(too_long) == "batch: 262145 bytes are more than 262144");
}

TEST_CASE("Foreign, nested and boundless input is refused at its first byte") {
  CHECK(error_of({}) == "batch: byte 0: it ends in the middle");
  const std::string page = "<html><body>Welcome to our network</body></html>";
  CHECK_FALSE(decode_batch(std::vector<uint8_t>(page.begin(), page.end())));
  CHECK_FALSE(decode_batch(std::vector<uint8_t>(batch_bytes_max, 0x81)));   // arrays in arrays
  CHECK_FALSE(decode_batch(std::vector<uint8_t>{0xbf, 0x01, 0x01, 0xff}));  // an endless map
  CHECK_FALSE(decode_batch(std::vector<uint8_t>{0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}));
  CHECK_FALSE(decode_batch(std::vector<uint8_t>{0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}));
}

TEST_CASE("The error says where and what") {
  const auto bytes = encode(golden_batch());
  CHECK(error_of(std::span(bytes).first(40)) == "batch: byte 40: record 1: it ends in the middle");

  auto changed = bytes;
  changed[2] = 2;
  CHECK(error_of(changed) == "batch: byte 3: protocol must be 1");
  changed = bytes;
  changed[4] = 1;
  CHECK(error_of(changed) == "batch: byte 5: stream must be 2, public: no other is accepted without a signature");
  changed = bytes;
  changed.push_back(0);
  CHECK(error_of(changed).find("something follows after the end") != std::string::npos);
  changed = bytes;
  changed[2] = 0x18;  // the number 1 as two bytes
  changed.insert(changed.begin() + 3, 1);
  CHECK(error_of(changed) == "batch: byte 2: not in the deterministic encoding of RFC 8949, 4.2");

  Batch twins = golden_batch();
  twins.records[0].id = twins.records[1].id;
  twins.records[0].id[15] ^= 1;
  changed = encode(twins);
  RecordId id = twins.records[0].id;
  const auto found = std::find_end(changed.begin(), changed.end(), id.begin(), id.end());
  REQUIRE(found != changed.end());
  found[15] ^= 1;
  CHECK(error_of(changed).find("record 2: ids must ascend") != std::string::npos);
}

TEST_CASE("The protocol of a batch is known even where nothing else of it is") {
  auto bytes = encode(golden_batch());
  CHECK(protocol_of(bytes) == 1);
  bytes[0] = 0xa9;
  bytes[2] = 7;
  CHECK(protocol_of(std::span(bytes).first(3)) == 7);
  CHECK(protocol_of({}) == 0);
  CHECK(protocol_of(std::vector<uint8_t>{'<', 'h', 't', 'm', 'l'}) == 0);
}

TEST_CASE("A receipt comes back from its bytes, and a network's welcome page is none") {
  Receipt receipt;
  receipt.batch_id.fill(7);
  receipt.new_records = 498;
  receipt.duplicates = 2;
  const auto again = decode_receipt(encode(receipt));
  REQUIRE(again);
  CHECK(again.value() == receipt);
  const std::string page = "<html>Please sign in</html>";
  CHECK_FALSE(decode_receipt(std::vector<uint8_t>(page.begin(), page.end())));
  CHECK_FALSE(decode_receipt({}));
}

}  // namespace firefly::stats
