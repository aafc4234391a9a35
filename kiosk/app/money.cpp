#include "kiosk/app/money.h"

namespace firefly::app {

base::Result<int64_t> read_yuan(std::string_view number) {
  // Fifteen digits leave room for every sum over a play.
  constexpr size_t most_digits = 15;
  const base::Error error{"'" + std::string(number) + "' is not an amount in yuan"};
  std::string_view rest = number;
  const bool negative = !rest.empty() && rest.front() == '-';
  if (negative) rest.remove_prefix(1);
  int64_t fen = 0;
  size_t digits = 0;
  int decimals = -1;  // below zero before the point
  for (const char c : rest) {
    if (c == '.' && decimals < 0 && digits > 0) {
      decimals = 0;
      continue;
    }
    if (c < '0' || c > '9' || decimals == 2 || ++digits > most_digits) return error;
    fen = fen * 10 + (c - '0');
    if (decimals >= 0) ++decimals;
  }
  if (digits == 0 || decimals == 0) return error;
  for (int place = decimals < 0 ? 0 : decimals; place < 2; ++place) fen *= 10;
  return negative ? -fen : fen;
}

std::string write_yuan(int64_t fen) {
  const uint64_t size = fen < 0 ? 0 - static_cast<uint64_t>(fen) : static_cast<uint64_t>(fen);
  const std::string digits = std::to_string(size / 100);
  std::string written;
  for (size_t place = 0; place < digits.size(); ++place) {
    if (place > 0 && (digits.size() - place) % 3 == 0) written += ',';
    written += digits[place];
  }
  const uint64_t cents = size % 100;
  if (cents != 0) {
    written += '.';
    written += static_cast<char>('0' + cents / 10);
    written += static_cast<char>('0' + cents % 10);
  }
  return written;
}

}  // namespace firefly::app
