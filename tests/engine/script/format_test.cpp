#include "engine/script/format.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/script/parser.h"

namespace firefly::script {
namespace {

std::string formatted(const std::string& text) {
  Diagnostics diagnostics;
  const Script script = parse(Source("x.yarn", text), diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.list()) INFO(print(diagnostic, Language::English));
  REQUIRE(diagnostics.error_count() == 0);
  const std::string once = format(script);
  const std::string again = format(parse(Source("x.yarn", once), diagnostics));
  CHECK(again == once);
  return once;
}

std::string body(const std::string& text) {
  const std::string whole = formatted("title: A\n---\n" + text + "===\n");
  const std::string before = "title: A\n---\n";
  REQUIRE(whole.substr(0, before.size()) == before);
  return whole.substr(before.size(), whole.size() - before.size() - 4);
}

TEST_CASE("text that is in form stays as it is") {
  const std::string text =
      "#file_tag\n\n// about it all\ntitle: A\nstage: 1  // one\n---\nBea: 你好 {$n + 1} #a #line:x  // why\n"
      "-> 好 <<if $n > 1>> #b\n    <<set $n = 2>>\n\n-> 不\n===\n\ntitle: B\n---\n===\n";
  CHECK(formatted(text) == text);
}

TEST_CASE("depth is four spaces for each option and each <<if>>, whatever it was") {
  CHECK(body("-> a\n  x\n  -> b\n     y\n<<if true>>\n z\n<<else>>\n-> c\n\tw\n<<endif>>\n") ==
        "-> a\n    x\n    -> b\n        y\n<<if true>>\n    z\n<<else>>\n    -> c\n        w\n<<endif>>\n");
}

TEST_CASE("once blocks, groups of lines and enums stand as options and ifs do") {
  CHECK(
      body("<<  once  if $x>1 >>\n=>a\n  b\n=> c <<once>>#t\n <<else>>\nd <<once if($x)>>\n<<endonce  >>\n") ==
      "<<once if $x > 1>>\n    => a\n        b\n    => c <<once>> #t\n<<else>>\n    d <<once if ($x)>>\n<<endonce>>\n");
  CHECK(body("<<enum  Food >>\n<<case Apple=-1>>\n      <<case  Pear = 2 >> // two\n<<endenum>>\n") ==
        "<<enum Food>>\n    <<case Apple = -1>>\n    <<case Pear = 2>>  // two\n<<endenum>>\n");
  CHECK(
      body("<<detour   Next>>\n<<detour {$a+\"b\"}>>\n<< return >>\n<<set $f=.Pear>>\n<<if "
           "$f==Food.Apple>>\n<<endif>>\n") ==
      "<<detour Next>>\n<<detour {$a + \"b\"}>>\n<<return>>\n<<set $f = .Pear>>\n<<if $f == Food.Apple>>\n<<endif>>\n");
}

TEST_CASE("two groups of one kind stay two, and of two kinds need nothing between them") {
  CHECK(body("=> a\n\n=> b\n-> c\n=> d\n") == "=> a\n\n=> b\n-> c\n=> d\n");
}

TEST_CASE("conditions in headers are spaced as everywhere") {
  CHECK(formatted("title:A\nwhen:once   if $x>1&&!$y // why\nsubtitle:b\n---\n===\n") ==
        "title: A\nwhen: once if $x > 1 && !$y  // why\nsubtitle: b\n---\n===\n");
}

TEST_CASE("each statement has a line of its own") {
  CHECK(body("<<if true>> x\n<<endif>> <<set $a = 1>> <<stop>>\n") ==
        "<<if true>>\n    x\n<<endif>>\n<<set $a = 1>>\n<<stop>>\n");
}

TEST_CASE("words of expressions stand one space apart, and signs that bind stand close") {
  CHECK(body("<<set $a=-1+( 2*$b )>>\n<<if not visited( \"A  b\" )&&!$c||$d==- 1>>\n<<endif>>\n") ==
        "<<set $a = -1 + (2 * $b)>>\n<<if not visited(\"A  b\") && !$c || $d == -1>>\n<<endif>>\n");
  CHECK(body("<<  call   dice ( 6 ,2 )>>\n<< jump  { \"A\" } >>\n<<if (true )>>\n<< endif >>\n") ==
        "<<call dice(6, 2)>>\n<<jump {\"A\"}>>\n<<if (true)>>\n<<endif>>\n");
}

TEST_CASE("the author's own words are not touched, only what stands around them") {
  CHECK(body("  Bea:a  b { 1+1 }  <<if  $n>1>>#a#b// c\n->  c  d   #e\n<< say  a  b >>#f\n") ==
        "Bea:a  b { 1+1 } <<if $n > 1>> #a #b  // c\n-> c  d #e\n<<say  a  b>> #f\n");
}

TEST_CASE("a command whose words end with > does not end early") {
  CHECK(body("<<say a-> >>\n<<  say  >  >>\n") == "<<say a-> >>\n<<say  > >>\n");
}

TEST_CASE("a comment goes with what follows, or with what is above where it stands as deep as that") {
  CHECK(body("// top\n-> a\n  // inside\n  x\n  // still inside\n// about b\n-> b\n // of b\n// last\n") ==
        "// top\n-> a\n    // inside\n    x\n    // still inside\n// about b\n-> b\n// of b\n// last\n");
}

TEST_CASE("of several empty lines one stays, between nodes there is always one") {
  CHECK(formatted("\n\ntitle: A\n\nstage: 1\n---\n\nx\n\n\n\ny\n\n===\ntitle:B\n---\n=== // end\n\n\n// c\ntitle: "
                  "C\n---\n===") ==
        "title: A\nstage: 1\n---\nx\n\ny\n===\n\ntitle: B\n---\n===  // end\n\n// c\ntitle: C\n---\n===\n");
}

TEST_CASE("an empty line that parts two groups of options stays, and one that is missing is added") {
  CHECK(body("-> a\n\n-> b\n") == "-> a\n\n-> b\n");
  CHECK(body("  <<if true>> -> a\n-> b\n<<endif>>\n") == "<<if true>>\n    -> a\n\n    -> b\n<<endif>>\n");
}

TEST_CASE("line ends become \\n, and a byte order mark goes") {
  CHECK(formatted("\xef\xbb\xbftitle: A\r\n---\r\nx\t\r\n===\r\n") == "title: A\n---\nx\n===\n");
}

}  // namespace
}  // namespace firefly::script
