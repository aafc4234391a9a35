#include "engine/script/parser.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/script/expression.h"

namespace firefly::script {
namespace {

std::string text_of(const Text& text) {
  std::string shown;
  for (const Piece& piece : text.pieces) shown += piece.expression ? "{}" : piece.literal;
  return shown;
}

std::string shown(const Block& statements);

std::string shown(const Line& line) {
  std::string out = text_of(line.text);
  if (line.once) out += " once";
  if (line.condition) out += " ?";
  for (const Tag& tag : line.tags) out += " #" + tag.text;
  return out;
}

std::string shown(const Statement& statement) {
  if (const auto* line = std::get_if<Line>(&statement.what)) return shown(*line) + "\n";
  if (const auto* group = std::get_if<OptionGroup>(&statement.what)) {
    std::string out = "(\n";
    const std::string marker = group->kind == OptionGroup::Kind::Options ? "-> " : "=> ";
    for (const Option& option : group->options) out += marker + shown(option.line) + "\n" + shown(option.body);
    return out + ")\n";
  }
  if (const auto* branches = std::get_if<If>(&statement.what)) {
    std::string out;
    for (const Clause& clause : branches->clauses) {
      out += clause.is_else() ? "else\n" : clause.once ? (clause.condition ? "once if\n" : "once\n") : "if\n";
      out += shown(clause.body);
    }
    return out + (branches->clauses[0].once ? "endonce\n" : "endif\n");
  }
  if (const auto* set = std::get_if<Set>(&statement.what)) {
    return "set " + set->variable.name + " " + std::string(sign_of(set->op)) + "=\n";
  }
  if (const auto* declare = std::get_if<Declare>(&statement.what)) {
    return "declare " + declare->variable.name + (declare->type.empty() ? "" : " as " + declare->type) + "\n";
  }
  if (const auto* jump = std::get_if<Jump>(&statement.what)) {
    const std::string word = jump->kind == Jump::Kind::Jump ? "jump " : "detour ";
    return word + (jump->expression ? "{}" : jump->target) + "\n";
  }
  if (const auto* declared = std::get_if<Enum>(&statement.what)) {
    std::string out = "enum " + declared->name;
    for (const Case& one : declared->cases) out += " " + one.name + (one.value ? "=" : "");
    return out + "\n";
  }
  if (std::holds_alternative<Return>(statement.what)) return "return\n";
  if (std::holds_alternative<Stop>(statement.what)) return "stop\n";
  if (std::holds_alternative<Call>(statement.what)) return "call\n";
  return "<" + text_of(std::get<Command>(statement.what).text) + ">\n";
}

std::string shown(const Block& statements) {
  std::string out;
  for (const Statement& statement : statements) out += shown(statement);
  return out;
}

// The body of one node as it was understood, behind the codes of what was told.
std::string body(const std::string& text) {
  Diagnostics diagnostics;
  const Script script = parse(Source("x.yarn", "title: Start\n---\n" + text + "===\n"), diagnostics);
  std::string out;
  for (const Diagnostic& d : diagnostics.list()) out += name_of(d.code) + "@" + std::to_string(d.place.line) + "\n";
  return out + (script.nodes.empty() ? "" : shown(script.nodes[0].body));
}

TEST_CASE("lines end at tags, conditions and comments") {
  CHECK(body("Hello there\n") == "Hello there\n");
  CHECK(body("Hello #a #b:c // why\n") == "Hello #a #b:c\n");
  CHECK(body("Hello <<if $x>>#a\n") == "Hello ? #a\n");
  CHECK(body("Hello // all\n// nothing\n") == "Hello\n");
  CHECK(body("Hello #tag//comment\n") == "Hello #tag\n");
}

TEST_CASE("escapes undo what would end a line; those of markup stay for markup") {
  CHECK(body("a \\# b \\{ c \\} d \\/\\/ e \\<\\< f \\\\ g\n") == "a # b { c } d // e << f \\\\ g\n");
  CHECK(body("\\[a\\] \\: b\n") == "\\[a\\] \\: b\n");
  CHECK(body("\\<\\<escaped\\>\\>\n") == "<<escaped>>\n");
}

TEST_CASE("values stand among text") { CHECK(body("{$x} 元，共 {$y + 1} 次\n") == "{} 元，共 {} 次\n"); }

TEST_CASE("the name of who speaks is found, and what only looks like one is not") {
  Diagnostics diagnostics;
  const Script script =
      parse(Source("x", "title: A\n---\nBea: hi\n晚上9:40\nnine 9: x\n{1}: x\nLi:好\n===\n"), diagnostics);
  const Block& lines = script.nodes.at(0).body;
  REQUIRE(lines.size() == 5);
  const auto speaker = [&](size_t i) {
    const auto& line = std::get<Line>(lines[i].what);
    return line.speaker ? line.speaker->name + "/" + std::to_string(line.speaker->prefix) : "";
  };
  CHECK(speaker(0) == "Bea/5");
  CHECK(speaker(1).empty());
  CHECK(speaker(2).empty());
  CHECK(speaker(3).empty());
  CHECK(speaker(4) == "Li/3");
}

TEST_CASE("options hold what is indented deeper, and nest") {
  CHECK(body("-> a\n    b\n    -> c\n        d\n    -> e\n    f\n-> g\nh\n") ==
        "(\n-> a\nb\n(\n-> c\nd\n-> e\n)\nf\n-> g\n)\nh\n");
}

TEST_CASE("an empty line ends the options") {
  CHECK(body("-> a\n   b\n\n-> c\n") == "(\n-> a\nb\n)\n(\n-> c\n)\n");
  CHECK(body("-> a\n\nb\n") == "(\n-> a\n)\nb\n");
}

TEST_CASE("what is indented behind an empty line is told not to belong to the option") {
  CHECK(body("-> a\n    b\n\n    c\n-> d\n") == "FF119@6\n(\n-> a\nb\n)\nc\n(\n-> d\n)\n");
}

TEST_CASE("comments neither end options nor count as indentation") {
  CHECK(body("-> a\n// why\n    b\n// why not\n-> c\n") == "(\n-> a\nb\n-> c\n)\n");
}

TEST_CASE("indentation without options means nothing") {
  CHECK(body("a\n  b\n    <<if true>>\n  c\n<<endif>>\n") == "a\nb\nif\nc\nendif\n");
}

TEST_CASE("ifs stand in options and options in ifs") {
  CHECK(body("<<if $x>>\n    -> a\n<<else>>\n    -> b\n<<endif>>\n") == "if\n(\n-> a\n)\nelse\n(\n-> b\n)\nendif\n");
  CHECK(body("-> a\n    <<if $x>>\n        b\n\n        c\n    <<endif>>\n-> d\n") ==
        "(\n-> a\nif\nb\nc\nendif\n-> d\n)\n");
  CHECK(body("<<if $x>>a<<endif>>\n").substr(0, 5) == "FF131");
  CHECK(body("<<if $x>> <<set $y = 1>> <<elseif $z>> <<set $y = 2>> <<endif>>\n") ==
        "if\nset $y =\nif\nset $y =\nendif\n");
}

TEST_CASE("lines of a group are told from options, and each kind keeps to itself") {
  CHECK(body("=> a\n    b\n    => c\n=> d <<once>>\ne\n") == "(\n=> a\nb\n(\n=> c\n)\n=> d once\n)\ne\n");
  CHECK(body("=> a\n-> b\n=> c\n") == "(\n=> a\n)\n(\n-> b\n)\n(\n=> c\n)\n");
  CHECK(body("-> a\n    => b\n    => c\n    -> d\n-> e\n") == "(\n-> a\n(\n=> b\n=> c\n)\n(\n-> d\n)\n-> e\n)\n");
}

TEST_CASE("a line may come once, with a condition or without") {
  CHECK(body("a <<once>>\nb <<once if $x>> #t\n-> c <<once>>#u // why\n") ==
        "a once\nb once ? #t\n(\n-> c once #u\n)\n");
  CHECK(body("a <<once if>>\n") == "FF113@3\na once\n");
  CHECK(body("a <<once>> <<if $x>>\n") == "FF131@3\na once\n");
  CHECK(body("a <<once now>>\n").substr(0, 5) == "FF114");
}

TEST_CASE("once blocks nest with ifs and options") {
  CHECK(body("<<once>>\na\n<<else>>\nb\n<<endonce>>\n<<once if $x>>\n-> c\n    <<once>>\n    d\n    "
             "<<endonce>>\n<<endonce>>\n") ==
        "once\na\nelse\nb\nendonce\nonce if\n(\n-> c\nonce\nd\nendonce\n)\nendonce\n");
  CHECK(body("<<if $x>>\n<<once>>\na\n<<endif>>\n") == "FF111@4\nif\nonce\na\nendonce\nendif\n");
  CHECK(body("<<once>>\n<<if $x>>\na\n<<endonce>>\n") == "FF111@4\nonce\nif\na\nendif\nendonce\n");
  CHECK(body("<<once>>\n<<elseif $x>>\n<<endonce>>\n").substr(0, 7) == "FF111@3");
  CHECK(body("<<once>>\na\n<<else>>\nb\n<<else>>\nc\n<<endonce>>\n").substr(0, 7) == "FF112@7");
  CHECK(body("<<endonce>>\na\n") == "FF112@3\na\n");
}

TEST_CASE("enums hold their cases, however these are indented") {
  CHECK(
      body("<<enum Food>>\n    <<case Apple>>\n// why\n<<case 梨 = 3>>\n\n  <<case Fig = \"f\">>\n<<endenum>>\na\n") ==
      "enum Food Apple 梨= Fig=\na\n");
  CHECK(body("<<enum Food>>\n<<case Apple>>\na\n") == "FF111@3\nenum Food Apple\na\n");
  CHECK(body("<<enum>>\n<<case A>>\n<<endenum>>\n").substr(0, 7) == "FF115@3");
  CHECK(body("<<enum A>>\n<<case>>\n<<endenum>>\n").substr(0, 7) == "FF115@4");
  CHECK(body("<<case A>>\n<<endenum>>\n") == "FF112@3\nFF112@4\n");
}

TEST_CASE("detours and returns are told from words that begin alike") {
  CHECK(body("<<detour Next>>\n<<detour "
             "{\"A\"}>>\n<<return>>\n<<detouring>>\n<<returnToMenu>>\n<<oncee>>\n<<enumerated>>\n") ==
        "detour Next\ndetour {}\nreturn\n<detouring>\n<returnToMenu>\n<oncee>\n<enumerated>\n");
  CHECK(body("<<detour>>\n").substr(0, 7) == "FF115@3");
  CHECK(body("<<return now>>\n").substr(0, 7) == "FF114@3");
  CHECK(body("<<local $x = 1>>\n<<locality>>\n") == "FF116@3\n<locality>\n");
}

TEST_CASE("the conditions of a node are read from its headers") {
  Diagnostics diagnostics;
  const Script script = parse(Source("x",
                                     "title: A\nwhen: always\nwhen: once // why\nwhen: once if $x > 1\nwhen: not "
                                     "$y\nwhen: alwaysTrue()\n---\n===\n"),
                              diagnostics);
  CHECK(diagnostics.list().empty());
  std::string whens;
  for (const When& when : script.nodes.at(0).whens) {
    whens += std::string(when.once ? "once" : "") + (when.condition ? "?" : "") + ";";
  }
  CHECK(whens == ";once;once?;?;?;");
  for (const char* wrong : {"when:\n", "when: once if\n", "when: always so\n", "when: once $x\n", "when: 1 +\n"}) {
    Diagnostics told;
    parse(Source("x", "title: A\n" + std::string(wrong) + "---\n===\n"), told);
    INFO(wrong);
    CHECK(told.error_count() == 1);
  }
}

TEST_CASE("a line of spaces below an option is something left out, unless something follows it there") {
  CHECK(body("-> a\n    \n-> b\n").substr(0, 7) == "FF132@4");
  CHECK(body("=> a\n    \n").substr(0, 7) == "FF132@4");
  CHECK(body("-> a\n\n-> b\n").find("FF132") == std::string::npos);
  CHECK(body("  -> a\n  \n  -> b\n").find("FF132") == std::string::npos);
}

TEST_CASE("commands are told from words that begin alike") {
  CHECK(body("<<set $x to 1>>\n<<set $x += 2>>\n<<settle it>>\n<<iffy>>\n<<stop>>\n<<stop it>>\n") ==
        "set $x =\nset $x +=\n<settle it>\n<iffy>\nstop\n<stop it>\n");
  CHECK(body("<<declare $x = 1 as number>>\n<<jump Next>>\n<<jump {\"A\" + $x}>>\n<<call f(1)>>\n") ==
        "declare $x as number\njump Next\njump {}\ncall\n");
  CHECK(body("<<show {$a} b{1}c>>\n") == "<show {} b{}c>\n");
}

TEST_CASE("every mistake of a file is told in one run, and what is sound is kept") {
  CHECK(body("a\n<<set x = 1>>\nb {1 +} c\n<<endif>>\n<<if $y>>\nd\n") ==
        "FF115@4\nFF113@5\nFF112@6\nFF111@7\na\nb {} c\nif\nd\nendif\n");
}

TEST_CASE("a node that is not closed does not swallow the next one") {
  Diagnostics diagnostics;
  const Script script = parse(Source("x", "title: A\n---\na\ntitle: B\nstage: 1\n---\nb\n===\n"), diagnostics);
  REQUIRE(script.nodes.size() == 2);
  CHECK(script.nodes[1].title == "B");
  REQUIRE(diagnostics.list().size() == 1);
  CHECK(diagnostics.list()[0].code == Code::MissingBodyEnd);
}

TEST_CASE("headers, file tags and comments are kept with their places") {
  Diagnostics diagnostics;
  const Script script =
      parse(Source("x", "#version:2\n// first\ntitle: A // second\nstage: 3\n---\na // third\n===\n"), diagnostics);
  CHECK(diagnostics.list().empty());
  REQUIRE(script.file_tags.size() == 1);
  CHECK(script.file_tags[0].text == "version:2");
  REQUIRE(script.comments.size() == 3);
  CHECK(script.source.slice(script.comments[1]) == "// second");
  REQUIRE(script.nodes.size() == 1);
  CHECK(script.nodes[0].headers[1].key == "stage");
  CHECK(script.nodes[0].headers[1].value == "3");
  const Place place = script.source.place(script.nodes[0].headers[1].value_span);
  CHECK(place.line == 4);
  CHECK(place.column == 8);
}

TEST_CASE("line ends of any system and a byte order mark make no difference") {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    Diagnostics diagnostics;
    const Script script =
        parse(Source("x", "\xef\xbb\xbftitle: A" + end + "---" + end + "-> a" + end + "    b" + end + "===" + end),
              diagnostics);
    CHECK(diagnostics.list().empty());
    REQUIRE(script.nodes.size() == 1);
    CHECK(shown(script.nodes[0].body) == "(\n-> a\nb\n)\n");
  }
}

TEST_CASE("nesting without end is refused, not followed") {
  std::string deep;
  for (int i = 0; i < 500; ++i) deep += std::string(static_cast<size_t>(i), ' ') + "-> a\n";
  CHECK(body(deep).find("FF129") != std::string::npos);
  std::string ifs;
  for (int i = 0; i < 500; ++i) ifs += "<<if true>>\n";
  CHECK(body(ifs).find("FF129") != std::string::npos);
}

TEST_CASE("in a condition of a group // may stand in quotation marks, and a comment behind it") {
  Diagnostics diagnostics;
  const Script script =
      parse(Source("x", "title: A\nwhen: $s == \"a // \\\" b\" // why\ntags: a // b\n---\n===\n"), diagnostics);
  CHECK(diagnostics.list().empty());
  REQUIRE(script.nodes.size() == 1);
  CHECK(script.nodes[0].headers[1].value == "$s == \"a // \\\" b\"");
  CHECK(script.nodes[0].headers[2].value == "a");
  CHECK(script.comments.size() == 2);
}

}  // namespace
}  // namespace firefly::script
