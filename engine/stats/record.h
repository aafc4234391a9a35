#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "engine/base/result.h"
#include "engine/program/pack.h"

// The privacy gate. What a play leaves behind is a Record: a closed list of coarse fields of fixed size, made by one
// function, `anonymise`. Nothing else in the app may write anything about a play.

namespace firefly::stats {

enum class Mode : uint8_t { Phone, Stall };
enum class TextSize : uint8_t { Standard, Large };

// What the app knows when a play ends. Lives in memory only.
struct Play {
  std::string scenario;
  uint32_t scenario_version = 0;
  program::Outcome outcome = program::Outcome::None;  // None: left before the end; such a play leaves no Record
  std::array<uint16_t, 6> acts{};                     // how often verify, refuse, stall, comply, leak, report
  int8_t stage_of_giving_in = -1;                     // first stage with a choice of risk 2 or more; -1: none
  uint32_t duration_secs = 0;
  int64_t hours_since_epoch = 0;
  Mode mode = Mode::Phone;
  TextSize text_size = TextSize::Standard;
  std::string locale;
};

// One completed play, anonymous. Every field is a class out of a few.
struct Record {
  std::array<uint8_t, 16> id{};      // random, only to notice that the same Record came twice
  std::string scenario;              // at most 31 bytes, [a-z0-9_]
  uint32_t scenario_version = 0;
  program::Outcome outcome = program::Outcome::None;
  std::array<uint8_t, 6> acts{};     // each 0, 1, 2 or 3 (three or more)
  int8_t stage_of_giving_in = -1;
  uint8_t duration_bucket = 0;       // 0: under 1 min, 1: under 2, 2: under 4, 3: under 8, 4: longer
  uint32_t hour_bucket = 0;          // hours since 1970; of a phone only the day (hour 0 of it)
  Mode mode = Mode::Phone;
  TextSize text_size = TextSize::Standard;
  std::string locale;                // at most 11 bytes
  friend bool operator==(const Record&, const Record&) = default;
};

inline constexpr size_t record_bytes = 96;
using RecordBytes = std::array<uint8_t, record_bytes>;

// The gate: the one way from a Play to a Record. `id` are 16 random bytes.
Record anonymise(const Play& play, const std::array<uint8_t, 16>& id);

// A Record as the fixed bytes that the journal keeps, and back; an Error names the field that cannot be.
RecordBytes encode(const Record& record);
base::Result<Record> decode(std::span<const uint8_t> bytes);

}  // namespace firefly::stats
