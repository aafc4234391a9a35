#include <algorithm>
#include <cstring>
#include <vector>

#include "engine/base/checksum.h"
#include "engine/program/format.h"
#include "tests/fuzz/program_walk.h"

// Any bytes as a pack: refused, or whole enough to be read, played and proven. Its magic, versions, size and checksum
// are put right first, so that damage comes to what is behind them; the checksum alone would keep nearly all of it out.

namespace firefly::fuzz {
namespace {

using program::format::FileHeader;

void put_right(std::vector<uint8_t>& bytes) {
  FileHeader header{};
  std::memcpy(header.magic, program::format::magic, sizeof(header.magic));
  header.format_version = program::format::format_version;
  header.engine_version = program::format::engine_version;
  header.file_size = static_cast<uint32_t>(bytes.size());
  header.section_count = program::format::section_count;
  std::memcpy(bytes.data(), &header, sizeof(header));
  header.checksum = base::checksum(std::span<const uint8_t>(bytes).subspan(program::format::checked_from));
  std::memcpy(bytes.data(), &header, sizeof(header));
}

}  // namespace
}  // namespace firefly::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace firefly;
  std::vector<uint8_t> bytes(data, data + size);
  (void)program::Pack::open(bytes);
  if (size < sizeof(program::format::FileHeader)) return 0;
  fuzz::put_right(bytes);
  const base::Result<program::Pack> pack = program::Pack::open(std::move(bytes));
  if (pack) fuzz::walk(pack.value(), pack->checksum(), fuzz::Maker::Anybody);
  return 0;
}

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

// Begins with a sound pack again now and then. A pack is tables of 32-bit numbers, so half of the damage is one of them
// that is another, near another or small.
extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned seed) {
  using namespace firefly::fuzz;
  constexpr unsigned rounds_with_one_pack = 200;
  if (size < sizeof(FileHeader) || seed % rounds_with_one_pack == 0) {
    const std::vector<std::vector<uint8_t>>& packs = sound_packs();
    const std::vector<uint8_t>& pack = packs[seed / rounds_with_one_pack % packs.size()];
    if (pack.size() <= max_size) {
      std::copy(pack.begin(), pack.end(), data);
      return pack.size();
    }
  }
  if (size < sizeof(FileHeader) || seed % 2 == 0) return LLVMFuzzerMutate(data, size, max_size);
  const size_t count = size / sizeof(uint32_t);
  uint8_t* const into = data + (seed / 2 % count) * sizeof(uint32_t);
  const uint64_t drawn = (seed + uint64_t{1}) * 0x9e3779b97f4a7c15u >> 20;
  uint32_t number = 0;
  std::memcpy(&number, drawn % 3 == 0 ? into : data + (drawn / 4 % count) * sizeof(number), sizeof(number));
  if (drawn % 3 == 1) number = static_cast<uint32_t>(drawn / 4 % 32);
  number += static_cast<uint32_t>(drawn / 128 % 5) - 2;
  std::memcpy(into, &number, sizeof(number));
  return size;
}
