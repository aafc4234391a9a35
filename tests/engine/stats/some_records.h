#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <string>

#include "engine/stats/record.h"

// Plays and Records made up for tests, the same for the same seed.

namespace firefly::stats {

inline RecordId some_id(std::mt19937_64& random) {
  RecordId id;
  for (auto& byte : id) byte = static_cast<uint8_t>(random());
  return id;
}

// Anything the app could ever hand to the gate, sense or nonsense, except a play without an outcome.
inline Play any_play(std::mt19937_64& random) {
  const auto text = [&random](size_t longest) {
    std::string made(random() % (longest + 1), ' ');
    for (auto& c : made) c = static_cast<char>(random() % 4 == 0 ? random() : 'a' + random() % 26);
    return made;
  };
  Play play;
  play.scenario = text(60);
  play.scenario_version = static_cast<uint32_t>(random());
  play.outcome = static_cast<program::Outcome>(1 + random() % 3);
  for (auto& count : play.acts) count = static_cast<uint16_t>(random() % 2 == 0 ? random() : random() % 5);
  play.stage_of_giving_in = static_cast<int8_t>(random());
  play.duration_secs = static_cast<uint32_t>(random() % 2 == 0 ? random() : random() % 600);
  play.hours_since_epoch = static_cast<int64_t>(random() % 2 == 0 ? random() : 480'000 + random() % 40'000);
  play.mode = static_cast<Mode>(random() % 2);
  play.text_size = static_cast<TextSize>(random() % 2);
  play.locale = random() % 2 == 0 ? text(20) : "zh-Hans";
  return play;
}

// A Record such as a real evening leaves.
inline Record some_record(std::mt19937_64& random) {
  static constexpr std::array<const char*, 3> scenarios = {"teacher", "teacher_short", "refund"};
  static constexpr std::array<const char*, 3> locales = {"zh-Hans", "en", "zh-Hant-HK"};
  Play play = any_play(random);
  play.scenario = scenarios[random() % scenarios.size()];
  play.scenario_version = static_cast<uint32_t>(1 + random() % 3);
  play.stage_of_giving_in = static_cast<int8_t>(static_cast<int>(random() % 11) - 1);
  play.duration_secs = static_cast<uint32_t>(random() % 600);
  play.hours_since_epoch = static_cast<int64_t>(498'000 + random() % 48);
  play.locale = locales[random() % locales.size()];
  return anonymise(play, some_id(random));
}

}  // namespace firefly::stats
