#include "tools/firefly/encoding.h"

#include <doctest/doctest.h>

#include <string>

namespace firefly::tool {
namespace {

TEST_CASE("UTF-8 stays as it is, without its byte order mark") {
  CHECK(utf8_of("你好") == "你好");
  CHECK(utf8_of("\xef\xbb\xbf你好") == "你好");
  CHECK(utf8_of("") == "");
}

TEST_CASE("GB18030 is converted, with the characters that GBK does not have") {
  CHECK(utf8_of("\xc4\xe3\xba\xc3") == "你好");
  CHECK(utf8_of("\xc4\xe3\x95\x32\x82\x36") == "你𠀀");
  CHECK(utf8_of("a,\xc4\xe3\r\n") == "a,你\r\n");
  std::string long_text;
  std::string converted;
  for (int i = 0; i < 3000; ++i) {
    long_text += "\xc4\xe3";
    converted += "你";
  }
  CHECK(utf8_of(long_text) == converted);
}

TEST_CASE("what is neither is refused") {
  CHECK_FALSE(utf8_of("\xc4"));
  CHECK_FALSE(utf8_of("a\xff\xff"));
}

}  // namespace
}  // namespace firefly::tool
