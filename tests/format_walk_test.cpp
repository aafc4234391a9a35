#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/compile/compile.h"
#include "engine/program/draft.h"
#include "engine/script/check.h"
#include "engine/script/format.h"
#include "engine/script/parser.h"
#include "tests/script_writer.h"
#include "tests/source_path.h"
#include "tools/firefly/files.h"
#include "tools/firefly/workspace.h"

// Formatting changes how a script looks and nothing else: the same pack comes out of it.

namespace firefly {
namespace {

script::Project project_of(const std::string& text, script::Diagnostics& diagnostics) {
  script::Project project;
  project.name = "x";
  project.scripts.push_back(script::parse(script::Source("x.yarn", text), diagnostics));
  return project;
}

std::vector<uint8_t> pack_of(const script::Project& project) {
  return program::write_pack(compile::compile_scenario(project, {}, {}, {script::Dialect::Yarn, 1}).value());
}
std::vector<uint8_t> pack_of(const script::Project& project, const script::Library& library) {
  return program::write_pack(compile::compile_scenario(project, library, {}, {script::Dialect::Firefly, 1}).value());
}

// How many comments a script holds, and what they say.
std::string comments_of(const script::Script& script) {
  std::string out;
  for (const script::Span& comment : script.comments) {
    std::string_view text = script.source.slice(comment);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    out += std::string(text) + "\n";
  }
  return out;
}

// Holds a script against its formatted self; false where it has errors and there is nothing to hold.
bool stays_the_same(const std::string& text) {
  script::Diagnostics diagnostics;
  const script::Project before = project_of(text, diagnostics);
  if (diagnostics.error_count() > 0) return false;
  const std::string formatted = script::format(before.scripts[0]);
  INFO(text);
  INFO(formatted);
  script::Diagnostics of_formatted;
  const script::Project after = project_of(formatted, of_formatted);
  REQUIRE(of_formatted.error_count() == 0);
  CHECK(script::format(after.scripts[0]) == formatted);
  CHECK(comments_of(after.scripts[0]) == comments_of(before.scripts[0]));
  script::check(before, {}, {script::Dialect::Yarn, "", false}, diagnostics);
  script::check(after, {}, {script::Dialect::Yarn, "", false}, of_formatted);
  REQUIRE(of_formatted.error_count() == diagnostics.error_count());
  if (diagnostics.error_count() > 0) return false;
  CHECK(pack_of(after) == pack_of(before));
  return true;
}

void yarn_files(const std::string& folder, std::vector<std::string>& paths) {
  for (std::string& path : tool::files_in(folder, ".yarn")) paths.push_back(std::move(path));
  for (const std::string& name : tool::folders_in(folder)) yarn_files(folder + "/" + name, paths);
}

TEST_CASE("the shipped scenarios are in form") {
  std::vector<std::string> paths;
  yarn_files(test::source_path("content"), paths);
  CHECK(paths.size() >= 10);
  for (const std::string& path : paths) {
    script::Diagnostics diagnostics;
    const std::string text = tool::read_file(path).value();
    INFO(path);
    CHECK(script::format(script::parse(script::Source(path, text), diagnostics)) == text);
  }
}

TEST_CASE("scripts of the corpus that can be read mean the same once they are in form") {
  std::vector<std::string> paths;
  yarn_files(test::source_path("tests/corpus"), paths);
  size_t held = 0;
  for (const std::string& path : paths) held += stays_the_same(tool::read_file(path).value()) ? 1 : 0;
  CHECK(held >= 10);
}

TEST_CASE("generated scripts mean the same once they are in form, however they were written") {
  for (uint32_t seed = 0; seed < 2000; ++seed) {
    INFO("seed " << seed);
    REQUIRE(stays_the_same(test::ScriptWriter(seed).script()));
  }
}

TEST_CASE("every shipped scenario gives the same pack once it was formatted") {
  const std::string content = test::source_path("content");
  const std::string scenarios = content + "/scenarios";
  script::Diagnostics none;
  const script::Library library = tool::load_library(content, none);
  for (const std::string& name : tool::folders_in(scenarios)) {
    script::Diagnostics diagnostics;
    const script::Project written = tool::load_project(scenarios + "/" + name, diagnostics).value();
    script::Project formatted = written;
    for (script::Script& script : formatted.scripts) {
      const std::string path = script.source.path();
      script = script::parse(script::Source(path, script::format(script)), diagnostics);
    }
    INFO(name);
    CHECK(diagnostics.error_count() == 0);
    CHECK(pack_of(formatted, library) == pack_of(written, library));
  }
}

}  // namespace
}  // namespace firefly
