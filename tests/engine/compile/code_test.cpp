#include "engine/compile/code.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/engine/compile/played.h"

// What the language's statements do when they are played.

namespace firefly::compile {
namespace {

using play::Saliency;
using test::played;
using test::played_on;
using test::yarn_node;
using test::yarn_pack;

std::string titled(const std::string& title, const std::string& body) {
  return "title: " + title + "\n---\n" + body + "===\n";
}

// What the first one that is open says, so that nothing is left to chance.
std::string first(const std::string& text, const std::vector<uint32_t>& picks = {}) {
  return played(text, picks, 1, Saliency::First);
}

// ---- detours ----

TEST_CASE("a detour comes back to where it left, at the end of the node or at a return") {
  CHECK(played(titled("Start", "1\n<<detour Aside>>\n4\n") + titled("Aside", "2\n<<detour {\"In\" + \"ner\"}>>\n3\n") +
               titled("Inner", "deep\n<<return>>\nnever\n")) == "1\n2\ndeep\n3\n4\n");
}

TEST_CASE("a return without a detour ends the play, and stop ends it from any depth") {
  CHECK(played(yarn_node("1\n<<return>>\n2\n")) == "1\n");
  CHECK(played(titled("Start", "1\n<<detour Aside>>\n2\n") + titled("Aside", "<<return>>\n")) == "1\n2\n");
  CHECK(played(titled("Start", "1\n<<detour Aside>>\nnever\n") + titled("Aside", "2\n<<stop>>\n")) == "1\n2\n");
}

TEST_CASE("a jump out of a detour does not come back, and counts a visit to all that were left") {
  CHECK(played(titled("Start", "{visited_count(\"Start\")}\n<<detour Aside>>\nnever\n") +
               titled("Aside", "{visited_count(\"Start\")}{visited_count(\"Aside\")}\n<<jump End>>\n") +
               titled("End", "{visited_count(\"Start\")}{visited_count(\"Aside\")}\n")) == "0\n00\n11\n");
}

TEST_CASE("a detour from an option goes on below the options") {
  CHECK(played(titled("Start", "-> a\n    <<detour Aside>>\n    back\n-> b\nafter\n") + titled("Aside", "aside\n"),
               {1}) == "-> a\n-> b\naside\nback\nafter\n");
}

TEST_CASE("detours without end are ended") {
  CHECK(played(yarn_node("<<detour Start>>\n")) == "failed\n");
  CHECK(played(yarn_node("<<detour {\"Nowhere\"}>>\n")) == "failed\n");
}

// ---- once ----

TEST_CASE("a once block is played once, its else at all other times") {
  const std::string round = "<<once>>\n    first\n<<else>>\n    again\n<<endonce>>\n-> more\n    <<jump Start>>\n";
  CHECK(played(yarn_node(round), {1, 1}) == "first\n-> more\nagain\n-> more\nagain\n-> more\n?");
}

TEST_CASE("a once block with a condition waits for it") {
  CHECK(played(yarn_node("<<declare $n = 0>>\n<<once if $n == 1>>\n    now\n<<endonce>>\n<<set $n += 1>>\n"
                         "<<if $n < 4>>\n    <<jump Start>>\n<<endif>>\n")) == "now\n");
}

TEST_CASE("a line and an option may come once; an option is spent when it is taken, not when it is shown") {
  const std::string text = yarn_node("hello <<once>>\n-> a <<once>>\n    A\n-> b\n    B\n<<jump Start>>\n");
  CHECK(played(text, {2, 1, 1}) == "hello\n-> a\n-> b\nB\n-> a\n-> b\nA\n-x a\n-> b\nrefused");
}

TEST_CASE("each once has its own memory, though they stand in one line") {
  CHECK(played(titled("Start", "<<once>> <<once>> <<set $n = 1>> <<endonce>> <<set $n += 1>> <<endonce>>\n{$n}\n")) ==
        "2\n");
}

// ---- groups of lines ----

TEST_CASE("one line of a group is said, with what is indented below it") {
  CHECK(first(yarn_node("=> a\n    more of a\n    => nested\n=> b\n    more of b\nend\n")) ==
        "a\nmore of a\nnested\nend\n");
  CHECK(first(yarn_node("=> a <<if false>>\n=> b <<if false>>\nend\n")) == "end\n");
  CHECK(first(yarn_node("=> a {1 + 1} #tag\n")) == "a 2\n");
}

TEST_CASE("lines of a group that come once make room for others") {
  const std::string text = yarn_node("=> a <<once>>\n=> b <<once if true>>\n=> c\n-> again\n    <<jump Start>>\n");
  CHECK(first(text, {1, 1, 1}) == "a\n-> again\nb\n-> again\nc\n-> again\nc\n-> again\n?");
}

TEST_CASE("each saliency chooses by its own rule") {
  const std::string text = yarn_node(
      "<<declare $x = true>>\n=> plain\n=> once a condition <<if $x>>\n=> twice <<if $x and $x>>\n-> again\n"
      "    <<jump Start>>\n");
  const auto lines = [&](Saliency saliency, uint64_t seed = 1) {
    std::string said = played(text, {1, 1, 1}, seed, saliency);
    for (size_t at = said.find("-> again\n"); at != std::string::npos; at = said.find("-> again\n")) said.erase(at, 9);
    return said;
  };
  CHECK(lines(Saliency::First) == "plain\nplain\nplain\nplain\n?");
  CHECK(lines(Saliency::Best) == "twice\ntwice\ntwice\ntwice\n?");
  CHECK(lines(Saliency::BestLeastRecentlySeen) == "twice\nonce a condition\nplain\ntwice\n?");
  CHECK(lines(Saliency::RandomBestLeastRecentlySeen) == lines(Saliency::BestLeastRecentlySeen));
}

TEST_CASE("of lines that are as good as each other one comes by chance, and each before any comes again") {
  const std::string text = yarn_node("=> a\n=> b\n=> c\n-> again\n    <<jump Start>>\n");
  std::set<std::string> orders;
  for (uint64_t seed = 0; seed < 40; ++seed) {
    const std::string said = played(text, {1, 1}, seed);
    orders.insert({said[0], said[11], said[22]});
    CHECK(played(text, {1, 1}, seed) == said);
  }
  CHECK(orders == std::set<std::string>{"abc", "acb", "bac", "bca", "cab", "cba"});
}

// ---- groups of nodes ----

std::string member(const std::string& title, const std::string& headers, const std::string& body) {
  return "title: " + title + "\n" + headers + "---\n" + body + "===\n";
}

TEST_CASE("of a group of nodes one is played, by jump and by detour, and a group with nothing to say is passed by") {
  const std::string group = member("G", "when: $x\n", "x\n") + member("G", "when: not $x\n", "not x\n");
  CHECK(played(titled("Start", "<<declare $x = false>>\n<<detour G>>\n<<set $x = true>>\n<<detour {\"G\"}>>\nend\n") +
               group) == "not x\nx\nend\n");
  CHECK(played(titled("Start", "<<declare $x = false>>\n<<jump G>>\n") + group) == "not x\n");
  CHECK(played(titled("Start", "<<detour G>>\nend\n") + member("G", "when: false\n", "never\n")) == "end\n");
}

TEST_CASE("all conditions of a node must hold, and once is once") {
  const std::string text =
      titled("Start", "<<declare $n = 0>>\n<<detour G>>\n<<detour G>>\n<<set $n = 5>>\n<<detour G>>\n<<detour G>>\n") +
      member("G", "when: $n > 1\nwhen: once if $n < 9\nwhen: always\n", "both\n") +
      member("G", "when: always\n", "any\n");
  CHECK(played(text, {}, 1, Saliency::Best) == "any\nany\nboth\nany\n");
}

TEST_CASE("the play may begin in a group, and jumps from a node of it lead out of it") {
  CHECK(played(member("Start", "when: once\n", "1\n<<jump Start>>\n") +
               member("Start", "when: always\n", "2\n<<jump Next>>\n") + titled("Next", "3\n")) == "1\n2\n3\n");
}

TEST_CASE("visits count of a group, and of a node in it by its subtitle") {
  CHECK(played(titled("Start", "<<detour G>>\n{visited(\"G\")} {visited(\"G.a\")} {visited_count(\"G.b\")}\n") +
               member("G", "subtitle: a\nwhen: always\n", "a\n") + member("G", "subtitle: b\nwhen: 1 > 2\n", "b\n")) ==
        "a\nTrue True 0\n");
}

TEST_CASE("tracking says whether visits count, whoever asks") {
  const std::string start =
      "<<declare $who = \"A\">>\n<<detour A>>\n<<detour B>>\n{visited($who)} {visited(\"B\")} "
      "{visited_count(\"No\")}\n";
  CHECK(played(titled("Start", start) + titled("A", "a\n") + member("B", "tracking: never\n", "b\n")) ==
        "a\nb\nTrue False 0\n");
}

TEST_CASE("whether there is content follows the conditions of the group, by its name or one that is worked out") {
  const std::string text =
      titled("Start",
             "<<declare $x = false>>\n<<declare $g = \"G\">>\n{has_any_content(\"G\")} {has_any_content($g)} "
             "{has_any_content(\"Start\")} {has_any_content(\"No\")} {has_any_content($g + \"o\")}\n<<set $x = true>>\n"
             "{has_any_content(\"G\")} {has_any_content($g)}\n<<detour G>>\n{has_any_content(\"G\")}\n") +
      member("G", "when: once if $x\n", "g\n");
  CHECK(played(text) == "False False True False False\nTrue True\ng\nFalse\n");
}

// ---- smart variables ----

TEST_CASE("a smart variable follows what it is made of") {
  CHECK(played(yarn_node("<<declare $n = 1>>\n<<declare $twice = $n * 2>>\n<<declare $many = $twice > 5>>\n"
                         "<<declare $text = \"n\" + string($twice)>>\n{$twice} {$many} {$text}\n<<set $n = 3>>\n"
                         "{$twice} {$many} {$text}\n<<if $many>>\n    many\n<<endif>>\n=> group <<if $many>>\n"
                         "-> a <<if $many>>\n-> b\n<<show {$twice}>>\n"),
               {1}) == "2 False n2\n6 True n6\nmany\ngroup\n-> a\n-> b\n<<show 6>>\n");
}

TEST_CASE("a smart variable that draws draws anew each time") {
  const std::string text = yarn_node("<<declare $roll = dice(1000)>>\n{$roll == $roll}\n");
  CHECK(played(text) == "False\n");
}

TEST_CASE("smart variables in conditions of nodes are worked out when the group is played") {
  CHECK(played(titled("Start",
                      "<<declare $n = 0>>\n<<declare $late = $n > 2>>\n<<detour G>>\n<<set $n = 3>>\n"
                      "<<detour G>>\n") +
               member("G", "when: $late\n", "late\n") + member("G", "when: not $late\n", "early\n")) ==
        "early\nlate\n");
}

// ---- enums ----

constexpr const char* moods =
    "<<enum Mood>>\n    <<case Calm>>\n    <<case Angry>>\n<<endenum>>\n<<enum Word>>\n    <<case Yes = \"是\">>\n"
    "    <<case No = \"否\">>\n<<endenum>>\n<<enum Level>>\n<<case Low = -1>>\n<<case High = 5>>\n<<endenum>>\n";

TEST_CASE("enums are compared, set and shown by what stands for their cases") {
  CHECK(played(yarn_node(moods + std::string("<<declare $mood = Mood.Angry as Mood>>\n{$mood == .Angry} {$mood}\n"
                                             "<<set $mood = .Calm>>\n{$mood == Mood.Calm} {string($mood)}\n"))) ==
        "True 1\nTrue 0\n");
  CHECK(played(yarn_node(moods + std::string("{Word.Yes} {string(Word.No) == \"否\"} {number(Level.High) + 1} "
                                             "{Level.Low} {bool(Mood.Calm)}\n"))) == "是 True 6 -1 False\n");
  CHECK(played(yarn_node(moods + std::string("<<declare $word = \"\">>\n<<set $word = Word.Yes>>\n{$word}\n"
                                             "<<declare $n = 0>>\n<<set $n = Level.High>>\n{$n + 1}\n"))) == "是\n6\n");
}

// ---- functions ----

TEST_CASE("the functions of the language give what its documentation says") {
  CHECK(played(yarn_node("{inc(1)} {inc(1.2)} {dec(2)} {dec(1.8)} {decimal(4.5)} {int(4.5)} {int(-4.5)}\n")) ==
        "2 2 1 1 0.5 4 -4\n");
  CHECK(played(
            yarn_node("{number(\"1.5\") + number(true)} {number(3)} {bool(0)} {bool(2)} {bool(\"true\")} {bool(false)} "
                      "{string(\"s\")}\n")) == "2.5 3 False True True False s\n");
  CHECK(played(yarn_node("{format(\"{0:F2} 元\", 3)} {format(\"[{0,4}]\", \"ab\")} {format(\"{0}\", true)} "
                         "{format_invariant(1.5)}\n")) == "3.00 元 [  ab] True 1.5\n");
  CHECK(
      played(yarn_node("{random_range_float(2, 3) >= 2} {random_range_float(2, 3) < 3} {round(2.5)} {ceil(1.1)}\n")) ==
      "True True 2 2\n");
}

play::HostFunctions some_functions() {
  using play::Value;
  using Values = std::span<const Value>;
  return {
      {"twice", [](Values values) { return Value(std::get<double>(values[0]) * 2); }},
      {"is_long", [](Values values) { return Value(std::get<std::string>(values[0]).size() > 3); }},
      {"joined",
       [](Values values) { return Value(std::get<std::string>(values[0]) + (std::get<bool>(values[1]) ? "!" : "?")); }},
      {"tell", [](Values) { return Value(std::string("nobody asks")); }}};
}

TEST_CASE("functions of whoever plays are called with what they ask for") {
  const std::string text = yarn_node(
      "<<declare $n = twice(4) + 1>>\n{$n}\n<<if is_long(\"four\")>>\n    long\n<<endif>>\n"
      "{joined(\"a\", true) + \"\"}\n<<call tell(1, \"x\")>>\n<<call twice(2)>>\nend\n");
  CHECK(played(text, {}, 1, Saliency::First, some_functions()) == "9\nlong\na!\nend\n");
}

TEST_CASE("a function that is not there, or gives something else, ends the play") {
  CHECK(played(yarn_node("a\n<<if unheard_of()>>\n<<endif>>\n"), {}, 1, Saliency::First, some_functions()) ==
        "a\nfailed\n");
  CHECK(played(yarn_node("a\n<<if tell()>>\n<<endif>>\n"), {}, 1, Saliency::First, some_functions()) == "a\nfailed\n");
}

// ---- shadows ----

TEST_CASE("a shadow is said with the words of its line") {
  const program::Pack pack = yarn_pack(yarn_node("hello #line:a\n-> x\n    hello #shadow:a\n"));
  play::Session session = play::begin(pack, 1);
  CHECK(played_on(pack, session, {1}) == "hello\n-> x\nhello\n");
  CHECK(pack.has_tag(pack.line(pack.find_line("Start:3")), "shadow:a"));
}

// ---- what is kept ----

TEST_CASE("a play that was saved in the middle of detours and groups goes on as if nothing had happened") {
  const program::Pack pack = yarn_pack(
      titled("Start", "<<detour Aside>>\n=> x <<once>>\n=> y\n-> end\n    <<detour Aside>>\n") +
      titled("Aside",
             "<<once>>\n    first\n<<else>>\n    second\n<<endonce>>\n-> in\n    <<detour Deep>>\n-> out\nback\n") +
      titled("Deep", "-> deeper\ndeep\n"));
  for (uint64_t seed = 1; seed < 6; ++seed) {
    play::Session session = play::begin(pack, seed);
    play::Session kept = session;
    for (const uint32_t pick : {1u, 1u, 1u, 2u}) {
      REQUIRE(test::shown_to_stop(pack, session) == test::shown_to_stop(pack, kept));
      play::Events events;
      REQUIRE(play::choose(pack, session, pick - 1, events));
      REQUIRE(play::choose(pack, kept, pick - 1, events));
      kept = play::load(pack, play::save(pack, kept)).value();
      CHECK(kept.returns == session.returns);
    }
    CHECK(played_on(pack, session) == played_on(pack, kept));
    CHECK(session.memory == kept.memory);
  }
}

TEST_CASE("a script that uses nothing of all this is compiled without it") {
  const program::Pack pack = yarn_pack(titled("Start", "a\n-> b\n    <<jump Next>>\n-> c\n") + titled("Next", "d\n"));
  for (const program::Instruction& instruction : pack.code().instructions) {
    CHECK(instruction.op != program::Opcode::Return);
    CHECK(instruction.op != program::Opcode::Unwind);
    CHECK(instruction.op != program::Opcode::Back);
  }
  CHECK(pack.code().memory.empty());
}

}  // namespace
}  // namespace firefly::compile
