#include "engine/base/bytes.h"

namespace firefly::base {

void ByteWriter::u32(uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) bytes_.push_back(static_cast<uint8_t>(value >> shift));
}

void ByteWriter::u64(uint64_t value) {
  for (int shift = 0; shift < 64; shift += 8) bytes_.push_back(static_cast<uint8_t>(value >> shift));
}

void ByteWriter::text(std::string_view value) {
  u32(static_cast<uint32_t>(value.size()));
  bytes_.insert(bytes_.end(), value.begin(), value.end());
}

void ByteWriter::pad_to(size_t alignment) {
  while (bytes_.size() % alignment != 0) bytes_.push_back(0);
}

bool ByteReader::take(size_t count) {
  if (!ok_ || left() < count) {
    ok_ = false;
    return false;
  }
  at_ += count;
  return true;
}

uint8_t ByteReader::u8() { return take(1) ? bytes_[at_ - 1] : uint8_t{0}; }

uint32_t ByteReader::u32() {
  if (!take(4)) return 0;
  uint32_t value = 0;
  for (size_t i = 0; i < 4; ++i) value |= static_cast<uint32_t>(bytes_[at_ - 4 + i]) << (8 * i);
  return value;
}

uint64_t ByteReader::u64() {
  const uint64_t low = u32();
  return low | static_cast<uint64_t>(u32()) << 32;
}

std::string_view ByteReader::text() {
  const uint32_t size = u32();
  if (!take(size)) return {};
  return {reinterpret_cast<const char*>(bytes_.data()) + (at_ - size), size};
}

}  // namespace firefly::base
