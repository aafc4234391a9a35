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

// The codes and lines of what a plan complains about, against a script.
std::string run(const std::string& plan, BetweenRuns between = BetweenRuns::KeepMemory,
                const std::string& text = story) {
  script::Diagnostics diagnostics;
  script::Project project;
  project.name = "test";
  project.scripts.push_back(script::parse(script::Source("test.yarn", text), diagnostics));
  const program::Draft draft =
      compile::compile_scenario(project, {}, {}, {script::Dialect::Yarn, 1, plan_functions()}).value();
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

TEST_CASE("a plan says how one of a group is chosen, and that stays so") {
  const std::string group = "title: Start\n---\n=> a\n=> b\n=> c <<if $c>>\n===\n";
  CHECK(run("line: `a`\n---\nline: `b`\n---\nline: `a`\n", BetweenRuns::KeepMemory, group).empty());
  CHECK(run("saliency: first # always\nline: `a`\n---\nline: `a`\n", BetweenRuns::KeepMemory, group).empty());
  CHECK(run("saliency: best\nset: $c = true\nline: `c`\n---\nline: `c`\n", BetweenRuns::KeepMemory, group).empty());
  CHECK(run("saliency: best_least_recently_seen\nset: $c = true\nline: `c`\n---\nline: `a`\n", BetweenRuns::KeepMemory,
            group)
            .empty());
  CHECK(run("saliency: random_best_least_recently_seen\nline: *\nstop\n", BetweenRuns::KeepMemory, group).empty());
  CHECK(run("saliency: worst\n") == "FF501@1 ");
}

TEST_CASE("a plan has the functions that published plans call, and an assertion that fails fails it") {
  const auto with = [](const std::string& body) { return "title: Start\n---\n" + body + "end\n===\n"; };
  CHECK(run("line: `6 string InProgress`\nline: `end`\nstop\n", BetweenRuns::KeepMemory,
            with("<<if dummy_bool() and is_objective_active(\"x\") and set_objective_complete(\"x\")>>\n"
                 "{add_three_operands(1, dummy_number(), 4)} {dummy_string()} {get_quest_status(\"x\")}\n<<endif>>\n"))
            .empty());
  CHECK(run("line: `end`\nstop\n", BetweenRuns::KeepMemory, with("<<call assert(1 + 1 == 2)>>\n")).empty());
  CHECK(run("line: `end`\nstop\n", BetweenRuns::KeepMemory, with("<<call assert(1 + 1 == 3)>>\n")) == "FF502@1 ");
  CHECK(run("line: `end`\n", BetweenRuns::KeepMemory, with("<<if unheard_of()>>\n<<endif>>\n")) == "FF502@1 ");
}

TEST_CASE("each run fails for itself") { CHECK(run("line: `x`\n---\nline: `y`\n") == "FF502@1 FF502@3 "); }

TEST_CASE("what is no step is told") {
  CHECK(run("lines: `x`\n") == "FF501@1 ");
  CHECK(run("line: x\nselect: two\nset: rich = true\n") == "FF501@1 FF501@2 FF501@3 ");
}

}  // namespace
}  // namespace firefly::tool
