#include <doctest/doctest.h>

#include <string>

#include "tests/tools/firefly/proved_text.h"
#include "tools/firefly/plan.h"

// What the prover says of scripts, each with one thing wrong.

namespace firefly::prove {
namespace {

const std::string ending =
    "\n===\ntitle: End\npart: ending\n---\nover #debrief:headline\ndo this #debrief:text\n<<end safe>>\n===\n"
    "title: Lost\npart: ending\n---\ngone #debrief:headline\ncall #debrief:text\n<<end lost>>\n===\n"
    "title: Debrief\npart: debrief\n---\nreal ones #debrief:genuine\nask #debrief:ask\n===\n";

// A scenario whose first node is given; the others it may jump to are End and Lost.
std::string complaints(const std::string& body, const Limits& limits = {}, const Bound& bound = {}) {
  const std::string both =
      body.find("Lost>>") == std::string::npos
          ? "title: Zero\n---\n-> in\n    <<jump Start>>\n-> hm #flag:x\n    mind #flag:x\n    <<jump Lost>>\n"
          : "title: Zero\n---\n<<jump Start>>\n";
  const std::string all = both + "===\ntitle: Start\n---\n" + body + ending;
  script::Diagnostics diagnostics;
  script::Library library;
  library.flags =
      script::Sheet(script::Source("flags.csv", "id,zh-Hans,zh-Hans-why\nx,odd,because\n"), {"id"}, diagnostics);
  const program::Pack pack = test::compiled(
      test::project_of(
          "title: Cover\npart: cover\ntruth: scam\nminutes: 1\nlocales: zh-Hans\nstart: Zero\n---\nx\n===\n" + all),
      library);
  return test::complaints(pack, test::judged(pack, limits, bound));
}

TEST_CASE("of a sound scenario every claim holds") {
  CHECK(complaints("hello\n-> a\n    <<jump End>>\n-> b\n    <<jump End>>").empty());
}

TEST_CASE("a node, an ending, a line that no play comes to") {
  CHECK(complaints("a\n<<jump End>>\n===\ntitle: Island\n---\nalone\n<<jump End>>") == "node_met Island; ");
  CHECK(complaints("a #flag:x\n<<jump Lost>>") == "ending_met End; ");
  CHECK(complaints("a\n<<jump End>>\nnever") == "line_met never; ");
}

TEST_CASE("a condition that is always so, and what stands under it is told once") {
  CHECK(complaints("<<declare $a = false>>\n<<if $a>>\n    x\n    y\n<<endif>>\n<<jump End>>") ==
        "condition_holds Start by [1]; ");
  CHECK(complaints("<<declare $a = true>>\n<<if $a>>\n    x\n<<else>>\n    y\n<<endif>>\n<<jump End>>") ==
        "condition_fails Start by [1]; ");
  CHECK(complaints("<<declare $n = 0>>\n-> more\n    <<set $n += 1>>\n    <<jump Start>>\n"
                   "-> out <<if $n > 2>>\n    <<jump End>>\n-> other <<if $n < 0>>\n    <<jump End>>\n") ==
        "option_open other by [1]; ");
}

TEST_CASE("a play that stops without an ending") {
  CHECK(complaints("-> a\n    <<jump End>>\n-> b\n    hm\n") == "no_dead_end Start by [1,2]; ");
  CHECK(complaints("<<declare $to = \"Nowhere\">>\n-> a\n    <<jump End>>\n-> b\n    <<jump {$to}>>") ==
        "no_dead_end Start by [1,2]; ");
}

TEST_CASE("a circle without a choice, of lines or of nothing") {
  CHECK(complaints("-> a\n    <<jump End>>\n-> b\n    <<jump Round>>\n===\ntitle: Round\n---\nround\n<<jump Round>>") ==
        "no_circle Round by [1,2]; ");
  CHECK(complaints("-> a\n    <<jump End>>\n-> b\n    <<jump Round>>\n===\ntitle: Round\n---\n<<jump Round>>") ==
        "no_circle Round by [1,2]; ");
  CHECK(complaints("<<declare $n = 0>>\n-> a\n    <<jump End>>\n-> b\n    <<jump Round>>\n===\ntitle: Round\n---\n"
                   "round {$n}\n<<set $n += 1>>\n<<jump Round>>") == "no_circle Round by [1,2]; ");
}

TEST_CASE("choices for ever, and none that leads out") {
  CHECK(
      complaints("-> a\n    <<jump End>>\n-> b\n    <<jump Trap>>\n===\ntitle: Trap\n---\n-> again\n    <<jump Trap>>\n"
                 "-> once more\n    <<jump Trap>>") == "ending_in_reach Trap by [1,2]; ");
}

TEST_CASE("options of which none can be taken") {
  CHECK(complaints("<<declare $a = false>>\n-> set\n    <<set $a = true>>\n-> leave\nthen\n"
                   "-> x <<if $a>>\n    <<jump End>>\n-> y <<if $a>>\n    <<jump End>>\nafter all\n<<jump End>>") ==
        "options_left x by [1,2]; ");
}

TEST_CASE("a loss before anything gave the scam away") {
  CHECK(
      complaints("-> warn\n    look #flag:x\n    <<jump Lost>>\n-> pay\n    <<jump Lost>>\n-> out\n    <<jump End>>") ==
      "warned_before_loss Lost by [2]; ");
  CHECK(complaints("-> a\n    <<pay 10>>\n    look #flag:x\n    <<jump End>>\n-> b\n    <<jump End>>") ==
        "warned_before_loss End by [1,1]; ");
}

TEST_CASE("an end without debrief") {
  CHECK(complaints("-> a\n    <<jump End>>\n-> b\n    <<end safe>>\n") == "debriefed Start by [1,2]; ");
}

TEST_CASE("a risky option without a lesson") {
  CHECK(
      complaints(
          "-> a #risk:2 #lesson:x\n    <<jump End>>\n-> b #risk:2\n    <<jump End>>\n-> c #risk:1\n    <<jump End>>") ==
      "risk_has_lesson b by [1]; ");
}

TEST_CASE("too many decisions on the longest play, each loop taken once") {
  const std::string hub =
      "what?\n-> a\n    <<jump Start>>\n-> b\n    <<jump Start>>\n-> c\n    <<jump Mid>>\n===\ntitle: Mid\n---\n"
      "-> d\n    <<jump End>>\n-> e\n    <<jump End>>";
  Limits limits;
  limits.decisions = 5;  // in, a, b, c, d
  CHECK(complaints(hub, limits).empty());
  limits.decisions = 4;
  CHECK(complaints(hub, limits) == "decisions by [1,1,2,3,1]; ");
}

TEST_CASE("too much to read") {
  Limits limits;
  limits.percent_of_minutes = 100;
  limits.reading = {{"zh-Hans", 60}};  // a character a second, a minute of them
  CHECK(complaints("short\n<<jump End>>", limits).empty());
  CHECK(complaints(std::string(60, 'x') + "\n<<jump End>>", limits) == "reading_time by [1]; ");
  // Of a line that reads differently by its values, the longest counts.
  CHECK(complaints("<<declare $n = 1>>\n[select value={$n} 2=" + std::string(60, 'x') + " other=x/]\n<<jump End>>",
                   limits) == "reading_time by [1]; ");
}

TEST_CASE("where the bound comes first, what was not seen is undecided, and what was seen wrong is refuted") {
  const std::string counter =
      "<<declare $n = 0>>\n-> up\n    <<set $n += 1>>\n    <<jump Start>>\n-> down\n    <<set $n -= 1>>\n    <<jump "
      "Start>>\n"
      "-> far <<if $n > 1000>>\n    <<jump End>>\n-> near\n    stop\n";
  Bound bound;
  bound.states = 100;
  const std::string found = complaints(counter, {}, bound);
  CHECK(found.find("no_dead_end Start by [1,4]") != std::string::npos);
  CHECK(found.find("undecided option_open far") != std::string::npos);
  CHECK(found.find("undecided ending_met End") != std::string::npos);
  CHECK(found.find("undecided no_circle") != std::string::npos);
}

TEST_CASE("chance is followed whole, and a seed is found that gives the play") {
  const program::Pack pack =
      test::compiled(test::project_of("title: Start\n---\n<<declare $n = 0>>\n<<set $n = dice(6)>>\n-> go\n"
                                      "<<if $n == 4 and dice(6) == 2>>\n    <<jump Round>>\n<<endif>>\n===\n"
                                      "title: Round\n---\nround\n<<jump Round>>\n===\n"),
                     {}, script::Dialect::Yarn);
  const Report report = test::judged(pack);
  CHECK(report.whole);
  CHECK(test::complaints(pack, report) == "no_circle Round by [1]; ");
  for (const Claim& claim : report.claims) {
    if (!claim.play) continue;
    REQUIRE(claim.play->has_chance());
    const std::optional<uint64_t> seed = tool::seed_of(pack, *claim.play);
    REQUIRE(seed);
    play::Session session = play::begin(pack, *seed);
    play::Events events;
    CHECK(play::advance(pack, session, events) == play::Waiting::ForChoice);
    REQUIRE(play::choose(pack, session, 0, events));
    CHECK(play::advance(pack, session, events) == play::Waiting::ForContinue);
  }
}

TEST_CASE("chance of too many outcomes is tried, but nothing is proven by it") {
  const program::Pack pack = test::compiled(
      test::project_of("title: Start\n---\n<<if random() < 0.5>>\n    low\n<<else>>\n    high\n<<endif>>\n"
                       "<<if random_range(1, 1000000) == 77>>\n    rare\n<<endif>>\n===\n"),
      {}, script::Dialect::Yarn);
  const Report report = test::judged(pack);
  CHECK_FALSE(report.whole);
  const std::string found = test::complaints(pack, report);
  CHECK(found.find("undecided line_met rare") != std::string::npos);
  CHECK(found.find("low") == std::string::npos);
  CHECK(found.find("refuted") == std::string::npos);
}

TEST_CASE("what comes once must be able to come, and to come again without it") {
  const std::string round = "\n    <<jump Start>>\n-> out\n    <<jump End>>";
  CHECK(complaints("<<once>>\n    hi\n<<else>>\n    again\n<<endonce>>\n-> a" + round).empty());
  CHECK(complaints("hi <<once>>\n-> a <<once>>" + round).empty());
  CHECK(complaints("<<once>>\n    hi\n<<endonce>>\n<<jump End>>") == "condition_fails Start by [1]; ");
  CHECK(complaints("<<once>>\n    hi\n<<else>>\n    never\n<<endonce>>\n<<jump End>>") ==
        "condition_fails Start by [1]; ");
  CHECK(complaints("-> a <<once>>\n    <<jump End>>\n-> b\n    <<jump End>>") == "condition_fails a by [1]; ");
  CHECK(complaints("<<declare $n = false>>\n<<once if $n>>\n    hi\n<<endonce>>\n<<jump End>>") ==
        "condition_holds Start by [1]; ");
}

TEST_CASE("each line of a group is said in some play, and one that others always come before is told") {
  CHECK(complaints("=> x\n    more\n=> y\n=> z\n<<jump End>>").empty());
  CHECK(complaints("=> x <<if 1 > 2>>\n=> y\n<<jump End>>") == "condition_holds Start by [1]; ");
  CHECK(complaints("=> x <<if 2 > 1>>\n=> y\n<<jump End>>") == "line_met y by [1]; condition_fails Start by [1]; ");
  CHECK(complaints("=> x\n    <<jump End>>\n=> y\n    hm\n") == "no_dead_end Start by [1]; ");
}

TEST_CASE("lines of a group take turns, so that a group that comes round comes to an end of what can happen") {
  CHECK(complaints("<<declare $n = 0>>\n=> x\n=> y <<if $n > 1>>\n=> z <<once>>\n-> a\n    <<set $n += 1>>\n"
                   "    <<jump Start>>\n-> b\n    <<jump End>>")
            .empty());
}

TEST_CASE("each node of a group is played in some play") {
  const std::string group = "\n<<jump End>>\n===\ntitle: G\nwhen: once\n---\ng1\n===\ntitle: G\nwhen: ";
  const std::string round = "<<detour G>>\n-> a\n    <<jump Start>>\n-> b";
  CHECK(complaints(round + group + "always\n---\ng2").empty());
  CHECK(complaints(round + group + "1 > 2\n---\ng2") == "node_met G.2; condition_holds G by [1]; ");
  CHECK(complaints("<<detour G>>" + group + "always\n---\ng2") == "node_met G.2; condition_fails G by [1]; ");
}

TEST_CASE("a detour comes back to where it left, and what is never come back to is told") {
  const std::string ask = "\n===\ntitle: Ask\n---\n-> yes\n-> no\nasked";
  CHECK(complaints("-> a\n    <<detour Ask>>\n    after a\n    <<jump End>>\n-> b\n    <<detour Ask>>\n    after b\n"
                   "    <<jump End>>" +
                   ask)
            .empty());
  CHECK(complaints("<<detour Away>>\nnever\n<<jump End>>\n===\ntitle: Away\n---\naway\n<<jump End>>") ==
        "line_met never; ");
  CHECK(complaints("-> a\n    <<jump End>>\n-> b\n    <<detour Ask>>\n" + ask) == "no_dead_end Start by [1,2,1]; ");
  CHECK(complaints("-> a\n    <<jump End>>\n-> b\n    <<detour Deep>>\n===\ntitle: Deep\n---\n<<detour Deep>>") ==
        "no_circle Deep by [1,2]; ");
  CHECK(complaints("<<declare $to = \"Nowhere\">>\n-> a\n    <<jump End>>\n-> b\n    <<detour {$to}>>\n"
                   "    <<jump End>>") == "no_dead_end Start by [1,2]; ");
}

TEST_CASE("an ending that is left for a detour is still that ending, with its headline and advice") {
  const std::string aside = "\n===\ntitle: Aside\n---\naside";
  CHECK(complaints("<<jump Fin>>\n===\ntitle: Fin\npart: ending\n---\nover #debrief:headline\ndo #debrief:text\n"
                   "<<detour Aside>>\n<<end safe>>" +
                   aside) == "ending_met End; ");
  CHECK(complaints("<<jump Fin>>\n===\ntitle: Fin\npart: ending\n---\n<<detour Aside>>\nover #debrief:headline\n"
                   "<<end safe>>" +
                   aside) == "ending_met End; debriefed Fin by [1]; ");
}

TEST_CASE("smart variables are known by what they are made of") {
  CHECK(complaints("<<declare $n = 0>>\n<<declare $late = $n > 2>>\n<<if $late>>\n    late\n<<endif>>\n-> a\n"
                   "    <<set $n += 1>>\n    <<jump Start>>\n-> b <<if $late>>\n    <<jump End>>")
            .empty());
}

TEST_CASE("what functions of whoever plays give is tried where it can be, and else nothing is proven by it") {
  const auto report = [](const std::string& body) {
    const program::Pack pack =
        test::compiled(test::project_of("title: Start\n---\n" + body + "===\n"), {}, script::Dialect::Yarn);
    return test::complaints(pack, test::judged(pack));
  };
  CHECK(report("<<if f()>>\n    a\n<<else>>\n    b\n<<endif>>\n").empty());
  CHECK(report("<<if g() > 100>>\n    a\n<<endif>>\n").find("undecided line_met a") != std::string::npos);
}

TEST_CASE("the plan of a play-through is one that the play keeps to") {
  const std::string text =
      "title: Start\n---\nBea: well {1 + 1}\n-> a <<if visited(\"Start\")>>\n-> b\n    <<show {2}>>\n    <<jump "
      "Round>>\n===\n"
      "title: Round\n---\n-> c\n    <<jump Round>>\n===\n";
  const script::Project project = test::project_of(text);
  const program::Pack pack = test::compiled(project, {}, script::Dialect::Yarn);
  const Report report = test::judged(pack);
  CHECK(test::complaints(pack, report) == "option_open a by []; ending_in_reach Start by []; ");
  size_t plans = 0;
  for (const Claim& claim : report.claims) {
    if (!claim.play) continue;
    const script::Source plan("test.testplan", tool::plan_of(pack, *claim.play, "why"));
    script::Diagnostics diagnostics;
    const std::vector<tool::PlanRun> runs = tool::read_plan(plan, diagnostics);
    tool::run_plan(pack, plan, runs, tool::BetweenRuns::BeginAnew, 1, diagnostics);
    INFO(plan.text());
    CHECK(diagnostics.list().empty());
    ++plans;
  }
  CHECK(plans == 2);
}

TEST_CASE("circles behind many outcomes of chance are not all walked") {
  const program::Pack pack =
      test::compiled(test::project_of("title: Start\n---\n<<call dice(60)>>\n<<call dice(60)>>\n<<jump Round>>\n===\n"
                                      "title: Round\n---\n<<jump Round>>\n===\n"),
                     {}, script::Dialect::Yarn);
  Exploration exploration(pack, {});
  CHECK(exploration.step(1));
  CHECK(exploration.runs().size() < 100);
  CHECK_FALSE(exploration.whole());
  CHECK(test::complaints(pack, judge(exploration, {})).find("no_circle Round by []") != std::string::npos);
}

}  // namespace
}  // namespace firefly::prove
