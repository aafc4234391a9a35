#include "engine/base/checksum.h"

#include <cstring>

namespace firefly::base {
namespace {

constexpr uint64_t odd_a = 0x9e3779b97f4a7c15u;  // 2^64 divided by the golden ratio
constexpr uint64_t odd_b = 0xd6e8feb86659fd93u;

uint64_t rotate(uint64_t value, int by) { return value << by | value >> (64 - by); }

uint64_t word_at(const uint8_t* bytes) {
  uint64_t word = 0;
  std::memcpy(&word, bytes, 8);
  return word;
}

uint64_t stir(uint64_t lane, uint64_t word) { return rotate((lane ^ word) * odd_a, 29); }

}  // namespace

uint64_t checksum(std::span<const uint8_t> bytes) {
  // Four independent lanes keep the multiplier busy.
  uint64_t lanes[4] = {odd_a, odd_b, odd_a ^ odd_b, odd_a + odd_b};
  const uint8_t* at = bytes.data();
  size_t left = bytes.size();
  for (; left >= 32; left -= 32, at += 32) {
    for (size_t i = 0; i < 4; ++i) lanes[i] = stir(lanes[i], word_at(at + 8 * i));
  }
  for (size_t i = 0; left > 0; ++i) {
    uint8_t last[8] = {};
    const size_t count = left < 8 ? left : 8;
    std::memcpy(last, at, count);
    lanes[i] = stir(lanes[i], word_at(last));
    at += count;
    left -= count;
  }
  uint64_t sum = bytes.size() * odd_b;
  for (const uint64_t lane : lanes) {
    sum = (sum ^ lane) * odd_b;
    sum ^= sum >> 32;
  }
  return sum;
}

}  // namespace firefly::base
