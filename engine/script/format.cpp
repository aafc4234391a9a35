#include "engine/script/format.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/script/lexical.h"

namespace firefly::script {
namespace {

constexpr uint32_t spaces_per_depth = 4;
constexpr uint32_t tab_width = 8;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool is_word_operator(std::string_view word) {
  static constexpr std::array<std::string_view, 17> words{"and", "or",  "not",    "xor", "is",  "to",
                                                          "eq",  "neq", "gt",     "lt",  "gte", "lte",
                                                          "as",  "if",  "elseif", "set", "once"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Where the word, number, text or sign that begins at `at` ends.
size_t token_end(std::string_view text, size_t at) {
  const auto size = static_cast<uint32_t>(text.size());
  const auto begin = static_cast<uint32_t>(at);
  if (text[at] == '"') {
    for (++at; at < text.size() && text[at] != '"'; ++at) {
      if (text[at] == '\\') ++at;
    }
    return std::min(at + 1, text.size());
  }
  const uint32_t name_begin = text[at] == '$' ? begin + 1 : begin;
  const uint32_t name_end = identifier_end(text, name_begin, size);
  if (name_end > name_begin) return name_end;
  const auto is_digit = [&](size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  if (is_digit(at)) {
    while (is_digit(at) || (is_digit(at + 1) && text[at] == '.')) ++at;
    return at;
  }
  for (const std::string_view sign : {"==", "!=", "<=", ">=", "&&", "||", "+=", "-=", "*=", "/=", "%="}) {
    if (stands_at(text, begin, size, sign)) return at + 2;
  }
  return at + 1;
}

// An expression, or a keyword with its expressions, with one space between its words and signs and none where a
// parenthesis, a comma, a point or a minus sign binds.
std::string respaced(std::string_view text) {
  std::string out;
  std::string_view before;    // the token that was written last
  bool value_before = false;  // whether it ends a value, so that a minus behind it subtracts
  bool sign_before = false;   // whether it is a minus or ! of what follows
  for (size_t at = 0; at < text.size();) {
    if (is_space(text[at])) {
      ++at;
      continue;
    }
    const size_t end = token_end(text, at);
    const std::string_view token = text.substr(at, end - at);
    at = end;
    const bool opens_call = token == "(" && value_before && before != ")" && before.front() != '"';
    const bool closes = token == ")" || token == "," || token == "}" || (token == "." && value_before);
    const bool opened = before == "(" || before == "." || before == "{";
    if (!out.empty() && !opens_call && !closes && !opened && !sign_before) out += ' ';
    out += token;
    sign_before = (token == "-" || token == "!") && !value_before;
    const char first = token.front();
    const bool is_name = identifier_end(token, 0, static_cast<uint32_t>(token.size())) > 0;
    value_before = token == ")" || token == "}" || first == '"' || first == '$' || (first >= '0' && first <= '9') ||
                   (is_name && !is_word_operator(token));
    before = token;
  }
  return out;
}

// What begins at one place of the source.
struct Start {
  uint32_t depth = 0;
  // Where its words end: of a line, its text; of a command, with >>. Behind them stand conditions, tags, a comment.
  uint32_t words_end = 0;
  bool is_free_text = false;  // its words are the author's own
  bool needs_blank = false;   // an empty line keeps it apart from what is above
};

class Formatter {
 public:
  explicit Formatter(const Script& script) : source_(script.source), text_(script.source.text()) {
    for (const Node& node : script.nodes) {
      for (const Header& header : node.headers) headers_.emplace(source_.line_of(header.key_span.begin), &header);
      walk(node.body, 0);
    }
  }

  std::string run() {
    for (uint32_t line = 0; line < source_.line_count(); ++line) this->line(line);
    return std::move(out_);
  }

 private:
  // ---- what begins where, and how deep ----

  void walk(const Block& statements, uint32_t depth) {
    const OptionGroup* before = nullptr;
    for (const Statement& statement : statements) {
      const auto* group = std::get_if<OptionGroup>(&statement.what);
      if (group) {
        for (const Option& option : group->options) {
          add(option.span.begin, depth, option.line);
          walk(option.body, depth + 1);
        }
        // Without the empty line, two groups would be one.
        starts_[group->options.front().span.begin].needs_blank = before && before->kind == group->kind;
      } else if (const auto* line = std::get_if<Line>(&statement.what)) {
        add(statement.span.begin, depth, *line);
      } else if (const auto* branches = std::get_if<If>(&statement.what)) {
        for (const Clause& clause : branches->clauses) {
          starts_[clause.span.begin] = {depth, clause.span.end, false, false};
          walk(clause.body, depth + 1);
        }
        closing(statement, depth);
      } else if (const auto* declared = std::get_if<Enum>(&statement.what)) {
        const size_t close = text_.find(">>", declared->name_span.end);
        starts_[statement.span.begin] = {depth, static_cast<uint32_t>(close) + 2, false, false};
        for (const Case& one : declared->cases) starts_[one.span.begin] = {depth + 1, one.span.end, false, false};
        closing(statement, depth);
      } else if (const auto* command = std::get_if<Command>(&statement.what)) {
        const size_t close = text_.find(">>", command->text.span.end);
        starts_[statement.span.begin] = {depth, static_cast<uint32_t>(close) + 2, true, false};
      } else {
        starts_[statement.span.begin] = {depth, statement.span.end, false, false};
      }
      before = group;
    }
  }

  // The <<endif>>, <<endonce>> or <<endenum>> of a statement.
  void closing(const Statement& statement, uint32_t depth) {
    const size_t begin = text_.rfind("<<", statement.span.end - 1);
    starts_[static_cast<uint32_t>(begin)] = {depth, statement.span.end, false, false};
  }

  void add(uint32_t begin, uint32_t depth, const Line& line) {
    starts_[begin] = {depth, line.text.span.end, true, false};
  }

  // ---- the lines of the file ----

  void line(uint32_t index) {
    const Span span = source_.line(index);
    const std::string_view content = trimmed(source_.slice(span));
    if (content.empty()) {
      blank_ = blank_ || can_be_blank_;
      return;
    }
    switch (where_) {
      case Where::Between:
        if (headers_.count(index) != 0) {
          where_ = Where::Headers;
          header(index);
        } else {
          between(span, content);
        }
        break;
      case Where::Headers:
        blank_ = false;
        if (content == "---") {
          where_ = Where::Body;
          put(0, "---");
          can_be_blank_ = false;
        } else {
          header(index);
        }
        break;
      case Where::Body:
        if (content.substr(0, 3) == "===") {
          where_ = Where::Between;
          blank_ = false;
          const std::string_view behind =
              trimmed(content.substr(std::min(content.find_first_not_of('='), content.size())));
          put(0, behind.empty() ? "===" : "===  " + std::string(behind));
          depth_ = 0;
          blank_ = true;
        } else {
          body(span, content);
        }
        break;
    }
  }

  void between(Span span, std::string_view content) {
    if (content.front() != '#') {
      put(0, std::string(content));
      return;
    }
    std::string tags;
    rest(skip_spaces(source_, span.begin, span.end), span.end, tags);
    put(0, std::string(trimmed(tags)));
  }

  void header(uint32_t index) {
    const Span span = source_.line(index);
    const auto found = headers_.find(index);
    if (found == headers_.end()) {  // a comment
      put(0, std::string(trimmed(source_.slice(span))));
      return;
    }
    const Header& header = *found->second;
    std::string text = header.key + ":";
    if (!header.value.empty()) text += " " + (header.key == "when" ? respaced(header.value) : header.value);
    const uint32_t behind = std::max(header.value_span.end, header.key_span.end);
    const size_t comment = source_.slice({behind, span.end}).find("//");
    if (comment != std::string_view::npos) {
      text += "  " + std::string(trimmed(source_.slice({behind + static_cast<uint32_t>(comment), span.end})));
    }
    put(0, text);
  }

  void body(Span span, std::string_view content) {
    auto start = starts_.lower_bound(span.begin);
    if (start == starts_.end() || start->first >= span.end) {
      put(comment_depth(span), std::string(content));
      return;
    }
    while (start != starts_.end() && start->first < span.end) {
      const auto next = std::next(start);
      const uint32_t end = next == starts_.end() ? span.end : std::min(next->first, span.end);
      blank_ = blank_ || start->second.needs_blank;
      put(start->second.depth, statement(start->first, start->second, end));
      start = next;
    }
  }

  uint32_t indent_of(Span line) const {
    uint32_t indent = 0;
    for (uint32_t at = line.begin; at < line.end && is_space(text_[at]); ++at) {
      indent += text_[at] == '\t' ? tab_width : 1;
    }
    return indent;
  }

  // A comment belongs to what follows, unless it stands deeper than that: then to what is above.
  uint32_t comment_depth(Span comment) const {
    const auto next = starts_.lower_bound(comment.end);
    uint32_t next_depth = 0;
    uint32_t next_indent = 0;
    for (uint32_t line = source_.line_of(comment.begin) + 1; line < source_.line_count(); ++line) {
      const Span span = source_.line(line);
      if (trimmed(source_.slice(span)).substr(0, 3) == "===") break;
      if (next == starts_.end() || next->first >= span.end) continue;
      next_depth = next->second.depth;
      next_indent = indent_of(span);
      break;
    }
    return indent_of(comment) > next_indent ? std::max(depth_, next_depth) : next_depth;
  }

  // ---- one statement ----

  std::string statement(uint32_t begin, const Start& start, uint32_t end) const {
    const std::string_view words = source_.slice({begin, start.words_end});
    std::string text;
    if (words.substr(0, 2) == "<<") {
      text = command(begin, start.words_end, start.is_free_text);
    } else if (words.substr(0, 2) == "->" || words.substr(0, 2) == "=>") {
      text = std::string(words.substr(0, 2)) + " " + std::string(trimmed(words.substr(2)));
    } else {
      text = std::string(words);
    }
    rest(start.words_end, end, text);
    return text;
  }

  std::string command(uint32_t begin, uint32_t end, bool is_free_text) const {
    const std::string_view inside = trimmed(source_.slice({begin + 2, end - 2}));
    const bool holds_off = !inside.empty() && inside.back() == '>';  // or the command would end one sign early
    return "<<" + (is_free_text ? std::string(inside) : respaced(inside)) + (holds_off ? " >>" : ">>");
  }

  // Conditions, tags and the comment behind the words of a line, from `at` to `end`.
  void rest(uint32_t at, uint32_t end, std::string& text) const {
    while ((at = skip_spaces(source_, at, end)) < end) {
      const uint32_t begin = at;
      if (stands_at(text_, at, end, "//")) {
        text += "  " + std::string(trimmed(source_.slice({at, end})));
        return;
      }
      if (stands_at(text_, at, end, "<<")) {
        at += 2;
        while (at < end && !stands_at(text_, at, end, ">>")) {
          at += static_cast<uint32_t>(token_end(source_.slice({at, end}), 0));
        }
        at = std::min(at + 2, end);
        text += " " + command(begin, at, false);
        continue;
      }
      ++at;
      while (at < end && !is_space(text_[at]) && text_[at] != '#' && !stands_at(text_, at, end, "<<") &&
             !stands_at(text_, at, end, "//")) {
        ++at;
      }
      text += " " + std::string(source_.slice({begin, at}));
    }
  }

  // ---- what is written ----

  void put(uint32_t depth, const std::string& text) {
    if (blank_ && !out_.empty()) out_ += '\n';
    blank_ = false;
    can_be_blank_ = true;
    depth_ = depth;
    out_.append(static_cast<size_t>(depth) * spaces_per_depth, ' ');
    out_ += text;
    out_ += '\n';
  }

  enum class Where : uint8_t { Between, Headers, Body };

  const Source& source_;
  std::string_view text_;
  std::map<uint32_t, Start> starts_;
  std::map<uint32_t, const Header*> headers_;  // by line
  Where where_ = Where::Between;
  std::string out_;
  uint32_t depth_ = 0;  // of what was written last
  bool blank_ = false;  // an empty line comes before what is written next
  bool can_be_blank_ = true;
};

}  // namespace

std::string format(const Script& script) { return Formatter(script).run(); }

}  // namespace firefly::script
