#include "engine/script/types.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "engine/script/lexical.h"
#include "engine/script/words.h"

namespace firefly::script {
namespace {

// A type that may not be known yet. Terms that must be the same are joined into one set (union-find), and whatever
// becomes known of one is known of all.
using Term = uint32_t;

// A type as the solver knows it: one of ValueType, or behind these one of the enums.
using Kind = uint32_t;
constexpr Kind unknown = 0;
constexpr Kind first_enum = 4;
constexpr Kind mistaken = 0xffffffff;  // something is wrong with it, and told already

class Solver {
 public:
  Solver(Types& types, const Surroundings& surroundings, Diagnostics& diagnostics)
      : types_(types), surroundings_(surroundings), diagnostics_(diagnostics) {
    for (const ValueType type : {ValueType::Unknown, ValueType::Number, ValueType::Bool, ValueType::String}) {
      fixed_terms_.push_back(fresh());
      kinds_.back() = static_cast<Kind>(type);
    }
    for (const FunctionSignature& known : surroundings.functions) {
      Function& function = functions_[std::string(known.name)];
      for (const ValueType argument : known.arguments) function.arguments.push_back(fixed(argument));
      function.result = fixed(known.result);
    }
  }

  // Enums and declarations count wherever they stand, so they are read before all else.
  void enums(const Script& script) {
    source_ = &script.source;
    for (const Node& node : script.nodes) enums(node.body);
  }
  void declarations(const Script& script) {
    source_ = &script.source;
    for (const Node& node : script.nodes) declarations(node.body);
  }

  void uses(const Script& script) {
    source_ = &script.source;
    for (const Node& node : script.nodes) {
      for (const When& when : node.whens) condition(when.condition);
      block(node.body);
    }
  }

  void finish() {
    settle();
    for (const Sum& sum : sums_) {
      const Kind kind = kind_of(sum.term);
      if (kind == static_cast<Kind>(ValueType::Bool) || (kind >= first_enum && kind != mistaken)) {
        diagnostics_.add(Code::WrongType, *sum.source, sum.span,
                         {std::string(sum.source->slice(sum.span)), name_of(kind), "number/string"});
      }
    }
    variables();
    functions();
  }

 private:
  struct Sum {
    Term term;
    const Source* source;
    Span span;
  };
  // What is given must be what is wanted, or be an enum of it.
  struct Giving {
    Term given;
    Term wanted;
    const Source* source;
    Span span;
  };
  // A case whose enum is not named.
  struct MemberUse {
    Term term;
    const Expression* expression;
    const Source* source;
  };
  struct Function {
    std::vector<Term> arguments;
    Term result = 0;
    bool is_asked = false;           // somebody wants its value
    const Source* source = nullptr;  // of its first call
    Span span;
  };

  Term fixed(ValueType type) const { return fixed_terms_[static_cast<size_t>(type)]; }
  Term fixed_enum(size_t index) const { return fixed_terms_[first_enum + index]; }

  Term fresh() {
    parents_.push_back(static_cast<Term>(parents_.size()));
    kinds_.push_back(unknown);
    return parents_.back();
  }

  Term mistake() {
    const Term term = fresh();
    kinds_.back() = mistaken;
    return term;
  }

  Term root(Term term) {
    while (parents_[term] != term) term = parents_[term] = parents_[parents_[term]];
    return term;
  }
  Kind kind_of(Term term) { return kinds_[root(term)]; }

  std::string name_of(Kind kind) const {
    return kind >= first_enum ? enum_names_[kind - first_enum]
                              : std::string(script::name_of(static_cast<ValueType>(kind)));
  }
  // What a value of this type is while it is played.
  ValueType value_type(Kind kind) const {
    if (kind == mistaken) return ValueType::Unknown;
    return kind >= first_enum ? types_.enums.at(enum_names_[kind - first_enum]).type : static_cast<ValueType>(kind);
  }

  // Makes both the same; false where they cannot be.
  bool join(Term a, Term b) {
    a = root(a);
    b = root(b);
    if (a == b) return true;
    if (kinds_[a] == mistaken || kinds_[b] == mistaken) {
      kinds_[a] = kinds_[a] == unknown ? mistaken : kinds_[a];
      kinds_[b] = kinds_[b] == unknown ? mistaken : kinds_[b];
      return true;
    }
    if (kinds_[a] != unknown && kinds_[b] != unknown) return kinds_[a] == kinds_[b];
    if (kinds_[a] == unknown) std::swap(a, b);
    parents_[b] = a;
    return true;
  }

  Term variable(const std::string& name, Span span) {
    const auto [known, is_new] = terms_.try_emplace(name, 0u);
    if (is_new) {
      known->second = fresh();
      VariableInfo& info = types_.variables[name];
      info.source = source_;
      info.span = span;
    }
    return known->second;
  }

  void wrong(Code code, const Source& source, Span span, Kind is, Kind should) {
    diagnostics_.add(code, source, span, {std::string(source.slice(span)), name_of(is), name_of(should)});
  }

  // Whether it is what it should be; tells where it is not.
  bool expect(Term term, Term wanted, Span span, Code code = Code::WrongType) {
    const Kind is = kind_of(term);
    const Kind should = kind_of(wanted);
    if (join(term, wanted)) return true;
    wrong(code, *source_, span, is, should);
    return false;
  }

  // As `expect`, but a value of an enum will do where a number or a text is wanted.
  void give(Term given, Term wanted, Span span) {
    if (wanted == fixed(ValueType::Unknown)) return;  // anything will do
    if (enum_names_.empty()) {
      expect(given, wanted, span);
    } else {
      givings_.push_back({given, wanted, source_, span});
    }
  }

  bool will_do(Kind given, Kind wanted) const {
    return given == wanted || given == mistaken || wanted == mistaken ||
           (given >= first_enum && static_cast<Kind>(value_type(given)) == wanted);
  }

  // ---- what can only be said once more is known ----

  void settle() {
    while (!givings_.empty()) {
      if (!check_givings() && !guess_giving()) {
        join(givings_.front().given, givings_.front().wanted);
      }
      members_of_known();
    }
    members_of_known();
    for (const MemberUse& use : members_) {
      kinds_[root(use.term)] = mistaken;
      diagnostics_.add(Code::UnclearCase, *use.source, use.expression->span,
                       {use.expression->text, join_words(owners_of(use.expression->text))});
    }
  }

  // Those of which both sides are known; false where there are none.
  bool check_givings() {
    const size_t before = givings_.size();
    std::vector<Giving> left;
    for (const Giving& giving : givings_) {
      const Kind given = kind_of(giving.given);
      const Kind wanted = kind_of(giving.wanted);
      if (root(giving.given) == root(giving.wanted)) continue;
      if (given == unknown || wanted == unknown) {
        left.push_back(giving);
      } else if (!will_do(given, wanted)) {
        wrong(Code::WrongType, *giving.source, giving.span, given, wanted);
      }
    }
    givings_ = std::move(left);
    return givings_.size() < before;
  }

  // The first side that one side tells; false where neither of any is known.
  bool guess_giving() {
    for (const Giving& giving : givings_) {
      if (kind_of(giving.wanted) != unknown) return join(giving.given, giving.wanted);
      if (kind_of(giving.given) != unknown) return join(giving.wanted, common(giving));
    }
    return false;
  }

  // What is wanted where enums are given: that enum, or a text where several enums of texts are.
  Term common(const Giving& first) {
    const Kind kind = kind_of(first.given);
    bool same = true;
    bool texts = true;
    for (const Giving& giving : givings_) {
      const Kind given = kind_of(giving.given);
      if (root(giving.wanted) != root(first.wanted) || given == unknown) continue;
      same = same && given == kind;
      texts = texts && value_type(given) == ValueType::String;
    }
    return same || !texts ? first.given : fixed(ValueType::String);
  }

  void members_of_known() {
    std::vector<MemberUse> left;
    for (const MemberUse& use : members_) {
      const Kind kind = kind_of(use.term);
      if (kind == unknown) {
        left.push_back(use);
      } else if (kind < first_enum) {
        diagnostics_.add(Code::WrongType, *use.source, use.expression->span,
                         {std::string(use.source->slice(use.expression->span)),
                          join_words(owners_of(use.expression->text)), name_of(kind)});
      } else if (kind != mistaken) {
        owned_by(*use.expression, enum_names_[kind - first_enum], *use.source);
      }
    }
    members_ = std::move(left);
  }

  static std::string join_words(const std::vector<std::string>& words) { return script::join(words, ", "); }

  // ---- enums ----

  void enums(const Block& statements) {
    for (const Statement& statement : statements) {
      if (const auto* declared = std::get_if<Enum>(&statement.what)) {
        if (!declared->name.empty()) enumeration(*declared);
      }
      for_each_block(statement, [&](const Block& inner) { enums(inner); });
    }
  }

  void enumeration(const Enum& declared) {
    static const std::set<std::string> taken{"number", "bool", "string"};
    const auto [known, is_new] = types_.enums.try_emplace(declared.name);
    if (!is_new || taken.count(declared.name) != 0) {
      diagnostics_.add(Code::DuplicateEnum, *source_, declared.name_span, {declared.name});
      return;
    }
    fixed_terms_.push_back(fresh());
    kinds_.back() = first_enum + static_cast<Kind>(enum_names_.size());
    enum_names_.push_back(declared.name);
    if (declared.cases.empty()) {
      diagnostics_.add(Code::EmptyEnum, *source_, declared.name_span, {declared.name});
    }
    EnumInfo& info = known->second;
    const bool has_values =
        std::any_of(declared.cases.begin(), declared.cases.end(), [](const Case& one) { return one.value; });
    for (const Case& one : declared.cases) {
      EnumInfo::Value value;
      value.name = one.name;
      if (!has_values) {
        value.number = static_cast<double>(info.values.size());
      } else if (!case_value(one, info, value)) {
        continue;
      }
      if (std::any_of(info.values.begin(), info.values.end(),
                      [&](const auto& other) { return other.name == one.name; }))
        diagnostics_.add(Code::DuplicateCase, *source_, one.span, {one.name, declared.name});
      info.values.push_back(std::move(value));
    }
  }

  // Reads what stands for a case; false where it cannot.
  bool case_value(const Case& one, EnumInfo& info, EnumInfo::Value& value) {
    if (!one.value) {
      diagnostics_.add(Code::UnevenCases, *source_, one.span, {one.name});
      return false;
    }
    const Expression& e = *one.value;
    const bool negative = e.kind == Expression::Kind::Unary && e.op == Operator::Negate;
    const Expression& literal = negative ? e.operands[0] : e;
    const bool number = literal.kind == Expression::Kind::Number && literal.number == std::floor(literal.number);
    if (!number && (negative || literal.kind != Expression::Kind::String)) {
      diagnostics_.add(Code::CaseNotConstant, *source_, e.span, {one.name});
      return false;
    }
    const ValueType type = number ? ValueType::Number : ValueType::String;
    if (info.values.empty()) info.type = type;
    if (info.type != type) {
      diagnostics_.add(Code::UnevenCases, *source_, e.span, {one.name});
      return false;
    }
    value.number = negative ? -literal.number : literal.number;
    value.text = literal.text;
    for (const EnumInfo::Value& other : info.values) {
      if (number ? other.number != value.number : other.text != value.text) continue;
      diagnostics_.add(Code::RepeatedCaseValue, *source_, e.span, {std::string(source_->slice(e.span)), other.name});
      break;
    }
    return true;
  }

  std::vector<std::string> owners_of(const std::string& member) const {
    std::vector<std::string> owners;
    for (const std::string& name : enum_names_) {
      for (const EnumInfo::Value& value : types_.enums.at(name).values) {
        if (value.name != member) continue;
        owners.push_back(name);
        break;
      }
    }
    return owners;
  }

  void owned_by(const Expression& member, const std::string& owner, const Source& source) {
    types_.owners[&member] = owner;
    std::vector<std::string> known;
    for (const EnumInfo::Value& value : types_.enums.at(owner).values) {
      if (value.name == member.text) return;
      known.push_back(value.name);
    }
    diagnostics_.add(Code::UnknownCase, source, member.span, {member.text, owner}, nearest(member.text, known));
  }

  Term enum_term(const std::string& name) {
    const auto found = std::find(enum_names_.begin(), enum_names_.end(), name);
    return fixed_enum(static_cast<size_t>(found - enum_names_.begin()));
  }

  bool is_enum(const std::string& name, Span span) {
    if (std::find(enum_names_.begin(), enum_names_.end(), name) != enum_names_.end()) return true;
    diagnostics_.add(Code::UnknownEnum, *source_, span, {name}, nearest(name, enum_names_));
    return false;
  }

  Term member(const Expression& e) {
    if (!e.owner.empty()) {
      if (!is_enum(e.owner, {e.span.begin, e.span.begin + static_cast<uint32_t>(e.owner.size())})) return mistake();
      owned_by(e, e.owner, *source_);
      return enum_term(e.owner);
    }
    const std::vector<std::string> owners = owners_of(e.text);
    if (owners.size() == 1) {
      types_.owners[&e] = owners.front();
      return enum_term(owners.front());
    }
    if (owners.empty()) {
      std::vector<std::string> known;
      for (const std::string& name : enum_names_) {
        for (const EnumInfo::Value& value : types_.enums.at(name).values) known.push_back(value.name);
      }
      diagnostics_.add(Code::UnknownCase, *source_, e.span, {e.text, "enum"}, nearest(e.text, known));
      return mistake();
    }
    const Term term = fresh();
    members_.push_back({term, &e, source_});
    return term;
  }

  // ---- expressions ----

  Term expression(const Expression& e) {
    switch (e.kind) {
      case Expression::Kind::Number: return fixed(ValueType::Number);
      case Expression::Kind::Bool: return fixed(ValueType::Bool);
      case Expression::Kind::String: return fixed(ValueType::String);
      case Expression::Kind::Variable: return variable(e.text, e.span);
      case Expression::Kind::Member: return member(e);
      case Expression::Kind::Unary: {
        const Term wanted = fixed(e.op == Operator::Not ? ValueType::Bool : ValueType::Number);
        expect(expression(e.operands[0]), wanted, e.operands[0].span);
        return wanted;
      }
      case Expression::Kind::Binary: return binary(e.op, e.operands[0], e.operands[1], e.span);
      case Expression::Kind::Call: return call(e, Wanted::Value);
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
        if (expect(b, a, b_span)) sums_.push_back({a, source_, span});
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

  enum class Wanted : uint8_t { Value, Nothing };

  Term call(const Expression& e, Wanted wanted) {
    const std::vector<FunctionSignature>& known = known_functions();
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const FunctionSignature& function) { return function.name == e.text; });
    if (found == known.end()) return host_call(e, wanted);
    argument_count(e, found->arguments.size());
    for (size_t i = 0; i < e.operands.size(); ++i) {
      const Term argument = expression(e.operands[i]);
      if (i < found->arguments.size()) give(argument, fixed(found->arguments[i]), e.operands[i].span);
    }
    return fixed(found->result);
  }

  void argument_count(const Expression& e, size_t count) {
    if (count == e.operands.size()) return;
    diagnostics_.add(Code::WrongArgumentCount, *source_, e.span,
                     {e.text, std::to_string(count), std::to_string(e.operands.size())});
  }

  Term host_call(const Expression& e, Wanted wanted) {
    const Span name{e.span.begin, e.span.begin + static_cast<uint32_t>(e.text.size())};
    const auto [known, is_new] = functions_.try_emplace(e.text);
    Function& function = known->second;
    if (is_new && surroundings_.undeclared == Undeclared::IsWrong) {
      functions_.erase(known);
      std::vector<std::string> names;
      for (const FunctionSignature& other : known_functions()) names.emplace_back(other.name);
      for (const auto& [other, term] : functions_) names.push_back(other);
      diagnostics_.add(Code::UnknownFunction, *source_, name, {e.text}, nearest(e.text, names));
      for (const Expression& argument : e.operands) expression(argument);
      return mistake();
    }
    if (is_new) {
      function.result = fresh();
      for (size_t i = 0; i < e.operands.size(); ++i) function.arguments.push_back(fresh());
    }
    if (!function.source) {
      function.source = source_;
      function.span = name;
    }
    function.is_asked = function.is_asked || wanted == Wanted::Value;
    // Arguments may call it again, which may add functions.
    const std::vector<Term> arguments = function.arguments;
    const Term result = function.result;
    argument_count(e, arguments.size());
    for (size_t i = 0; i < e.operands.size(); ++i) {
      const Term argument = expression(e.operands[i]);
      if (i < arguments.size()) give(argument, arguments[i], e.operands[i].span);
    }
    if (e.operands.size() > most_arguments) {
      diagnostics_.add(Code::WrongArgumentCount, *source_, e.span,
                       {e.text, std::to_string(most_arguments), std::to_string(e.operands.size())});
    }
    return result;
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

  // ---- statements ----

  void declarations(const Block& statements) {
    for (const Statement& statement : statements) {
      if (const auto* declare = std::get_if<Declare>(&statement.what)) declaration(*declare);
      for_each_block(statement, [&](const Block& inner) { declarations(inner); });
    }
  }

  void declaration(const Declare& declare) {
    const std::string& name = declare.variable.name;
    const Term term = variable(name, declare.variable.span);
    VariableInfo& info = types_.variables[name];
    if (info.initial) {
      diagnostics_.add(Code::DuplicateDeclaration, *source_, declare.variable.span, {name, place(info)});
      return;
    }
    given_.insert(name);
    info.initial = &declare.value;
    info.is_smart = !is_literal(declare.value);
    // It may have been read already, by another declaration.
    info.source = source_;
    info.span = declare.variable.span;
    const Term value = expression(declare.value);
    if (declare.type.empty()) {
      expect(value, term, declare.value.span);
      return;
    }
    const Term type = named_type(declare);
    expect(value, type, declare.value.span);
    expect(term, type, declare.variable.span);
  }

  Term named_type(const Declare& declare) {
    std::string lower = declare.type;
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (lower == "number") return fixed(ValueType::Number);
    if (lower == "bool") return fixed(ValueType::Bool);
    if (lower == "string") return fixed(ValueType::String);
    return is_enum(declare.type, declare.type_span) ? enum_term(declare.type) : mistake();
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
        assignment(*set, statement.span);
      } else if (const auto* jump = std::get_if<Jump>(&statement.what)) {
        if (jump->expression) give(expression(*jump->expression), fixed(ValueType::String), jump->expression->span);
      } else if (const auto* call_statement = std::get_if<Call>(&statement.what)) {
        call(call_statement->call, Wanted::Nothing);
      } else if (const auto* command = std::get_if<Command>(&statement.what)) {
        text(command->text);
      }
    }
  }

  void assignment(const Set& set, Span span) {
    given_.insert(set.variable.name);
    const Term target = variable(set.variable.name, set.variable.span);
    const VariableInfo& info = types_.variables[set.variable.name];
    if (info.is_smart) {
      diagnostics_.add(Code::SmartVariableSet, *source_, set.variable.span,
                       {set.variable.name, std::string(info.source->slice(info.initial->span)), place(info)});
    }
    const Term value = expression(set.value);
    if (set.op == Operator::None) {
      give(value, target, set.value.span);
    } else {
      operation(set.op, target, set.variable.span, value, set.value.span, span);
    }
  }

  // ---- what has come of it ----

  void variables() {
    std::vector<std::string> given;
    for (const auto& [name, term] : terms_) {
      if (given_.count(name) != 0) given.push_back(name);
    }
    for (const auto& [name, term] : terms_) {
      VariableInfo& info = types_.variables[name];
      const Kind kind = kind_of(term);
      info.type = value_type(kind);
      if (given_.count(name) == 0 && surroundings_.undeclared == Undeclared::IsWrong) {
        diagnostics_.add(Code::UnknownVariable, *info.source, info.span, {name}, nearest(name, given));
      } else if (kind == unknown) {
        diagnostics_.add(Code::UnclearType, *info.source, info.span, {name});
      }
    }
  }

  void functions() {
    for (auto& [name, function] : functions_) {
      if (!function.source) continue;  // never called
      HostFunctionInfo& info = types_.host_functions[name];
      for (const Term argument : function.arguments) info.arguments.push_back(value_type(kind_of(argument)));
      info.result = value_type(kind_of(function.result));
      if (function.is_asked && kind_of(function.result) == unknown) {
        diagnostics_.add(Code::UnclearFunction, *function.source, function.span, {name});
      }
    }
  }

  static constexpr size_t most_arguments = 8;

  Types& types_;
  const Surroundings& surroundings_;
  Diagnostics& diagnostics_;
  const Source* source_ = nullptr;
  std::vector<Term> parents_;
  std::vector<Kind> kinds_;
  std::vector<Term> fixed_terms_;  // by Kind
  std::vector<std::string> enum_names_;
  std::map<std::string, Term> terms_;
  std::map<std::string, Function> functions_;
  std::set<std::string> given_;  // declared or set somewhere
  std::vector<Sum> sums_;
  std::vector<Giving> givings_;
  std::vector<MemberUse> members_;
};

// The names of the smart variables that an expression reads by itself.
template <class Do>
void each_smart_read(const Expression& e, const Types& types, Do&& what) {
  const auto read = [&](const std::string& name) {
    const auto found = types.variables.find(name);
    if (found != types.variables.end() && found->second.is_smart) what(found->first);
  };
  if (e.kind == Expression::Kind::Variable) read(e.text);
  if (e.kind == Expression::Kind::Call && e.text == "has_any_content" && e.operands.size() == 1) {
    if (e.operands[0].kind == Expression::Kind::String) {
      read(types.content_variable(e.operands[0].text));
    } else {
      for (const auto& [title, content] : types.contents) read(types.content_variable(title));
    }
  }
  for (const Expression& operand : e.operands) each_smart_read(operand, types, what);
}

// Which smart variables an expression reads, in the order in which they can be worked out.
class SmartOrder {
 public:
  explicit SmartOrder(const Types& types) : types_(types) {}

  void read(const Expression& e) {
    each_smart_read(e, types_, [&](const std::string& name) { need(name); });
  }

  std::vector<std::string> order;
  std::set<std::string> in_circles;
  bool too_deep = false;

 private:
  void need(const std::string& name) {
    if (known_.count(name) != 0) return;
    const auto open = std::find(open_.begin(), open_.end(), name);
    in_circles.insert(open, open_.end());
    too_deep = too_deep || open_.size() == deepest_nesting;
    if (open != open_.end() || too_deep) return;
    open_.push_back(name);
    read(*types_.variables.at(name).initial);
    open_.pop_back();
    known_.insert(name);
    order.push_back(name);
  }

  const Types& types_;
  std::vector<std::string> open_;
  std::set<std::string> known_;
};

// The most often that smart variables are worked out for one that may give something else each time.
constexpr size_t most_evaluations = 1000;

// How often that is in an expression.
size_t evaluations_of(const Expression& e, const Types& types, std::map<std::string, size_t>& known) {
  size_t count = 0;
  each_smart_read(e, types, [&](const std::string& name) {
    const Expression& value = *types.variables.at(name).initial;
    if (!is_fickle(value, types)) return;
    const auto there = known.find(name);
    const size_t inner = there != known.end() ? there->second : evaluations_of(value, types, known);
    known[name] = inner;
    count = std::min(count + inner + 1, most_evaluations + 1);
  });
  return count;
}

// What an author calls a smart variable.
std::string shown(const std::string& name) { return name.front() == '$' ? name : "when:"; }

void check_smart_variables(const Types& types, Diagnostics& diagnostics) {
  bool sound = true;
  for (const auto& [name, info] : types.variables) {
    if (!info.is_smart || !info.source) continue;
    SmartOrder needed(types);
    Expression reading;
    reading.kind = Expression::Kind::Variable;
    reading.text = name;
    needed.read(reading);
    if (needed.in_circles.count(name) != 0) {
      diagnostics.add(Code::SmartVariableLoop, *info.source, info.span, {shown(name)});
      sound = false;
    } else if (needed.too_deep) {
      diagnostics.add(Code::NestedTooDeep, *info.source, info.span);
      sound = false;
    }
  }
  if (!sound) return;
  std::map<std::string, size_t> known;
  for (const auto& [name, info] : types.variables) {
    if (info.is_smart && info.source && evaluations_of(*info.initial, types, known) > most_evaluations) {
      diagnostics.add(Code::NestedTooDeep, *info.source, info.span);
    }
  }
}

// ---- groups of nodes ----

Expression variable_named(const std::string& name) {
  Expression e;
  e.kind = Expression::Kind::Variable;
  e.text = name;
  return e;
}

// Puts `more` to `all` by an operator; where there is nothing yet, it is all.
void join_by(Operator op, std::optional<Expression>& all, Expression more) {
  if (!all) {
    all = std::move(more);
    return;
  }
  Expression both;
  both.kind = Expression::Kind::Binary;
  both.op = op;
  both.operands.push_back(std::move(*all));
  both.operands.push_back(std::move(more));
  all = std::move(both);
}

Expression truth(bool is_true) {
  Expression e;
  e.kind = Expression::Kind::Bool;
  e.truth = is_true;
  return e;
}

class Groups {
 public:
  explicit Groups(Types& types) : types_(types) {}

  void add(const Script& script, const Node& node) {
    if (node.whens.empty()) return;
    const std::string number = node.title + ":" + std::to_string(++counts_[node.title]);
    GroupNodeInfo& info = types_.group_nodes[&node];
    std::optional<Expression> all;
    for (const When& when : node.whens) {
      if (when.once) {
        info.once_flag = "once:" + number;
        Expression not_yet;
        not_yet.kind = Expression::Kind::Unary;
        not_yet.op = Operator::Not;
        not_yet.operands.push_back(variable_named(info.once_flag));
        join_by(Operator::And, all, std::move(not_yet));
      }
      if (when.condition) join_by(Operator::And, all, *when.condition);
    }
    info.condition = all ? std::move(*all) : truth(true);
    // The copies are of the same enums as what they were copied from.
    std::map<std::pair<uint32_t, uint32_t>, std::string> owners;
    for (const When& when : node.whens) {
      if (when.condition) note_owners(*when.condition, owners);
    }
    give_owners(info.condition, owners);
    info.variable = "when:" + number;
    VariableInfo& smart = types_.variables[info.variable];
    smart = {ValueType::Bool, &info.condition, true, &script.source, node.whens.front().span};
    if (!info.once_flag.empty()) types_.variables[info.once_flag].type = ValueType::Bool;
    parts_[node.title].push_back(info.variable);
  }

  void finish() {
    for (const auto& [title, variables] : parts_) {
      std::optional<Expression> any;
      for (const std::string& variable : variables) join_by(Operator::Or, any, variable_named(variable));
      Expression& content = types_.contents[title] = std::move(*any);
      VariableInfo& smart = types_.variables["content:" + title];
      smart.type = ValueType::Bool;
      smart.initial = &content;
      smart.is_smart = true;
    }
  }

 private:
  using Owners = std::map<std::pair<uint32_t, uint32_t>, std::string>;

  void note_owners(const Expression& e, Owners& owners) const {
    const auto owner = types_.owners.find(&e);
    if (owner != types_.owners.end()) owners[{e.span.begin, e.span.end}] = owner->second;
    for (const Expression& operand : e.operands) note_owners(operand, owners);
  }
  void give_owners(const Expression& e, const Owners& owners) {
    const auto owner = owners.find({e.span.begin, e.span.end});
    if (e.kind == Expression::Kind::Member && owner != owners.end()) types_.owners[&e] = owner->second;
    for (const Expression& operand : e.operands) give_owners(operand, owners);
  }

  Types& types_;
  std::map<std::string, uint32_t> counts_;
  std::map<std::string, std::vector<std::string>> parts_;
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
                                                        {"has_any_content", {s}, ValueType::Bool},
                                                        {"random", {}, n},
                                                        {"random_range", {n, n}, n},
                                                        {"random_range_float", {n, n}, n},
                                                        {"dice", {n}, n},
                                                        {"min", {n, n}, n},
                                                        {"max", {n, n}, n},
                                                        {"floor", {n}, n},
                                                        {"ceil", {n}, n},
                                                        {"round", {n}, n},
                                                        {"round_places", {n, n}, n},
                                                        {"inc", {n}, n},
                                                        {"dec", {n}, n},
                                                        {"decimal", {n}, n},
                                                        {"int", {n}, n},
                                                        {"number", {any}, n},
                                                        {"string", {any}, s},
                                                        {"bool", {any}, ValueType::Bool},
                                                        {"format", {s, any}, s},
                                                        {"format_invariant", {n}, s}};
  return functions;
}

Types infer_types(const std::vector<const Script*>& scripts, const Surroundings& surroundings,
                  Diagnostics& diagnostics) {
  Types types;
  Solver solver(types, surroundings, diagnostics);
  for (const Script* script : scripts) solver.enums(*script);
  for (const Script* script : scripts) solver.declarations(*script);
  for (const Script* script : scripts) solver.uses(*script);
  solver.finish();
  Groups groups(types);
  for (const Script* script : scripts) {
    for (const Node& node : script->nodes) groups.add(*script, node);
  }
  groups.finish();
  check_smart_variables(types, diagnostics);
  return types;
}

ValueType type_of(const Expression& e, const Types& types) {
  switch (e.kind) {
    case Expression::Kind::Number: return ValueType::Number;
    case Expression::Kind::Bool: return ValueType::Bool;
    case Expression::Kind::String: return ValueType::String;
    case Expression::Kind::Variable: {
      const auto found = types.variables.find(e.text);
      return found == types.variables.end() ? ValueType::Unknown : found->second.type;
    }
    case Expression::Kind::Member: {
      const auto owner = types.owners.find(&e);
      return owner == types.owners.end() ? ValueType::Unknown : types.enums.at(owner->second).type;
    }
    case Expression::Kind::Unary: return e.op == Operator::Not ? ValueType::Bool : ValueType::Number;
    case Expression::Kind::Binary:
      switch (e.op) {
        case Operator::Add: return type_of(e.operands[0], types);
        case Operator::Multiply:
        case Operator::Divide:
        case Operator::Modulo:
        case Operator::Subtract: return ValueType::Number;
        default: return ValueType::Bool;
      }
    case Expression::Kind::Call: {
      for (const FunctionSignature& function : known_functions()) {
        if (function.name == e.text) return function.result;
      }
      const auto host = types.host_functions.find(e.text);
      return host == types.host_functions.end() ? ValueType::Unknown : host->second.result;
    }
  }
  return ValueType::Unknown;
}

const EnumInfo::Value* member_value(const Expression& member, const Types& types) {
  const auto owner = types.owners.find(&member);
  if (owner == types.owners.end()) return nullptr;
  for (const EnumInfo::Value& value : types.enums.at(owner->second).values) {
    if (value.name == member.text) return &value;
  }
  return nullptr;
}

bool is_literal(const Expression& e) {
  switch (e.kind) {
    case Expression::Kind::Number:
    case Expression::Kind::Bool:
    case Expression::Kind::String:
    case Expression::Kind::Member: return true;
    case Expression::Kind::Unary: return e.op == Operator::Negate && e.operands[0].kind == Expression::Kind::Number;
    default: return false;
  }
}

bool is_fickle(const Expression& e, const Types& types) {
  static const std::set<std::string> draws{"random", "random_range", "random_range_float", "dice"};
  const auto is_draw = [&](const Expression& part, const auto& self) -> bool {
    if (part.kind == Expression::Kind::Call &&
        (draws.count(part.text) != 0 || types.host_functions.count(part.text) != 0)) {
      return true;
    }
    return std::any_of(part.operands.begin(), part.operands.end(),
                       [&](const Expression& operand) { return self(operand, self); });
  };
  if (is_draw(e, is_draw)) return true;
  const std::vector<std::string> smart = smart_variables_of(e, types);
  return std::any_of(smart.begin(), smart.end(),
                     [&](const std::string& name) { return is_draw(*types.variables.at(name).initial, is_draw); });
}

std::vector<std::string> smart_variables_of(const Expression& e, const Types& types) {
  SmartOrder order(types);
  order.read(e);
  return std::move(order.order);
}

}  // namespace firefly::script
