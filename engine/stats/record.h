#pragma once

#include <array>
#include <cstddef>
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

using RecordId = std::array<uint8_t, 16>;

// One completed play, anonymous. Every field is a class out of a few.
struct Record {
  RecordId id{};         // random, only to notice that the same Record came twice
  std::string scenario;  // a name, [a-z][a-z0-9_]{0,30} with no more than 4 digits in a row; or "unknown"
  uint32_t scenario_version = 0;
  program::Outcome outcome = program::Outcome::None;
  std::array<uint8_t, 6> acts{};   // each 0, 1, 2 or 3 (three or more)
  int8_t stage_of_giving_in = -1;  // 0 to 9, or -1
  uint8_t duration_bucket = 0;     // 0: under 1 min, 1: under 2, 2: under 4, 3: under 8, 4: longer
  uint32_t hour_bucket = 0;        // hours since 1970; of a phone only the day (its first hour); 0: the clock was wrong
  Mode mode = Mode::Phone;
  TextSize text_size = TextSize::Standard;
  std::string locale;  // language, script, region at most (zh-Hans, en, pt-BR), or "und"
  friend bool operator==(const Record&, const Record&) = default;
};

// Days begin at midnight of China Standard Time, the one clock of the whole country.
inline constexpr uint32_t hours_ahead_of_utc = 8;

inline constexpr size_t record_bytes = 96;
using RecordBytes = std::array<uint8_t, record_bytes>;

// The gate: the one way from a Play to a Record. `id` are 16 random bytes. What is not of its class (a scenario name
// that could be a telephone number, a clock of 1970) becomes "unknown"; a check fails for a play that has no outcome.
Record anonymise(const Play& play, const RecordId& id);

// Whether every field is of its class; the Error names the first that is not.
base::Result<base::Done> validate(const Record& record);

// A Record as the fixed bytes that the journal keeps, and back; an Error names the field that cannot be.
RecordBytes encode(const Record& record);
base::Result<Record> decode(std::span<const uint8_t> bytes);

}  // namespace firefly::stats
