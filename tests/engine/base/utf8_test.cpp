#include "engine/base/utf8.h"

#include <doctest/doctest.h>

#include <string>

namespace firefly::base {
namespace {

std::string encoded(uint32_t code_point) {
  std::string text;
  append_utf8(text, code_point);
  return text;
}

TEST_CASE("every Unicode scalar value survives encoding and decoding") {
  for (uint32_t c = 0; c < 0x110000; ++c) {
    if (c == 0xd800) c = 0xe000;
    const std::string text = encoded(c);
    const CodePoint decoded = decode_utf8(text, 0);
    REQUIRE(decoded.value == c);
    REQUIRE(decoded.length == text.size());
    REQUIRE(find_invalid_utf8(text) == std::string::npos);
  }
}

TEST_CASE("what is not UTF-8 is found at its first byte") {
  CHECK(find_invalid_utf8("ok") == std::string::npos);
  CHECK(find_invalid_utf8("好\xe5\xa5") == 3);        // cut off
  CHECK(find_invalid_utf8("\xc0\x80") == 0);          // overlong
  CHECK(find_invalid_utf8("\xe0\x80\x80") == 0);      // overlong
  CHECK(find_invalid_utf8("a\xed\xa0\x80") == 1);     // surrogate
  CHECK(find_invalid_utf8("\xf4\x90\x80\x80") == 0);  // beyond U+10FFFF
  CHECK(find_invalid_utf8("abcdefgh\xff") == 8);
  CHECK(find_invalid_utf8("\x80") == 0);
  CHECK(find_invalid_utf8("\xf0\x8f\xbf\xbf") == 0);  // overlong
  CHECK(find_invalid_utf8("\xe4\xbd\x7f") == 0);
}

TEST_CASE("malformed bytes are decoded as one replacement character each") {
  CHECK(decode_utf8("\xff", 0).value == 0xfffd);
  CHECK(decode_utf8("\xe5\xa5", 0).length == 1);
  CHECK(decode_utf8("", 0).value == 0xfffd);
}

TEST_CASE("code points are counted, not bytes") {
  CHECK(count_code_points("好a😀") == 3);
  CHECK(is_utf8_boundary("好", 0));
  CHECK_FALSE(is_utf8_boundary("好", 1));
  CHECK(is_utf8_boundary("好", 3));
  CHECK_FALSE(is_utf8_boundary("好", 4));
}

}  // namespace
}  // namespace firefly::base
