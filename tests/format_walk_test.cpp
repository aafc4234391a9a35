#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "engine/compile/compile.h"
#include "engine/program/draft.h"
#include "engine/script/check.h"
#include "engine/script/format.h"
#include "engine/script/parser.h"
#include "tests/source_path.h"
#include "tools/firefly/files.h"
#include "tools/firefly/workspace.h"

// Formatting changes how a script looks and nothing else: the same pack comes out of it.

namespace firefly {
namespace {

script::Project project_of(const std::string& text, script::Diagnostics& diagnostics) {
  script::Project project;
  project.name = "x";
  project.scripts.push_back(script::parse(script::Source("x.yarn", text), diagnostics));
  return project;
}

std::vector<uint8_t> pack_of(const script::Project& project) {
  return program::write_pack(compile::compile_scenario(project, {}, {}, {script::Dialect::Yarn, 1}).value());
}

// How many comments a script holds, and what they say.
std::string comments_of(const script::Script& script) {
  std::string out;
  for (const script::Span& comment : script.comments) {
    std::string_view text = script.source.slice(comment);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    out += std::string(text) + "\n";
  }
  return out;
}

// Holds a script against its formatted self; false where it has errors and there is nothing to hold.
bool stays_the_same(const std::string& text) {
  script::Diagnostics diagnostics;
  const script::Project before = project_of(text, diagnostics);
  if (diagnostics.error_count() > 0) return false;
  const std::string formatted = script::format(before.scripts[0]);
  INFO(text);
  INFO(formatted);
  script::Diagnostics of_formatted;
  const script::Project after = project_of(formatted, of_formatted);
  REQUIRE(of_formatted.error_count() == 0);
  CHECK(script::format(after.scripts[0]) == formatted);
  CHECK(comments_of(after.scripts[0]) == comments_of(before.scripts[0]));
  script::check(before, {}, {script::Dialect::Yarn, "", false}, diagnostics);
  script::check(after, {}, {script::Dialect::Yarn, "", false}, of_formatted);
  REQUIRE(of_formatted.error_count() == diagnostics.error_count());
  if (diagnostics.error_count() > 0) return false;
  CHECK(pack_of(after) == pack_of(before));
  return true;
}

// Writes scripts as many hands would: any depth, any spaces, empty lines and comments anywhere.
class Writer {
 public:
  explicit Writer(uint32_t seed) : random_(seed) {}

  std::string script() {
    std::string text = maybe("\xef\xbb\xbf", 10) + maybe("#tag" + spaces(0) + "#other\n", 5) + empty_lines();
    for (const char* title : {"A", "B", "C"}) {
      text += maybe("// about " + std::string(title) + "\n", 3);
      text += "title" + spaces(0) + ":" + spaces(0) + title + maybe("  // named", 6) + "\n" + maybe("\n", 8);
      if (title[0] == 'C')
        text += "when:" + spaces(0) + (pick(2) == 0 ? "once" : truth(1)) + maybe(" // when", 4) + "\n";
      text += maybe("colour:  red\n", 4) + maybe("empty:\n", 8) + "---" + spaces(0) + "\n" + empty_lines();
      if (title[0] == 'A')
        text += "<<enum" + spaces(1) + "E>>\n" + spaces(0) + "<<case X" + spaces(0) + ">>\n<<case" + spaces(1) + "Y>>" +
                spaces(0) + "// y\n<<endenum>>\n";
      if (title[0] == 'A') text += "<<declare $n" + spaces(0) + "=" + spaces(0) + "0>>\n<<declare $s = \"a // b\">>\n";
      text += block(0, 3) + "===" + maybe("=", 9) + "\n" + empty_lines();
    }
    return pick(6) == 0 ? with_line_ends(text, "\r\n") : text;
  }

 private:
  size_t pick(size_t count) { return random_() % count; }
  std::string maybe(const std::string& text, size_t one_of) { return pick(one_of) == 0 ? text : std::string(); }
  std::string spaces(size_t fewest) { return std::string(fewest + pick(3), pick(9) == 0 ? '\t' : ' '); }
  std::string empty_lines() { return std::string(pick(4) == 0 ? pick(4) : 0, '\n'); }

  static std::string with_line_ends(const std::string& text, const std::string& end) {
    std::string out;
    for (const char c : text) out += c == '\n' ? end : std::string(1, c);
    return out;
  }

  std::string value(int depth) {
    static const std::vector<std::string> ends{"$n", "3", "2.50", "visited_count(\"A\")", "-1", "-$n"};
    static const std::vector<std::string> signs{"+", "-", "*", "%", "/"};
    if (depth == 0 || pick(2) == 0) return ends[pick(ends.size())];
    const std::string sum = value(depth - 1) + spaces(0) + signs[pick(signs.size())] + spaces(1) + value(depth - 1);
    return pick(3) == 0 ? "(" + spaces(0) + sum + spaces(0) + ")" : sum;
  }

  std::string truth(int depth) {
    static const std::vector<std::string> compared{"==", "!=", "<", ">=", " gt ", " is "};
    static const std::vector<std::string> joined{"&&", "||", " and ", " or ", " xor "};
    if (depth > 0 && pick(3) == 0) {
      return truth(depth - 1) + spaces(0) + joined[pick(joined.size())] + spaces(0) + truth(depth - 1);
    }
    if (pick(7) == 0) return (pick(2) == 0 ? "E.X" : ".Y") + spaces(0) + "==" + spaces(0) + "E.Y";
    if (pick(4) == 0) return "$s" + spaces(0) + "==" + spaces(0) + "\"a >> # // b\"";
    if (pick(5) == 0) return (pick(2) == 0 ? "!" : "not ") + ("visited" + spaces(0)) + "(\"B\")";
    return value(1) + spaces(0) + compared[pick(compared.size())] + spaces(0) + value(1);
  }

  std::string words() {
    static const std::vector<std::string> all{"Bea: 你好",  "走  吧",   "\\#不是标签 \\{", "[b]重[/b]点", "{$n}元",
                                              "{\"# //\"}", "晚上9:40", "Chen:  嗯",       "a \\// b"};
    return all[pick(all.size())];
  }

  std::string behind() {
    return spaces(0) + maybe("#t:1", 3) + spaces(0) + maybe("#u", 4) + maybe(spaces(1) + "// said", 5) + "\n";
  }

  std::string line(const std::string& indent, int depth) {
    (void)depth;
    return indent + words() + condition() + " " + behind();
  }

  std::string condition() {
    switch (pick(8)) {
      case 0:
      case 1: return " <<if " + truth(1) + spaces(0) + ">>";
      case 2: return " <<" + spaces(0) + "once" + spaces(0) + ">>";
      case 3: return " <<once" + spaces(1) + "if " + truth(1) + ">>";
      default: return "";
    }
  }

  std::string block(size_t indent_size, int depth) {
    std::string text;
    const std::string indent(indent_size, ' ');
    for (size_t count = 1 + pick(4); count > 0; --count) {
      text += empty_lines_if(indent_size == 0) + maybe(spaces(0) + "// note\n", 6);
      switch (depth > 0 ? pick(8) : pick(5)) {
        case 0: text += indent + "<<" + spaces(0) + "set $n" + spaces(0) + "=" + value(2) + spaces(0) + ">>\n"; break;
        case 1: {
          static const std::vector<std::string> leaving{"stop", "return", "jump C", "detour  {\"A\"}"};
          text += indent + (pick(2) == 0 ? "<<jump" : "<<detour") + spaces(1) + "B>>" + spaces(0) + "<<" +
                  leaving[pick(leaving.size())] + spaces(0) + ">>\n";
          break;
        }
        case 2: text += indent + "<<" + spaces(0) + "show  a {" + value(1) + "}" + spaces(0) + ">>" + behind(); break;
        case 3:
        case 4: text += line(indent, depth); break;
        case 5:
        case 6: text += options(indent_size, depth); break;
        default: text += branches(indent_size, depth); break;
      }
    }
    return text;
  }

  std::string empty_lines_if(bool allowed) { return allowed ? empty_lines() : maybe("\n", 9); }

  std::string options(size_t indent_size, int depth) {
    std::string text;
    const std::string marker = pick(2) == 0 ? "->" : "=>";
    for (size_t count = 1 + pick(3); count > 0; --count) {
      text += std::string(indent_size, ' ') + marker + line(spaces(0), depth) + maybe(spaces(0) + "// of it\n", 7);
      if (pick(3) != 0) text += block(indent_size + 1 + pick(5), depth - 1);
      text += maybe("\n", 6);
    }
    return text;
  }

  std::string branches(size_t indent_size, int depth) {
    const std::string indent(indent_size, ' ');
    const auto deeper = [&] { return indent_size + pick(5); };
    if (pick(3) == 0) {
      std::string once =
          indent + "<<once" + maybe(" if " + truth(1), 2) + spaces(0) + ">>\n" + block(deeper(), depth - 1);
      if (pick(2) == 0) once += indent + "<<else>>\n" + block(deeper(), depth - 1);
      return once + indent + "<<" + spaces(0) + "endonce>>\n";
    }
    std::string text = indent + "<<if " + truth(2) + ">>\n" + block(deeper(), depth - 1);
    if (pick(3) == 0) text += indent + "<<elseif" + spaces(1) + truth(1) + ">>\n" + block(deeper(), depth - 1);
    if (pick(2) == 0) text += indent + "<<else" + spaces(0) + ">>\n" + block(deeper(), depth - 1);
    return text + indent + "<<endif" + spaces(0) + ">>\n";
  }

  std::mt19937 random_;
};

void yarn_files(const std::string& folder, std::vector<std::string>& paths) {
  for (std::string& path : tool::files_in(folder, ".yarn")) paths.push_back(std::move(path));
  for (const std::string& name : tool::folders_in(folder)) yarn_files(folder + "/" + name, paths);
}

TEST_CASE("the shipped scenarios are in form") {
  std::vector<std::string> paths;
  yarn_files(test::source_path("content"), paths);
  CHECK(paths.size() >= 10);
  for (const std::string& path : paths) {
    script::Diagnostics diagnostics;
    const std::string text = tool::read_file(path).value();
    INFO(path);
    CHECK(script::format(script::parse(script::Source(path, text), diagnostics)) == text);
  }
}

TEST_CASE("scripts of the corpus that can be read mean the same once they are in form") {
  std::vector<std::string> paths;
  yarn_files(test::source_path("tests/corpus"), paths);
  size_t held = 0;
  for (const std::string& path : paths) held += stays_the_same(tool::read_file(path).value()) ? 1 : 0;
  CHECK(held >= 10);
}

TEST_CASE("generated scripts mean the same once they are in form, however they were written") {
  size_t held = 0;
  for (uint32_t seed = 0; seed < 3000; ++seed) held += stays_the_same(Writer(seed).script()) ? 1 : 0;
  CHECK(held >= 1000);
}

}  // namespace
}  // namespace firefly
