#include "engine/stats/report.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace firefly::stats {
namespace {

const char* name_of(program::Outcome outcome) {
  switch (outcome) {
    case program::Outcome::None: break;
    case program::Outcome::Safe: return "safe";
    case program::Outcome::Lost: return "lost";
    case program::Outcome::Reported: return "reported";
  }
  return "none";
}

const char* name_of(Mode mode) { return mode == Mode::Stall ? "stall" : "phone"; }

// "2026-11-22" of an hour bucket, quoted; null for the bucket of a wrong clock.
std::string day_json(uint32_t hour_bucket) {
  if (hour_bucket == 0) return "null";
  const std::chrono::sys_days day{std::chrono::days((hour_bucket + hours_ahead_of_utc) / 24)};
  const std::chrono::year_month_day date{day};
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "\"%04d-%02u-%02u\"", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

std::string hour_json(uint32_t hour_bucket) {
  return hour_bucket == 0 ? "null" : std::to_string((hour_bucket + hours_ahead_of_utc) % 24);
}

// The items that `write` makes of the counts, with commas between them.
template <class Key, class Write>
std::string joined(const std::map<Key, uint64_t>& counts, Write write) {
  std::string text;
  for (const auto& [key, plays] : counts) {
    if (!text.empty()) text += ',';
    text += write(key, std::to_string(plays));
  }
  return text;
}

}  // namespace

Report summarise(std::span<const Group> groups) {
  Report report;
  for (const auto& [scenario, outcome, mode, hour_bucket, plays] : groups) {
    report.plays += plays;
    report.by_scenario[scenario] += plays;
    report.by_outcome[outcome] += plays;
    report.by_mode[mode] += plays;
    (mode == Mode::Stall ? report.by_stall_hour : report.by_phone_day)[hour_bucket] += plays;
  }
  return report;
}

std::string to_json(const Report& report) {
  // The names need no escapes: the gate and the collector's intake let none through that would.
  const auto named = [](const auto& name, const std::string& plays) {
    return "\"" + std::string(name) + "\":" + plays;
  };
  return "{\"plays\":" + std::to_string(report.plays) + ",\"by_scenario\":{" + joined(report.by_scenario, named) +
         "},\"by_outcome\":{" +
         joined(report.by_outcome,
                [&](program::Outcome key, const std::string& plays) { return named(name_of(key), plays); }) +
         "},\"by_mode\":{" +
         joined(report.by_mode, [&](Mode key, const std::string& plays) { return named(name_of(key), plays); }) +
         "},\"stall_by_hour\":[" +
         joined(report.by_stall_hour,
                [](uint32_t bucket, const std::string& plays) {
                  return "{\"day\":" + day_json(bucket) + ",\"hour\":" + hour_json(bucket) + ",\"plays\":" + plays +
                         "}";
                }) +
         "],\"phone_by_day\":[" +
         joined(report.by_phone_day,
                [](uint32_t bucket, const std::string& plays) {
                  return "{\"day\":" + day_json(bucket) + ",\"plays\":" + plays + "}";
                }) +
         "]}\n";
}

}  // namespace firefly::stats
