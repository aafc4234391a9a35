#include "tests/script_writer.h"

namespace firefly::test {
namespace {

std::string with_line_ends(const std::string& text, const std::string& end) {
  std::string out;
  for (const char c : text) out += c == '\n' ? end : std::string(1, c);
  return out;
}

}  // namespace

// ---- nodes ----

std::string ScriptWriter::script() {
  std::string written = maybe("\xef\xbb\xbf", 10) + maybe("#tag" + spaces(0) + "#other\n", 5) + empty_lines();
  for (const char* title : {"A", "B", "开始"}) {
    written += maybe("// about " + std::string(title) + "\n", 3) + node(title) + empty_lines();
  }
  return pick(6) == 0 ? with_line_ends(written, "\r\n") : written;
}

std::string ScriptWriter::node(const std::string& title) {
  std::string written = "title" + spaces(0) + ":" + spaces(0) + title + maybe("  // named", 6) + "\n" + maybe("\n", 8);
  // A group of one: once or under a condition.
  if (title == "开始")
    written += "when:" + spaces(0) + (pick(2) == 0 ? "once" : truth(1)) + maybe(" // when", 4) + "\n";
  written += maybe("colour:  red\n", 4) + maybe("tags: a b\n", 6) + maybe("empty:\n", 8) + "---" + spaces(0) + "\n";
  written += empty_lines() + (title == "A" ? declarations() : std::string());
  return written + block("", 3) + "===" + maybe("=", 9) + maybe(" // over", 9) + "\n";
}

std::string ScriptWriter::declarations() {
  std::string written = command("enum" + spaces(1) + "Mood") + "\n" + spaces(0) + command("case Calm") + "\n" +
                        command("case" + spaces(1) + "Angry") + spaces(0) + "// and nothing else\n" +
                        command("endenum") + "\n";
  written += command("declare $n" + spaces(0) + "=" + spaces(0) + "0") + maybe("  // counts", 4) + "\n";
  written += command("declare $half = 1 / 2 as number") + "\n";
  written += command("declare $smart = $n > 1 and not $yes") + "\n";
  written += command("declare $mood = Mood.Calm") + "\n";
  written += command("declare $s = \"a // b \\\"c\\\"\"") + spaces(0) + maybe("\n", 2);
  written += command("declare $yes = true as bool") + "\n";
  return written;
}

// ---- statements ----

std::string ScriptWriter::block(const std::string& indent, int depth) {
  std::string written;
  Kind before = Kind::Other;
  for (size_t count = 1 + pick(4); count > 0; --count) {
    Kind kind = Kind::Other;
    std::string next = statement(indent, depth, kind);
    // An empty line ends the body of an option, so only the outermost block has them anywhere.
    if (indent.empty()) next = empty_lines() + maybe("// note\n", 6) + next;
    if (kind == Kind::Options && before == Kind::Options) next = indent + said_line() + next;
    written += next;
    before = kind;
  }
  return written;
}

std::string ScriptWriter::statement(const std::string& indent, int depth, Kind& kind) {
  switch (pick(depth > 0 ? 12 : 8)) {
    case 0:
    case 1: return indent + assignment() + spaces(0) + maybe("// set", 5) + "\n";
    case 2: return indent + jump() + "\n";
    case 3: return indent + command("show" + spaces(1) + "a {" + any_value(1) + "}b") + behind_words();
    case 4:
      return indent + command("call " + one_of({"dice(6)", "visited(\"A\")", "random_range( 1 , " + number(1) + ")"})) +
             "\n";
    case 5: return indent + assignment() + spaces(0) + assignment() + "\n";  // two on one line
    case 8:
    case 9: kind = Kind::Options; return options(indent, depth);
    case 10:
    case 11: kind = Kind::Branches; return branches(indent, depth);
    default: kind = Kind::Line; return indent + said_line();
  }
}

std::string ScriptWriter::options(const std::string& indent, int depth) {
  std::string written;
  const std::string marker = one_of({"->", "=>"});
  for (size_t count = 1 + pick(3); count > 0; --count) {
    written += indent + marker + spaces(0) + said_line();
    if (pick(3) != 0) written += block(indent + std::string(1 + pick(5), ' '), depth - 1);
  }
  return written;
}

std::string ScriptWriter::branches(const std::string& indent, int depth) {
  const auto inner = [&] { return block(indent + std::string(pick(5), ' '), depth - 1); };
  if (pick(3) == 0) {
    std::string once = indent + command("once" + maybe(" if " + truth(1), 2)) + "\n" + inner();
    if (pick(2) == 0) once += indent + command("else") + "\n" + inner();
    return once + indent + command("endonce") + "\n";
  }
  std::string written = indent + command("if " + truth(2)) + "\n" + inner();
  while (pick(3) == 0) written += indent + command("elseif" + spaces(1) + truth(1)) + "\n" + inner();
  if (pick(2) == 0) written += indent + command("else") + "\n" + inner();
  return written + indent + command("endif") + maybe("  // so much for that", 6) + "\n";
}

std::string ScriptWriter::assignment() {
  const std::string equals = spaces(0) + "=" + spaces(0);
  switch (pick(7)) {
    case 6: return command("set $mood" + equals + one_of({".Angry", "Mood.Calm", "$mood"}));
    case 0: return command("set $n" + equals + number(2));
    case 1: return command("set $n" + spaces(1) + "to" + spaces(1) + number(1));
    case 2: return command("set $n" + spaces(0) + one_of({"+=", "-=", "*=", "/=", "%="}) + spaces(0) + number(1));
    case 3: return command("set $s" + spaces(0) + one_of({"=", "+="}) + spaces(0) + text(1));
    case 4: return command("set $yes" + equals + truth(2));
    default: return command("set $undeclared" + equals + truth(0));
  }
}

std::string ScriptWriter::jump() {
  const std::string verb = one_of({"jump", "detour"});
  switch (pick(5)) {
    case 4: return command("return");
    case 0: return command(verb + " {" + spaces(0) + one_of({"\"A\"", "\"\" + \"B\"", "$s"}) + spaces(0) + "}");
    case 1: return command("stop");
    case 2: return command(verb + spaces(1) + "开始");
    default: return command(verb + spaces(1) + "B") + spaces(0) + command("stop");
  }
}

std::string ScriptWriter::said_line() {
  std::string line = words();
  switch (pick(8)) {
    case 0:
    case 1: line += spaces(1) + command("if " + truth(1)); break;
    case 2: line += spaces(1) + command("once"); break;
    case 3: line += spaces(1) + command("once" + spaces(1) + "if " + truth(1)); break;
    default: break;
  }
  return line + behind_words();
}

std::string ScriptWriter::behind_words() {
  std::string behind = spaces(0) + maybe(" #t:1", 3) + spaces(0) + maybe("#u", 4);
  if (pick(5) == 0) behind += " #line:id" + std::to_string(ids_++);
  return behind + maybe(spaces(1) + "// said", 5) + "\n";
}

// ---- expressions ----

std::string ScriptWriter::between(const std::string& left, const std::string& sign, const std::string& right) {
  const bool is_word = sign.front() >= 'a' && sign.front() <= 'z';
  const size_t fewest = is_word ? 1 : 0;
  const std::string whole = left + spaces(fewest) + sign + spaces(fewest) + right;
  return pick(3) == 0 ? "(" + spaces(0) + whole + spaces(0) + ")" : whole;
}

std::string ScriptWriter::number(int depth) {
  if (depth == 0 || pick(3) == 0) return one_of({"$n", "3", "2.50", "-1", "-$half", "0", "random()"});
  switch (pick(10)) {
    case 0: return "visited_count" + spaces(0) + "(\"A\")";
    case 1: return one_of({"floor(", "ceil(", "round(", "int(", "dice("}) + number(depth - 1) + ")";
    case 2:
      return one_of({"min(", "max(", "round_places(", "random_range("}) + number(depth - 1) + spaces(0) + "," +
             number(depth - 1) + ")";
    case 3: return "number(" + text(depth - 1) + ")";
    case 4: return "-(" + number(depth - 1) + ")";
    default: return between(number(depth - 1), one_of({"+", "-", "*", "%", "/"}), number(depth - 1));
  }
}

std::string ScriptWriter::truth(int depth) {
  if (depth == 0 || pick(4) == 0)
    return one_of(
        {"true", "false", "$yes", "!$yes", "$smart", "$mood == .Angry", "not visited(\"B\")", "visited(\"开始\")"});
  switch (pick(6)) {
    case 0: return between(truth(depth - 1), one_of({"&&", "||", "^", "and", "or", "xor"}), truth(depth - 1));
    case 1: return "(" + between(text(depth - 1), one_of({"==", "!=", "is", "eq", "neq"}), text(depth - 1)) + ")";
    case 2: return one_of({"!", "not "}) + "(" + truth(depth - 1) + ")";
    default:
      return "(" +
             between(number(depth - 1), one_of({"==", "!=", "<", "<=", ">", ">=", "gt", "gte", "lt", "lte", "is"}),
                     number(depth - 1)) +
             ")";
  }
}

std::string ScriptWriter::text(int depth) {
  if (depth == 0 || pick(2) == 0) return one_of({"$s", "\"a >> # // b\"", "\"\\\"\\\\\"", "\"你好\"", "\"\""});
  if (pick(2) == 0) return "string(" + any_value(depth - 1) + ")";
  return between(text(depth - 1), "+", text(depth - 1));
}

std::string ScriptWriter::any_value(int depth) {
  switch (pick(3)) {
    case 0: return truth(depth);
    case 1: return text(depth);
    default: return number(depth);
  }
}

// ---- words ----

std::string ScriptWriter::words() {
  switch (pick(12)) {
    case 0: return "{" + spaces(0) + any_value(2) + spaces(0) + "}";
    case 1: return "Bea: 付 {" + number(1) + "} 元给 {" + text(1) + "}。";
    default:
      return one_of({"Bea: 你好", "走  吧", "\\#不是标签 \\{", "[b]重[/b]点", "[b][i]两层[/i][/]", "[wait/] 等",
                     "[color=red]红[/color]", "[plural value={$n} one=\"一个\" other=\"% 个\"/]",
                     "[nomarkup][b][/nomarkup]", "\\[b\\] \\\\", "{\"# //\"}", "晚上9:40", "Chen:  嗯", "a \\// b",
                     "a < b", "-", "=", "1.5"});
  }
}

}  // namespace firefly::test
