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
  enum class Kind : uint8_t { Number, Bool, String, Variable, Unary, Binary, Call };
  Kind kind = Kind::Number;
  Span span;
  Operator op = Operator::None;      // Unary, Binary
  double number = 0;                 // Number
  bool truth = false;                // Bool
  std::string text;                  // String: unescaped; Variable: with its $; Call: the function's name
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
  std::optional<Expression> condition;
  std::vector<Tag> tags;
};

struct Statement;
using Block = std::vector<Statement>;

struct Option {
  Span span;  // from -> to the end of its line
  Line line;
  Block body;
};
struct OptionGroup {
  std::vector<Option> options;
};

struct Clause {
  Span span;                            // of its <<if …>>, <<elseif …>> or <<else>>
  std::optional<Expression> condition;  // none: else
  Block body;
};
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
  std::string type;  // number, string, bool; empty where `as` is not written
  Span type_span;
};
struct Jump {
  Span target_span;
  std::string target;
  std::optional<Expression> expression;  // <<jump {…}>>
};
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
  std::variant<Line, OptionGroup, If, Set, Declare, Jump, Call, Stop, Command> what;
};

struct Header {
  Span key_span;
  Span value_span;
  std::string key;
  std::string value;
};

struct Node {
  Span span;  // of its title, or of its first line
  std::string title;
  std::vector<Header> headers;
  Block body;
};

struct Script {
  Source source;
  std::vector<Tag> file_tags;
  std::vector<Node> nodes;
  std::vector<Span> comments;  // with their //
};

}  // namespace firefly::script
