#include "engine/base/bytes.h"

#include <doctest/doctest.h>

namespace firefly::base {
namespace {

TEST_CASE("what is written is read back in order") {
  ByteWriter writer;
  writer.u8(7);
  writer.u32(0x01020304);
  writer.u64(0x1122334455667788u);
  writer.text("好");
  ByteReader reader(writer.bytes());
  CHECK(reader.u8() == 7);
  CHECK(reader.u32() == 0x01020304);
  CHECK(reader.u64() == 0x1122334455667788u);
  CHECK(reader.text() == "好");
  CHECK(reader.ok());
  CHECK(reader.left() == 0);
}

TEST_CASE("numbers are little-endian") {
  ByteWriter writer;
  writer.u32(1);
  CHECK(writer.bytes() == std::vector<uint8_t>{1, 0, 0, 0});
}

TEST_CASE("reading past the end gives zeros and is remembered") {
  const std::vector<uint8_t> bytes{1, 2, 3};
  ByteReader reader(bytes);
  CHECK(reader.u32() == 0);
  CHECK_FALSE(reader.ok());
  CHECK(reader.u8() == 0);
  CHECK_FALSE(reader.ok());
}

TEST_CASE("a text that claims more than there is gives nothing") {
  ByteWriter writer;
  writer.u32(1000);
  ByteReader reader(writer.bytes());
  CHECK(reader.text().empty());
  CHECK_FALSE(reader.ok());
}

TEST_CASE("padding fills up with zeros") {
  ByteWriter writer;
  writer.u8(1);
  writer.pad_to(8);
  CHECK(writer.size() == 8);
  writer.pad_to(8);
  CHECK(writer.size() == 8);
}

}  // namespace
}  // namespace firefly::base
