#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Bytes in little-endian order, written and read one field after the other.

namespace firefly::base {

// Grows a buffer field by field.
class ByteWriter {
 public:
  void u8(uint8_t value) { bytes_.push_back(value); }
  void u32(uint32_t value);
  void u64(uint64_t value);
  void text(std::string_view value);  // length as u32, then the bytes
  void raw(std::span<const uint8_t> value) { bytes_.insert(bytes_.end(), value.begin(), value.end()); }
  void pad_to(size_t alignment);  // with zeros
  size_t size() const { return bytes_.size(); }
  std::vector<uint8_t>& bytes() { return bytes_; }

 private:
  std::vector<uint8_t> bytes_;
};

// Reads the fields back. Whoever reads past the end gets zeros and, from then on, `ok() == false`.
class ByteReader {
 public:
  explicit ByteReader(std::span<const uint8_t> bytes) : bytes_(bytes) {}
  uint8_t u8();
  uint32_t u32();
  uint64_t u64();
  std::string_view text();
  bool ok() const { return ok_; }
  size_t left() const { return bytes_.size() - at_; }

 private:
  bool take(size_t count);
  std::span<const uint8_t> bytes_;
  size_t at_ = 0;
  bool ok_ = true;
};

}  // namespace firefly::base
