#include "engine/base/utf8.h"

#include <cstring>

#include "engine/base/check.h"

namespace firefly::base {
namespace {

// The length of the well-formed sequence at `bytes`, 0 where there is none. Follows the table of well-formed
// byte sequences of the Unicode standard (3.9), so overlong forms and surrogates are refused too.
uint32_t sequence_length(const uint8_t* bytes, size_t left) {
  const uint8_t first = bytes[0];
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const auto continues = [&](size_t i) { return i < left && (bytes[i] & 0xc0) == 0x80; };
  if (!continues(1)) return 0;
  if (first < 0xe0) return 2;
  const uint8_t second = bytes[1];
  if (first == 0xe0 && second < 0xa0) return 0;
  if (first == 0xed && second > 0x9f) return 0;
  if (first == 0xf0 && second < 0x90) return 0;
  if (first == 0xf4 && second > 0x8f) return 0;
  if (!continues(2)) return 0;
  if (first < 0xf0) return 3;
  return continues(3) ? 4 : 0;
}

}  // namespace

CodePoint decode_utf8(std::string_view text, size_t offset) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data()) + offset;
  const uint32_t length = offset < text.size() ? sequence_length(bytes, text.size() - offset) : 0;
  switch (length) {
    case 1: return {bytes[0], 1};
    case 2: return {(bytes[0] & 0x1fu) << 6 | (bytes[1] & 0x3fu), 2};
    case 3: return {(bytes[0] & 0x0fu) << 12 | (bytes[1] & 0x3fu) << 6 | (bytes[2] & 0x3fu), 3};
    case 4:
      return {(bytes[0] & 0x07u) << 18 | (bytes[1] & 0x3fu) << 12 | (bytes[2] & 0x3fu) << 6 | (bytes[3] & 0x3fu), 4};
    default: return {0xfffd, 1};
  }
}

size_t find_invalid_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const size_t size = text.size();
  size_t i = 0;
  while (i < size) {
    if (bytes[i] < 0x80) {
      uint64_t word = 0;
      if (i + 8 <= size && (std::memcpy(&word, bytes + i, 8), (word & 0x8080808080808080u) == 0)) {
        i += 8;
      } else {
        ++i;
      }
      continue;
    }
    // Most of our text is Chinese: three bytes each, the first one 0xe1 to 0xec or 0xee or 0xef, whose second byte may
    // be any continuation. Two of them are looked at at once.
    if (i + 8 <= size) {
      uint64_t word = 0;
      std::memcpy(&word, bytes + i, 8);
      const uint64_t first = word & 0x0f;
      const uint64_t second = word >> 24 & 0x0f;
      if ((word & 0x0000c0c0f0c0c0f0u) == 0x00008080e08080e0u && first != 0 && first != 0x0d && second != 0 &&
          second != 0x0d) {
        i += 6;
        continue;
      }
    }
    const uint32_t length = sequence_length(bytes + i, size - i);
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

void append_utf8(std::string& text, uint32_t code_point) {
  FIREFLY_CHECK(code_point < 0xd800 || (code_point > 0xdfff && code_point < 0x110000));
  const auto put = [&](uint32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xc0 | code_point >> 6);
    put(0x80 | (code_point & 0x3f));
  } else if (code_point < 0x10000) {
    put(0xe0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3f));
    put(0x80 | (code_point & 0x3f));
  } else {
    put(0xf0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3f));
    put(0x80 | (code_point >> 6 & 0x3f));
    put(0x80 | (code_point & 0x3f));
  }
}

size_t count_code_points(std::string_view text) {
  size_t count = 0;
  for (const char c : text) count += (static_cast<uint8_t>(c) & 0xc0) != 0x80;
  return count;
}

}  // namespace firefly::base
