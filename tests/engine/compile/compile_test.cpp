#include "engine/compile/compile.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/compile/text_draft.h"
#include "engine/program/instruction.h"
#include "tests/engine/compile/played.h"

namespace firefly::compile {
namespace {

using test::played;

script::Project project_of(const std::string& text, script::Diagnostics& diagnostics) {
  return test::yarn_project(text, diagnostics);
}

std::string node(const std::string& body) { return test::yarn_node(body); }

TEST_CASE("the draft knows where in the script each line and each instruction comes from") {
  script::Diagnostics diagnostics;
  const script::Project project = project_of(
      "title: Start\n---\nhello\n<<if visited(\"Start\")>>\n    again\n<<endif>>\n-> one\n    yes\n-> two\n===\n",
      diagnostics);
  const program::Draft draft = compile_scenario(project, {}, {}, {script::Dialect::Yarn, 1}).value();
  CHECK(draft.sources.files == std::vector<std::string>{"test.yarn"});
  REQUIRE(draft.sources.instructions.size() == draft.instructions.size());
  REQUIRE(draft.sources.lines.size() == draft.lines.size());
  std::string places;
  for (size_t i = 0; i < draft.instructions.size(); ++i) {
    const program::Opcode op = draft.instructions[i].op;
    const char* name = op == program::Opcode::Say          ? "say "
                       : op == program::Opcode::Option     ? "option "
                       : op == program::Opcode::JumpUnless ? "if "
                                                           : nullptr;
    if (name) places += name + std::to_string(draft.sources.instructions[i].line) + " ";
  }
  CHECK(places == "say 3 if 4 say 5 option 7 option 9 say 8 ");
  std::string lines;
  for (const program::SourcePlace& place : draft.sources.lines) lines += std::to_string(place.line) + " ";
  CHECK(lines == "3 5 7 8 9 ");
}

TEST_CASE("lines are said in order, with their values") {
  CHECK(played(node("a\nb {1 + 2} {\"c\" + \"d\"} {true}\n")) == "a\nb 3 cd True\n");
}

TEST_CASE("the first branch that holds is taken, and only that one") {
  const std::string text =
      "<<declare $n = 0>>\n<<set $n to {}>>\n<<if $n == 1>>\none\n<<elseif $n == "
      "2>>\ntwo\n<<else>>\nmany\n<<endif>>\nend\n";
  const auto with = [&](const std::string& n) {
    return played(node(std::string(text).replace(text.find("{}"), 2, n)));
  };
  CHECK(with("1") == "one\nend\n");
  CHECK(with("2") == "two\nend\n");
  CHECK(with("3") == "many\nend\n");
}

TEST_CASE("what is chosen is played, then what follows the options") {
  const std::string text = node("-> a\n    A\n    -> a1\n    -> a2\n        A2\n    after a\n-> b\nend\n");
  CHECK(played(text, {1, 2}) == "-> a\n-> b\nA\n-> a1\n-> a2\nA2\nafter a\nend\n");
  CHECK(played(text, {2}) == "-> a\n-> b\nend\n");
  CHECK(played(text, {}) == "-> a\n-> b\n?");
}

TEST_CASE("options whose condition does not hold are shown as closed and cannot be taken") {
  CHECK(played(node("-> a <<if false>>\n    A\n-> b\n"), {1}) == "-x a\n-> b\nrefused");
  CHECK(played(node("-> a <<if false>>\n    A\nend\n")) == "-x a\nend\n");
}

TEST_CASE("a line with a condition is said only when it holds") {
  CHECK(played(node("a <<if 1 > 2>>\nb <<if 2 > 1>>\n")) == "b\n");
}

TEST_CASE("arithmetic and comparison give what they should") {
  CHECK(played(node("{7 % 3} {7 / 2} {2 - 5} {-3 * -2} {1 < 1} {1 <= 1} {2 > 1} {2 >= 3} {1 != 2} {true ^ true}\n")) ==
        "1 3.5 -3 6 False True True False True False\n");
  CHECK(played(node("{\"a\" == \"a\"} {\"a\" != \"b\"} {not true} {true == false}\n")) == "True True False False\n");
  CHECK(played(node(
            "{round(2.6)} {floor(2.6)} {ceil(2.1)} {int(-2.6)} {round_places(3.14159, 2)} {min(1,2)} {max(1,2)}\n")) ==
        "3 2 3 -2 3.14 1 2\n");
  CHECK(played(node("{number(\"12\") + 1} {string(3) + \"x\"} {string(true)}\n")) == "13 3x True\n");
}

TEST_CASE("expressions as deep as the parser takes them can be played") {
  struct Nest {
    const char* open;
    const char* innermost;
    const char* close;
  };
  for (const Nest& nest : {Nest{"min(1, ", "1", ")"}, Nest{"1 + (", "1", ")"}, Nest{"number(string(1 > ", "1", "))"},
                           Nest{"-", "1", ""}, Nest{"max(1, 2 * (", "1", "))"}}) {
    std::string in;
    std::string out;
    size_t deepest = 0;
    for (size_t depth = 1; depth <= 80; ++depth) {
      in += nest.open;
      out += nest.close;
      const std::string shown = played(node("<<declare $n = 0>>\n<<set $n += " + in + nest.innermost + out +
                                            ">>\n<<x a{" + in + nest.innermost + out + "}>>\nend\n"));
      if (shown.find("FF129") != std::string::npos) break;
      REQUIRE(shown.substr(shown.size() - 4) == "end\n");
      deepest = depth;
    }
    INFO(nest.open);
    CHECK(deepest >= 15);
    CHECK(deepest < 80);
  }
}

TEST_CASE("variables change as they are set") {
  CHECK(played(node("<<declare $n = 2>>\n<<set $n += 3>>\n<<set $n *= 2>>\n<<set $n -= 1>>\n<<set $n /= 3>>\n"
                    "<<set $n %= 2>>\n{$n}\n")) == "1\n");
  CHECK(played(node("<<declare $s = \"a\">>\n<<set $s += \"b\">>\n<<set $s = $s + $s>>\n{$s}\n")) == "abab\n");
  CHECK(played(node("<<set $b = true>>\n<<set $c = $b>>\n{$c}\n")) == "True\n");
}

TEST_CASE("a declared value is what the same expression would be in play") {
  for (const std::string value :
       {"7 % 3", "-7 % 3", "1 % 0", "1 / 0", "123456789012345 * 123456789012345 % 7", "0 == -0", "1 / 0 == 2 / 0",
        "0 / 0 == 0 / 0", "\"a\" + \"b\" == \"ab\"", "true != false"}) {
    const std::string out = played(node("<<declare $x = " + value + ">>\n{$x}\n{" + value + "}\n"));
    INFO(value << " gives " << out);
    CHECK(out.substr(0, out.find('\n')) == out.substr(out.find('\n') + 1, out.size() - out.find('\n') - 2));
  }
}

TEST_CASE("a declaration counts wherever it stands") {
  CHECK(played("title: Start\n---\n{$late}\n===\ntitle: Other\n---\n<<declare $late = 5>>\n===\n") == "5\n");
}

TEST_CASE("jumps lead to other nodes, by name and by value") {
  CHECK(played("title: Start\n---\n<<jump B>>\nnot this\n===\ntitle: B\n---\nb\n<<jump {\"C\"}>>\n===\n"
               "title: C\n---\nc\n===\n") == "b\nc\n");
  CHECK(played("title: Start\n---\n<<declare $to = \"Nowhere\">>\n<<jump {$to}>>\n===\n") == "failed\n");
}

TEST_CASE("stop ends the play at once") { CHECK(played(node("a\n<<stop>>\nb\n")) == "a\n"); }

TEST_CASE("visits count when a node is left") {
  CHECK(
      played(
          "title: Start\n---\n{visited(\"B\")} {visited_count(\"B\")}\n<<jump B>>\n===\ntitle: B\n---\n"
          "<<if visited_count(\"B\") < 2>>\n{visited_count(\"B\")}\n<<jump B>>\n<<endif>>\n{visited(\"B\")}\n===\n") ==
      "False 0\n0\n1\nTrue\n");
}

TEST_CASE("commands carry their text and values") {
  CHECK(played(node("<<declare $who = \"Bea\">>\n<<show {$who} {1 + 1}x left>>\n")) == "<<show Bea 2x left>>\n");
}

TEST_CASE("random numbers stay in their range") {
  const std::string text = node("{dice(6)} {random_range(2, 3)} {random() < 1}\n");
  bool differs = false;
  for (uint64_t seed = 0; seed < 50; ++seed) {
    const std::string out = played(text, {}, seed);
    CHECK((out[0] >= '1' && out[0] <= '6'));
    CHECK((out[2] == '2' || out[2] == '3'));
    CHECK(out.substr(4) == "True\n");
    differs = differs || out != played(text, {}, 0);
  }
  CHECK(differs);
}

TEST_CASE("what the checker knows as functions, the program knows with the same types") {
  for (const script::FunctionSignature& known : script::known_functions()) {
    // These are what the compiler makes of others.
    if (known.name == "visited" || known.name == "string" || known.name == "format_invariant") continue;
    bool found = false;
    for (uint32_t i = 0; i < program::function_count; ++i) {
      const program::FunctionShape& shape = program::shape_of(static_cast<program::Function>(i));
      if (known.name != shape.name) continue;
      found = true;
      CHECK(shape.argument_count == known.arguments.size());
      CHECK((shape.result == program::Type::Number) == (known.result == script::ValueType::Number));
    }
    INFO(known.name);
    CHECK(found);
  }
}

// ---- our dialect ----

script::Sheet sheet_of(const script::Source& source) {
  script::Diagnostics diagnostics;
  return script::Sheet(source, {"id"}, diagnostics);
}

constexpr const char* scenario_text =
    "title: Cover\npart: cover\ntruth: genuine\nchannel: sms\naudience: adult\ndifficulty: 3\nminutes: 5\n"
    "locales: zh-Hans en\nstart: Begin\nvalid_until: 2027-06-30\n---\n标题 #cover:title #line:c1\n===\n"
    "title: Cast\npart: cast\n---\nMe: 兰姐 #side:me #line:k1\nTeacher: 顾老师 #avatar:teacher #thread #line:k2\n===\n"
    "title: Begin\nstage: 3\nchannel: call\n---\n<<declare $n = 3>>\n"
    "Teacher: 给你 {$n} 元，[flag]稳赚 {$n + 1} 元[/flag]。 #flag:sure #line:l1\n"
    "没人说话 #flag:secret #line:l2\n"
    "<<pay {$n * 2} Teacher>>\n<<show teacher>>\n"
    "-> 好 #act:comply #risk:2 #lesson:secret #line:l3\n-> 不 #act:refuse #risk:0 #line:l4\n<<jump Fin>>\n===\n"
    "title: Fin\npart: ending\n---\n完了 #debrief:headline #line:e1\n<<end lost>>\n===\n";
constexpr const char* translations_text =
    "id,speaker,zh-Hans,en\nc1,,标题,Title\nk1,Me,兰姐,Lan\nk2,Teacher,顾老师,Teacher Gu\n"
    "l1,Teacher,x,\"[flag]{$n + 1} for sure[/flag], if you give {$n}.\"\nl2,,没人说话,Nobody speaks\nl3,,好,Yes\n"
    "l4,,不,No\ne1,,完了,Over\n";

program::Pack scenario_pack() {
  script::Diagnostics diagnostics;
  script::Project project = project_of(scenario_text, diagnostics);
  project.translations.emplace("translations.csv", translations_text);
  script::Library library;
  library.flags = sheet_of(script::Source(
      "flags.csv",
      "id,zh-Hans,en,zh-Hans-why,en-why\nsure,稳赚,Sure,没有稳赚,Nothing is\nsecret,保密,Secret,为什么,Why\n"));
  library.pictures = sheet_of(script::Source("pictures.csv", "id,zh-Hans,en\nteacher,老师,The teacher\n"));
  picture::Drawing drawing;
  drawing.width = drawing.height = 48;
  const program::Draft draft =
      compile_scenario(project, library, {{"teacher", drawing}}, {script::Dialect::Firefly, 7}).value();
  return program::Pack::open(program::write_pack(draft)).value();
}

TEST_CASE("the cover becomes the scenario's own facts") {
  const program::Pack pack = scenario_pack();
  const program::Scenario& scenario = pack.scenario();
  CHECK(scenario.version == 7);
  CHECK(scenario.truth == program::Truth::Genuine);
  CHECK(scenario.audience == program::Audience::Adult);
  CHECK(scenario.channel == program::Channel::Sms);
  CHECK(scenario.difficulty == 3);
  CHECK(scenario.minutes == 5);
  CHECK(pack.node(scenario.start_node).title == "Begin");
  CHECK(pack.locales().size() == 2);
}

TEST_CASE("nodes, cast, flags and pictures keep what was written") {
  const program::Pack pack = scenario_pack();
  const program::Node begin = pack.node(pack.find_node("Begin"));
  CHECK(begin.part == program::Part::Story);
  CHECK(begin.channel == program::Channel::Call);
  CHECK(begin.stage == 3);
  CHECK(begin.line_count == 4);
  CHECK(pack.node(pack.find_node("Fin")).part == program::Part::Ending);
  CHECK(pack.node(pack.find_node("Cast")).part == program::Part::Cast);
  const program::CastMember teacher = pack.cast(pack.find_cast("Teacher"));
  CHECK(pack.text(1, teacher.name_line).utf8 == "Teacher Gu");
  CHECK(teacher.avatar == pack.find_picture("teacher"));
  CHECK(teacher.thread);
  CHECK(pack.cast(pack.find_cast("Me")).side == program::Side::Me);
  const program::Line option = pack.line(pack.find_line("l3"));
  CHECK(option.act == program::Act::Comply);
  CHECK(option.risk == 2);
  CHECK(pack.flag(option.lesson).id == "secret");
  CHECK(pack.text(1, pack.flag(option.lesson).why_line).utf8 == "Why");
  CHECK(pack.text(0, pack.picture(0).alt_line).utf8 == "老师");
}

TEST_CASE("marks lie on the very words, in each language, and on the whole line where none are marked") {
  const program::Pack pack = scenario_pack();
  const auto marked = [&](uint32_t locale, const char* id) {
    const program::TextView view = pack.text(locale, pack.find_line(id));
    REQUIRE(view.marks.size() == 1);
    return std::string(view.utf8.substr(view.marks[0].begin, view.marks[0].end - view.marks[0].begin));
  };
  CHECK(marked(0, "l1") == "稳赚 \uFFFC 元");
  CHECK(marked(1, "l1") == "\uFFFC for sure");
  CHECK(marked(0, "l2") == "没人说话");
}

TEST_CASE("a translator may put the values in another order") {
  const program::Pack pack = scenario_pack();
  play::Session session = play::begin(pack, 1);
  play::Events events;
  REQUIRE(play::advance(pack, session, events) == play::Waiting::ForContinue);
  const play::Event& said = events.list.back();
  CHECK(text::fill(pack.text(0, said.index), events.values_of(said)).utf8 == "给你 3 元，稳赚 4 元。");
  CHECK(text::fill(pack.text(1, said.index), events.values_of(said)).utf8 == "4 for sure, if you give 3.");
}

TEST_CASE("our commands come with their words, and end ends the play") {
  const program::Pack pack = scenario_pack();
  play::Session session = play::begin(pack, 1);
  play::Events events;
  play::advance(pack, session, events);
  play::advance(pack, session, events);
  events.clear();
  REQUIRE(play::advance(pack, session, events) == play::Waiting::ForChoice);
  REQUIRE(events.list.size() == 4);
  CHECK(events.list[0].command == program::Command::Pay);
  CHECK(events.values_of(events.list[0])[0] == "6");
  CHECK(events.values_of(events.list[0])[1] == "Teacher");
  CHECK(events.list[1].command == program::Command::Show);
  REQUIRE(play::choose(pack, session, 1, events));
  events.clear();
  play::advance(pack, session, events);  // the headline
  CHECK(play::advance(pack, session, events) == play::Waiting::ForNothing);
  CHECK(events.list.back().kind == play::Event::Kind::Ended);
  CHECK(events.list.back().outcome == program::Outcome::Lost);
}

TEST_CASE("the same content gives the same bytes") { CHECK(scenario_pack().checksum() == scenario_pack().checksum()); }

TEST_CASE("messages become lines found by their id, with places for values and line breaks") {
  const script::Sheet sheet =
      sheet_of(script::Source("messages.csv", "id,zh-Hans,en\npaid,\"付给{1}，{0}元\",\"{0} to {1}\"\n"));
  const program::Draft draft = compile_messages(sheet, "zh-Hans").value();
  const program::Pack pack = program::Pack::open(program::write_pack(draft)).value();
  const uint32_t line = pack.find_line("paid");
  REQUIRE(line != program::no_index);
  const std::vector<std::string> values{"1000", "园艺店"};
  CHECK(text::fill(pack.text(0, line), values).utf8 == "付给园艺店，1000元");
  CHECK_FALSE(pack.text(0, line).breaks.empty());
  CHECK(pack.code().instructions.empty());
}

}  // namespace
}  // namespace firefly::compile
