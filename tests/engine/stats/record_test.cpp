#include "engine/stats/record.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/engine/stats/some_records.h"

namespace firefly::stats {
namespace {

Play a_play() {
  Play play;
  play.scenario = "teacher";
  play.scenario_version = 3;
  play.outcome = program::Outcome::Reported;
  play.acts = {1, 0, 2, 7, 0, 1};
  play.stage_of_giving_in = 4;
  play.duration_secs = 200;
  play.hours_since_epoch = 498'707;  // 2026-11-22T11:00Z, seven in the evening in China
  play.mode = Mode::Stall;
  play.text_size = TextSize::Large;
  play.locale = "zh-Hans";
  return play;
}

bool contains(const RecordBytes& bytes, const std::string& text) {
  return std::search(bytes.begin(), bytes.end(), text.begin(), text.end(),
                     [](uint8_t a, char b) { return a == static_cast<uint8_t>(b); }) != bytes.end();
}

}  // namespace

TEST_CASE("The gate keeps classes of a play and nothing finer") {
  const Record record = anonymise(a_play(), RecordId{1, 2, 3});
  CHECK(record.id == RecordId{1, 2, 3});
  CHECK(record.scenario == "teacher");
  CHECK(record.scenario_version == 3);
  CHECK(record.outcome == program::Outcome::Reported);
  CHECK(record.acts == std::array<uint8_t, 6>{1, 0, 2, 3, 0, 1});
  CHECK(record.stage_of_giving_in == 4);
  CHECK(record.duration_bucket == 2);
  CHECK(record.hour_bucket == 498'707);
  CHECK(record.mode == Mode::Stall);
  CHECK(record.text_size == TextSize::Large);
  CHECK(record.locale == "zh-Hans");
}

TEST_CASE("Of a phone only the day is kept, and the day begins at midnight in China") {
  Play play = a_play();
  play.mode = Mode::Phone;
  const uint32_t midnight = 498'688;  // 2026-11-21T16:00Z
  for (int64_t hour = midnight; hour < midnight + 24; ++hour) {
    play.hours_since_epoch = hour;
    CHECK(anonymise(play, {}).hour_bucket == midnight);
  }
  play.hours_since_epoch = midnight + 24;
  CHECK(anonymise(play, {}).hour_bucket == midnight + 24);
  play.hours_since_epoch = midnight - 1;
  CHECK(anonymise(play, {}).hour_bucket == midnight - 24);
}

TEST_CASE("A clock that is plainly wrong leaves the hour unknown") {
  Play play = a_play();
  for (const Mode mode : {Mode::Phone, Mode::Stall}) {
    play.mode = mode;
    for (const int64_t hours : {int64_t{0}, int64_t{-1}, int64_t{1000}, INT64_MIN, INT64_MAX, int64_t{5'000'000'000}}) {
      play.hours_since_epoch = hours;
      CHECK(anonymise(play, {}).hour_bucket == 0);
    }
  }
}

TEST_CASE("A duration falls into one of five buckets") {
  Play play = a_play();
  const std::vector<std::pair<uint32_t, uint8_t>> expected = {{0, 0},   {59, 0},  {60, 1},  {119, 1}, {120, 2},
                                                              {239, 2}, {240, 3}, {479, 3}, {480, 4}, {UINT32_MAX, 4}};
  for (const auto& [secs, bucket] : expected) {
    play.duration_secs = secs;
    CHECK(anonymise(play, {}).duration_bucket == bucket);
  }
}

TEST_CASE("A scenario name that could be a person or a number does not pass the gate") {
  Play play = a_play();
  for (const char* canary :
       {"13800138000", "teacher_13800138000", "11010519491231002X", "a110105194912310021", "wei.wang", "Wang", "王小明",
        "wang wei", "", "_teacher", "1teacher", "code_48213", "a_name_that_is_longer_than_it_may"}) {
    play.scenario = canary;
    const Record record = anonymise(play, {});
    CHECK(record.scenario == "unknown");
    if (*canary != '\0') CHECK_FALSE(contains(encode(record), canary));
  }
  for (const char* name : {"teacher", "teacher_short", "refund2", "parcel_2026", "a_name_that_is_as_long_as_it_may"}) {
    play.scenario = std::string(name).substr(0, 31);
    CHECK(anonymise(play, {}).scenario == play.scenario);
  }
}

TEST_CASE("A locale that is none does not pass the gate") {
  Play play = a_play();
  for (const char* canary :
       {"13800138000", "zh-13800138", "z", "ZH", "zh_CN", "zh-Hans-CN-x", "zh-", "zh-hans", "wangxiaoming", ""}) {
    play.locale = canary;
    CHECK(anonymise(play, {}).locale == "und");
  }
  for (const char* locale : {"zh-Hans", "en", "pt-BR", "zh-Hant-HK", "ug", "yue", "yue-Hant-HK", "es-419"}) {
    play.locale = locale;
    CHECK(anonymise(play, {}).locale == locale);
  }
}

TEST_CASE("Whatever the play, its Record is of the known classes and comes back from its bytes") {
  std::mt19937_64 random(20261122);
  for (int i = 0; i < 20'000; ++i) {
    const Record record = anonymise(any_play(random), some_id(random));
    const auto holds = validate(record);
    REQUIRE_MESSAGE(holds, (holds ? "" : holds.error().message));
    const auto again = decode(encode(record));
    REQUIRE_MESSAGE(again, (again ? "" : again.error().message));
    REQUIRE(again.value() == record);
  }
}

TEST_CASE("Bytes that were changed are refused or are another valid Record, never nonsense") {
  std::mt19937_64 random(7);
  const RecordBytes bytes = encode(anonymise(a_play(), some_id(random)));
  for (size_t at = 0; at < bytes.size(); ++at) {
    for (int value = 0; value < 256; ++value) {
      RecordBytes changed = bytes;
      changed[at] = static_cast<uint8_t>(value);
      const auto record = decode(changed);
      if (record) {
        REQUIRE(validate(record.value()));
        REQUIRE(encode(record.value()) == changed);
      } else {
        REQUIRE_FALSE(record.error().message.empty());
      }
    }
  }
}

TEST_CASE("The error names the field that cannot be") {
  const RecordBytes good = encode(anonymise(a_play(), {}));
  const auto error_with = [&good](size_t at, uint8_t value) {
    RecordBytes bytes = good;
    bytes[at] = value;
    const auto record = decode(bytes);
    return record ? std::string("none") : record.error().message;
  };
  CHECK(error_with(0, 9) == "record: layout 9 is not known to this version of the program");
  CHECK(error_with(1, 0) == "record: outcome: 0 is not 1, 2 or 3");
  CHECK(error_with(2, 2) == "record: mode: 2 is not 0 or 1");
  CHECK(error_with(4, 10) == "record: stage of giving in: 10 is not -1 to 9");
  CHECK(error_with(5, 5) == "record: duration bucket: 5 is above 4");
  CHECK(error_with(9, 4) == "record: acts: 4 is above 3");
  CHECK(error_with(32, 0) == "record: scenario: not a name of a to z, 0 to 9 and _");
  CHECK(error_with(95, 1) == "record: bytes after the last field are not zero");
  CHECK(decode(std::span<const uint8_t>(good).first(95)).error().message == "record: 95 bytes instead of 96");
}

}  // namespace firefly::stats
