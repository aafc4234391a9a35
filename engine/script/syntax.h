#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/script/source.h"

// The syntax tree of one file: plain values, each with the bytes it came from. It says what was written, not what it
// means: names are not looked up and types are not known. Comments are kept beside the tree, in order.

namespace firefly::script {

enum class Operator : uint8_t {
  None,
  Negate,
  Not,
  Multiply,
  Divide,
  Modulo,
  Add,
  Subtract,
  Less,
  LessOrEqual,
  Greater,
  GreaterOrEqual,
  Equal,
  NotEqual,
  And,
  Or,
  Xor
};

struct Expression {
  enum class Kind : uint8_t { Number, Bool, String, Variable, Member, Unary, Binary, Call };
  Kind kind = Kind::Number;
  Span span;
  Operator op = Operator::None;  // Unary, Binary
  double number = 0;             // Number
  bool truth = false;            // Bool
  std::string text;   // String: unescaped; Variable: with its $; Member: of an enum; Call: the function's name
  std::string owner;  // Member: the enum, empty where it is left out
  std::vector<Expression> operands;  // Unary 1, Binary 2, Call its arguments
};

// Text between markup and values: either literal text (escapes of { } # / < > undone, those of markup, [ ] : \ " %,
// kept), or an expression whose value stands there.
struct Piece {
  Span span;
  std::string literal;
  std::optional<Expression> expression;
};

struct Text {
  Span span;  // as written, without spaces at both ends
  std::vector<Piece> pieces;
};

struct Tag {
  Span span;         // with the #
  std::string text;  // without it
  // The part before and after the first colon; value is empty where there is none.
  std::string_view name() const { return std::string_view(text).substr(0, text.find(':')); }
  std::string_view value() const {
    const size_t colon = text.find(':');
    return colon == std::string::npos ? std::string_view() : std::string_view(text).substr(colon + 1);
  }
};

// The words before the first colon of a line, where they look like a name.
struct Speaker {
  Span span;  // the name alone
  std::string name;
  uint32_t prefix = 0;  // how many bytes of the first piece's literal it takes with its colon and spaces
};

// A line, or the line of an option.
struct Line {
  Text text;  // whole, the speaker's name too
  std::optional<Speaker> speaker;
  Span condition_span;  // of <<if …>> or <<once …>>, whole; empty where there is none
  bool once = false;    // never again once it was shown (a line) or taken (an option)
  std::optional<Expression> condition;
  std::vector<Tag> tags;
  bool is_conditional() const { return once || condition.has_value(); }
};

struct Statement;
using Block = std::vector<Statement>;

// An option, or a line of which one is said.
struct Option {
  Span span;  // from -> or => to the end of its line
  Line line;
  Block body;
};
struct OptionGroup {
  enum class Kind : uint8_t {
    Options,  // -> the person chooses
    Lines     // => the play chooses
  };
  Kind kind = Kind::Options;
  std::vector<Option> options;
};

struct Clause {
  Span span;          // of its <<if …>>, <<elseif …>>, <<once …>> or <<else>>
  bool once = false;  // <<once>>: holds until it was played
  std::optional<Expression> condition;
  Block body;
  bool is_else() const { return !once && !condition; }
};
// <<if>> to <<endif>>, or <<once>> to <<endonce>>.
struct If {
  std::vector<Clause> clauses;
};

struct Variable {
  Span span;
  std::string name;  // with its $
};

struct Set {
  Variable variable;
  Operator op = Operator::None;  // Add for +=, and so on
  Expression value;
};
struct Declare {
  Variable variable;
  Expression value;
  std::string type;  // number, string, bool or an enum; empty where `as` is not written
  Span type_span;
};
struct Case {
  Span span;
  std::string name;
  std::optional<Expression> value;
};
struct Enum {
  Span name_span;
  std::string name;
  std::vector<Case> cases;
};
// <<jump>> or <<detour>>.
struct Jump {
  enum class Kind : uint8_t { Jump, Detour };
  Kind kind = Kind::Jump;
  Span target_span;
  std::string target;
  std::optional<Expression> expression;  // <<jump {…}>>
};
struct Return {};
struct Call {
  Expression call;
};
struct Stop {};

// Any other command: text and values.
struct Command {
  Text text;
  std::vector<Tag> tags;
};

struct Statement {
  Span span;
  std::variant<Line, OptionGroup, If, Set, Declare, Enum, Jump, Return, Call, Stop, Command> what;
};

// Calls `what` for each block that stands within a statement, in order.
template <class Do>
void for_each_block(const Statement& statement, Do&& what) {
  if (const auto* group = std::get_if<OptionGroup>(&statement.what)) {
    for (const Option& option : group->options) what(option.body);
  } else if (const auto* branches = std::get_if<If>(&statement.what)) {
    for (const Clause& clause : branches->clauses) what(clause.body);
  }
}

// Calls `what` for each expression of a statement, in order; not for those in its blocks.
template <class Do>
void for_each_expression(const Statement& statement, Do&& what) {
  const auto if_there = [&](const std::optional<Expression>& expression) {
    if (expression) what(*expression);
  };
  const auto text = [&](const Text& whole) {
    for (const Piece& piece : whole.pieces) if_there(piece.expression);
  };
  const auto line = [&](const Line& whole) {
    if_there(whole.condition);
    text(whole.text);
  };
  if (const auto* said = std::get_if<Line>(&statement.what)) {
    line(*said);
  } else if (const auto* group = std::get_if<OptionGroup>(&statement.what)) {
    for (const Option& option : group->options) line(option.line);
  } else if (const auto* branches = std::get_if<If>(&statement.what)) {
    for (const Clause& clause : branches->clauses) if_there(clause.condition);
  } else if (const auto* set = std::get_if<Set>(&statement.what)) {
    what(set->value);
  } else if (const auto* declare = std::get_if<Declare>(&statement.what)) {
    what(declare->value);
  } else if (const auto* jump = std::get_if<Jump>(&statement.what)) {
    if_there(jump->expression);
  } else if (const auto* call = std::get_if<Call>(&statement.what)) {
    what(call->call);
  } else if (const auto* command = std::get_if<Command>(&statement.what)) {
    text(command->text);
  }
}

struct Header {
  Span key_span;
  Span value_span;
  std::string key;
  std::string value;
};

// A header `when:`. A node that has one belongs to the group of its title.
struct When {
  Span span;  // of its value
  bool once = false;
  std::optional<Expression> condition;  // neither: always
};

struct Node {
  Span span;  // of its title, or of its first line
  std::string title;
  std::vector<Header> headers;
  std::vector<When> whens;
  Block body;
};

struct Script {
  Source source;
  std::vector<Tag> file_tags;
  std::vector<Node> nodes;
  std::vector<Span> comments;  // with their //
};

}  // namespace firefly::script
