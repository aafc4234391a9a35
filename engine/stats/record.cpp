#include "engine/stats/record.h"

#include <algorithm>
#include <string_view>

namespace firefly::stats {
namespace {

using base::Done;
using base::Error;
using base::Result;
using program::Outcome;

// These numbers are written to journals and sent to collectors: they never change their meaning.
static_assert(static_cast<int>(Outcome::Safe) == 1 && static_cast<int>(Outcome::Lost) == 2 &&
              static_cast<int>(Outcome::Reported) == 3);
static_assert(static_cast<int>(Mode::Phone) == 0 && static_cast<int>(Mode::Stall) == 1);
static_assert(static_cast<int>(TextSize::Standard) == 0 && static_cast<int>(TextSize::Large) == 1);

constexpr size_t name_bytes_max = 31;
constexpr size_t locale_bytes_max = 11;
constexpr int digits_in_a_row_max = 4;
constexpr uint8_t act_count_max = 3;
constexpr int8_t stage_max = 9;
constexpr std::array<uint32_t, 4> bucket_ends_secs = {60, 120, 240, 480};
constexpr uint32_t first_hour = 18'262 * 24;  // 2020-01-01
constexpr uint32_t last_hour = 47'482 * 24;   // 2100-01-01

constexpr std::string_view unknown_scenario = "unknown";
constexpr std::string_view unknown_locale = "und";

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Telephone numbers, identity numbers, cards and one-time codes are longer runs of digits than a name needs.
bool is_scenario_name(std::string_view name) {
  if (name.empty() || name.size() > name_bytes_max || !is_lower(name[0])) return false;
  int digits_in_a_row = 0;
  for (const char c : name) {
    if (!is_lower(c) && !is_digit(c) && c != '_') return false;
    digits_in_a_row = is_digit(c) ? digits_in_a_row + 1 : 0;
    if (digits_in_a_row > digits_in_a_row_max) return false;
  }
  return true;
}

// language[-Script][-REGION], the part of BCP 47 that our catalogues use.
bool is_locale(std::string_view locale) {
  if (locale.size() > locale_bytes_max) return false;
  const auto take = [&locale](size_t count, auto accepts) {
    if (locale.size() < count ||
        !std::all_of(locale.begin(), locale.begin() + static_cast<std::ptrdiff_t>(count), accepts)) {
      return false;
    }
    locale.remove_prefix(count);
    return true;
  };
  if (!take(3, is_lower) && !take(2, is_lower)) return false;
  if (locale.size() >= 5 && locale[0] == '-' && is_upper(locale[1]) && is_lower(locale[2])) {
    locale.remove_prefix(2);
    if (!take(3, is_lower)) return false;
  }
  if (!locale.empty() && locale[0] == '-') {
    locale.remove_prefix(1);
    if (!take(2, is_upper) && !take(3, is_digit)) return false;
  }
  return locale.empty();
}

uint32_t first_hour_of_day(uint32_t hour) { return (hour + hours_ahead_of_utc) / 24 * 24 - hours_ahead_of_utc; }

bool is_hour_bucket(uint32_t hour, Mode mode) {
  if (hour == 0) return true;
  if (hour < first_hour - hours_ahead_of_utc || hour > last_hour) return false;
  return mode == Mode::Stall || hour == first_hour_of_day(hour);
}

uint32_t hour_bucket_of(int64_t hours_since_epoch, Mode mode) {
  if (hours_since_epoch < first_hour || hours_since_epoch > last_hour) return 0;
  const uint32_t hour = static_cast<uint32_t>(hours_since_epoch);
  return mode == Mode::Phone ? first_hour_of_day(hour) : hour;
}

uint8_t duration_bucket_of(uint32_t duration_secs) {
  const auto end = std::upper_bound(bucket_ends_secs.begin(), bucket_ends_secs.end(), duration_secs);
  return static_cast<uint8_t>(end - bucket_ends_secs.begin());
}

// The fixed layout; what is not named here is zero.
constexpr uint8_t layout_version = 1;
constexpr size_t at_outcome = 1;
constexpr size_t at_mode = 2;
constexpr size_t at_text_size = 3;
constexpr size_t at_stage = 4;
constexpr size_t at_duration = 5;
constexpr size_t at_acts = 6;       // 6 bytes
constexpr size_t at_hour = 12;      // 4 bytes, little-endian as all numbers here
constexpr size_t at_id = 16;        // 16 bytes
constexpr size_t at_scenario = 32;  // 32 bytes, zero-filled
constexpr size_t at_locale = 64;    // 12 bytes, zero-filled
constexpr size_t at_version = 76;   // 4 bytes
constexpr size_t at_end = 80;
static_assert(at_scenario + name_bytes_max + 1 == at_locale && at_locale + locale_bytes_max + 1 == at_version);
static_assert(at_end <= record_bytes);

void put_number(RecordBytes& bytes, size_t at, uint32_t number) {
  for (size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<uint8_t>(number >> (8 * i));
}

uint32_t number_at(std::span<const uint8_t> bytes, size_t at) {
  uint32_t number = 0;
  for (size_t i = 0; i < 4; ++i) number |= static_cast<uint32_t>(bytes[at + i]) << (8 * i);
  return number;
}

// The text of a zero-filled field; nothing where a byte follows the first zero.
std::string text_at(std::span<const uint8_t> bytes, size_t at, size_t size) {
  const auto field = bytes.subspan(at, size);
  const auto end = std::find(field.begin(), field.end(), uint8_t{0});
  if (std::any_of(end, field.end(), [](uint8_t byte) { return byte != 0; })) return {};
  return std::string(field.begin(), end);
}

}  // namespace

Record anonymise(const Play& play, const RecordId& id) {
  FIREFLY_CHECK(play.outcome != Outcome::None);
  // Names every field of Play and, below, of Record: a field that is added to either does not compile until somebody
  // has decided here which coarse class of it may be kept.
  const auto& [scenario, scenario_version, outcome, acts, stage, duration_secs, hours, mode, text_size, locale] = play;
  std::array<uint8_t, 6> act_classes{};
  for (size_t i = 0; i < acts.size(); ++i) {
    act_classes[i] = static_cast<uint8_t>(std::min<uint16_t>(acts[i], act_count_max));
  }
  return Record{
      id,
      std::string(is_scenario_name(scenario) ? std::string_view(scenario) : unknown_scenario),
      scenario_version,
      outcome,
      act_classes,
      std::clamp<int8_t>(stage, -1, stage_max),
      duration_bucket_of(duration_secs),
      hour_bucket_of(hours, mode),
      mode,
      text_size,
      std::string(is_locale(locale) ? std::string_view(locale) : unknown_locale),
  };
}

Result<Done> validate(const Record& record) {
  const auto& [id, scenario, version, outcome, acts, stage, duration, hour, mode, text_size, locale] = record;
  static_cast<void>(id);
  static_cast<void>(version);
  if (!is_scenario_name(scenario)) return Error{"scenario: not a name of a to z, 0 to 9 and _"};
  if (outcome != Outcome::Safe && outcome != Outcome::Lost && outcome != Outcome::Reported) {
    return Error{"outcome: " + std::to_string(static_cast<int>(outcome)) + " is not 1, 2 or 3"};
  }
  for (const uint8_t count : acts) {
    if (count > act_count_max) return Error{"acts: " + std::to_string(count) + " is above 3"};
  }
  if (stage < -1 || stage > stage_max) {
    return Error{"stage of giving in: " + std::to_string(stage) + " is not -1 to 9"};
  }
  if (duration > bucket_ends_secs.size()) {
    return Error{"duration bucket: " + std::to_string(duration) + " is above 4"};
  }
  if (mode != Mode::Phone && mode != Mode::Stall) {
    return Error{"mode: " + std::to_string(static_cast<int>(mode)) + " is not 0 or 1"};
  }
  if (!is_hour_bucket(hour, mode)) {
    return Error{"hour bucket: " + std::to_string(hour) + " is not an hour of this century, or of a phone not a day"};
  }
  if (text_size != TextSize::Standard && text_size != TextSize::Large) {
    return Error{"text size: " + std::to_string(static_cast<int>(text_size)) + " is not 0 or 1"};
  }
  if (!is_locale(locale)) return Error{"locale: not a language with at most a script and a region"};
  return Done{};
}

RecordBytes encode(const Record& record) {
  FIREFLY_CHECK(validate(record));
  const auto& [id, scenario, version, outcome, acts, stage, duration, hour, mode, text_size, locale] = record;
  RecordBytes bytes{};
  bytes[0] = layout_version;
  bytes[at_outcome] = static_cast<uint8_t>(outcome);
  bytes[at_mode] = static_cast<uint8_t>(mode);
  bytes[at_text_size] = static_cast<uint8_t>(text_size);
  bytes[at_stage] = static_cast<uint8_t>(stage);
  bytes[at_duration] = duration;
  std::copy(acts.begin(), acts.end(), bytes.begin() + at_acts);
  put_number(bytes, at_hour, hour);
  std::copy(id.begin(), id.end(), bytes.begin() + at_id);
  std::copy(scenario.begin(), scenario.end(), bytes.begin() + at_scenario);
  std::copy(locale.begin(), locale.end(), bytes.begin() + at_locale);
  put_number(bytes, at_version, version);
  return bytes;
}

Result<Record> decode(std::span<const uint8_t> bytes) {
  if (bytes.size() != record_bytes) {
    return Error{"record: " + std::to_string(bytes.size()) + " bytes instead of " + std::to_string(record_bytes)};
  }
  if (bytes[0] != layout_version) {
    return Error{"record: layout " + std::to_string(bytes[0]) + " is not known to this version of the program"};
  }
  Record record;
  auto& [id, scenario, version, outcome, acts, stage, duration, hour, mode, text_size, locale] = record;
  outcome = static_cast<Outcome>(bytes[at_outcome]);
  mode = static_cast<Mode>(bytes[at_mode]);
  text_size = static_cast<TextSize>(bytes[at_text_size]);
  stage = static_cast<int8_t>(bytes[at_stage]);
  duration = bytes[at_duration];
  std::copy_n(bytes.begin() + at_acts, acts.size(), acts.begin());
  hour = number_at(bytes, at_hour);
  std::copy_n(bytes.begin() + at_id, id.size(), id.begin());
  scenario = text_at(bytes, at_scenario, name_bytes_max + 1);
  locale = text_at(bytes, at_locale, locale_bytes_max + 1);
  version = number_at(bytes, at_version);
  const auto holds = validate(record);
  if (!holds) return Error{"record: " + holds.error().message};
  const auto rest = bytes.subspan(at_end);
  if (std::any_of(rest.begin(), rest.end(), [](uint8_t byte) { return byte != 0; })) {
    return Error{"record: bytes after the last field are not zero"};
  }
  return record;
}

}  // namespace firefly::stats
