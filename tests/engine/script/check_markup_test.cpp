#include "engine/script/check_markup.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/script/parser.h"

namespace firefly::script {
namespace {

// A language that has one and few, in places in a row few alone.
std::vector<std::string> two_categories(const std::string& locale, ChoiceKind kind) {
  CHECK(locale == "zh-Hans");
  return kind == ChoiceKind::Ordinal ? std::vector<std::string>{"few"} : std::vector<std::string>{"one", "few"};
}

// The codes of what is told about a line.
std::string told(const std::string& line, Dialect dialect = Dialect::Firefly) {
  Diagnostics diagnostics;
  Project project;
  project.scripts.push_back(parse(
      Source("test.yarn", "title: Start\n---\n<<declare $n = 1>>\n<<declare $g = \"m\">>\n<<declare $b = true>>\n" +
                              line + " #line:a\n===\n"),
      diagnostics));
  REQUIRE(diagnostics.list().empty());
  const Scene scene = survey(project, dialect);
  const Types types = infer_types({&project.scripts[0]}, {}, diagnostics);
  Library library;
  library.plural_categories = two_categories;
  check_markup(scene, types, dialect, library, diagnostics);
  std::string codes;
  for (const Diagnostic& diagnostic : diagnostics.list()) codes += name_of(diagnostic.code) + " ";
  return codes;
}

TEST_CASE("every category of the language must be there, in our scenarios") {
  CHECK(told("[plural value={$n} one=a few=b other=c/]").empty());
  CHECK(told("[plural value={$n} one=a few=b many=d other=c/]").empty());
  CHECK(told("[plural value={$n} one=a other=c/]") == "FF340 ");
  CHECK(told("[ordinal value={$n} one=a other=c/]") == "FF340 ");
  CHECK(told("[ordinal value={$n} few=a other=c/]").empty());
  CHECK(told("[plural value={$n} other=c/]", Dialect::Yarn).empty());
  CHECK(told("[plural value={$n} one=a/]") == "FF142 ");  // and not twice
}

TEST_CASE("a select needs words for anything else, unless it is about true and false") {
  CHECK(told("[select value={$g} m=a/]") == "FF142 ");
  CHECK(told("[select value={$g} m=a other=b/]").empty());
  CHECK(told("[select value={$b} true=a false=b/]").empty());
  CHECK(told("[select value={$b} True=a FALSE=b/]").empty());
  CHECK(told("[select value={$b} true=a/]") == "FF142 ");
  CHECK(told("[select value={$g} m=a/]", Dialect::Yarn).empty());
}

TEST_CASE("what is counted is a number") {
  CHECK(told("[plural value={$g} one=a few=b other=c/]") == "FF230 ");
  CHECK(told("[ordinal value={$b} few=b other=c/]") == "FF230 ");
  CHECK(told("[plural value={$n + 1} one=a few=b other=c/]").empty());
  CHECK(told("[plural value={$g} other=c/]", Dialect::Yarn) == "FF230 ");
}

TEST_CASE("ways to read a line multiply, but not for choices by the same value") {
  const std::string eight = "[select value={$g} a=1 b=2 c=3 d=4 e=5 f=6 g=7 other=8/]";
  CHECK(told(eight + eight + eight + eight).empty());
  const std::string of_two = "[plural value={$n} one=a few=b other=c/]";
  CHECK(told(eight + of_two).empty());
  CHECK(told(eight + of_two + "[select value={$b} true=a false=b other=c/]") == "FF145 ");
}

TEST_CASE("markup in general is told here, once a line") {
  CHECK(told("[a]b") == "FF124 ");
  CHECK(told("a[/b]") == "FF125 ");
}

}  // namespace
}  // namespace firefly::script
