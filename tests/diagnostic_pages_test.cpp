#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/script/check.h"
#include "engine/script/diagnostic.h"
#include "engine/script/parser.h"
#include "tests/documents.h"
#include "tests/source_path.h"
#include "tools/firefly/check_paths.h"
#include "tools/firefly/files.h"
#include "tools/firefly/spreadsheet.h"
#include "tools/firefly/strings.h"

// Every diagnostic is a page of docs/diagnostics/, and the examples of each page are its test. An example without a
// file name is any Yarn script; one with a name is that file of docs/diagnostics/example/, a small content folder. In
// a table, a line … stands for the rows that the page does not show. sheet.csv is what a translator sends back.

namespace firefly {
namespace {

const std::string pages = test::source_path("docs/diagnostics");

// MissingBodyEnd is missing-body-end.
std::string kebab(const std::string& name) {
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') {
      if (!out.empty()) out += '-';
      out += static_cast<char>(c - 'A' + 'a');
    } else {
      out += c;
    }
  }
  return out;
}

// The names of the pages that must be there: FFnnn-name.md of every `Name = nnn` in the enum of codes.
std::vector<std::string> needed_pages() {
  const std::string header = tool::read_file(test::source_path("engine/script/diagnostic.h")).value();
  const size_t begin = header.find("enum class Code");
  const std::string codes = header.substr(begin, header.find("};", begin) - begin);
  std::vector<std::string> names;
  for (size_t at = codes.find(" = "); at != std::string::npos; at = codes.find(" = ", at + 1)) {
    const size_t word = codes.rfind(' ', at - 1) + 1;
    names.push_back("FF" + codes.substr(at + 3, 3) + "-" + kebab(codes.substr(word, at - word)) + ".md");
  }
  return names;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size() - 1);
    lines.push_back(text.substr(at, end + 1 - at));
    at = end + 1;
  }
  return lines;
}

// The rows of a page in the table they belong to: those of an id that is there take its place, others come last.
std::string merged(const std::string& table, const std::string& shown) {
  const std::string others = "…\n";
  if (shown.find("\n" + others) == std::string::npos) return shown;
  const auto id_of = [](const std::string& row) { return row.substr(0, row.find(',')); };
  std::vector<std::string> rows = lines_of(table);
  std::set<std::string> placed;
  for (const std::string& row : lines_of(shown)) {
    if (row == others) continue;
    const auto same =
        std::find_if(rows.begin(), rows.end(), [&](const std::string& other) { return id_of(other) == id_of(row); });
    if (same == rows.end() || !placed.insert(id_of(row)).second) {
      rows.push_back(row);
    } else {
      *same = row;
    }
  }
  std::string out;
  for (const std::string& row : rows) out += row;
  return out;
}

// U+FFFD, as editors show bytes that are no text, is such a byte.
std::string with_bytes(std::string text) {
  const std::string sign = "\xef\xbf\xbd";
  for (size_t at = text.find(sign); at != std::string::npos; at = text.find(sign))
    text.replace(at, sign.size(), "\xff");
  return text;
}

// The sheet for translators, without its byte order mark.
base::Result<std::string> exported(const std::string& content) {
  script::Diagnostics diagnostics;
  const base::Result<std::optional<tool::Strings>> strings = tool::read_strings(content, diagnostics);
  REQUIRE(strings);
  REQUIRE(strings.value());
  return tool::csv_of(tool::sheet_of(*strings.value())).substr(3);
}

// What the check of these examples finds, or the import where a sheet is among them.
script::Diagnostics found_in(const std::vector<test::Example>& examples) {
  const test::TemporaryFolder folder("firefly_pages_test");
  tool::Options options;
  options.on_date = "2026-07-01";
  if (examples.size() == 1 && examples[0].path.empty()) {
    folder.write("page.yarn", with_bytes(examples[0].text));
    options.language_only = true;
    options.paths = {folder.path("page.yarn")};
  } else {
    folder.copy(pages + "/example", "content");
    folder.copy(test::source_path("content/vocabulary.csv"), "content/vocabulary.csv");
    for (const test::Example& example : examples) {
      const std::string file = "content/" + example.path;
      const base::Result<std::string> before =
          example.path == "sheet.csv" ? exported(folder.path("content")) : tool::read_file(folder.path(file));
      if (example.text.empty()) {
        folder.remove(file);
      } else {
        folder.write(file, with_bytes(before ? merged(before.value(), example.text) : example.text));
      }
    }
    options.paths = {folder.path("content")};
    const std::string sheet = folder.path("content/sheet.csv");
    if (tool::is_file(sheet)) {
      script::Diagnostics diagnostics;
      REQUIRE(tool::import_sheet(options.paths[0], sheet, tool::read_file(sheet).value(), diagnostics));
      return diagnostics;
    }
  }
  const base::Result<tool::Checked> checked = tool::check_paths(options);
  REQUIRE(checked);
  return checked->diagnostics;
}

// Its codes, each once, in the order in which they come.
std::vector<std::string> codes_of(const script::Diagnostics& found) {
  std::vector<std::string> codes;
  for (const script::Diagnostic& diagnostic : found.list()) {
    const std::string code = script::name_of(diagnostic.code);
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
  }
  return codes;
}

std::string joined(const std::vector<std::string>& codes) {
  std::string out;
  for (const std::string& code : codes) out += (out.empty() ? "" : " ") + code;
  return out;
}

TEST_CASE("every diagnostic has its page, and every page its diagnostic") {
  std::vector<std::string> there;
  for (const std::string& path : tool::files_in(pages, ".md")) {
    if (tool::name_of(path) != "README.md") there.push_back(tool::name_of(path));
  }
  std::vector<std::string> needed = needed_pages();
  CHECK(needed.size() == script::diagnostic_table().size());
  std::sort(needed.begin(), needed.end());
  CHECK(joined(there) == joined(needed));
}

TEST_CASE("the failing example of each page fails with its code and no other, and the cured one is clean") {
  CHECK(joined(codes_of(found_in({{"", "csv", "pictures.csv", "id,zh-Hans,en\n…\n"}}))).empty());  // the folder itself
  for (const std::string& path : tool::files_in(pages, ".md")) {
    const std::string name = tool::name_of(path);
    if (name == "README.md") continue;
    INFO(name);
    const std::string page = tool::read_file(path).value();
    const std::string code = name.substr(0, 5);
    CHECK(page.substr(0, 8) == "# " + code + " ");
    std::map<std::string, std::vector<test::Example>> by_section;
    for (const test::Example& example : test::examples_of(page)) by_section[example.section].push_back(example);
    CHECK(joined(codes_of(found_in(by_section["这样会报错 · Fails"]))) == code);
    CHECK(joined(codes_of(found_in(by_section["改好以后 · Fixed"]))).empty());
    CHECK(page.find("\n## English: ") != std::string::npos);
  }
}

TEST_CASE("the JSON for tools has the shape that the README promises") {
  const std::vector<test::Example> examples = test::examples_of(tool::read_file(pages + "/README.md").value());
  REQUIRE(examples.size() == 2);
  script::Diagnostics diagnostics;
  script::Project project;
  project.scripts.push_back(script::parse(script::Source(examples[0].path, examples[0].text), diagnostics));
  script::check(project, {}, {script::Dialect::Yarn, "", false}, diagnostics);
  CHECK(script::to_json(diagnostics) == examples[1].text);
}

TEST_CASE("a name that is nearly right is suggested, whatever it names") {
  const std::map<std::string, std::string> suggested = {{"FF202", "Next"},    {"FF203", "$told"},
                                                        {"FF206", "visited"}, {"FF301", "stage"},
                                                        {"FF303", "refuse"},  {"FF304", "flag"},
                                                        {"FF307", "join"},    {"FF309", "Teacher"},
                                                        {"FF312", "Teacher"}, {"FF310", "guaranteed_return"}};
  size_t seen = 0;
  for (const std::string& path : tool::files_in(pages, ".md")) {
    const auto wanted = suggested.find(tool::name_of(path).substr(0, 5));
    if (wanted == suggested.end()) continue;
    ++seen;
    std::vector<test::Example> failing;
    for (const test::Example& example : test::examples_of(tool::read_file(path).value())) {
      if (example.section == "这样会报错 · Fails") failing.push_back(example);
    }
    INFO(path);
    const script::Diagnostics found = found_in(failing);
    REQUIRE(found.list().size() == 1);
    CHECK(found.list()[0].suggestion == wanted->second);
  }
  CHECK(seen == suggested.size());
}

TEST_CASE("one run tells all errors of a file") {
  const std::string script =
      "title: Start\nmood: a\nmood: b\n---\n你好\\。\n<<jump Nowhere>>\n<<declare $n = >>\n老师说[flag]稳赚。\n"
      "<<endif>>\n-> #calm\n<<if visitd(\"Start\")>>\n一共 {$sum\n===\n大家好\n";
  const script::Diagnostics found = found_in({{"", "yarn", "", script}});
  CHECK(joined(codes_of(found)) == "FF107 FF122 FF202 FF113 FF210 FF124 FF112 FF128 FF111 FF109 FF212 FF102");
}

}  // namespace
}  // namespace firefly
