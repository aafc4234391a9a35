#include "engine/play/number_text.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace firefly::play {

std::string text_of(double number) {
  constexpr double exact = 1e15;
  if (number > -exact && number < exact && number == std::trunc(number)) {
    char digits[20];
    char* at = digits + sizeof(digits);
    auto left = static_cast<uint64_t>(number < 0 ? -number : number);
    do {
      *--at = static_cast<char>('0' + left % 10);
      left /= 10;
    } while (left > 0);
    if (number < 0) *--at = '-';
    return {at, static_cast<size_t>(digits + sizeof(digits) - at)};
  }
  char digits[32];
  const int size = std::snprintf(digits, sizeof(digits), "%.15g", number);
  return {digits, static_cast<size_t>(size)};
}

bool number_of(std::string_view text, double& number) {
  const std::string terminated(text);
  char* end = nullptr;
  number = std::strtod(terminated.c_str(), &end);
  return !text.empty() && end == terminated.c_str() + terminated.size() && std::isfinite(number);
}

namespace {

std::string with_places(double number, int places) {
  char digits[512];
  const int size = std::snprintf(digits, sizeof(digits), "%.*f", places, number);
  return {digits, static_cast<size_t>(size)};
}

// Commas between each three digits before the point.
std::string grouped(std::string digits) {
  const size_t begin = !digits.empty() && digits[0] == '-' ? 1 : 0;
  size_t at = std::min(digits.find('.'), digits.size());
  while (at > begin + 3) digits.insert(at -= 3, 1, ',');
  return digits;
}

std::string padded(std::string digits, size_t size) {
  const size_t begin = !digits.empty() && digits[0] == '-' ? 1 : 0;
  if (digits.size() - begin < size) digits.insert(begin, size - (digits.size() - begin), '0');
  return digits;
}

// Custom patterns: 0 is a digit, # a digit where there is one, a comma groups, % is hundredths.
std::string by_digits(std::string_view pattern, double number) {
  static constexpr std::string_view places = "0#.,";
  const size_t begin = pattern.find_first_of(places);
  if (begin == std::string_view::npos) return std::string(pattern);
  const size_t end = pattern.find_last_of(places) + 1;
  const std::string_view digits = pattern.substr(begin, end - begin);
  if (pattern.find('%') != std::string_view::npos) number *= 100;
  const size_t point = std::min(digits.find('.'), digits.size());
  const std::string_view before = digits.substr(0, point);
  const std::string_view behind = point < digits.size() ? digits.substr(point + 1) : std::string_view();
  const auto most = static_cast<int>(behind.size());
  const size_t fewest = behind.rfind('0') == std::string_view::npos ? 0 : behind.rfind('0') + 1;
  std::string shown = with_places(number, most);
  size_t kept = std::min(shown.find('.'), shown.size());
  while (shown.size() > kept + 1 + fewest && shown.back() == '0') shown.pop_back();
  if (!shown.empty() && shown.back() == '.') shown.pop_back();
  kept = std::min(shown.find('.'), shown.size());
  size_t least = 0;
  for (const char c : before) least += c == '0' ? 1 : 0;
  shown = padded(shown.substr(0, kept), least) + shown.substr(kept);
  if (least == 0 && shown.substr(0, 2) == "0.") shown.erase(0, 1);
  if (before.find(',') != std::string_view::npos) shown = grouped(shown);
  return std::string(pattern.substr(0, begin)) + shown + std::string(pattern.substr(end));
}

std::string by_pattern(std::string_view pattern, double number) {
  if (pattern.empty()) return text_of(number);
  int places = -1;
  bool is_standard = pattern.size() <= 3;
  if (pattern.size() > 1) places = 0;
  for (const char c : pattern.substr(1)) {
    is_standard = is_standard && c >= '0' && c <= '9';
    if (is_standard) places = places * 10 + (c - '0');
  }
  if (!is_standard) return by_digits(pattern, number);
  constexpr int usual_places = 2;
  const int behind = places < 0 ? usual_places : places;
  switch (pattern[0]) {
    case 'F':
    case 'f': return with_places(number, behind);
    case 'N':
    case 'n': return grouped(with_places(number, behind));
    case 'P':
    case 'p': return grouped(with_places(number * 100, behind)) + "%";
    case 'D':
    case 'd': return padded(with_places(std::trunc(number), 0), static_cast<size_t>(std::max(places, 1)));
    case 'G':
    case 'g': return text_of(number);
    default: return by_digits(pattern, number);
  }
}

// The pattern with what `shown` makes of each {0}.
template <class Shown>
std::string filled(std::string_view pattern, Shown&& shown) {
  std::string out;
  for (size_t at = 0; at < pattern.size();) {
    const bool doubled = at + 1 < pattern.size() && pattern[at + 1] == pattern[at];
    if ((pattern[at] == '{' || pattern[at] == '}') && doubled) {
      out += pattern[at];
      at += 2;
      continue;
    }
    const size_t end = pattern[at] == '{' ? pattern.find('}', at) : std::string_view::npos;
    const std::string_view inside = end == std::string_view::npos ? "" : pattern.substr(at + 1, end - at - 1);
    const size_t colon = std::min(inside.find(':'), inside.size());
    const size_t comma = std::min(inside.substr(0, colon).find(','), colon);
    if (inside.substr(0, comma) != "0") {
      out += pattern[at++];
      continue;
    }
    std::string value = shown(colon < inside.size() ? inside.substr(colon + 1) : std::string_view());
    if (comma < colon) {
      constexpr long widest = 200;
      const long wanted = std::strtol(std::string(inside.substr(comma + 1, colon - comma - 1)).c_str(), nullptr, 10);
      const long width = std::clamp(wanted, -widest, widest);
      const auto size = static_cast<size_t>(width < 0 ? -width : width);
      const size_t blanks = size > value.size() ? size - value.size() : 0;
      value.insert(width < 0 ? value.size() : 0, blanks, ' ');
    }
    out += value;
    at = end + 1;
  }
  return out;
}

}  // namespace

std::string formatted(std::string_view pattern, double number) {
  return filled(pattern, [&](std::string_view format) {
    return std::isfinite(number) ? by_pattern(format, number) : text_of(number);
  });
}

std::string formatted(std::string_view pattern, std::string_view text) {
  return filled(pattern, [&](std::string_view) { return std::string(text); });
}

}  // namespace firefly::play
