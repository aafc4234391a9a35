#include "engine/script/types.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/script/expression.h"
#include "engine/script/words.h"

namespace firefly::script {
namespace {

// A type that may not be known yet. Terms that must be the same are joined into one set (union-find), and whatever
// becomes known of one is known of all.
using Term = uint32_t;

class Solver {
 public:
  Solver(Variables& variables, Diagnostics& diagnostics) : variables_(variables), diagnostics_(diagnostics) {
    for (const ValueType type : {ValueType::Unknown, ValueType::Number, ValueType::Bool, ValueType::String}) {
      parents_.push_back(static_cast<Term>(parents_.size()));
      types_.push_back(type);
    }
  }

  // Declarations count wherever they stand, so they are read before all else.
  void declarations(const Script& script) {
    source_ = &script.source;
    for (const Node& node : script.nodes) declarations(node.body);
  }

  void uses(const Script& script) {
    source_ = &script.source;
    for (const Node& node : script.nodes) block(node.body);
  }

  void finish() {
    for (const Sum& sum : sums_) {
      const ValueType type = types_[root(sum.term)];
      if (type == ValueType::Bool) {
        diagnostics_.add(Code::WrongType, *sum.source, sum.span,
                         {std::string(sum.source->slice(sum.span)), "bool", "number/string"});
      }
    }
    std::vector<std::string> given;
    for (const auto& [name, term] : terms_) {
      if (given_.count(name) != 0) given.push_back(name);
    }
    for (const auto& [name, term] : terms_) {
      VariableInfo& info = variables_[name];
      info.type = types_[root(term)];
      if (given_.count(name) == 0) {
        diagnostics_.add(Code::UnknownVariable, *info.source, info.span, {name}, nearest(name, given));
      } else if (info.type == ValueType::Unknown) {
        diagnostics_.add(Code::UnclearType, *info.source, info.span, {name});
      }
    }
  }

 private:
  struct Sum {
    Term term;
    const Source* source;
    Span span;
  };

  static Term fixed(ValueType type) { return static_cast<Term>(type); }

  Term fresh() {
    parents_.push_back(static_cast<Term>(parents_.size()));
    types_.push_back(ValueType::Unknown);
    return parents_.back();
  }

  Term root(Term term) {
    while (parents_[term] != term) term = parents_[term] = parents_[parents_[term]];
    return term;
  }

  // Makes both the same; false where they cannot be.
  bool join(Term a, Term b) {
    a = root(a);
    b = root(b);
    if (a == b) return true;
    if (types_[a] != ValueType::Unknown && types_[b] != ValueType::Unknown) return types_[a] == types_[b];
    if (types_[a] == ValueType::Unknown) std::swap(a, b);
    parents_[b] = a;
    return true;
  }

  Term variable(const std::string& name, Span span) {
    const auto [known, is_new] = terms_.try_emplace(name, 0u);
    if (is_new) {
      known->second = fresh();
      VariableInfo& info = variables_[name];
      info.source = source_;
      info.span = span;
    }
    return known->second;
  }

  void expect(Term term, Term wanted, Span span, Code code = Code::WrongType) {
    const ValueType is = types_[root(term)];
    const ValueType should = types_[root(wanted)];
    if (join(term, wanted)) return;
    diagnostics_.add(code, *source_, span,
                     {std::string(source_->slice(span)), std::string(name_of(is)), std::string(name_of(should))});
  }

  Term expression(const Expression& e) {
    switch (e.kind) {
      case Expression::Kind::Number: return fixed(ValueType::Number);
      case Expression::Kind::Bool: return fixed(ValueType::Bool);
      case Expression::Kind::String: return fixed(ValueType::String);
      case Expression::Kind::Variable: return variable(e.text, e.span);
      case Expression::Kind::Unary: {
        const Term wanted = fixed(e.op == Operator::Not ? ValueType::Bool : ValueType::Number);
        expect(expression(e.operands[0]), wanted, e.operands[0].span);
        return wanted;
      }
      case Expression::Kind::Binary: return binary(e.op, e.operands[0], e.operands[1], e.span);
      case Expression::Kind::Call: return call(e);
    }
    return fresh();
  }

  Term binary(Operator op, const Expression& left, const Expression& right, Span span) {
    const Term a = expression(left);
    const Term b = expression(right);
    return operation(op, a, left.span, b, right.span, span);
  }

  Term operation(Operator op, Term a, Span a_span, Term b, Span b_span, Span span) {
    const Term number = fixed(ValueType::Number);
    const Term truth = fixed(ValueType::Bool);
    switch (op) {
      case Operator::Add:
        expect(b, a, b_span);
        sums_.push_back({a, source_, span});
        return a;
      case Operator::Equal:
      case Operator::NotEqual: expect(b, a, b_span); return truth;
      case Operator::And:
      case Operator::Or:
      case Operator::Xor:
        expect(a, truth, a_span);
        expect(b, truth, b_span);
        return truth;
      case Operator::Less:
      case Operator::LessOrEqual:
      case Operator::Greater:
      case Operator::GreaterOrEqual:
        expect(a, number, a_span);
        expect(b, number, b_span);
        return truth;
      default:
        expect(a, number, a_span);
        expect(b, number, b_span);
        return number;
    }
  }

  Term call(const Expression& e) {
    const std::vector<FunctionSignature>& known = known_functions();
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const FunctionSignature& function) { return function.name == e.text; });
    if (found == known.end()) {
      std::vector<std::string> names;
      names.reserve(known.size());
      for (const FunctionSignature& function : known) names.emplace_back(function.name);
      const auto length = static_cast<uint32_t>(e.text.size());
      diagnostics_.add(Code::UnknownFunction, *source_, {e.span.begin, e.span.begin + length}, {e.text},
                       nearest(e.text, names));
      for (const Expression& argument : e.operands) expression(argument);
      return fresh();
    }
    if (found->arguments.size() != e.operands.size()) {
      diagnostics_.add(Code::WrongArgumentCount, *source_, e.span,
                       {e.text, std::to_string(found->arguments.size()), std::to_string(e.operands.size())});
    }
    for (size_t i = 0; i < e.operands.size(); ++i) {
      const Term argument = expression(e.operands[i]);
      if (i < found->arguments.size() && found->arguments[i] != ValueType::Unknown) {
        expect(argument, fixed(found->arguments[i]), e.operands[i].span);
      }
    }
    return fixed(found->result);
  }

  void condition(const std::optional<Expression>& e) {
    if (e) expect(expression(*e), fixed(ValueType::Bool), e->span, Code::ConditionNotBool);
  }

  void text(const Text& text) {
    for (const Piece& piece : text.pieces) {
      if (piece.expression) expression(*piece.expression);
    }
  }

  void line(const Line& line) {
    text(line.text);
    condition(line.condition);
  }

  void declarations(const Block& statements) {
    for (const Statement& statement : statements) {
      if (const auto* group = std::get_if<OptionGroup>(&statement.what)) {
        for (const Option& option : group->options) declarations(option.body);
      } else if (const auto* branches = std::get_if<If>(&statement.what)) {
        for (const Clause& clause : branches->clauses) declarations(clause.body);
      } else if (const auto* declare = std::get_if<Declare>(&statement.what)) {
        declaration(*declare);
      }
    }
  }

  void declaration(const Declare& declare) {
    const std::string& name = declare.variable.name;
    const Term term = variable(name, declare.variable.span);
    VariableInfo& info = variables_[name];
    if (info.initial != nullptr) {
      diagnostics_.add(Code::DuplicateDeclaration, *source_, declare.variable.span, {name, place(info)});
      return;
    }
    given_.insert(name);
    info.initial = &declare.value;
    const Term value = expression(declare.value);
    if (!is_constant(declare.value)) {
      diagnostics_.add(Code::NotConstant, *source_, declare.value.span, {name});
    }
    if (!declare.type.empty()) {
      const ValueType type = declare.type == "number" ? ValueType::Number
                             : declare.type == "bool" ? ValueType::Bool
                                                      : ValueType::String;
      expect(value, fixed(type), declare.value.span);
      expect(term, fixed(type), declare.variable.span);
    } else {
      expect(value, term, declare.value.span);
    }
  }

  static bool is_constant(const Expression& e) {
    if (e.kind == Expression::Kind::Variable || e.kind == Expression::Kind::Call) return false;
    return std::all_of(e.operands.begin(), e.operands.end(), is_constant);
  }

  static std::string place(const VariableInfo& info) {
    const Place place = info.source->place(info.span);
    return place.file + ":" + std::to_string(place.line);
  }

  void block(const Block& statements) {
    for (const Statement& statement : statements) {
      if (const auto* said = std::get_if<Line>(&statement.what)) {
        line(*said);
      } else if (const auto* group = std::get_if<OptionGroup>(&statement.what)) {
        for (const Option& option : group->options) {
          line(option.line);
          block(option.body);
        }
      } else if (const auto* branches = std::get_if<If>(&statement.what)) {
        for (const Clause& clause : branches->clauses) {
          condition(clause.condition);
          block(clause.body);
        }
      } else if (const auto* set = std::get_if<Set>(&statement.what)) {
        given_.insert(set->variable.name);
        const Term target = variable(set->variable.name, set->variable.span);
        const Term value = expression(set->value);
        if (set->op == Operator::None) {
          expect(value, target, set->value.span);
        } else {
          operation(set->op, target, set->variable.span, value, set->value.span, statement.span);
        }
      } else if (const auto* jump = std::get_if<Jump>(&statement.what)) {
        if (jump->expression) {
          expect(expression(*jump->expression), fixed(ValueType::String), jump->expression->span);
        }
      } else if (const auto* call_statement = std::get_if<Call>(&statement.what)) {
        expression(call_statement->call);
      } else if (const auto* command = std::get_if<Command>(&statement.what)) {
        text(command->text);
      }
    }
  }

  Variables& variables_;
  Diagnostics& diagnostics_;
  const Source* source_ = nullptr;
  std::vector<Term> parents_;
  std::vector<ValueType> types_;
  std::map<std::string, Term> terms_;
  std::set<std::string> given_;  // declared or set somewhere
  std::vector<Sum> sums_;
};

}  // namespace

std::string_view name_of(ValueType type) {
  switch (type) {
    case ValueType::Number: return "number";
    case ValueType::Bool: return "bool";
    case ValueType::String: return "string";
    case ValueType::Unknown: break;
  }
  return "?";
}

const std::vector<FunctionSignature>& known_functions() {
  constexpr ValueType any = ValueType::Unknown;
  constexpr ValueType n = ValueType::Number;
  constexpr ValueType s = ValueType::String;
  static const std::vector<FunctionSignature> functions{{"visited", {s}, ValueType::Bool},
                                                        {"visited_count", {s}, n},
                                                        {"random", {}, n},
                                                        {"random_range", {n, n}, n},
                                                        {"dice", {n}, n},
                                                        {"min", {n, n}, n},
                                                        {"max", {n, n}, n},
                                                        {"floor", {n}, n},
                                                        {"ceil", {n}, n},
                                                        {"round", {n}, n},
                                                        {"round_places", {n, n}, n},
                                                        {"int", {n}, n},
                                                        {"number", {s}, n},
                                                        {"string", {any}, s}};
  return functions;
}

Variables infer_types(const std::vector<const Script*>& scripts, Diagnostics& diagnostics) {
  Variables variables;
  Solver solver(variables, diagnostics);
  for (const Script* script : scripts) solver.declarations(*script);
  for (const Script* script : scripts) solver.uses(*script);
  solver.finish();
  return variables;
}

ValueType type_of(const Expression& e, const Variables& variables) {
  switch (e.kind) {
    case Expression::Kind::Number: return ValueType::Number;
    case Expression::Kind::Bool: return ValueType::Bool;
    case Expression::Kind::String: return ValueType::String;
    case Expression::Kind::Variable: {
      const auto found = variables.find(e.text);
      return found == variables.end() ? ValueType::Unknown : found->second.type;
    }
    case Expression::Kind::Unary: return e.op == Operator::Not ? ValueType::Bool : ValueType::Number;
    case Expression::Kind::Binary:
      switch (e.op) {
        case Operator::Add: return type_of(e.operands[0], variables);
        case Operator::Multiply:
        case Operator::Divide:
        case Operator::Modulo:
        case Operator::Subtract: return ValueType::Number;
        default: return ValueType::Bool;
      }
    case Expression::Kind::Call:
      for (const FunctionSignature& function : known_functions()) {
        if (function.name == e.text) return function.result;
      }
  }
  return ValueType::Unknown;
}

}  // namespace firefly::script
