#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "engine/compile/compile.h"
#include "engine/play/session.h"
#include "engine/program/draft.h"
#include "engine/script/check.h"
#include "engine/script/format.h"
#include "engine/script/parser.h"
#include "tests/source_path.h"
#include "tools/firefly/files.h"
#include "tools/firefly/plan.h"
#include "tools/firefly/tag.h"

namespace firefly::tool {
namespace {

// A script as a hurried hand, a torn copy or a merge might leave it.
std::string damaged(std::string text, std::mt19937& random) {
  static const std::vector<std::string> fragments = {"<<if ",
                                                     ">>",
                                                     "<<endif>>",
                                                     "->",
                                                     "\n",
                                                     "    ",
                                                     "{",
                                                     "}",
                                                     "[flag]",
                                                     "[/",
                                                     "#line:x",
                                                     "===",
                                                     "---\n",
                                                     "$n",
                                                     "\"",
                                                     "\\",
                                                     "title: A\n",
                                                     "<<else>>",
                                                     "<<set $n = ",
                                                     "\xe5",
                                                     "：",
                                                     "//",
                                                     "=> ",
                                                     "<<once>>",
                                                     "<<endonce>>",
                                                     "<<detour B>>",
                                                     "<<return>>",
                                                     "when: once\n",
                                                     "when: $n > 1\n",
                                                     ".Low",
                                                     "<<endenum>>",
                                                     "has_any_content(",
                                                     "#shadow:o1"};
  for (size_t hits = 1 + random() % 6; hits > 0 && !text.empty(); --hits) {
    const size_t at = random() % text.size();
    switch (random() % 4) {
      case 0: text.erase(at, 1 + random() % 20); break;
      case 1: text.insert(at, fragments[random() % fragments.size()]); break;
      case 2: text.insert(at, text.substr(random() % text.size(), random() % 60)); break;
      default: text[at] = text[random() % text.size()]; break;
    }
  }
  if (random() % 10 == 0) text.resize(random() % (text.size() + 1));
  return text;
}

// Plays a few steps, saved and loaded before each, always taking the last option that is open.
void play_on(const program::Pack& pack) {
  play::Session session = play::begin(pack, 1);
  play::Events events;
  for (int step = 0; step < 40; ++step) {
    events.clear();
    session = play::load(pack, play::save(pack, session)).value();
    const play::Waiting waiting = play::advance(pack, session, events);
    if (waiting == play::Waiting::ForNothing) return;
    if (waiting == play::Waiting::ForContinue) continue;
    for (uint32_t i = static_cast<uint32_t>(session.offers.size()); i > 0; --i) {
      if (play::choose(pack, session, i - 1, events)) break;
    }
  }
}

// Whatever stands in a file, it is told what is wrong with it; and what has no errors becomes a sound pack.
TEST_CASE("damaged scripts are diagnosed or become packs that open and play") {
  std::vector<std::string> scripts;
  for (const std::string& path : files_in(test::source_path("tests/corpus/broken"), ".yarn")) {
    scripts.push_back(read_file(path).value());
  }
  scripts.push_back(
      "title: Start\n---\n<<declare $n = 0>>\n<<declare $s = \"a\">>\nBea: hi {$n} [b]x[/b] #t\n"
      "<<if $n > 1 and not visited(\"B\")>>\n    -> a <<if $n == 0>> #line:o1\n        <<set $n += dice(6)>>\n"
      "        <<jump B>>\n    -> b {$s + \"c\"}\n<<elseif $s == \"a\">>\n    deep <<if true>>\n<<else>>\n    no\n"
      "<<endif>>\n-> c\n    <<set $s = $s + \"b\">>\n    -> d\n        <<jump Start>>\n-> e\n===\n"
      "title: B\n---\n<<show {$n} x>>\n<<stop>>\n===\n");
  scripts.push_back(
      "title: Start\n---\n<<declare $n = 0>>\n<<declare $late = $n > 2 or $late_too>>\n<<declare $late_too = dice(6) > "
      "5>>\n"
      "<<enum Level>>\n    <<case Low = 1>>\n    <<case High = 5>>\n<<endenum>>\n<<declare $level = Level.Low>>\n"
      "<<once if not $late>>\n    => a {$level} <<once>>\n        <<detour B>>\n    => b <<if $level == .High>>\n"
      "<<else>>\n    again\n<<endonce>>\n<<set $level = .High>>\n-> in <<once>> #line:o1\n    <<detour {\"G\"}>>\n"
      "    in #shadow:o2\n-> on\n    <<set $n += number(Level.Low)>>\n    in #line:o2\n    <<jump Start>>\n"
      "{has_any_content(\"G\")} {visited(\"G\" + \"\")} {f($n) + 1} {format(\"{0:F1}\", $n)}\n===\n"
      "title: G\nwhen: once\nwhen: $late\n---\ng\n<<return>>\n===\ntitle: G\nsubtitle: other\nwhen: always\n---\n"
      "other\n<<jump B>>\n===\ntitle: B\n---\nb {visited_count(\"B\")}\n===\n");
  std::mt19937 random(17);
  int compiled = 0;
  for (int round = 0; round < 3000; ++round) {
    const std::string text = damaged(scripts[random() % scripts.size()], random);
    script::Diagnostics diagnostics;
    script::Project project;
    project.name = "damaged";
    project.scripts.push_back(script::parse(script::Source("x.yarn", text), diagnostics));
    script::check(project, {}, {script::Dialect::Yarn, "", false}, diagnostics);
    for (const script::Diagnostic& diagnostic : diagnostics.list()) {
      REQUIRE(diagnostic.place.line >= 1);
      REQUIRE(diagnostic.place.column >= 1);
    }
    if (diagnostics.error_count() > 0) continue;
    ++compiled;
    const program::Draft draft = compile::compile_scenario(project, {}, {}, {script::Dialect::Yarn, 1}).value();
    const base::Result<program::Pack> pack = program::Pack::open(program::write_pack(draft));
    INFO(text);
    if (!pack) MESSAGE(pack.error().message);
    REQUIRE(pack);
    play_on(pack.value());
    std::set<std::string> taken;
    const std::string tagged = with_line_ids(project.scripts[0], "x", taken);
    script::Diagnostics of_tagged;
    script::parse(script::Source("x.yarn", tagged), of_tagged);
    CHECK(of_tagged.error_count() == 0);
    project.scripts[0] = script::parse(script::Source("x.yarn", script::format(project.scripts[0])), of_tagged);
    CHECK(program::write_pack(compile::compile_scenario(project, {}, {}, {script::Dialect::Yarn, 1}).value()) ==
          program::write_pack(draft));
  }
  CHECK(compiled > 100);
}

TEST_CASE("damaged test plans are diagnosed or run") {
  std::mt19937 random(23);
  const std::string plan =
      "# x\nline: `Bea: hello`\noption: `one`\noption: `two` [disabled]\nselect: 1\ncommand: `show 2`\nset: $n = 3\n"
      "---\nnode: Other\nsaliency: best\nline: *\nstop\n";
  for (int round = 0; round < 3000; ++round) {
    script::Diagnostics diagnostics;
    read_plan(script::Source("x.testplan", damaged(plan, random)), diagnostics);
    for (const script::Diagnostic& diagnostic : diagnostics.list())
      CHECK(diagnostic.code == script::Code::MalformedPlan);
  }
}

}  // namespace
}  // namespace firefly::tool
