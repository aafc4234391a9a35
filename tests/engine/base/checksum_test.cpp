#include "engine/base/checksum.h"

#include <doctest/doctest.h>

#include <set>
#include <vector>

namespace firefly::base {
namespace {

TEST_CASE("any single bit that flips changes the sum") {
  for (const size_t size : {1u, 7u, 8u, 31u, 32u, 33u, 100u}) {
    std::vector<uint8_t> bytes(size);
    for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<uint8_t>(i * 37);
    const uint64_t sum = checksum(bytes);
    for (size_t bit = 0; bit < size * 8; ++bit) {
      bytes[bit / 8] = static_cast<uint8_t>(bytes[bit / 8] ^ (1u << (bit % 8)));
      CHECK(checksum(bytes) != sum);
      bytes[bit / 8] = static_cast<uint8_t>(bytes[bit / 8] ^ (1u << (bit % 8)));
    }
    CHECK(checksum(bytes) == sum);
  }
}

TEST_CASE("runs of zeros of different lengths have different sums") {
  std::set<uint64_t> sums;
  for (size_t size = 0; size < 200; ++size) sums.insert(checksum(std::vector<uint8_t>(size)));
  CHECK(sums.size() == 200);
}

TEST_CASE("words that change places change the sum") {
  std::vector<uint8_t> bytes(64);
  bytes[0] = 1;
  const uint64_t first = checksum(bytes);
  bytes[0] = 0;
  bytes[32] = 1;
  CHECK(checksum(bytes) != first);
}

}  // namespace
}  // namespace firefly::base
