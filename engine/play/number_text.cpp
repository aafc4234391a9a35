#include "engine/play/number_text.h"

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

}  // namespace firefly::play
