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

class Coder {
 public:
  Coder(const script::Scene& scene, const script::Types& types,
        const std::map<const script::Line*, uint32_t>& line_numbers, script::Dialect dialect, program::Draft& draft)
      : scene_(scene), types_(types), line_numbers_(line_numbers), dialect_(dialect), draft_(draft) {}

  void write() {
    for (const auto& [name, info] : types_.variables) {
      // What the type is decides what an undeclared variable begins with: 0, false or nothing. A smart variable is a
      // slot into which its value is worked out before it is read; nobody else finds it by its name.
      const bool is_stored = info.initial && !info.is_smart;
      add_slot(name, info.is_smart ? "smart:" + name : name, slot_type(info.type),
               is_stored ? literal(*info.initial) : nothing(info.type));
    }
    host_functions();
    visits();
    for (size_t i = 0; i < scene_.nodes.size(); ++i) {
      if (!is_played(scene_.nodes[i])) continue;
      enter(i, scene_.nodes[i]);
      block(node_->node->body);
      leave();
      finish();
    }
    for (size_t i = 0; i < scene_.groups.size(); ++i) group(scene_.nodes.size() + i, scene_.groups[i]);
    for (const auto& [instruction, title] : jumps_) {
      const std::optional<uint32_t> target = number_of(title);
      FIREFLY_CHECK(target);
      draft_.instructions[instruction].a = draft_.nodes[*target].entry;
    }
  }

 private:
  static bool is_played(const script::SceneNode& node) {
    return node.part == script::PartName::Story || node.part == script::PartName::Ending;
  }

  // The node of the draft that a title names: behind the nodes come the groups.
  std::optional<uint32_t> number_of(std::string_view title) const {
    const auto group = scene_.group_by_title.find(title);
    if (group != scene_.group_by_title.end()) return static_cast<uint32_t>(scene_.nodes.size() + group->second);
    const auto node = scene_.node_by_title.find(title);
    if (node != scene_.node_by_title.end()) return static_cast<uint32_t>(node->second);
    return std::nullopt;
  }

  // ---- memory ----

  static program::Type slot_type(ValueType type) {
    return type == ValueType::Bool     ? program::Type::Bool
           : type == ValueType::String ? program::Type::String
                                       : program::Type::Number;
  }

  uint64_t nothing(ValueType type) { return type == ValueType::String ? draft_.symbol("") : 0; }

  uint32_t add_slot(const std::string& key, const std::string& name, program::Type type, uint64_t initial) {
    draft_.symbol(name);
    const auto slot = static_cast<uint32_t>(draft_.memory.size());
    slots_[key] = slot;
    draft_.memory.push_back({name, type, initial});
    return slot;
  }

  // The value of a literal, as a memory slot holds it.
  uint64_t literal(const Expression& e) {
    switch (e.kind) {
      case Expression::Kind::Bool: return e.truth ? 1 : 0;
      case Expression::Kind::String: return draft_.symbol(e.text);
      case Expression::Kind::Unary: return bits_of(-e.operands[0].number);
      case Expression::Kind::Member: {
        const script::EnumInfo::Value* value = script::member_value(e, types_);
        FIREFLY_CHECK(value);
        return script::type_of(e, types_) == ValueType::String ? draft_.symbol(value->text) : bits_of(value->number);
      }
      default: return bits_of(e.number);
    }
  }

  // A slot that remembers something of its own for a statement of the node.
  uint32_t own_slot(const char* what, program::Type type) {
    const std::string name = what + node_->title + ":" + std::to_string(++own_slots_);
    return add_slot(name, name, type, 0);
  }

  void host_functions() {
    for (const auto& [name, info] : types_.host_functions) {
      program::HostFunctionShape shape{};
      shape.name = draft_.symbol(name);
      shape.argument_count = static_cast<uint8_t>(info.arguments.size());
      for (size_t i = 0; i < info.arguments.size(); ++i) shape.arguments[i] = slot_type(info.arguments[i]);
      shape.result = slot_type(info.result);
      host_numbers_[name] = static_cast<uint32_t>(draft_.host_functions.size());
      draft_.host_functions.push_back(shape);
    }
  }

  // ---- visits ----

  static bool asks_for_visits(const Expression& e) {
    return e.kind == Expression::Kind::Call && (e.text == "visited" || e.text == "visited_count");
  }

  void find_visits(const Expression& e) {
    if (asks_for_visits(e)) {
      if (e.operands[0].kind == Expression::Kind::String) {
        visited_.insert(e.operands[0].text);
      } else {
        all_visited_ = true;
      }
    }
    for (const Expression& operand : e.operands) find_visits(operand);
  }
  void find_visits(const script::Block& statements) {
    for (const script::Statement& statement : statements) {
      script::for_each_expression(statement, [&](const Expression& e) { find_visits(e); });
      script::for_each_block(statement, [&](const script::Block& inner) { find_visits(inner); });
      const auto* jump = std::get_if<script::Jump>(&statement.what);
      has_detours_ = has_detours_ || (jump && jump->kind == script::Jump::Kind::Detour);
    }
  }

  static std::string_view tracking(const script::SceneNode& node) {
    const script::Header* header = script::find_header(*node.node, "tracking");
    return header ? std::string_view(header->value) : std::string_view();
  }

  // Counts the visits of nodes that somebody asks for.
  void visits() {
    has_detours_ = !scene_.groups.empty();
    for (const script::SceneNode& node : scene_.nodes) {
      for (const script::When& when : node.node->whens) {
        if (when.condition) find_visits(*when.condition);
      }
      if (is_played(node)) find_visits(node.node->body);
    }
    for (size_t i = 0; i < scene_.nodes.size(); ++i) {
      const script::SceneNode& node = scene_.nodes[i];
      const bool is_tracked = tracking(node) == "always" || all_visited_ || visited_.count(node.title) != 0;
      if (is_played(node) && is_tracked && tracking(node) != "never") track(i);
    }
    for (size_t i = 0; i < scene_.groups.size(); ++i) {
      const std::vector<size_t>& nodes = scene_.groups[i].nodes;
      const auto any = [&](std::string_view wanted) {
        return std::any_of(nodes.begin(), nodes.end(),
                           [&](size_t node) { return (tracking(scene_.nodes[node]) == wanted); });
      };
      const bool never =
          std::all_of(nodes.begin(), nodes.end(), [&](size_t node) { return tracking(scene_.nodes[node]) == "never"; });
      const bool is_tracked = any("always") || all_visited_ || visited_.count(scene_.groups[i].title) != 0;
      if (is_tracked && !never) track(scene_.nodes.size() + i);
    }
  }
  void track(size_t node) {
    const std::string name = "visits:" + draft_.nodes[node].title;
    draft_.nodes[node].visits = add_slot(name, name, program::Type::Number, 0);
  }

  // A visit counts when the node is left.
  void leave() {
    if (draft_.nodes[number_].visits != program::no_index) emit(Opcode::Count, draft_.nodes[number_].visits);
  }
  // Where a node is left for good, so is every node that it was detoured to from.
  void leave_for_good() {
    leave();
    if (has_detours_) emit(Opcode::Unwind);
  }
  void finish() {
    if (has_detours_) {
      emit(Opcode::Return);
    } else {
      emit(Opcode::End, static_cast<uint32_t>(program::Outcome::None));
    }
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
  void place(script::Span span) { place(span, *node_); }
  void place(script::Span span, const script::SceneNode& node) {
    const script::Source& source = node.script->source;
    place_ = {draft_.sources.file(source.path()), source.line_of(span.begin) + 1};
  }

  void aim(uint32_t instruction) { draft_.instructions[instruction].a = here(); }

  void enter(size_t number, const script::SceneNode& node) {
    node_ = &node;
    number_ = static_cast<uint32_t>(number);
    own_slots_ = 0;
    place(node.node->span);
    draft_.nodes[number].entry = here();
    emit(Opcode::Enter, number_);
  }

  // A group detours to the most salient of its nodes.
  void group(size_t number, const script::SceneGroup& group) {
    enter(number, scene_.nodes[group.nodes.front()]);
    const std::string content = types_.content_variable(group.title);
    draft_.nodes[number].content = slots_.at(content);
    std::vector<std::vector<std::string>> needed;
    for (const size_t index : group.nodes) {
      needed.push_back(script::smart_variables_of(info_of(index).condition, types_));
    }
    smart_values(needed);
    std::vector<uint32_t> to_nodes;
    for (const size_t index : group.nodes) {
      const script::SceneNode& member = scene_.nodes[index];
      place(member.node->whens.front().span, member);
      const std::string name = "seen:" + member.title;
      uint32_t complexity = 0;
      for (const script::When& when : member.node->whens) complexity += complexity_of(when.once, when.condition);
      const bool is_conditional = std::any_of(member.node->whens.begin(), member.node->whens.end(),
                                              [](const script::When& when) { return when.once || when.condition; });
      if (is_conditional) expression(info_of(index).condition);
      to_nodes.push_back(candidate(add_slot(name, name, program::Type::Number, 0), complexity, is_conditional));
    }
    emit(Opcode::Select);
    leave();
    finish();
    for (size_t i = 0; i < group.nodes.size(); ++i) {
      const script::SceneNode& member = scene_.nodes[group.nodes[i]];
      place(member.node->span, member);
      aim(to_nodes[i]);
      const std::string& flag = info_of(group.nodes[i]).once_flag;
      if (!flag.empty()) raise(slots_.at(flag));
      emit(Opcode::Detour, draft_.nodes[group.nodes[i]].entry);
      emit(Opcode::Back, number_);
      leave();
      finish();
    }
  }

  const script::GroupNodeInfo& info_of(size_t node) const { return types_.group_nodes.at(scene_.nodes[node].node); }

  // Boolean operators in a condition, one for the condition itself, one for `once`: so does Yarn Spinner count.
  static uint32_t complexity_of(bool once, const std::optional<Expression>& condition) {
    return (once ? 1u : 0u) + (condition ? 1 + boolean_operators(*condition) : 0);
  }
  static uint32_t boolean_operators(const Expression& e) {
    uint32_t count = e.op == Operator::And || e.op == Operator::Or || e.op == Operator::Xor ? 1 : 0;
    for (const Expression& operand : e.operands) count += boolean_operators(operand);
    return count;
  }

  // A candidate for the next Select; where its condition is one, that lies on the stack. Gives the jump to what it
  // stands for.
  uint32_t candidate(uint32_t seen, uint32_t complexity, bool is_conditional) {
    constexpr uint32_t most = 0xffff;
    emit(Opcode::Candidate, seen, std::min(complexity, most), is_conditional ? 1 : 0);
    return emit(Opcode::Jump);
  }

  void raise(uint32_t flag) {
    emit(Opcode::PushBool, 1);
    emit(Opcode::Store, flag);
  }

  // Leaves a condition on the stack: not yet, where it is to hold once, and what is asked. The flag to raise when it
  // was passed, where there is one.
  std::optional<uint32_t> condition(bool once, const std::optional<Expression>& asked) {
    std::optional<uint32_t> flag;
    if (once) {
      flag = own_slot("once:", program::Type::Bool);
      emit(Opcode::Load, *flag);
      emit(Opcode::Not);
    }
    if (asked) expression(*asked);
    if (once && asked) emit(Opcode::And);
    return flag;
  }

  void block(const script::Block& statements) {
    for (const script::Statement& statement : statements) {
      place(statement.span);
      work_out_smart_variables(statement);
      std::visit([&](const auto& what) { write(what); }, statement.what);
    }
  }

  void write(const script::Line& line) {
    std::optional<uint32_t> skip;
    if (line.is_conditional()) {
      const std::optional<uint32_t> flag = condition(line.once, line.condition);
      skip = emit(Opcode::JumpUnless);
      if (flag) raise(*flag);
    }
    const uint32_t count = values(line.text);
    emit(Opcode::Say, line_numbers_.at(&line), count);
    if (skip) aim(*skip);
  }

  void write(const script::OptionGroup& group) {
    const bool is_choice = group.kind == script::OptionGroup::Kind::Options;
    std::vector<uint32_t> to_bodies;
    std::vector<std::optional<uint32_t>> flags;
    for (const script::Option& option : group.options) {
      const script::Line& line = option.line;
      place(option.span);
      flags.push_back(condition(line.once, line.condition));
      if (is_choice) {
        const uint32_t count = values(line.text);
        emit(Opcode::Option, line_numbers_.at(&line), count, line.is_conditional() ? 1 : 0);
        to_bodies.push_back(emit(Opcode::Jump));
      } else {
        const uint32_t seen = own_slot("seen:", program::Type::Number);
        to_bodies.push_back(candidate(seen, complexity_of(line.once, line.condition), line.is_conditional()));
      }
    }
    emit(is_choice ? Opcode::Choose : Opcode::Select);
    std::vector<uint32_t> to_end{emit(Opcode::Jump)};
    for (size_t i = 0; i < group.options.size(); ++i) {
      const script::Option& option = group.options[i];
      place(option.span);
      aim(to_bodies[i]);
      if (flags[i]) raise(*flags[i]);
      if (!is_choice) {
        const uint32_t count = values(option.line.text);
        emit(Opcode::Say, line_numbers_.at(&option.line), count);
      }
      block(option.body);
      to_end.push_back(emit(Opcode::Jump));
    }
    for (const uint32_t jump : to_end) aim(jump);
  }

  void write(const script::If& branches) {
    std::vector<uint32_t> to_end;
    for (const script::Clause& clause : branches.clauses) {
      place(clause.span);
      std::optional<uint32_t> to_next;
      if (!clause.is_else()) {
        const std::optional<uint32_t> flag = condition(clause.once, clause.condition);
        to_next = emit(Opcode::JumpUnless);
        if (flag) raise(*flag);
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
  void write(const script::Enum&) {}

  void write(const script::Jump& jump) {
    const bool is_detour = jump.kind == script::Jump::Kind::Detour;
    if (!is_detour) leave_for_good();
    if (jump.expression) {
      expression(*jump.expression);
      emit(is_detour ? Opcode::DetourToNode : Opcode::JumpToNode);
    } else {
      jumps_.emplace_back(emit(is_detour ? Opcode::Detour : Opcode::Jump), jump.target);
    }
    if (is_detour) emit(Opcode::Back, number_);
  }

  void write(const script::Return&) {
    leave();
    finish();
  }

  void write(const script::Call& call) {
    if (host_call(call.call, Wanted::Nothing)) return;
    expression(call.call);
    emit(Opcode::Drop);
  }

  void write(const script::Stop&) {
    leave_for_good();
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
      leave_for_good();
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
      const ValueType type = script::type_of(*parts[0].expression, types_);
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
    const ValueType type = script::type_of(e, types_);
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
      case Expression::Kind::Variable: variable(e.text); break;
      case Expression::Kind::Member: {
        const script::EnumInfo::Value* value = script::member_value(e, types_);
        FIREFLY_CHECK(value);
        if (script::type_of(e, types_) == ValueType::String) {
          emit(Opcode::PushString, draft_.symbol(value->text));
        } else {
          emit(Opcode::PushNumber, draft_.number(value->number));
        }
        break;
      }
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
    const ValueType type = script::type_of(left, types_);
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

  // ---- smart variables ----

  void variable(const std::string& name) {
    const auto fickle = fickle_.find(name);
    if (fickle != fickle_.end() && fickle->second) work_out(name);
    emit(Opcode::Load, slots_.at(name));
  }

  // Before a statement the smart variables that it reads are worked out, once each; nothing in it can change them.
  // Those that may give something else each time are worked out where they are read.
  void work_out_smart_variables(const script::Statement& statement) {
    std::vector<std::vector<std::string>> needed;
    script::for_each_expression(statement, [&](const Expression& e) {
      if (!std::holds_alternative<script::Declare>(statement.what)) {
        needed.push_back(script::smart_variables_of(e, types_));
      }
    });
    smart_values(needed);
  }

  void smart_values(const std::vector<std::vector<std::string>>& needed) {
    std::set<std::string> worked_out;
    for (const std::vector<std::string>& names : needed) {
      for (const std::string& name : names) {
        if (!is_fickle(name) && worked_out.insert(name).second) work_out(name);
      }
    }
  }

  bool is_fickle(const std::string& name) {
    const auto [known, is_new] = fickle_.try_emplace(name, false);
    if (is_new) known->second = script::is_fickle(*types_.variables.at(name).initial, types_);
    return known->second;
  }

  void work_out(const std::string& name) {
    const uint32_t slot = slots_.at(name);
    expression(*types_.variables.at(name).initial);
    emit(draft_.memory[slot].type == program::Type::String ? Opcode::StoreString : Opcode::Store, slot);
  }

  // ---- calls ----

  void call(const Expression& e) {
    if (host_call(e, Wanted::Value)) return;
    if (asks_for_visits(e)) {
      if (e.text == "visited") emit(Opcode::PushNumber, draft_.number(0));
      visit_count(e.operands[0]);
      if (e.text == "visited") emit(Opcode::NumberLess);
    } else if (e.text == "has_any_content") {
      has_any_content(e.operands[0]);
    } else if (e.text == "string" || e.text == "format_invariant") {
      text_of(e.operands[0]);
    } else if (e.text == "number" || e.text == "bool") {
      convert(e);
    } else if (e.text == "format") {
      expression(e.operands[0]);
      const bool number = script::type_of(e.operands[1], types_) == ValueType::Number;
      if (number) {
        expression(e.operands[1]);
      } else {
        text_of(e.operands[1]);
      }
      function(number ? program::Function::FormatNumber : program::Function::FormatText);
    } else {
      for (const Expression& operand : e.operands) expression(operand);
      named_function(e.text);
    }
  }

  void function(program::Function function) { emit(Opcode::Call, static_cast<uint32_t>(function)); }

  void named_function(const std::string& name) {
    for (uint32_t i = 0; i < program::function_count; ++i) {
      if (name == program::shape_of(static_cast<program::Function>(i)).name) {
        emit(Opcode::Call, i);
        return;
      }
    }
    base::fail_check("every function that the checker knows is one of the program's", __FILE__, __LINE__);
  }

  // number() and bool(), of a value of any type.
  void convert(const Expression& e) {
    const ValueType type = script::type_of(e.operands[0], types_);
    expression(e.operands[0]);
    if (e.text == "number") {
      if (type == ValueType::String) function(program::Function::NumberOfText);
      if (type == ValueType::Bool) function(program::Function::NumberOfTruth);
    } else if (type == ValueType::String) {
      function(program::Function::TruthOfText);
    } else if (type != ValueType::Bool) {
      emit(Opcode::PushNumber, draft_.number(0));
      emit(Opcode::NumberEqual);
      emit(Opcode::Not);
    }
  }

  void visit_count(const Expression& title) {
    if (title.kind != Expression::Kind::String) {
      expression(title);
      function(program::Function::VisitCount);
      return;
    }
    const std::optional<uint32_t> node = number_of(title.text);
    const uint32_t visits = node ? draft_.nodes[*node].visits : program::no_index;
    if (visits == program::no_index) {
      emit(Opcode::PushNumber, draft_.number(0));
    } else {
      emit(Opcode::Load, visits);
    }
  }

  // What a group has is worked out already, as smart variables are.
  void has_any_content(const Expression& title) {
    if (title.kind != Expression::Kind::String) {
      for (const auto& [group, content] : types_.contents) {
        if (is_fickle(types_.content_variable(group))) work_out(types_.content_variable(group));
      }
      expression(title);
      function(program::Function::HasContent);
      return;
    }
    const std::string content = types_.content_variable(title.text);
    if (!content.empty()) {
      variable(content);
    } else {
      const auto node = scene_.node_by_title.find(title.text);
      emit(Opcode::PushBool, node != scene_.node_by_title.end() && is_played(scene_.nodes[node->second]) ? 1 : 0);
    }
  }

  enum class Wanted : uint8_t { Value, Nothing };

  // Calls a function of whoever plays; false where it is none of those.
  bool host_call(const Expression& e, Wanted wanted) {
    const auto host = host_numbers_.find(e.text);
    if (host == host_numbers_.end()) return false;
    for (const Expression& operand : e.operands) expression(operand);
    emit(Opcode::CallHost, host->second, 0, wanted == Wanted::Nothing ? 1 : 0);
    return true;
  }

  const script::Scene& scene_;
  const script::Types& types_;
  const std::map<const script::Line*, uint32_t>& line_numbers_;
  script::Dialect dialect_;
  program::Draft& draft_;
  const script::SceneNode* node_ = nullptr;
  uint32_t number_ = 0;     // of the node in the draft
  uint32_t own_slots_ = 0;  // of the node
  program::SourcePlace place_;
  std::map<std::string, uint32_t, std::less<>> slots_;
  std::map<std::string, uint32_t, std::less<>> host_numbers_;
  std::map<std::string, bool, std::less<>> fickle_;  // smart variables of which that is known
  std::set<std::string> visited_;                    // titles
  bool all_visited_ = false;
  bool has_detours_ = false;
  std::vector<std::pair<uint32_t, std::string>> jumps_;  // to nodes whose beginning is not known yet
};

}  // namespace

void write_code(const script::Scene& scene, const script::Types& types,
                const std::map<const script::Line*, uint32_t>& line_numbers, script::Dialect dialect,
                program::Draft& draft) {
  Coder(scene, types, line_numbers, dialect, draft).write();
}

}  // namespace firefly::compile
