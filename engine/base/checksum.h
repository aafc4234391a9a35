#pragma once

#include <cstdint>
#include <span>

namespace firefly::base {

// A fast 64-bit checksum against accidents (not against forgers). Any damage within one aligned 8-byte word is
// found for certain, because every step is a bijection of the word; anything else with odds of 2^-64 to miss.
uint64_t checksum(std::span<const uint8_t> bytes);

}  // namespace firefly::base
