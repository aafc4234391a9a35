#include "engine/script/parser.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/script/expression.h"
#include "engine/script/lexical.h"
#include "engine/script/text.h"

namespace firefly::script {
namespace {

// What Yarn keeps for later versions of itself.
constexpr std::string_view reserved_keyword = "local";
constexpr uint32_t tab_width = 8;

class Parser {
 public:
  Parser(Script& script, Diagnostics& diagnostics)
      : script_(script), source_(script.source), text_(script.source.text()), diagnostics_(diagnostics) {}

  void file() {
    file_tags();
    while (line_ < source_.line_count()) {
      if (is_blank(line_)) {
        ++line_;
      } else {
        node();
      }
    }
    if (script_.nodes.empty() && diagnostics_.list().empty()) {
      diagnostics_.add(Code::NoNodes, source_, source_.line(0));
    }
  }

 private:
  // ---- lines ----

  // The line without the spaces around it and without its comment where it is nothing but a comment.
  std::string_view trimmed(uint32_t line) const {
    std::string_view content = source_.slice(source_.line(line));
    while (!content.empty() && is_space(content.front())) content.remove_prefix(1);
    while (!content.empty() && is_space(content.back())) content.remove_suffix(1);
    return content;
  }
  bool is_comment(uint32_t line) const { return trimmed(line).substr(0, 2) == "//"; }
  bool is_blank(uint32_t line) {
    if (is_comment(line)) {
      const Span span = source_.line(line);
      keep_comment(skip_spaces(source_, span.begin, span.end), span.end);
      return true;
    }
    return trimmed(line).empty();
  }
  bool is_body_start(uint32_t line) const { return trimmed(line) == "---"; }
  bool is_body_end(uint32_t line) const { return trimmed(line).substr(0, 3) == "==="; }

  void keep_comment(uint32_t begin, uint32_t end) {
    if (script_.comments.empty() || script_.comments.back().begin < begin) script_.comments.push_back({begin, end});
  }

  Span solid(Span line) const {
    const uint32_t begin = skip_spaces(source_, line.begin, line.end);
    while (line.end > begin && is_space(text_[line.end - 1])) --line.end;
    return {begin, line.end};
  }

  // ---- file and headers ----

  void file_tags() {
    while (line_ < source_.line_count()) {
      const std::string_view content = trimmed(line_);
      if (!is_blank(line_) && content.front() != '#') return;
      if (!content.empty() && content.front() == '#') {
        const Span span = solid(source_.line(line_));
        uint32_t at = span.begin;
        tags(at, span.end, script_.file_tags);
      }
      ++line_;
    }
  }

  // A line such as `title: Start`: the key's end, or nothing.
  std::optional<uint32_t> header_key_end(uint32_t line) const {
    const Span span = solid(source_.line(line));
    const uint32_t key_end = identifier_end(text_, span.begin, span.end);
    const uint32_t colon = skip_spaces(source_, key_end, span.end);
    if (key_end == span.begin || colon >= span.end || text_[colon] != ':') return std::nullopt;
    return key_end;
  }

  // Whether a node's headers begin here, in the middle of a body: `title:`, headers only, then `---`.
  bool looks_like_node(uint32_t line) const {
    const std::optional<uint32_t> key_end = header_key_end(line);
    const uint32_t begin = source_.line(line).begin;
    if (!key_end || source_.slice({begin, *key_end}) != "title") return false;
    for (uint32_t next = line + 1; next < source_.line_count(); ++next) {
      if (is_body_start(next)) return true;
      if (!header_key_end(next)) return false;
    }
    return false;
  }

  void node() {
    if (!header_key_end(line_) && !is_body_start(line_)) {
      outside();
      return;
    }
    Node node;
    node.span = solid(source_.line(line_));
    const uint32_t first_line = line_;
    bool has_body = false;
    for (; line_ < source_.line_count(); ++line_) {
      if (is_body_start(line_)) {
        has_body = true;
        ++line_;
        break;
      }
      if (is_blank(line_)) continue;
      if (!header_key_end(line_)) break;
      header(node);
    }
    const auto title = std::find_if(node.headers.begin(), node.headers.end(),
                                    [](const Header& header) { return header.key == "title"; });
    if (title == node.headers.end()) {
      diagnostics_.add(Code::MissingTitle, source_, node.span);
    } else {
      node.title = title->value;
      node.span = title->value_span;
      if (node.title.empty() ||
          identifier_end(text_, title->value_span.begin, title->value_span.end) != title->value_span.end) {
        diagnostics_.add(Code::InvalidTitle, source_, title->value.empty() ? title->key_span : title->value_span,
                         {node.title});
      }
    }
    if (!has_body) {
      const uint32_t at = line_ < source_.line_count() ? line_ : std::max(line_, first_line + 1) - 1;
      diagnostics_.add(Code::MissingBodyStart, source_, solid(source_.line(at)), {node.title});
    }
    body(node, has_body);
    script_.nodes.push_back(std::move(node));
  }

  void outside() {
    const uint32_t first = line_;
    while (line_ < source_.line_count() && !header_key_end(line_) && !is_body_end(line_)) ++line_;
    diagnostics_.add(Code::TextOutsideNode, source_, solid(source_.line(first)));
    if (line_ < source_.line_count() && is_body_end(line_)) ++line_;
  }

  // Where a header's comment begins. In an expression // may stand in quotation marks.
  static size_t comment_in(std::string_view text, bool is_expression) {
    bool quoted = false;
    for (size_t at = 0; at + 1 < text.size(); ++at) {
      if (quoted && text[at] == '\\') {
        ++at;
      } else if (is_expression && text[at] == '"') {
        quoted = !quoted;
      } else if (!quoted && text.substr(at, 2) == "//") {
        return at;
      }
    }
    return std::string_view::npos;
  }

  void header(Node& node) {
    const Span span = solid(source_.line(line_));
    Header header;
    header.key_span = {span.begin, *header_key_end(line_)};
    header.key = std::string(source_.slice(header.key_span));
    const uint32_t colon = skip_spaces(source_, header.key_span.end, span.end);
    uint32_t value_end = span.end;
    const size_t comment = comment_in(source_.slice({colon, span.end}), header.key == "when");
    if (comment != std::string_view::npos) {
      value_end = colon + static_cast<uint32_t>(comment);
      keep_comment(value_end, span.end);
    }
    header.value_span = solid({colon + 1, std::max(value_end, colon + 1)});
    header.value = std::string(source_.slice(header.value_span));
    if (header.key == "when") when(node, header);
    for (const Header& other : node.headers) {
      if (other.key == header.key && header.key != "when") {
        diagnostics_.add(Code::DuplicateHeader, source_, header.key_span, {header.key});
      }
    }
    node.headers.push_back(std::move(header));
  }

  // Takes the word at `at` where it is this one.
  bool take_word(std::string_view word, uint32_t& at, uint32_t end) const {
    const uint32_t begin = skip_spaces(source_, at, end);
    const uint32_t word_end = identifier_end(text_, begin, end);
    if (source_.slice({begin, word_end}) != word) return false;
    at = skip_spaces(source_, word_end, end);
    return true;
  }

  // when: always, when: once, when: once if …, when: …
  void when(Node& node, const Header& header) {
    When when;
    when.span = header.value.empty() ? header.key_span : header.value_span;
    uint32_t at = header.value_span.begin;
    const uint32_t end = std::max(header.value_span.end, at);
    const bool always = take_word("always", at, end);
    when.once = !always && take_word("once", at, end);
    if (!always && (!when.once || take_word("if", at, end))) {
      when.condition = parse_expression(source_, at, end, diagnostics_);
      if (!when.condition) {
        when.condition = unknown(when.span);
        at = end;
      }
    }
    if (at < end) {
      const uint32_t word_end = std::max(identifier_end(text_, at, end), at + 1);
      diagnostics_.add(Code::UnexpectedWord, source_, {at, word_end}, {std::string(source_.slice({at, word_end}))});
    }
    node.whens.push_back(std::move(when));
  }

  // Stands in for a condition that could not be read, so that what it is about is read as it was meant.
  static Expression unknown(Span span) {
    Expression unknown;
    unknown.kind = Expression::Kind::Bool;
    unknown.span = span;
    return unknown;
  }

  // ---- body ----

  void body(Node& node, bool has_start) {
    settled_ = false;
    at_ = line_ < source_.line_count() ? source_.line(line_).begin : 0;
    fresh_line_ = true;
    while (settle()) {
      const uint32_t before_line = line_;
      const uint32_t before_at = at_;
      std::vector<Statement> statements = block(Surroundings::Body, 0);
      std::move(statements.begin(), statements.end(), std::back_inserter(node.body));
      // Only a keyword without its beginning stops a body before its end.
      if (settle()) stray_keyword();
      if (line_ == before_line && at_ == before_at) end_statement();
    }
    if (line_ < source_.line_count() && is_body_end(line_)) {
      ++line_;
      return;
    }
    if (!has_start) return;  // told already
    uint32_t last = std::min(line_, source_.line_count()) - 1;
    while (last > 0 && trimmed(last).empty()) --last;
    const Span line = solid(source_.line(last));
    diagnostics_.add(Code::MissingBodyEnd, source_, {line.end, line.end}, {node.title});
  }

  enum class Surroundings : uint8_t { Body, OptionBody, Clause };

  // Goes to where the next statement begins; false at the end of the node. Calling it again changes nothing until a
  // statement has been read. Sets indent_, and blank_before_ where an empty line was passed.
  bool settle() {
    if (settled_) return !node_ended_;
    settled_ = true;
    node_ended_ = false;
    blank_before_ = false;
    begins_line_ = false;
    while (true) {
      if (line_ >= source_.line_count()) {
        node_ended_ = true;
        return false;
      }
      const Span line = source_.line(line_);
      if (fresh_line_) {
        at_ = line.begin;
        if (is_body_end(line_) || looks_like_node(line_)) {
          node_ended_ = true;
          return false;
        }
      }
      const uint32_t content = skip_spaces(source_, at_, line.end);
      if (stands_at(text_, content, line.end, "//")) {
        keep_comment(content, line.end);
      } else if (content < line.end) {
        if (fresh_line_) {
          begins_line_ = true;
          measure_indent({line.begin, content});
        }
        at_ = content;
        return true;
      } else if (fresh_line_) {
        blank_before_ = true;
      }
      ++line_;
      fresh_line_ = true;
    }
  }

  uint32_t width_of(Span spaces) const {
    uint32_t width = 0;
    for (const char c : source_.slice(spaces)) width += c == '\t' ? tab_width : 1;
    return width;
  }

  void measure_indent(Span spaces) {
    indent_ = width_of(spaces);
    bool has_spaces = false;
    bool has_tabs = false;
    for (const char c : source_.slice(spaces)) {
      has_spaces = has_spaces || c == ' ';
      has_tabs = has_tabs || c == '\t';
    }
    if (has_spaces && has_tabs) diagnostics_.add(Code::MixedIndentation, source_, spaces);
  }

  // A statement has been read up to at_, on the same line.
  void end_statement() {
    fresh_line_ = false;
    settled_ = false;
  }
  // A statement has been read with its whole line.
  void end_line() {
    at_ = source_.line(line_).end;
    end_statement();
  }

  // The keyword of the command that stands at at_, empty where none does.
  std::string_view keyword() const {
    const uint32_t end = source_.line(line_).end;
    if (!stands_at(text_, at_, end, "<<")) return {};
    const uint32_t begin = skip_spaces(source_, at_ + 2, end);
    const uint32_t word_end = identifier_end(text_, begin, end);
    if (word_end < end && text_[word_end] != '>' && !is_space(text_[word_end])) return {};
    return source_.slice({begin, word_end});
  }
  bool at_clause_end() const {
    const std::string_view word = keyword();
    return word == "else" || word == "elseif" || word == "endif" || word == "endonce";
  }

  Block block(Surroundings surroundings, uint32_t floor) {
    Block statements;
    bool first = true;
    while (settle()) {
      if (begins_line_ && indent_ < floor) break;
      if (surroundings == Surroundings::OptionBody && blank_before_ && !first) break;
      if (at_clause_end()) break;
      first = false;
      statement(statements, floor);
    }
    return statements;
  }

  void stray_keyword() {
    const uint32_t end = source_.line(line_).end;
    const uint32_t begin = at_;
    const std::string word(keyword());
    const size_t close = source_.slice({begin, end}).find(">>");
    at_ = close == std::string_view::npos ? end : begin + static_cast<uint32_t>(close) + 2;
    const bool of_once = word == "endonce";
    const bool of_enum = word == "case" || word == "endenum";
    diagnostics_.add(Code::StrayKeyword, source_, {begin, at_}, {word, of_once ? "once" : of_enum ? "enum" : "if"});
    end_statement();
  }

  void statement(Block& statements, uint32_t floor) {
    const uint32_t end = source_.line(line_).end;
    if (++depth_ > deepest_nesting) {
      diagnostics_.add(Code::NestedTooDeep, source_, {at_, at_ + 1});
      end_line();
    } else if (at_option()) {
      options(statements);
    } else if (stands_at(text_, at_, end, "<<")) {
      command(statements, floor);
    } else {
      Statement statement;
      statement.span.begin = at_;
      Line line = this->line(at_);
      statement.span.end = line.tags.empty() ? line.text.span.end : line.tags.back().span.end;
      statement.what = std::move(line);
      statements.push_back(std::move(statement));
      end_line();
    }
    --depth_;
  }

  // Reads `#tag #tag` from `at`; stops at what is no tag.
  void tags(uint32_t& at, uint32_t end, std::vector<Tag>& into) {
    while (true) {
      at = skip_spaces(source_, at, end);
      if (at >= end || text_[at] != '#') return;
      uint32_t tag_end = at + 1;
      while (tag_end < end && !is_space(text_[tag_end]) && text_[tag_end] != '#' && text_[tag_end] != '<' &&
             text_[tag_end] != '$' && !stands_at(text_, tag_end, end, "//")) {
        ++tag_end;
      }
      Tag tag{{at, tag_end}, std::string(source_.slice({at + 1, tag_end}))};
      if (tag.text.empty()) {
        diagnostics_.add(Code::EmptyTag, source_, tag.span);
      } else {
        into.push_back(std::move(tag));
      }
      at = tag_end;
    }
  }

  // Reads text, condition and tags from `at` to the end of the line.
  Line line(uint32_t at) {
    const uint32_t end = source_.line(line_).end;
    Line line;
    const uint32_t begin = skip_spaces(source_, at, end);
    line.text = parse_text(source_, at, end, TextPlace::Line, diagnostics_);
    line.speaker = find_speaker(source_, line.text);
    if (line.text.pieces.empty()) diagnostics_.add(Code::EmptyText, source_, {begin, std::max(begin + 1, at)});
    bool complained = false;
    while (at < end) {
      at = skip_spaces(source_, at, end);
      if (at >= end) break;
      if (stands_at(text_, at, end, "//")) {
        keep_comment(at, end);
        break;
      }
      if (text_[at] == '#') {
        tags(at, end, line.tags);
        continue;
      }
      if (stands_at(text_, at, end, "<<")) {
        line_condition(line, at, end);
        continue;
      }
      if (!complained) diagnostics_.add(Code::TextAfterTags, source_, solid({at, end}));
      complained = true;
      while (at < end && text_[at] != '#' && text_[at] != '<') ++at;
      if (at < end && text_[at] == '<' && !stands_at(text_, at, end, "<<")) ++at;
    }
    return line;
  }

  void line_condition(Line& line, uint32_t& at, uint32_t end) {
    const uint32_t begin = at;
    const size_t close = source_.slice({at, end}).find(">>");
    const uint32_t after = close == std::string_view::npos ? end : at + static_cast<uint32_t>(close) + 2;
    at_ = at;
    const std::string word(keyword());
    if (close == std::string_view::npos) {
      diagnostics_.add(Code::UnclosedCommand, source_, {begin, begin + 2});
    } else if ((word != "if" && word != "once") || line.is_conditional()) {
      diagnostics_.add(Code::CommandAfterText, source_, {begin, after}, {std::string(source_.slice({begin, after}))});
    } else {
      if (!line.tags.empty()) diagnostics_.add(Code::ConditionAfterTags, source_, {begin, after});
      at = keyword_end(begin, end);
      line.once = word == "once";
      bool understood = true;
      if (!line.once || take_word("if", at, end)) {
        line.condition = parse_expression(source_, at, end, diagnostics_);
        understood = line.condition.has_value();
      }
      if (understood) {
        close_command(at, end, begin);
        line.condition_span = {begin, at = std::max(at, after)};
        return;
      }
    }
    at = after;
  }

  uint32_t keyword_end(uint32_t begin, uint32_t end) const {
    return identifier_end(text_, skip_spaces(source_, begin + 2, end), end);
  }

  // ---- options ----

  bool at_option() const { return marker_at(at_, "->") || marker_at(at_, "=>"); }
  bool marker_at(uint32_t at, std::string_view marker) const {
    return stands_at(text_, at, source_.line(line_).end, marker);
  }

  // A group of options, or of lines of which one is said.
  void options(Block& statements) {
    const std::string_view marker = marker_at(at_, "->") ? "->" : "=>";
    const uint32_t base = indent_;
    const bool known_base = begins_line_;
    option_indents_.push_back(base);
    Statement statement;
    statement.span.begin = at_;
    OptionGroup group;
    group.kind = marker == "->" ? OptionGroup::Kind::Options : OptionGroup::Kind::Lines;
    while (true) {
      Option option;
      option.span.begin = at_;
      const uint32_t option_line = line_;
      option.line = line(at_ + 2);
      option.span.end = solid({option.span.begin, source_.line(line_).end}).end;
      end_line();
      option_body(option, base);
      if (option.body.empty()) empty_indentation(option_line + 1, base);
      statement.span.end = option.span.end;
      group.options.push_back(std::move(option));
      if (!settle() || !begins_line_ || blank_before_ || !marker_at(at_, marker)) break;
      if (indent_ == base) continue;
      const bool of_outer_group =
          std::find(option_indents_.begin(), option_indents_.end() - 1, indent_) != option_indents_.end() - 1;
      if (of_outer_group || !known_base) break;
      diagnostics_.add(Code::BadIndentation, source_, {at_, at_ + 2});
    }
    option_indents_.pop_back();
    if (settle() && blank_before_ && begins_line_ && indent_ > base && !at_option()) {
      diagnostics_.add(Code::BlankLineEndsOptions, source_, solid(source_.line(line_)));
    }
    statement.what = std::move(group);
    statements.push_back(std::move(statement));
  }

  // A line of nothing but spaces below an option, deeper than it: something was begun and left out.
  void empty_indentation(uint32_t line, uint32_t base) {
    if (line >= source_.line_count() || !trimmed(line).empty()) return;
    const Span span = source_.line(line);
    if (width_of(span) > base) diagnostics_.add(Code::EmptyIndentation, source_, span);
  }

  void option_body(Option& option, uint32_t base) {
    if (!settle() || blank_before_ || !begins_line_ || indent_ <= base) return;
    uint32_t floor = indent_;
    while (true) {
      Block statements = block(Surroundings::OptionBody, floor);
      std::move(statements.begin(), statements.end(), std::back_inserter(option.body));
      // What stands deeper than the option but not as deep as its first line belongs to neither for certain.
      if (!settle() || blank_before_ || !begins_line_ || indent_ <= base || indent_ >= floor || at_clause_end()) return;
      if (at_option()) return;  // options() tells where it does not line up
      diagnostics_.add(Code::BadIndentation, source_, solid(source_.line(line_)));
      floor = indent_;
    }
  }

  // ---- commands ----

  // Checks that the command ends here with >>; where it does not, says so. Either way `at` is behind it.
  bool close_command(uint32_t& at, uint32_t end, uint32_t begin) {
    at = skip_spaces(source_, at, end);
    if (stands_at(text_, at, end, ">>")) {
      at += 2;
      return true;
    }
    const size_t close = source_.slice({at, end}).find(">>");
    if (close == std::string_view::npos) {
      diagnostics_.add(Code::UnclosedCommand, source_, {begin, begin + 2});
      at = end;
    } else {
      const uint32_t word_end = std::max(identifier_end(text_, at, end), at + 1);
      diagnostics_.add(Code::UnexpectedWord, source_, {at, word_end}, {std::string(source_.slice({at, word_end}))});
      at += static_cast<uint32_t>(close) + 2;
    }
    return false;
  }

  // Behind the >> of the command that could not be read.
  void abandon_command(uint32_t begin, uint32_t end) {
    const size_t close = source_.slice({begin, end}).find(">>");
    at_ = close == std::string_view::npos ? end : begin + static_cast<uint32_t>(close) + 2;
    end_statement();
  }

  void malformed(uint32_t begin, uint32_t end, std::string_view pattern) {
    abandon_command(begin, end);
    if (!stands_at(text_, at_ - 2, end, ">>")) {
      diagnostics_.add(Code::UnclosedCommand, source_, {begin, begin + 2});
    } else {
      diagnostics_.add(Code::MalformedCommand, source_, {begin, at_},
                       {std::string(source_.slice({begin, at_})), std::string(pattern)});
    }
  }

  void command(Block& statements, uint32_t floor) {
    const uint32_t begin = at_;
    const uint32_t end = source_.line(line_).end;
    const std::string_view word = keyword();
    if (word == "if" || word == "once") {
      branches(statements, floor);
      return;
    }
    if (word == "enum") {
      enumeration(statements, floor);
      return;
    }
    if (word == "case" || word == "endenum") {
      stray_keyword();
      return;
    }
    if (word == reserved_keyword) {
      diagnostics_.add(Code::ReservedKeyword, source_, {begin, keyword_end(begin, end)}, {std::string(word)});
      abandon_command(begin, end);
      return;
    }
    Statement statement;
    statement.span.begin = begin;
    uint32_t at = keyword_end(begin, end);
    bool understood = false;
    if (word == "set") {
      understood = set(statement, at, end);
    } else if (word == "declare") {
      understood = declare(statement, at, end);
    } else if (word == "jump" || word == "detour") {
      understood = jump(statement, at, end);
    } else if (word == "return") {
      statement.what = Return{};
      understood = true;
    } else if (word == "call") {
      understood = call(statement, at, end);
    } else {
      generic(statements, begin, end);
      return;
    }
    if (!understood) return;
    close_command(at, end, begin);
    statement.span.end = at_ = at;
    end_statement();
    statements.push_back(std::move(statement));
  }

  std::optional<Variable> variable(uint32_t& at, uint32_t end) {
    at = skip_spaces(source_, at, end);
    if (at >= end || text_[at] != '$') return std::nullopt;
    const uint32_t name_end = identifier_end(text_, at + 1, end);
    if (name_end == at + 1) return std::nullopt;
    Variable variable{{at, name_end}, std::string(source_.slice({at, name_end}))};
    at = name_end;
    return variable;
  }

  bool set(Statement& statement, uint32_t& at, uint32_t end) {
    std::optional<Variable> target = variable(at, end);
    const std::optional<Operator> op = target ? parse_assignment(source_, at, end) : std::nullopt;
    if (!op) {
      malformed(statement.span.begin, end, "<<set $x = 1>>");
      return false;
    }
    std::optional<Expression> value = parse_expression(source_, at, end, diagnostics_);
    if (!value) {
      abandon_command(statement.span.begin, end);
      return false;
    }
    statement.what = Set{std::move(*target), *op, std::move(*value)};
    return true;
  }

  bool declare(Statement& statement, uint32_t& at, uint32_t end) {
    std::optional<Variable> target = variable(at, end);
    const std::optional<Operator> op = target ? parse_assignment(source_, at, end) : std::nullopt;
    if (!op || *op != Operator::None) {
      malformed(statement.span.begin, end, "<<declare $x = 1>>");
      return false;
    }
    std::optional<Expression> value = parse_expression(source_, at, end, diagnostics_);
    if (!value) {
      abandon_command(statement.span.begin, end);
      return false;
    }
    Declare declare{std::move(*target), std::move(*value), {}, {}};
    const uint32_t as_end = identifier_end(text_, at, end);
    if (source_.slice({at, as_end}) == "as") {
      at = skip_spaces(source_, as_end, end);
      const uint32_t type_end = identifier_end(text_, at, end);
      declare.type_span = {at, type_end};
      declare.type = std::string(source_.slice(declare.type_span));
      if (declare.type.empty()) {
        malformed(statement.span.begin, end, "<<declare $x = 1 as number>>");
        return false;
      }
      at = type_end;
    }
    statement.what = std::move(declare);
    return true;
  }

  bool jump(Statement& statement, uint32_t& at, uint32_t end) {
    at = skip_spaces(source_, at, end);
    Jump jump;
    if (keyword() == "detour") jump.kind = Jump::Kind::Detour;
    if (at < end && text_[at] == '{') {
      const uint32_t brace = at++;
      jump.expression = parse_expression(source_, at, end, diagnostics_);
      if (!jump.expression) {
        abandon_command(statement.span.begin, end);
        return false;
      }
      if (at >= end || text_[at] != '}') {
        diagnostics_.add(Code::UnclosedBrace, source_, {brace, brace + 1}, {"{", "}"});
        abandon_command(statement.span.begin, end);
        return false;
      }
      jump.target_span = {brace, ++at};
    } else {
      const uint32_t name_end = identifier_end(text_, at, end);
      if (name_end == at) {
        malformed(statement.span.begin, end, jump.kind == Jump::Kind::Jump ? "<<jump Node>>" : "<<detour Node>>");
        return false;
      }
      jump.target_span = {at, name_end};
      jump.target = std::string(source_.slice(jump.target_span));
      at = name_end;
    }
    statement.what = std::move(jump);
    return true;
  }

  bool call(Statement& statement, uint32_t& at, uint32_t end) {
    std::optional<Expression> value = parse_expression(source_, at, end, diagnostics_);
    if (!value) {
      abandon_command(statement.span.begin, end);
      return false;
    }
    if (value->kind != Expression::Kind::Call) {
      malformed(statement.span.begin, end, "<<call name(1)>>");
      return false;
    }
    statement.what = Call{std::move(*value)};
    return true;
  }

  void generic(Block& statements, uint32_t begin, uint32_t end) {
    Statement statement;
    statement.span.begin = begin;
    uint32_t at = begin + 2;
    Command command;
    command.text = parse_text(source_, at, end, TextPlace::Command, diagnostics_);
    if (!stands_at(text_, at, end, ">>")) {
      diagnostics_.add(Code::UnclosedCommand, source_, {begin, begin + 2});
      end_line();
      return;
    }
    at += 2;
    tags(at, end, command.tags);
    statement.span.end = at_ = at;
    end_statement();
    if (command.text.pieces.empty()) {
      diagnostics_.add(Code::EmptyText, source_, {begin, at});
      return;
    }
    const bool plain_stop = command.text.pieces.size() == 1 && command.text.pieces[0].literal == "stop";
    if (plain_stop) {
      statement.what = Stop{};
    } else {
      statement.what = std::move(command);
    }
    statements.push_back(std::move(statement));
  }

  // <<enum Name>>, its cases, <<endenum>>.
  void enumeration(Block& statements, uint32_t floor) {
    Statement statement;
    statement.span.begin = at_;
    const Span opening{at_, keyword_end(at_, source_.line(line_).end)};
    Enum whole;
    uint32_t end = source_.line(line_).end;
    uint32_t at = skip_spaces(source_, opening.end, end);
    whole.name_span = {at, identifier_end(text_, at, end)};
    whole.name = std::string(source_.slice(whole.name_span));
    if (whole.name.empty()) {
      malformed(opening.begin, end, "<<enum Name>>");
    } else {
      at = whole.name_span.end;
      close_command(at, end, opening.begin);
      at_ = at;
      end_statement();
    }
    while (settle() && (!begins_line_ || indent_ >= floor) && keyword() == "case") {
      end = source_.line(line_).end;
      Case one;
      one.span.begin = at_;
      at = skip_spaces(source_, keyword_end(at_, end), end);
      const uint32_t name_end = identifier_end(text_, at, end);
      one.name = std::string(source_.slice({at, name_end}));
      if (one.name.empty()) {
        malformed(one.span.begin, end, "<<case Name>>");
        continue;
      }
      at = name_end;
      const std::optional<Operator> sign = parse_assignment(source_, at, end);
      if (sign) one.value = parse_expression(source_, at, end, diagnostics_);
      if (sign && !one.value) {
        abandon_command(one.span.begin, end);
        continue;
      }
      close_command(at, end, one.span.begin);
      one.span.end = at_ = at;
      end_statement();
      whole.cases.push_back(std::move(one));
    }
    if (settle() && (!begins_line_ || indent_ >= floor) && keyword() == "endenum") {
      const uint32_t begin = at_;
      at = keyword_end(begin, source_.line(line_).end);
      close_command(at, source_.line(line_).end, begin);
      at_ = at;
      end_statement();
    } else {
      diagnostics_.add(Code::UnclosedIf, source_, opening, {"enum", "endenum"});
    }
    statement.span.end = at_;
    statement.what = std::move(whole);
    statements.push_back(std::move(statement));
  }

  // <<if>> to <<endif>>, or <<once>> to <<endonce>>.
  void branches(Block& statements, uint32_t floor) {
    Statement statement;
    statement.span.begin = at_;
    If whole;
    const Span opening{at_, keyword_end(at_, source_.line(line_).end)};
    const bool is_once = keyword() == "once";
    const std::string_view closing = is_once ? "endonce" : "endif";
    bool has_else = false;
    while (true) {
      const uint32_t begin = at_;
      const uint32_t end = source_.line(line_).end;
      const std::string word(keyword());
      uint32_t at = keyword_end(begin, end);
      Clause clause;
      clause.once = word == "once";
      if (word == "else" || (clause.once && !take_word("if", at, end))) {
        close_command(at, end, begin);
      } else {
        clause.condition = parse_expression(source_, at, end, diagnostics_);
        if (clause.condition) {
          close_command(at, end, begin);
        } else {
          // What is asked is unknown, but the clause must not be taken for the else.
          clause.condition = unknown({begin, end});
          abandon_command(begin, end);
          at = at_;
        }
      }
      if (has_else) diagnostics_.add(Code::StrayKeyword, source_, {begin, at}, {word, is_once ? "once" : "if"});
      has_else = has_else || word == "else";
      clause.span = {begin, at};
      at_ = at;
      end_statement();
      clause.body = block(Surroundings::Clause, floor);
      whole.clauses.push_back(std::move(clause));
      const bool goes_on = settle() && (!begins_line_ || indent_ >= floor) &&
                           (keyword() == closing || keyword() == "else" || (keyword() == "elseif" && !is_once));
      if (!goes_on) {
        diagnostics_.add(Code::UnclosedIf, source_, opening, {is_once ? "once" : "if", std::string(closing)});
        break;
      }
      if (keyword() == closing) {
        const uint32_t endif_begin = at_;
        at = keyword_end(at_, source_.line(line_).end);
        close_command(at, source_.line(line_).end, endif_begin);
        at_ = at;
        end_statement();
        break;
      }
    }
    statement.span.end = at_;
    statement.what = std::move(whole);
    statements.push_back(std::move(statement));
  }

  Script& script_;
  const Source& source_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  uint32_t line_ = 0;
  uint32_t at_ = 0;
  uint32_t indent_ = 0;
  uint32_t depth_ = 0;
  bool settled_ = false;
  bool node_ended_ = false;
  bool fresh_line_ = true;    // at_ stands before anything of its line
  bool begins_line_ = false;  // the statement at at_ is the first of its line
  bool blank_before_ = false;
  std::vector<uint32_t> option_indents_;
};

}  // namespace

Script parse(Source source, Diagnostics& diagnostics) {
  Script script;
  script.source = std::move(source);
  const size_t invalid = base::find_invalid_utf8(script.source.text());
  if (invalid != std::string_view::npos) {
    const auto at = static_cast<uint32_t>(invalid);
    diagnostics.add(Code::InvalidUtf8, script.source, {at, at + 1});
    return script;
  }
  Parser(script, diagnostics).file();
  return script;
}

}  // namespace firefly::script
