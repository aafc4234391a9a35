#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace firefly::base {

struct CodePoint {
  uint32_t value;
  uint32_t length;  // in bytes, 1 to 4
};

// The code point at the byte `offset` of valid UTF-8; U+FFFD of length 1 where the bytes there are malformed.
CodePoint decode_utf8(std::string_view text, size_t offset);

// The byte offset of the first malformed, overlong, surrogate or cut-off sequence; npos where all is well.
size_t find_invalid_utf8(std::string_view text);

// Appends a code point; it must be a Unicode scalar value.
void append_utf8(std::string& text, uint32_t code_point);

// How many code points valid UTF-8 holds.
size_t count_code_points(std::string_view text);

// Whether a code point may begin between the bytes offset-1 and offset (true at both ends of the text).
inline bool is_utf8_boundary(std::string_view text, size_t offset) {
  return offset >= text.size() ? offset == text.size() : (static_cast<uint8_t>(text[offset]) & 0xc0) != 0x80;
}

}  // namespace firefly::base
