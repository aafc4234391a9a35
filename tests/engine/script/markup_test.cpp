#include "engine/script/markup.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "engine/script/text.h"

namespace firefly::script {
namespace {

struct Read {
  PlainText plain;
  std::string codes;  // of what was told, with the words they stand at
};

// Reads a line as the checker does; `prefix` as there.
Read read(const std::string& line, uint32_t prefix = 0) {
  const Source source("test.yarn", line);
  Diagnostics diagnostics;
  uint32_t at = 0;
  const Text text = parse_text(source, at, static_cast<uint32_t>(line.size()), TextPlace::Line, diagnostics);
  Read result{read_markup(source, text, prefix, diagnostics), {}};
  for (const Diagnostic& diagnostic : diagnostics.list()) {
    result.codes +=
        name_of(diagnostic.code) + "@" + line.substr(diagnostic.place.column - 1, diagnostic.place.length) + " ";
  }
  return result;
}

std::string with_stars(std::string text) {
  for (size_t at = text.find(value_mark); at != std::string::npos; at = text.find(value_mark)) {
    text.replace(at, value_mark.size(), "*");
  }
  return text;
}

// The words as they are shown, a star for each value or choice.
std::string words(const std::string& line) { return with_stars(read(line).plain.utf8); }

// "name(property=kind:text …)<words it covers>" of each attribute.
std::string attributes(const std::string& line) {
  const PlainText plain = read(line).plain;
  std::string out;
  for (const Attribute& attribute : plain.attributes) {
    if (!out.empty()) out += ' ';
    out += attribute.name;
    for (const Property& property : attribute.properties) {
      static constexpr const char* kinds[] = {"number", "truth", "text", "value"};
      out += " " + property.name + "=" + kinds[static_cast<size_t>(property.kind)] + ":" + with_stars(property.text);
    }
    out += "<" + with_stars(plain.utf8.substr(attribute.begin, attribute.end - attribute.begin)) + ">";
  }
  return out;
}

std::string codes(const std::string& line) { return read(line).codes; }

// The text as it reads with these alternatives, by their keys.
std::string made(const std::string& line, const std::vector<std::string>& keys) {
  const PlainText plain = read(line).plain;
  REQUIRE(plain.choices.size() == keys.size());
  std::vector<const Alternative*> chosen;
  for (size_t i = 0; i < keys.size(); ++i) chosen.push_back(plain.choices[i].find(keys[i]));
  const PlainText made = with_choices_made(plain, chosen);
  std::string out = made.utf8;
  for (size_t i = made.values.size(); i > 0; --i) {
    REQUIRE(out.compare(made.values[i - 1].offset, value_mark.size(), value_mark) == 0);
    out.replace(made.values[i - 1].offset, value_mark.size(), "{" + std::to_string(made.values[i - 1].number) + "}");
  }
  return out;
}

// ---- attributes ----

TEST_CASE("brackets are taken out, and cover the words between them") {
  CHECK(words("去[wave]银行[/wave]吧") == "去银行吧");
  CHECK(attributes("去[wave]银行[/wave]吧") == "wave<银行>");
  CHECK(attributes("[a]一[b]二[/b]三[/a]") == "a<一二三> b<二>");
}

TEST_CASE("attributes may overlap, are closed by name, the last one first, or all at once") {
  CHECK(attributes("[a]一[b]二[/a]三[/b]") == "a<一二> b<二三>");
  CHECK(attributes("[a]一[a]二[/a]三[/a]") == "a<一二三> a<二>");
  CHECK(attributes("一[a]二[b]三[/]四") == "a<二三> b<三>");
  CHECK(codes("一[a]二[b]三[/]四[/]").empty());
}

TEST_CASE("properties are numbers, true or false, words, words in quotes, and values") {
  CHECK(attributes("[a x=1 y=-2.5 z=true w=False v=hello u=\"two words\" t={$n}]s[/a]") ==
        "a x=number:1 y=number:-2.5 z=truth:true w=truth:False v=text:hello u=text:two words t=value:*<s>");
  CHECK(attributes("[a=1]s[/a]") == "a a=number:1<s>");
  CHECK(attributes("[a = 1 b= \"2\"]s[ / a ]") == "a a=number:1 b=text:2<s>");
  CHECK(attributes("[破绽 种类=保本]稳赚[/破绽]") == "破绽 种类=text:保本<稳赚>");
  CHECK(attributes("[a_b c|d=1 2e=x]s[/a_b]") == "a_b c|d=number:1 2e=text:x<s>");
  CHECK(attributes("[a p=\"\"/]") == "a p=text:<>");
}

TEST_CASE("quotes hold values, escaped quotes and brackets") {
  CHECK(attributes("[a p=\"str\\\"ing\"]s[/a]") == "a p=text:str\"ing<s>");
  CHECK(attributes("[a p=\"[b]\"]s[/a]") == "a p=text:[b]<s>");
  CHECK(attributes("[a p=\"x {$y} z\" /]") == "a p=text:x * z<>");
}

TEST_CASE("values are numbered over the whole line, shown or not") {
  const PlainText plain =
      read("{$a} [wave size={$b}]{$c}[/wave] [plural value={$d} one=\"{$e}\" other=\"%\"/] {$f}").plain;
  REQUIRE(plain.values.size() == 3);
  CHECK(plain.values[0].number == 0);
  CHECK(plain.values[1].number == 2);
  CHECK(plain.values[2].number == 5);
  CHECK(plain.attributes[0].properties[0].values[0].number == 1);
  CHECK(plain.choices[0].value == 3);
  CHECK(plain.choices[0].find("one")->values[0].number == 4);
  CHECK(plain.choices[0].find("other")->values[0].number == 3);
}

TEST_CASE("what closes itself covers nothing and takes the space behind it along, unless it says not to") {
  CHECK(words("A [a/] B") == "A B");
  CHECK(words("[a/] B") == "B");
  CHECK(words("A[a/]  B") == "A B");
  CHECK(words("A [a trimwhitespace=false/] B") == "A  B");
  CHECK(words("A [a trimwhitespace=true/] B") == "A B");
  CHECK(words("A [nomarkup trimwhitespace=false/] B") == "A  B");
  CHECK(words("甲[a/]　乙") == "甲乙");
  CHECK(attributes("A [a/] B") == "a<>");
  CHECK(words("A [b]B [a/][/b] C") == "A B  C");
  CHECK(words("A [a/][b] B[/b]") == "A B");
  CHECK(words("A[select value=1 1=x/] B") == "A* B");
}

TEST_CASE("nothing between [nomarkup] and [/nomarkup] is markup, but values are values") {
  CHECK(words("S [a]S[/a] [nomarkup][a]S;][/a][/nomarkup]") == "S S [a]S;][/a]");
  CHECK(attributes("[nomarkup][/][a/] {1}[ / nomarkup ]") == "nomarkup<[/][a/] *>");
  CHECK(words("[nomarkup]x[/nomarkup][b]y[/b]") == "xy");
  CHECK(codes("[nomarkup]x[/b]") == "FF124@[nomarkup] ");
}

TEST_CASE("escaped brackets are brackets") {
  CHECK(words("[a]hello \\[b\\]hello\\[/b\\][/a]") == "hello [b]hello[/b]");
  CHECK(words("A\\: B\\\\") == "A: B\\");
}

TEST_CASE("who speaks is an attribute, whether the name is shown or not") {
  CHECK(attributes("Mae: Wow!") == "character name=text:Mae<Mae: >");
  const PlainText plain = read("Mae: Wow!", 5).plain;
  CHECK(plain.utf8 == "Wow!");
  REQUIRE(plain.attributes.size() == 1);
  CHECK(plain.attributes[0].find("name")->text == "Mae");
  CHECK(plain.attributes[0].end == 0);
  CHECK(attributes("Mae\\: Wow!").empty());
  CHECK(attributes("[character name=\"Mae\"]Mae: [/character]Wow!") == "character name=text:Mae<Mae: >");
}

// ---- choices ----

TEST_CASE("a choice has words for each case, the value standing for %") {
  const std::string line = "I ate [plural value={$n} one=\"% apple\" other=\"% apples, \\% all\"/].";
  CHECK(words(line) == "I ate *.");
  CHECK(made(line, {"one"}) == "I ate {0} apple.");
  CHECK(made(line, {"other"}) == "I ate {0} apples, % all.");
  CHECK(made("[ordinal value=3 few=\"%rd\" other=\"%th\"/]", {"few"}) == "3rd");
  CHECK(made("[select value=\"{$g}\" Male=he other=\"{$name}\"/] left", {"male"}) == "he left");
  CHECK(made("[select value={$g} other=\"{$name}\"/] left", {"other"}) == "{1} left");
  CHECK(made("a[select value={$g} x=y other=z/]b", {"nobody"}) == "ab");
}

TEST_CASE("attributes go on covering their words, whatever is chosen before, in and behind them") {
  const PlainText plain =
      read(
          "[select value={$a} x=\"long words\" other=\"\"/][flag]you pay [plural value={$n} one=\"one\" other=\"% of "
          "them\"/][/flag], {$m}[b/]!")
          .plain;
  REQUIRE(plain.choices.size() == 2);
  const auto covered = [&](const char* first, const char* second) {
    const PlainText made = with_choices_made(plain, {plain.choices[0].find(first), plain.choices[1].find(second)});
    const Attribute& flag = made.attributes[0];
    CHECK(made.utf8.substr(made.attributes[1].begin) == "!");
    return with_stars(made.utf8.substr(flag.begin, flag.end - flag.begin));
  };
  CHECK(covered("x", "one") == "you pay one");
  CHECK(covered("other", "other") == "you pay * of them");
}

TEST_CASE("markup that is wrong is told, once and where it stands") {
  CHECK(codes("[a") == "FF126@[a ");
  CHECK(codes("a[]b") == "FF126@[ ");
  CHECK(codes("[a.b]c[/d]") == "FF126@[a FF125@[/d] ");
  CHECK(codes("[p=1,1 /]") == "FF126@[p=1 ");
  CHECK(codes("[p=1.1.1 /]") == "FF126@[p= ");
  CHECK(codes("[p=- /]") == "FF126@[p= ");
  CHECK(codes("[p=\"x]") == "FF126@[p=\"x] ");
  CHECK(codes("[p q]x[/p]") == "FF126@[p q FF125@[/p] ");
  CHECK(codes("[attribute text [/attribute]") == "FF126@[attribute text  ");
  CHECK(codes("[/a b]") == "FF126@[/a  ");
  CHECK(codes("[a][/a][/b]") == "FF125@[/b] ");
  CHECK(codes("x[a]y") == "FF124@[a] ");
  CHECK(codes("x[a p=1 p=2/]y") == "FF144@p=2 ");
  CHECK(codes("say \\\"no\\\"") == "FF122@\\ FF122@\\ ");
  CHECK(codes("a \\{ b[/c]") == "FF125@[/c] ");
}

TEST_CASE("choices that are wrong are told, once and where it stands") {
  CHECK(codes("[plural value={$n} one=a other=b]") == "FF140@[plural value={$n} one=a other=b] ");
  CHECK(codes("[plural value={$n} one=a other=b]x[/plural]") == "FF140@[plural value={$n} one=a other=b] ");
  CHECK(codes("[plural one=a other=b/]") == "FF141@[plural one=a other=b/] ");
  CHECK(codes("[select value=\"a{$n}\" x=a other=b/]") == "FF141@value=\"a{$n}\" ");
  CHECK(codes("[plural value={$n} one=a/]") == "FF142@[plural value={$n} one=a/] ");
  CHECK(codes("[select value={$n}/]") == "FF142@[select value={$n}/] ");
  CHECK(codes("[select value={$n} x=y/]").empty());
  CHECK(codes("[plural value={$n} on=a other=b/]") == "FF143@on=a ");
  CHECK(codes("[plural value=two one=a other=b/]") == "FF230@value=two ");
}

// ---- anything at all ----

TEST_CASE("whatever is written, places lie in the text, values count up, and nothing is read beyond its end") {
  static const std::vector<std::string> pieces = {
      "[",          "]",           "/",   "[/", "/]",           "=",        "\"",     " ",
      "a",          "b",           "1",   "-",  "{$x}",         "{1}",      "\\[",    "\\]",
      "\\\\",       "\\\"",        "\\%", "%",  "[select ",     "[plural ", "value=", "other=",
      "[nomarkup]", "[/nomarkup]", "我",  "｛", "\xef\xbf\xbc", ":",        "[flag]", "[/flag]",
      "true",       ".",           "|"};
  std::mt19937 random(5);
  for (int round = 0; round < 20000; ++round) {
    std::string line;
    for (size_t i = random() % 14; i > 0; --i) line += pieces[random() % pieces.size()];
    INFO(line);
    const PlainText plain = read(line).plain;
    uint32_t last = 0;
    std::vector<const Alternative*> chosen;
    for (const ValuePlace& value : plain.values) {
      REQUIRE(value.offset >= last);
      REQUIRE(plain.utf8.compare(value.offset, value_mark.size(), value_mark) == 0);
      last = value.offset;
    }
    for (const Choice& choice : plain.choices) {
      REQUIRE(plain.utf8.compare(choice.offset, value_mark.size(), value_mark) == 0);
      chosen.push_back(choice.find("other"));
    }
    for (const Attribute& attribute : plain.attributes) {
      REQUIRE(attribute.begin <= attribute.end);
      REQUIRE(attribute.end <= plain.utf8.size());
      REQUIRE(attribute.span.end <= line.size());
    }
    for (const ValuePlace& value : with_choices_made(plain, chosen).values) REQUIRE(value.number < 14);
  }
}

}  // namespace
}  // namespace firefly::script
