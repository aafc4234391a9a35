#include "engine/table/edited_table.h"

#include <doctest/doctest.h>

#include <string>

namespace firefly::table {
namespace {

TEST_CASE("a table that is not changed keeps its every byte") {
  for (const std::string bytes : {"id,en\na,\"x\"\n\nb,y\n", "\xef\xbb\xbfid,en\r\na,\"x, \"\"y\"\"\"\r\n", "id\n"}) {
    CHECK(EditedTable::read(bytes).value().bytes() == bytes);
  }
}

TEST_CASE("only the row of a changed cell is written again") {
  EditedTable table = EditedTable::read("id,en\r\na,\"x\"\r\nb,\"y\"\r\n").value();
  table.set(1, "en", "y, z");
  table.set(0, "en", "x");
  CHECK(table.bytes() == "id,en\r\na,\"x\"\r\nb,\"y, z\"\r\n");
}

TEST_CASE("rows are added where they belong, columns before the note") {
  EditedTable table = EditedTable::read("id,en,note\na,x,n\nc,z").value();
  table.insert(1, "b");
  table.add_column("fr");
  table.add_column("en");
  table.set(1, "fr", "deux");
  CHECK(table.bytes() == "id,en,fr,note\na,x,,n\nb,,deux,\nc,z,,\n");
  CHECK(table.text(1, "fr") == "deux");
  CHECK(table.text(2, "note").empty());
  CHECK(table.find("c") == 2);
  CHECK_FALSE(table.find("d"));
}

TEST_CASE("what is no table is refused") {
  CHECK_FALSE(EditedTable::read(""));
  CHECK_FALSE(EditedTable::read("id\n\"a"));
}

}  // namespace
}  // namespace firefly::table
