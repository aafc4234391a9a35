#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/script/check.h"
#include "tests/source_path.h"
#include "tools/firefly/files.h"
#include "tools/firefly/workspace.h"

// Every script of tests/corpus/broken has one thing wrong. Its first line says which diagnostic and where:
//   // expect FF104 12:7

namespace firefly::tool {
namespace {

const std::string corpus = test::source_path("tests/corpus/broken");

std::string found_in(const std::string& path, const script::Library& library) {
  script::Diagnostics diagnostics;
  const base::Result<script::Project> project = load_project(path, diagnostics);
  REQUIRE(project);
  script::check(project.value(), library, {script::Dialect::Firefly, "", is_folder(path)}, diagnostics);
  diagnostics.sort();
  std::string found;
  for (const script::Diagnostic& diagnostic : diagnostics.list()) {
    if (!found.empty()) found += ", ";
    found += script::name_of(diagnostic.code) + " " + std::to_string(diagnostic.place.line) + ":" +
             std::to_string(diagnostic.place.column);
  }
  return found;
}

TEST_CASE("each broken script gives its one diagnostic, in its place") {
  script::Diagnostics none;
  const script::Library library = load_library(corpus, none);
  REQUIRE(none.list().empty());
  const std::vector<std::string> scripts = files_in(corpus, ".yarn");
  CHECK(scripts.size() >= 20);
  for (const std::string& path : scripts) {
    const std::string text = read_file(path).value();
    const std::string first_line = text.substr(0, text.find('\n'));
    const std::string announced = "// expect ";
    REQUIRE(first_line.substr(0, announced.size()) == announced);
    INFO(path);
    CHECK(found_in(path, library) == first_line.substr(announced.size()));
  }
}

TEST_CASE("each broken scenario gives its one diagnostic, in its place") {
  script::Diagnostics none;
  const script::Library library = load_library(corpus, none);
  const std::string scenarios = corpus + "/scenarios";
  const std::vector<std::string> names = folders_in(scenarios);
  CHECK(names.size() >= 5);
  for (const std::string& name : names) {
    const std::string folder = scenarios + "/" + name;
    std::string expected = read_file(folder + "/expect.txt").value();
    expected.resize(expected.find('\n'));
    INFO(folder);
    CHECK(found_in(folder, library) == expected);
  }
}

TEST_CASE("every diagnostic of the corpus can be printed, in both languages and for tools") {
  script::Diagnostics none;
  const script::Library library = load_library(corpus, none);
  for (const std::string& path : files_in(corpus, ".yarn")) {
    script::Diagnostics diagnostics;
    const base::Result<script::Project> project = load_project(path, diagnostics);
    script::check(project.value(), library, {script::Dialect::Firefly, "", false}, diagnostics);
    for (const script::Diagnostic& diagnostic : diagnostics.list()) {
      for (const script::Language language : {script::Language::English, script::Language::Chinese}) {
        const std::string printed = script::print(diagnostic, language);
        CHECK(printed.find("error[" + script::name_of(diagnostic.code) + "]: ") != std::string::npos);
        CHECK(printed.find('^') != std::string::npos);
        CHECK(printed.find("{0}") == std::string::npos);
        CHECK_FALSE(script::cure_of(diagnostic, language).empty());
      }
      CHECK(script::to_json(diagnostic).find("\"code\":\"" + script::name_of(diagnostic.code)) != std::string::npos);
    }
  }
}

}  // namespace
}  // namespace firefly::tool
