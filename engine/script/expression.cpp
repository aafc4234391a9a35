#include "engine/script/expression.h"

#include <array>
#include <cstdlib>
#include <string>
#include <utility>

#include "engine/script/lexical.h"

namespace firefly::script {
namespace {

struct Sign {
  std::string_view text;
  Operator op;
};

// Longer signs stand before their own beginnings.
constexpr std::array<Sign, 17> signs{{{"<=", Operator::LessOrEqual},
                                      {">=", Operator::GreaterOrEqual},
                                      {"==", Operator::Equal},
                                      {"!=", Operator::NotEqual},
                                      {"&&", Operator::And},
                                      {"||", Operator::Or},
                                      {"<", Operator::Less},
                                      {">", Operator::Greater},
                                      {"^", Operator::Xor},
                                      {"!", Operator::Not},
                                      {"+", Operator::Add},
                                      {"-", Operator::Subtract},
                                      {"*", Operator::Multiply},
                                      {"/", Operator::Divide},
                                      {"%", Operator::Modulo},
                                      {"(", Operator::None},
                                      {")", Operator::None}}};
constexpr std::array<Sign, 12> words{{{"lte", Operator::LessOrEqual},
                                      {"gte", Operator::GreaterOrEqual},
                                      {"is", Operator::Equal},
                                      {"eq", Operator::Equal},
                                      {"neq", Operator::NotEqual},
                                      {"lt", Operator::Less},
                                      {"gt", Operator::Greater},
                                      {"and", Operator::And},
                                      {"or", Operator::Or},
                                      {"xor", Operator::Xor},
                                      {"not", Operator::Not},
                                      {"null", Operator::None}}};

// How tightly a binary operator binds; 0 for what is none.
int strength(Operator op) {
  switch (op) {
    case Operator::Multiply:
    case Operator::Divide:
    case Operator::Modulo: return 5;
    case Operator::Add:
    case Operator::Subtract: return 4;
    case Operator::Less:
    case Operator::LessOrEqual:
    case Operator::Greater:
    case Operator::GreaterOrEqual: return 3;
    case Operator::Equal:
    case Operator::NotEqual: return 2;
    case Operator::And:
    case Operator::Or:
    case Operator::Xor: return 1;
    default: return 0;
  }
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Reader {
 public:
  Reader(const Source& source, uint32_t at, uint32_t end, Diagnostics& diagnostics)
      : source_(source), text_(source.text()), at_(at), end_(end), diagnostics_(diagnostics) {}

  uint32_t at() const { return at_; }

  std::optional<Expression> binary(int weakest) {
    if (++depth_ > deepest_nesting) return fail(Code::NestedTooDeep, {at_, at_ + 1});
    std::optional<Expression> left = unary();
    while (left) {
      const auto [op, op_end] = peek_operator();
      if (strength(op) < weakest || strength(op) == 0) break;
      at_ = op_end;
      std::optional<Expression> right = binary(strength(op) + 1);
      if (!right) return std::nullopt;
      Expression both;
      both.kind = Expression::Kind::Binary;
      both.op = op;
      both.span = {left->span.begin, right->span.end};
      both.operands.push_back(std::move(*left));
      both.operands.push_back(std::move(*right));
      left = std::move(both);
    }
    --depth_;
    return left;
  }

 private:
  std::optional<Expression> fail(Code code, Span span, std::vector<std::string> arguments = {}) {
    diagnostics_.add(code, source_, span, std::move(arguments));
    return std::nullopt;
  }

  void skip() { at_ = skip_spaces(source_, at_, end_); }

  // The operator that stands next and where it ends.
  std::pair<Operator, uint32_t> peek_operator() {
    skip();
    if (stands_at(text_, at_, end_, ">>") || stands_at(text_, at_, end_, "//")) return {Operator::None, at_};
    for (const Sign& sign : signs) {
      if (stands_at(text_, at_, end_, sign.text)) {
        return {sign.op, at_ + static_cast<uint32_t>(sign.text.size())};
      }
    }
    const uint32_t word_end = identifier_end(text_, at_, end_);
    for (const Sign& word : words) {
      if (source_.slice({at_, word_end}) == word.text) return {word.op, word_end};
    }
    return {Operator::None, at_};
  }

  std::optional<Expression> unary() {
    const auto [op, op_end] = peek_operator();
    if (op != Operator::Subtract && op != Operator::Not) return primary();
    if (++depth_ > deepest_nesting) return fail(Code::NestedTooDeep, {at_, at_ + 1});
    Expression expression;
    expression.kind = Expression::Kind::Unary;
    expression.op = op == Operator::Not ? Operator::Not : Operator::Negate;
    expression.span.begin = at_;
    at_ = op_end;
    std::optional<Expression> operand = unary();
    --depth_;
    if (!operand) return std::nullopt;
    expression.span.end = operand->span.end;
    expression.operands.push_back(std::move(*operand));
    return expression;
  }

  std::optional<Expression> primary() {
    skip();
    const uint32_t begin = at_;
    if (at_ >= end_ || text_[at_] == '}' || text_[at_] == ')' || text_[at_] == ',' ||
        stands_at(text_, at_, end_, ">>")) {
      return fail(Code::ExpectedValue, {begin, begin + 1});
    }
    const char c = text_[at_];
    if (c == '(') {
      ++at_;
      std::optional<Expression> inner = binary(1);
      if (!inner) return std::nullopt;
      skip();
      if (at_ >= end_ || text_[at_] != ')') return fail(Code::UnclosedBrace, {begin, begin + 1}, {"(", ")"});
      ++at_;
      return inner;
    }
    if (c == '"') return string();
    if (is_digit(c)) return number();
    if (c == '.') return member(begin, begin);
    if (c == '$') {
      const uint32_t name_end = identifier_end(text_, at_ + 1, end_);
      if (name_end == at_ + 1) return fail(Code::UnexpectedWord, {begin, begin + 1}, {"$"});
      at_ = name_end;
      Expression expression;
      expression.kind = Expression::Kind::Variable;
      expression.span = {begin, at_};
      expression.text = std::string(source_.slice(expression.span));
      return expression;
    }
    const uint32_t word_end = identifier_end(text_, at_, end_);
    const std::string_view word = source_.slice({at_, word_end});
    if (word == "true" || word == "false") {
      Expression expression;
      expression.kind = Expression::Kind::Bool;
      expression.truth = word == "true";
      expression.span = {begin, at_ = word_end};
      return expression;
    }
    bool is_operator = false;
    for (const Sign& other : words) is_operator = is_operator || word == other.text;
    if (!word.empty() && !is_operator) {
      const uint32_t bracket = skip_spaces(source_, word_end, end_);
      if (bracket < end_ && text_[bracket] == '(') return call(word_end, bracket);
      if (word_end < end_ && text_[word_end] == '.') return member(begin, word_end);
    }
    const uint32_t shown_end = word.empty() ? begin + 1 : word_end;
    return fail(Code::UnexpectedWord, {begin, shown_end}, {std::string(source_.slice({begin, shown_end}))});
  }

  // Enum.Case, or .Case where the enum can be told from elsewhere.
  std::optional<Expression> member(uint32_t begin, uint32_t point) {
    const uint32_t name_end = identifier_end(text_, point + 1, end_);
    if (name_end == point + 1) return fail(Code::UnexpectedWord, {point, point + 1}, {"."});
    Expression expression;
    expression.kind = Expression::Kind::Member;
    expression.span = {begin, at_ = name_end};
    expression.owner = std::string(source_.slice({begin, point}));
    expression.text = std::string(source_.slice({point + 1, name_end}));
    return expression;
  }

  std::optional<Expression> call(uint32_t name_end, uint32_t bracket) {
    Expression expression;
    expression.kind = Expression::Kind::Call;
    expression.span.begin = at_;
    expression.text = std::string(source_.slice({at_, name_end}));
    at_ = bracket + 1;
    skip();
    while (at_ < end_ && text_[at_] != ')') {
      std::optional<Expression> argument = binary(1);
      if (!argument) return std::nullopt;
      expression.operands.push_back(std::move(*argument));
      skip();
      if (at_ < end_ && text_[at_] == ',') {
        ++at_;
        skip();
        if (at_ < end_ && text_[at_] == ')') return fail(Code::ExpectedValue, {at_, at_ + 1});
      } else if (at_ < end_ && text_[at_] != ')') {
        break;
      }
    }
    if (at_ >= end_ || text_[at_] != ')') return fail(Code::UnclosedBrace, {bracket, bracket + 1}, {"(", ")"});
    expression.span.end = ++at_;
    return expression;
  }

  std::optional<Expression> number() {
    Expression expression;
    expression.span.begin = at_;
    while (at_ < end_ && is_digit(text_[at_])) ++at_;
    if (at_ + 1 < end_ && text_[at_] == '.' && is_digit(text_[at_ + 1])) {
      ++at_;
      while (at_ < end_ && is_digit(text_[at_])) ++at_;
    }
    expression.span.end = at_;
    const std::string digits(source_.slice(expression.span));
    expression.number = std::strtod(digits.c_str(), nullptr);
    if (digits.size() > 15) return fail(Code::UnexpectedWord, expression.span, {digits});
    return expression;
  }

  std::optional<Expression> string() {
    Expression expression;
    expression.kind = Expression::Kind::String;
    expression.span.begin = at_;
    for (++at_; at_ < end_ && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < end_) ++at_;
      expression.text += text_[at_];
    }
    if (at_ >= end_) return fail(Code::UnclosedString, {expression.span.begin, end_});
    expression.span.end = ++at_;
    return expression;
  }

  const Source& source_;
  std::string_view text_;
  uint32_t at_;
  uint32_t end_;
  Diagnostics& diagnostics_;
  uint32_t depth_ = 0;
};

}  // namespace

std::optional<Expression> parse_expression(const Source& source, uint32_t& at, uint32_t end, Diagnostics& diagnostics) {
  Reader reader(source, at, end, diagnostics);
  std::optional<Expression> expression = reader.binary(1);
  at = skip_spaces(source, reader.at(), end);
  return expression;
}

std::optional<Operator> parse_assignment(const Source& source, uint32_t& at, uint32_t end) {
  static constexpr std::array<Sign, 6> assignments{{{"+=", Operator::Add},
                                                    {"-=", Operator::Subtract},
                                                    {"*=", Operator::Multiply},
                                                    {"/=", Operator::Divide},
                                                    {"%=", Operator::Modulo},
                                                    {"=", Operator::None}}};
  at = skip_spaces(source, at, end);
  for (const Sign& sign : assignments) {
    if (stands_at(source.text(), at, end, sign.text) && !stands_at(source.text(), at, end, "==")) {
      at += static_cast<uint32_t>(sign.text.size());
      return sign.op;
    }
  }
  const uint32_t word_end = identifier_end(source.text(), at, end);
  if (source.slice({at, word_end}) == "to") {
    at = word_end;
    return Operator::None;
  }
  return std::nullopt;
}

std::string_view sign_of(Operator op) {
  if (op == Operator::None) return "";
  if (op == Operator::Negate) return "-";
  for (const Sign& sign : signs) {
    if (sign.op == op) return sign.text;
  }
  return "";
}

}  // namespace firefly::script
