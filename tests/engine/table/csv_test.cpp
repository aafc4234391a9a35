#include "engine/table/csv.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

namespace firefly::table {
namespace {

TEST_CASE("rows and cells come as written, quoted or not") {
  const auto rows = read_csv("id,zh\na,\"你好，\"\"世界\"\"\"\nb,\"两\n行\"\n").value();
  REQUIRE(rows.size() == 3);
  CHECK(rows[1][1].text == "你好，\"世界\"");
  CHECK(rows[2][1].text == "两\n行");
}

TEST_CASE("every cell knows its bytes") {
  const std::string csv = "id,zh\r\na,\"x,y\"\r\nbc,\"\"\r\n";
  const auto rows = read_csv(csv).value();
  REQUIRE(rows.size() == 3);
  const auto written = [&](const Cell& cell) { return csv.substr(cell.begin, cell.end - cell.begin); };
  CHECK(written(rows[0][0]) == "id");
  CHECK(written(rows[1][0]) == "a");
  CHECK(written(rows[1][1]) == "\"x,y\"");
  CHECK(written(rows[2][0]) == "bc");
  CHECK(written(rows[2][1]) == "\"\"");
}

TEST_CASE("a byte order mark, empty lines and a missing last line end are passed over") {
  const auto rows = read_csv("\xef\xbb\xbfid,zh\n\n\na,b").value();
  REQUIRE(rows.size() == 2);
  CHECK(rows[0][0].text == "id");
  CHECK(rows[0][0].begin == 3);
  CHECK(rows[1][1].text == "b");
}

TEST_CASE("an unclosed quotation mark is told with its line") {
  const auto rows = read_csv("id,zh\na,\"b\n");
  REQUIRE_FALSE(rows);
  CHECK(rows.error().message.find("line") != std::string::npos);
}

TEST_CASE("any cells that are written are read back the same") {
  std::mt19937 random(5);
  const std::string letters[] = {"a", "好", ",", "\"", "\n", "\r\n", "1", "，"};
  for (int round = 0; round < 500; ++round) {
    std::vector<std::string> cells(1 + random() % 4);
    for (std::string& cell : cells) {
      for (size_t i = random() % 6; i > 0; --i) cell += letters[random() % 8];
    }
    if (cells.size() == 1 && cells[0].empty()) cells[0] = "x";  // an empty line is no row
    const auto rows = read_csv(write_csv_row(cells)).value();
    REQUIRE(rows.size() == 1);
    REQUIRE(rows[0].size() == cells.size());
    for (size_t i = 0; i < cells.size(); ++i) CHECK(rows[0][i].text == cells[i]);
  }
}

}  // namespace
}  // namespace firefly::table
