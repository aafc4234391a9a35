#include "engine/script/expression.h"

#include <doctest/doctest.h>

#include <string>

namespace firefly::script {
namespace {

// The expression with every operation in brackets.
std::string bracketed(const Expression& e) {
  switch (e.kind) {
    case Expression::Kind::Number: return std::to_string(static_cast<int>(e.number));
    case Expression::Kind::Bool: return e.truth ? "true" : "false";
    case Expression::Kind::String: return "'" + e.text + "'";
    case Expression::Kind::Variable: return e.text;
    case Expression::Kind::Member: return e.owner + "." + e.text;
    case Expression::Kind::Unary: return "(" + std::string(sign_of(e.op)) + bracketed(e.operands[0]) + ")";
    case Expression::Kind::Binary:
      return "(" + bracketed(e.operands[0]) + std::string(sign_of(e.op)) + bracketed(e.operands[1]) + ")";
    case Expression::Kind::Call: {
      std::string shown = e.text + "(";
      for (const Expression& operand : e.operands) shown += bracketed(operand) + ";";
      return shown + ")";
    }
  }
  return "?";
}

std::string read(const std::string& text) {
  const Source source("x", text);
  Diagnostics diagnostics;
  uint32_t at = 0;
  const auto e = parse_expression(source, at, static_cast<uint32_t>(text.size()), diagnostics);
  return e ? bracketed(*e) : name_of(diagnostics.list().at(0).code);
}

TEST_CASE("operators bind as Yarn says: * before + before < before == before and/or/xor") {
  CHECK(read("1+2*3") == "(1+(2*3))");
  CHECK(read("1*2+3") == "((1*2)+3)");
  CHECK(read("1+2 < 3*4") == "((1+2)<(3*4))");
  CHECK(read("1 < 2 == true") == "((1<2)==true)");
  CHECK(read("$a == 1 and $b == 2") == "(($a==1)&&($b==2))");
  CHECK(read("$a or $b and $c") == "(($a||$b)&&$c)");
}

TEST_CASE("operators of one strength go from left to right") {
  CHECK(read("1-2-3") == "((1-2)-3)");
  CHECK(read("8/4%3") == "((8/4)%3)");
  CHECK(read("$a and $b or $c xor $d") == "((($a&&$b)||$c)^$d)");
}

TEST_CASE("words mean the same as signs") {
  CHECK(read("$a is 1") == "($a==1)");
  CHECK(read("$a eq 1") == "($a==1)");
  CHECK(read("$a neq 1") == "($a!=1)");
  CHECK(read("$a lt 1") == "($a<1)");
  CHECK(read("$a gte 1") == "($a>=1)");
  CHECK(read("not $a") == "(!$a)");
  CHECK(read("$a xor $b") == "($a^$b)");
}

TEST_CASE("brackets, signs and calls nest") {
  CHECK(read("-(1+2)*3") == "((-(1+2))*3)");
  CHECK(read("!!true") == "(!(!true))");
  CHECK(read("2 - -1") == "(2-(-1))");
  CHECK(read("max(1,2)-1") == "(max(1;2;)-1)");
  CHECK(read("random()") == "random()");
  CHECK(read("\"a \\\"b\\\" \\\\\"") == "'a \"b\" \\'");
}

TEST_CASE("cases of enums are named with their enum or without") {
  CHECK(read("Food.Apple == .Pear") == "(Food.Apple==.Pear)");
  CHECK(read("f(.甲, 水果.乙)") == "f(.甲;水果.乙;)");
  CHECK(read("Food.") == "FF114");
  CHECK(read(".5") == "FF114");
  CHECK(read("Food .Apple") == "FF114");
}

TEST_CASE("words that only begin like operators are names") {
  CHECK(read("order(1)") == "order(1;)");
  CHECK(read("notable(1)") == "notable(1;)");
}

TEST_CASE("variables may be named in any script") { CHECK(read("$钱数 + 1") == "($钱数+1)"); }

TEST_CASE("an expression ends where it cannot go on") {
  const Source source("x", "$a > 1>> rest");
  Diagnostics diagnostics;
  uint32_t at = 0;
  REQUIRE(parse_expression(source, at, 13, diagnostics));
  CHECK(at == 6);
  CHECK(diagnostics.list().empty());
}

TEST_CASE("what is no expression is told") {
  CHECK(read("") == "FF113");
  CHECK(read("1 +") == "FF113");
  CHECK(read("\"open") == "FF110");
  CHECK(read("(1 + 2") == "FF109");
  CHECK(read("f(1") == "FF109");
  CHECK(read("f(1,)") == "FF113");
  CHECK(read("hello") == "FF114");
  CHECK(read("$") == "FF114");
  CHECK(read("null") == "FF114");
  CHECK(read(std::string(1000, '(') + "1") == "FF129");
  CHECK(read(std::string(1000, '-') + "1") == "FF129");
}

}  // namespace
}  // namespace firefly::script
