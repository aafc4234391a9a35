#include "engine/compile/code.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "engine/program/number_bits.h"
#include "engine/script/command.h"
#include "engine/script/lexical.h"

namespace firefly::compile {
namespace {

using program::bits_of;
using program::Opcode;
using script::Expression;
using script::Operator;
using script::ValueType;

static_assert(program::stack_depth >= 2 * script::deepest_nesting + 1);

std::string visits_name(const std::string& title) { return "visits:" + title; }

class Coder {
 public:
  Coder(const script::Scene& scene, const script::Variables& variables,
        const std::map<const script::Line*, uint32_t>& line_numbers, script::Dialect dialect, program::Draft& draft)
      : scene_(scene), variables_(variables), line_numbers_(line_numbers), dialect_(dialect), draft_(draft) {}

  void write() {
    for (const auto& [name, info] : variables_) {
      // What the type is decides what an undeclared variable begins with: 0, false or nothing.
      add_slot(name, slot_type(info.type), info.initial ? constant(*info.initial) : nothing(info.type));
    }
    for (const script::SceneNode& node : scene_.nodes) {
      if (is_played(node)) find_visits(node.node->body);
    }
    for (const std::string& title : visited_) add_slot(visits_name(title), program::Type::Number, 0);
    for (size_t i = 0; i < scene_.nodes.size(); ++i) {
      if (!is_played(scene_.nodes[i])) continue;
      node_ = &scene_.nodes[i];
      place(node_->node->span);
      draft_.nodes[i].entry = here();
      emit(Opcode::Enter, static_cast<uint32_t>(i));
      block(node_->node->body);
      leave();
      emit(Opcode::End, static_cast<uint32_t>(program::Outcome::None));
    }
    for (const auto& [instruction, title] : jumps_) {
      const auto target = scene_.node_by_title.find(title);
      FIREFLY_CHECK(target != scene_.node_by_title.end());
      draft_.instructions[instruction].a = draft_.nodes[target->second].entry;
    }
  }

 private:
  static bool is_played(const script::SceneNode& node) {
    return node.part == script::PartName::Story || node.part == script::PartName::Ending;
  }

  // ---- memory ----

  static program::Type slot_type(ValueType type) {
    return type == ValueType::Bool     ? program::Type::Bool
           : type == ValueType::String ? program::Type::String
                                       : program::Type::Number;
  }

  uint64_t nothing(ValueType type) { return type == ValueType::String ? draft_.symbol("") : 0; }

  void add_slot(const std::string& name, program::Type type, uint64_t initial) {
    draft_.symbol(name);
    slots_[name] = static_cast<uint32_t>(draft_.memory.size());
    draft_.memory.push_back({name, type, initial});
  }

  // The value of an expression without variables and calls, as a memory slot holds it.
  uint64_t constant(const Expression& e) {
    switch (script::type_of(e, variables_)) {
      case ValueType::Bool: return constant_truth(e) ? 1 : 0;
      case ValueType::String: return draft_.symbol(constant_text(e));
      default: return bits_of(constant_number(e));
    }
  }

  double constant_number(const Expression& e) {
    if (e.kind == Expression::Kind::Number) return e.number;
    if (e.kind == Expression::Kind::Unary) return -constant_number(e.operands[0]);
    const double a = constant_number(e.operands[0]);
    const double b = constant_number(e.operands[1]);
    switch (e.op) {
      case Operator::Add: return a + b;
      case Operator::Subtract: return a - b;
      case Operator::Multiply: return a * b;
      case Operator::Divide: return a / b;
      default: return std::fmod(a, b);
    }
  }

  bool constant_truth(const Expression& e) {
    if (e.kind == Expression::Kind::Bool) return e.truth;
    if (e.kind == Expression::Kind::Unary) return !constant_truth(e.operands[0]);
    const Expression& a = e.operands[0];
    const Expression& b = e.operands[1];
    switch (e.op) {
      case Operator::And: return constant_truth(a) && constant_truth(b);
      case Operator::Or: return constant_truth(a) || constant_truth(b);
      case Operator::Xor: return constant_truth(a) != constant_truth(b);
      case Operator::Equal: return constants_equal(a, b);
      case Operator::NotEqual: return !constants_equal(a, b);
      case Operator::Less: return constant_number(a) < constant_number(b);
      case Operator::LessOrEqual: return constant_number(a) <= constant_number(b);
      case Operator::Greater: return constant_number(a) > constant_number(b);
      default: return constant_number(a) >= constant_number(b);
    }
  }

  bool constants_equal(const Expression& a, const Expression& b) {
    switch (script::type_of(a, variables_)) {
      case ValueType::Bool: return constant_truth(a) == constant_truth(b);
      case ValueType::String: return constant_text(a) == constant_text(b);
      default: return constant_number(a) == constant_number(b);
    }
  }

  std::string constant_text(const Expression& e) {
    if (e.kind == Expression::Kind::String) return e.text;
    return constant_text(e.operands[0]) + constant_text(e.operands[1]);
  }

  // ---- visits ----

  static bool asks_for_visits(const Expression& e) {
    return e.kind == Expression::Kind::Call && (e.text == "visited" || e.text == "visited_count");
  }

  void find_visits(const Expression& e) {
    if (asks_for_visits(e)) visited_.insert(e.operands[0].text);
    for (const Expression& operand : e.operands) find_visits(operand);
  }
  void find_visits(const script::Text& text) {
    for (const script::Piece& piece : text.pieces) {
      if (piece.expression) find_visits(*piece.expression);
    }
  }
  void find_visits(const script::Line& line) {
    find_visits(line.text);
    if (line.condition) find_visits(*line.condition);
  }
  void find_visits(const script::Block& statements) {
    for (const script::Statement& statement : statements) {
      if (const auto* line = std::get_if<script::Line>(&statement.what)) {
        find_visits(*line);
      } else if (const auto* group = std::get_if<script::OptionGroup>(&statement.what)) {
        for (const script::Option& option : group->options) {
          find_visits(option.line);
          find_visits(option.body);
        }
      } else if (const auto* branches = std::get_if<script::If>(&statement.what)) {
        for (const script::Clause& clause : branches->clauses) {
          if (clause.condition) find_visits(*clause.condition);
          find_visits(clause.body);
        }
      } else if (const auto* set = std::get_if<script::Set>(&statement.what)) {
        find_visits(set->value);
      } else if (const auto* call = std::get_if<script::Call>(&statement.what)) {
        find_visits(call->call);
      } else if (const auto* command = std::get_if<script::Command>(&statement.what)) {
        find_visits(command->text);
      } else if (const auto* jump = std::get_if<script::Jump>(&statement.what)) {
        if (jump->expression) find_visits(*jump->expression);
      }
    }
  }

  // A visit counts when the node is left.
  void leave() {
    if (visited_.count(node_->node->title) != 0) emit(Opcode::Count, slots_.at(visits_name(node_->node->title)));
  }

  // ---- instructions ----

  uint32_t here() const { return static_cast<uint32_t>(draft_.instructions.size()); }

  uint32_t emit(Opcode op, uint32_t a = 0, uint32_t b = 0, uint8_t c = 0) {
    FIREFLY_CHECK(b <= 0xffff);
    draft_.instructions.push_back({op, c, static_cast<uint16_t>(b), a});
    draft_.sources.instructions.push_back(place_);
    return here() - 1;
  }

  // What is written from here on comes from this place.
  void place(script::Span span) {
    const script::Source& source = node_->script->source;
    place_ = {draft_.sources.file(source.path()), source.line_of(span.begin) + 1};
  }

  void aim(uint32_t instruction) { draft_.instructions[instruction].a = here(); }

  void block(const script::Block& statements) {
    for (const script::Statement& statement : statements) {
      place(statement.span);
      std::visit([&](const auto& what) { write(what); }, statement.what);
    }
  }

  void write(const script::Line& line) {
    std::optional<uint32_t> skip;
    if (line.condition) {
      expression(*line.condition);
      skip = emit(Opcode::JumpUnless);
    }
    const uint32_t count = values(line.text);
    emit(Opcode::Say, line_numbers_.at(&line), count);
    if (skip) aim(*skip);
  }

  void write(const script::OptionGroup& group) {
    std::vector<uint32_t> to_bodies;
    for (const script::Option& option : group.options) {
      place(option.span);
      if (option.line.condition) expression(*option.line.condition);
      const uint32_t count = values(option.line.text);
      emit(Opcode::Option, line_numbers_.at(&option.line), count, option.line.condition ? 1 : 0);
      to_bodies.push_back(emit(Opcode::Jump));
    }
    emit(Opcode::Choose);
    std::vector<uint32_t> to_end{emit(Opcode::Jump)};
    for (size_t i = 0; i < group.options.size(); ++i) {
      aim(to_bodies[i]);
      block(group.options[i].body);
      to_end.push_back(emit(Opcode::Jump));
    }
    for (const uint32_t jump : to_end) aim(jump);
  }

  void write(const script::If& branches) {
    std::vector<uint32_t> to_end;
    for (const script::Clause& clause : branches.clauses) {
      place(clause.span);
      std::optional<uint32_t> to_next;
      if (clause.condition) {
        expression(*clause.condition);
        to_next = emit(Opcode::JumpUnless);
      }
      block(clause.body);
      if (&clause != &branches.clauses.back()) to_end.push_back(emit(Opcode::Jump));
      if (to_next) aim(*to_next);
    }
    for (const uint32_t jump : to_end) aim(jump);
  }

  void write(const script::Set& set) {
    const uint32_t slot = slots_.at(set.variable.name);
    const bool text = draft_.memory[slot].type == program::Type::String;
    if (set.op != Operator::None) emit(Opcode::Load, slot);
    expression(set.value);
    if (set.op != Operator::None) emit(text ? Opcode::Concatenate : arithmetic(set.op));
    emit(text ? Opcode::StoreString : Opcode::Store, slot);
  }

  void write(const script::Declare&) {}  // its value is what the memory begins with

  void write(const script::Jump& jump) {
    leave();
    if (jump.expression) {
      expression(*jump.expression);
      emit(Opcode::JumpToNode);
    } else {
      jumps_.emplace_back(emit(Opcode::Jump), jump.target);
    }
  }

  void write(const script::Call& call) {
    expression(call.call);
    emit(Opcode::Drop);
  }

  void write(const script::Stop&) {
    leave();
    emit(Opcode::End, static_cast<uint32_t>(program::Outcome::None));
  }

  void write(const script::Command& command) {
    static const std::map<std::string, program::Command, std::less<>> known{
        {"pay", program::Command::Pay},         {"receive", program::Command::Receive},
        {"balance", program::Command::Balance}, {"show", program::Command::Show},
        {"join", program::Command::Join},       {"end", program::Command::End}};
    const std::vector<script::Word> words = script::words_of(command.text);
    const auto found = dialect_ == script::Dialect::Firefly ? known.find(words.front().literal()) : known.end();
    if (found == known.end()) {
      std::vector<script::WordPart> whole;
      for (const script::Piece& piece : command.text.pieces) {
        whole.push_back({piece.literal, piece.expression ? &*piece.expression : nullptr});
      }
      value(whole);
      emit(Opcode::Perform, static_cast<uint32_t>(program::Command::Other), 1);
    } else if (found->second == program::Command::End) {
      const std::string how = words.size() > 1 ? words[1].literal() : std::string();
      leave();
      emit(Opcode::End, static_cast<uint32_t>(how == "safe"       ? program::Outcome::Safe
                                              : how == "lost"     ? program::Outcome::Lost
                                              : how == "reported" ? program::Outcome::Reported
                                                                  : program::Outcome::None));
    } else {
      for (size_t i = 1; i < words.size(); ++i) value(words[i].parts);
      emit(Opcode::Perform, static_cast<uint32_t>(found->second), static_cast<uint32_t>(words.size() - 1));
    }
  }

  // ---- values and expressions ----

  // The values of a text's braces; how many they are.
  uint32_t values(const script::Text& text) {
    uint32_t count = 0;
    for (const script::Piece& piece : text.pieces) {
      if (!piece.expression) continue;
      value({{{}, &*piece.expression}});
      ++count;
    }
    return count;
  }

  // One value out of literal and computed parts.
  void value(const std::vector<script::WordPart>& parts) {
    if (parts.size() == 1 && parts[0].expression) {
      const ValueType type = script::type_of(*parts[0].expression, variables_);
      expression(*parts[0].expression);
      emit(type == ValueType::Bool     ? Opcode::BoolValue
           : type == ValueType::String ? Opcode::StringValue
                                       : Opcode::NumberValue);
      return;
    }
    for (const script::WordPart& part : parts) {
      if (part.expression) {
        text_of(*part.expression);
      } else {
        emit(Opcode::PushString, draft_.symbol(part.literal));
      }
      if (&part != &parts.front()) emit(Opcode::Concatenate);
    }
    emit(Opcode::StringValue);
  }

  // Leaves the expression's text on the stack.
  void text_of(const Expression& e) {
    const ValueType type = script::type_of(e, variables_);
    expression(e);
    if (type == ValueType::Bool) emit(Opcode::BoolText);
    if (type == ValueType::Number) emit(Opcode::NumberText);
  }

  static Opcode arithmetic(Operator op) {
    switch (op) {
      case Operator::Multiply: return Opcode::Multiply;
      case Operator::Divide: return Opcode::Divide;
      case Operator::Modulo: return Opcode::Modulo;
      case Operator::Subtract: return Opcode::Subtract;
      default: return Opcode::Add;
    }
  }

  void expression(const Expression& e) {
    switch (e.kind) {
      case Expression::Kind::Number: emit(Opcode::PushNumber, draft_.number(e.number)); break;
      case Expression::Kind::Bool: emit(Opcode::PushBool, e.truth ? 1 : 0); break;
      case Expression::Kind::String: emit(Opcode::PushString, draft_.symbol(e.text)); break;
      case Expression::Kind::Variable: emit(Opcode::Load, slots_.at(e.text)); break;
      case Expression::Kind::Unary:
        expression(e.operands[0]);
        emit(e.op == Operator::Not ? Opcode::Not : Opcode::Negate);
        break;
      case Expression::Kind::Binary: binary(e); break;
      case Expression::Kind::Call: call(e); break;
    }
  }

  void binary(const Expression& e) {
    const Expression& left = e.operands[0];
    const Expression& right = e.operands[1];
    const ValueType type = script::type_of(left, variables_);
    // a > b is b < a: fewer instructions to know. Neither side can change what the other one sees.
    const bool swapped = e.op == Operator::Greater || e.op == Operator::GreaterOrEqual;
    expression(swapped ? right : left);
    expression(swapped ? left : right);
    switch (e.op) {
      case Operator::Less:
      case Operator::Greater: emit(Opcode::NumberLess); break;
      case Operator::LessOrEqual:
      case Operator::GreaterOrEqual: emit(Opcode::NumberLessOrEqual); break;
      case Operator::Equal:
      case Operator::NotEqual:
        emit(type == ValueType::Bool     ? Opcode::BoolEqual
             : type == ValueType::String ? Opcode::StringEqual
                                         : Opcode::NumberEqual);
        if (e.op == Operator::NotEqual) emit(Opcode::Not);
        break;
      case Operator::And: emit(Opcode::And); break;
      case Operator::Or: emit(Opcode::Or); break;
      case Operator::Xor: emit(Opcode::Xor); break;
      case Operator::Add: emit(type == ValueType::String ? Opcode::Concatenate : Opcode::Add); break;
      default: emit(arithmetic(e.op)); break;
    }
  }

  void call(const Expression& e) {
    if (asks_for_visits(e)) {
      const uint32_t slot = slots_.at(visits_name(e.operands[0].text));
      if (e.text == "visited_count") {
        emit(Opcode::Load, slot);
      } else {
        emit(Opcode::PushNumber, draft_.number(0));
        emit(Opcode::Load, slot);
        emit(Opcode::NumberLess);
      }
      return;
    }
    if (e.text == "string") {
      text_of(e.operands[0]);
      return;
    }
    for (const Expression& operand : e.operands) expression(operand);
    for (uint32_t i = 0; i < program::function_count; ++i) {
      if (e.text == program::shape_of(static_cast<program::Function>(i)).name) {
        emit(Opcode::Call, i);
        return;
      }
    }
    base::fail_check("every function that the checker knows is one of the program's", __FILE__, __LINE__);
  }

  const script::Scene& scene_;
  const script::Variables& variables_;
  const std::map<const script::Line*, uint32_t>& line_numbers_;
  script::Dialect dialect_;
  program::Draft& draft_;
  const script::SceneNode* node_ = nullptr;
  program::SourcePlace place_;
  std::map<std::string, uint32_t, std::less<>> slots_;
  std::set<std::string> visited_;
  std::vector<std::pair<uint32_t, std::string>> jumps_;  // to nodes whose beginning is not known yet
};

}  // namespace

void write_code(const script::Scene& scene, const script::Variables& variables,
                const std::map<const script::Line*, uint32_t>& line_numbers, script::Dialect dialect,
                program::Draft& draft) {
  Coder(scene, variables, line_numbers, dialect, draft).write();
}

}  // namespace firefly::compile
