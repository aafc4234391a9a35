#include "tools/firefly/spreadsheet.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/documents.h"
#include "tools/firefly/files.h"

namespace firefly::tool {
namespace {

TEST_CASE("a CSV begins with a byte order mark and quotes what needs it") {
  CHECK(csv_of({{"id", "en"}, {"a", "x, \"y\""}}) == "\xef\xbb\xbfid,en\r\na,\"x, \"\"y\"\"\"\r\n");
}

TEST_CASE("a workbook is written whole, or not at all") {
  const test::TemporaryFolder folder("firefly_spreadsheet_test");
  CHECK(write_xlsx(folder.path("a.xlsx"), {{"id", "zh-Hans"}, {"a", "=1+1"}, {"b", ""}}));
  const std::string bytes = read_file(folder.path("a.xlsx")).value();
  CHECK(bytes.substr(0, 4) == "PK\x03\x04");
  CHECK(files_in(folder.path(), "").size() == 1);
  CHECK_FALSE(write_xlsx(folder.path("nowhere/a.xlsx"), {{"id"}}));
}

}  // namespace
}  // namespace firefly::tool
