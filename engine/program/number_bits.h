#pragma once

#include <cstdint>
#include <cstring>

// How a MemorySlot and a Session hold a number: its 64 bits as they are (IEEE 754 binary64).

namespace firefly::program {

inline uint64_t bits_of(double number) {
  uint64_t bits = 0;
  std::memcpy(&bits, &number, sizeof(bits));
  return bits;
}

inline double number_from(uint64_t bits) {
  double number = 0;
  std::memcpy(&number, &bits, sizeof(number));
  return number;
}

}  // namespace firefly::program
