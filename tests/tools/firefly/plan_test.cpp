#include "tools/firefly/plan.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/compile/compile.h"
#include "engine/program/draft.h"
#include "engine/script/parser.h"

namespace firefly::tool {
namespace {

const char* const story =
    "title: Start\n---\n<<declare $rich = false>>\nBea: hello #greeting\n-> one\n    <<show {1 + 1}>>\n"
    "-> two <<if $rich>>\n===\ntitle: Other\n---\nelsewhere\n===\n";

// The codes and lines of what a plan complains about, against `story`.
std::string run(const std::string& plan, BetweenRuns between = BetweenRuns::KeepMemory) {
  script::Diagnostics diagnostics;
  script::Project project;
  project.name = "test";
  project.scripts.push_back(script::parse(script::Source("test.yarn", story), diagnostics));
  const program::Draft draft = compile::compile_scenario(project, {}, {}, {script::Dialect::Yarn, 1}).value();
  const program::Pack pack = program::Pack::open(program::write_pack(draft)).value();
  const script::Source source("test.testplan", plan);
  const std::vector<PlanRun> runs = read_plan(source, diagnostics);
  if (diagnostics.list().empty()) run_plan(pack, source, runs, between, 1, diagnostics);
  std::string out;
  for (const script::Diagnostic& d : diagnostics.list()) {
    out += script::name_of(d.code) + "@" + std::to_string(d.place.line) + " ";
  }
  return out;
}

TEST_CASE("a plan that the play keeps to says nothing") {
  CHECK(run("# a comment\nline: `Bea: hello` # a comment\noption: `one`\noption: `two` [disabled]\nselect: 1\n"
            "command: `show 2`\nstop\n")
            .empty());
  CHECK(run("set: $rich = true\nline: *\noption: `one`\noption: `two`\nselect: 2\nstop\n---\nnode: Other\n"
            "line: `elsewhere`\nstop\n")
            .empty());
}

TEST_CASE("what the play does otherwise is told at the step") {
  CHECK(run("line: `Bea: hallo`\n") == "FF502@1 ");
  CHECK(run("line: *\noption: `two`\n") == "FF502@2 ");
  CHECK(run("line: *\noption: `one`\noption: `two`\n") == "FF502@3 ");
  CHECK(run("line: *\noption: `one`\nselect: 1\n") == "FF502@3 ");
  CHECK(run("line: *\noption: `one`\noption: `two` [disabled]\nselect: 2\n") == "FF502@4 ");
  CHECK(run("line: *\nstop\n") == "FF502@2 ");
  CHECK(run("set: $poor = true\n") == "FF502@1 ");
  CHECK(run("node: Nowhere\n") == "FF502@1 ");
}

TEST_CASE("what one run sets stays so in the next, unless each begins anew") {
  const std::string plan = "set: $rich = true\n---\nline: *\noption: `one`\noption: `two`\n";
  CHECK(run(plan).empty());
  CHECK(run(plan, BetweenRuns::BeginAnew) == "FF502@5 ");
}

TEST_CASE("each run fails for itself") { CHECK(run("line: `x`\n---\nline: `y`\n") == "FF502@1 FF502@3 "); }

TEST_CASE("what is no step is told") {
  CHECK(run("lines: `x`\n") == "FF501@1 ");
  CHECK(run("line: x\nselect: two\nset: rich = true\n") == "FF501@1 FF501@2 FF501@3 ");
}

}  // namespace
}  // namespace firefly::tool
