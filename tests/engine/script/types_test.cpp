#include "engine/script/types.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "engine/script/check.h"
#include "engine/script/parser.h"

namespace firefly::script {
namespace {

// The codes that are told of the body of a node, in the order of their places.
std::string codes(const std::string& body, Undeclared undeclared = Undeclared::IsInferred,
                  const std::vector<FunctionSignature>& functions = {}) {
  Diagnostics diagnostics;
  const Script script = parse(Source("x.yarn", "title: Start\n---\n" + body + "===\n"), diagnostics);
  REQUIRE(diagnostics.error_count() == 0);
  infer_types({&script}, {undeclared, functions}, diagnostics);
  diagnostics.sort();
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics.list()) {
    out += (out.empty() ? "" : " ") + name_of(diagnostic.code) + "@" + std::to_string(diagnostic.place.line);
  }
  return out;
}

// What is found out of a body that is sound.
Types types_of(const Script& script) {
  Diagnostics diagnostics;
  Types types = infer_types({&script}, {}, diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.list()) MESSAGE(print(diagnostic, Language::English));
  REQUIRE(diagnostics.error_count() == 0);
  return types;
}
Script script_of(const std::string& body) {
  Diagnostics diagnostics;
  return parse(Source("x.yarn", "title: Start\n---\n" + body + "===\n"), diagnostics);
}

constexpr const char* enums =
    "<<enum A>>\n<<case One = \"a1\">>\n<<case Two = \"a2\">>\n<<endenum>>\n<<enum B>>\n<<case One = "
    "\"b1\">>\n<<endenum>>\n"
    "<<enum N>>\n<<case Three>>\n<<case Four>>\n<<endenum>>\n<<enum M>>\n<<case Five>>\n<<endenum>>\n";
std::string with_enums(const std::string& body) { return codes(enums + body); }

TEST_CASE("types come from declarations, from assignments and from use") {
  const Script script = script_of(
      "<<declare $a = 1>>\n<<set $b = \"x\">>\n<<if $c>>\n<<endif>>\n<<set $d = $e>>\n<<set $e = $a + 1>>\n"
      "{$f == $b}\n");
  const Types types = types_of(script);
  CHECK(types.variables.at("$a").type == ValueType::Number);
  CHECK(types.variables.at("$b").type == ValueType::String);
  CHECK(types.variables.at("$c").type == ValueType::Bool);
  CHECK(types.variables.at("$d").type == ValueType::Number);
  CHECK(types.variables.at("$f").type == ValueType::String);
}

TEST_CASE("what nobody declares or sets is a slip of the pen in our scenarios, elsewhere it is inferred or unclear") {
  CHECK(codes("<<if $c>>\n<<endif>>\n").empty());
  CHECK(codes("<<if $c>>\n<<endif>>\n", Undeclared::IsWrong) == "FF203@3");
  CHECK(codes("{$c}\n") == "FF212@3");
  CHECK(codes("<<if f(1)>>\n<<endif>>\n").empty());
  CHECK(codes("<<if f(1)>>\n<<endif>>\n", Undeclared::IsWrong) == "FF206@3");
  CHECK(codes("{f(1)}\n") == "FF227@3");
}

TEST_CASE("functions of whoever plays have one type") {
  const Script script = script_of("<<set $a = f(1, \"x\") + 1>>\n<<if g($a)>>\n<<endif>>\n<<call h(true)>>\n");
  const Types types = types_of(script);
  CHECK(types.host_functions.at("f").arguments == std::vector<ValueType>{ValueType::Number, ValueType::String});
  CHECK(types.host_functions.at("f").result == ValueType::Number);
  CHECK(types.host_functions.at("g").arguments == std::vector<ValueType>{ValueType::Number});
  CHECK(types.host_functions.at("h").result == ValueType::Unknown);
  CHECK(codes("<<set $a = f(1) + 1>>\n<<set $b = f(1) and true>>\n") == "FF204@4");
  CHECK(codes("<<call f(1)>>\n<<call f(\"x\")>>\n") == "FF204@4");
  CHECK(codes("<<call f(1)>>\n<<call f(1, 2)>>\n") == "FF207@4");
  CHECK(codes("<<call f(1, 2, 3, 4, 5, 6, 7, 8, 9)>>\n") == "FF207@3");
}

TEST_CASE("functions that are known before are held to what is known") {
  const std::vector<FunctionSignature> known{{"f", {ValueType::String}, ValueType::Bool}};
  CHECK(codes("<<if f(\"x\")>>\n<<endif>>\n", Undeclared::IsWrong, known).empty());
  CHECK(codes("<<if f(1)>>\n<<endif>>\n", Undeclared::IsInferred, known) == "FF204@3");
  CHECK(codes("<<set $a = f(\"x\") + 1>>\n", Undeclared::IsInferred, known) == "FF204@3");
}

TEST_CASE("a declaration of anything but a plain value is a smart variable, which nobody sets") {
  const Script script = script_of("<<declare $n = -1>>\n<<declare $s = $n + 1>>\n<<declare $c = 1 + 1>>\n");
  const Types types = types_of(script);
  CHECK_FALSE(types.variables.at("$n").is_smart);
  CHECK(types.variables.at("$s").is_smart);
  CHECK(types.variables.at("$c").is_smart);
  CHECK(codes("<<declare $n = 1>>\n<<declare $s = $n + 1>>\n<<set $s = 2>>\n<<set $s += 2>>\n") == "FF216@5 FF216@6");
}

TEST_CASE("smart variables are worked out in the order of their need, and never in a circle") {
  const Script script = script_of(
      "<<declare $a = $b + $c>>\n<<declare $b = $c * 2>>\n<<declare $c = $n + 1>>\n<<declare $n = 0>>\n{$a + $b}\n");
  const Types types = types_of(script);
  const Expression& shown = *std::get<Line>(script.nodes[0].body[4].what).text.pieces[0].expression;
  CHECK(smart_variables_of(shown, types) == std::vector<std::string>{"$c", "$b", "$a"});
  CHECK(codes("<<declare $a = $a + 1>>\n") == "FF217@3");
  CHECK(
      codes("<<declare $a = $b || false>>\n<<declare $b = $c>>\n<<declare $c = $a || true>>\n<<declare $d = $a>>\n") ==
      "FF217@3 FF217@4 FF217@5");
}

TEST_CASE("smart variables upon smart variables without end are refused") {
  std::string chain = "<<declare $v0 = 1>>\n";
  for (int i = 1; i < 200; ++i) {
    chain += "<<declare $v" + std::to_string(i) + " = $v" + std::to_string(i - 1) + " + 1>>\n";
  }
  CHECK(codes(chain).find("FF129") != std::string::npos);
  std::string doubling = "<<declare $v0 = dice(6) + 0>>\n";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "$v" + std::to_string(i - 1);
    doubling += "<<declare $v" + std::to_string(i) + " = " + before + " + " + before + ">>\n";
  }
  CHECK(codes(doubling).find("FF129") != std::string::npos);
}

TEST_CASE("a group whose condition asks whether it has content is a circle") {
  Diagnostics diagnostics;
  const Script script = parse(Source("x", "title: G\nwhen: not has_any_content(\"G\")\n---\na\n===\n"), diagnostics);
  infer_types({&script}, {}, diagnostics);
  REQUIRE(diagnostics.list().size() == 1);
  CHECK(diagnostics.list()[0].code == Code::SmartVariableLoop);
}

TEST_CASE("enums are sound: named once, with cases of one kind that differ") {
  CHECK(codes("<<enum A>>\n<<endenum>>\n") == "FF219@3");
  CHECK(codes("<<enum A>>\n<<case X>>\n<<case X>>\n<<endenum>>\n") == "FF220@5");
  CHECK(codes("<<enum A>>\n<<case X = 1>>\n<<case Y = 1>>\n<<endenum>>\n") == "FF223@5");
  CHECK(codes("<<enum A>>\n<<case X = \"a\">>\n<<case Y = 1>>\n<<endenum>>\n") == "FF222@5");
  CHECK(codes("<<enum A>>\n<<case X = \"a\">>\n<<case Y>>\n<<endenum>>\n") == "FF222@5");
  CHECK(codes("<<enum A>>\n<<case X = dice(6)>>\n<<endenum>>\n") == "FF221@4");
  CHECK(codes("<<enum A>>\n<<case X = 1.5>>\n<<endenum>>\n") == "FF221@4");
  CHECK(codes("<<enum A>>\n<<case X = true>>\n<<endenum>>\n") == "FF221@4");
  CHECK(codes("<<enum A>>\n<<case X>>\n<<endenum>>\n<<enum A>>\n<<case X>>\n<<endenum>>\n") == "FF218@6");
  CHECK(codes("<<enum number>>\n<<case X>>\n<<endenum>>\n") == "FF218@3");
}

TEST_CASE("cases are looked up, with the enum left out where it can be told") {
  CHECK(with_enums("<<declare $a = A.One>>\n<<set $a = .Two>>\n<<if $a == .One>>\n<<endif>>\n").empty());
  CHECK(with_enums("<<declare $a = .Three>>\n").empty());
  CHECK(with_enums("<<set $a = .One>>\n") == "FF226@17");
  CHECK(with_enums("<<set $a = .Six>>\n") == "FF225@17");
  CHECK(with_enums("<<declare $a = A.Three>>\n") == "FF225@17");
  CHECK(with_enums("<<declare $a = C.One>>\n") == "FF224@17");
  CHECK(with_enums("<<declare $a = A.One as C>>\n") == "FF224@17");
  CHECK(with_enums("<<declare $a = A.One as B>>\n") == "FF204@17");
  CHECK(with_enums("<<declare $n = 1>>\n<<set $n = .One>>\n") == "FF204@18");
}

TEST_CASE("values of different enums are never alike; an enum will do where its values are wanted, not the other way") {
  CHECK(with_enums("<<if A.One == B.One>>\n<<endif>>\n") == "FF204@17");
  CHECK(with_enums("<<if A.One == \"a1\">>\n<<endif>>\n") == "FF204@17");
  CHECK(with_enums("<<declare $s = \"\">>\n<<set $s = A.One>>\n").empty());
  CHECK(with_enums("<<declare $n = 1>>\n<<set $n = A.One>>\n") == "FF204@18");
  CHECK(with_enums("<<declare $a = A.One>>\n<<set $a = \"a1\">>\n") == "FF204@18");
  CHECK(with_enums("{visited(A.One)} {round(N.Three)}\n").empty());
  CHECK(with_enums("{round(A.One)}\n") == "FF204@17");
  CHECK(with_enums("<<jump {A.One}>>\n").empty());
  CHECK(with_enums("<<jump {N.Three}>>\n") == "FF204@17");
  CHECK(with_enums("{A.One + A.Two}\n") == "FF204@17");
}

TEST_CASE("a function is given one enum, or enums of texts") {
  CHECK(with_enums("<<call f(A.One)>>\n<<call f(A.Two)>>\n").empty());
  CHECK(with_enums("<<call f(A.One)>>\n<<call f(B.One)>>\n").empty());
  CHECK(with_enums("<<call f(N.Three)>>\n<<call f(M.Five)>>\n") == "FF204@18");
}

TEST_CASE("one mistake is told once") {
  CHECK(with_enums("<<set $a = C.One>>\n{$a}\n<<if $a == A.One>>\n<<endif>>\n") == "FF224@17");
  CHECK(codes("<<set $a = f()>>\n{$a}\n", Undeclared::IsWrong) == "FF206@3");
}

}  // namespace
}  // namespace firefly::script
