#include "engine/program/verify.h"

#include <array>
#include <vector>

namespace firefly::program {
namespace {

// What an instruction takes from the stack (first one deepest) and leaves on it.
struct Effect {
  uint8_t take_count = 0;
  Type takes[2] = {Type::Number, Type::Number};
  bool leaves = false;
  Type left = Type::Number;
};

constexpr std::array<Effect, opcode_count> make_effects() {
  constexpr Type n = Type::Number;
  constexpr Type b = Type::Bool;
  constexpr Type s = Type::String;
  std::array<Effect, opcode_count> effects{};
  const auto set = [&](Opcode op, Effect effect) { effects[static_cast<size_t>(op)] = effect; };
  set(Opcode::JumpUnless, {1, {b, b}, false, b});
  set(Opcode::JumpToNode, {1, {s, s}, false, s});
  set(Opcode::DetourToNode, {1, {s, s}, false, s});
  set(Opcode::PushNumber, {0, {n, n}, true, n});
  set(Opcode::PushBool, {0, {b, b}, true, b});
  set(Opcode::PushString, {0, {s, s}, true, s});
  set(Opcode::NumberValue, {1, {n, n}, false, n});
  set(Opcode::BoolValue, {1, {b, b}, false, b});
  set(Opcode::StringValue, {1, {s, s}, false, s});
  set(Opcode::NumberText, {1, {n, n}, true, s});
  set(Opcode::BoolText, {1, {b, b}, true, s});
  set(Opcode::Negate, {1, {n, n}, true, n});
  for (const Opcode op : {Opcode::Multiply, Opcode::Divide, Opcode::Modulo, Opcode::Add, Opcode::Subtract}) {
    set(op, {2, {n, n}, true, n});
  }
  for (const Opcode op : {Opcode::NumberLess, Opcode::NumberLessOrEqual, Opcode::NumberEqual}) {
    set(op, {2, {n, n}, true, b});
  }
  for (const Opcode op : {Opcode::BoolEqual, Opcode::And, Opcode::Or, Opcode::Xor}) set(op, {2, {b, b}, true, b});
  set(Opcode::StringEqual, {2, {s, s}, true, b});
  set(Opcode::Not, {1, {b, b}, true, b});
  set(Opcode::Concatenate, {2, {s, s}, true, s});
  set(Opcode::StoreString, {1, {s, s}, false, s});
  return effects;
}
constexpr std::array<Effect, opcode_count> effects = make_effects();

class Walk {
 public:
  Walk(const Code& code, std::span<const VerifiedLine> lines, uint32_t node_count, uint32_t symbol_count)
      : code_(code), lines_(lines), node_count_(node_count), symbol_count_(symbol_count) {}

  std::string walk() {
    if (!memory()) return "its memory is wrong";
    if (!host_functions()) return "a function is wrong";
    const size_t size = code_.instructions.size();
    if (size == 0) return {};
    std::vector<uint8_t> is_empty_at(size, 0);
    for (at_ = 0; at_ < size; ++at_) {
      is_empty_at[at_] = depth_ == 0 && values_ == 0;
      if (!step(code_.instructions[at_])) return "instruction " + std::to_string(at_) + " is wrong";
    }
    const Opcode last = code_.instructions.back().op;
    if (last != Opcode::Jump && last != Opcode::End && last != Opcode::Return) return "its instructions run out";
    for (const Instruction& instruction : code_.instructions) {
      const bool jumps =
          instruction.op == Opcode::Jump || instruction.op == Opcode::JumpUnless || instruction.op == Opcode::Detour;
      if (jumps && (instruction.a >= size || !is_empty_at[instruction.a])) return "a jump leads nowhere";
    }
    return {};
  }

 private:
  bool memory() const {
    uint32_t strings = 0;
    for (const MemorySlot& slot : code_.memory) {
      if (slot.name >= symbol_count_ || slot.type > Type::String) return false;
      if (slot.type == Type::Bool && slot.initial > 1) return false;
      if (slot.type == Type::String && (slot.initial >= symbol_count_ || slot.string != strings++)) return false;
    }
    return strings == code_.string_slots;
  }

  bool host_functions() const {
    for (const HostFunctionShape& function : code_.host_functions) {
      if (function.name >= symbol_count_ || function.argument_count > most_host_arguments) return false;
      if (function.result > Type::String) return false;
      for (const Type argument : function.arguments) {
        if (argument > Type::String) return false;
      }
    }
    return true;
  }

  bool pop(Type type) {
    if (depth_ == 0 || stack_[depth_ - 1] != type) return false;
    --depth_;
    return true;
  }
  bool push(Type type) {
    if (depth_ == stack_depth) return false;
    stack_[depth_++] = type;
    return true;
  }

  bool takes_values(const Instruction& instruction) {
    if (instruction.b != values_) return false;
    values_ = 0;
    return true;
  }
  bool shows_line(const Instruction& instruction) {
    return instruction.a < lines_.size() && lines_[instruction.a].value_count == instruction.b &&
           takes_values(instruction);
  }

  bool call(uint32_t index) {
    if (index >= function_count) return false;
    const FunctionShape& shape = shape_of(static_cast<Function>(index));
    for (uint8_t i = shape.argument_count; i > 0; --i) {
      if (!pop(shape.arguments[i - 1])) return false;
    }
    return push(shape.result);
  }

  bool call_host(const Instruction& instruction) {
    if (instruction.a >= code_.host_functions.size() || instruction.c > 1) return false;
    const HostFunctionShape& function = code_.host_functions[instruction.a];
    for (uint8_t i = function.argument_count; i > 0; --i) {
      if (!pop(function.arguments[i - 1])) return false;
    }
    return instruction.c == 1 || push(function.result);
  }

  bool is_followed_by(Opcode op) const {
    return at_ + 1 < code_.instructions.size() && code_.instructions[at_ + 1].op == op;
  }

  bool step(const Instruction& instruction) {
    const uint32_t a = instruction.a;
    const bool rests = depth_ == 0 && values_ == 0;
    switch (instruction.op) {
      case Opcode::Enter:
      case Opcode::Back: return rests && a < node_count_;
      case Opcode::Count: return rests && a < code_.memory.size() && code_.memory[a].type == Type::Number;
      case Opcode::Jump:
      case Opcode::Return:
      case Opcode::Unwind:
      case Opcode::Select:
      case Opcode::Choose: return rests;
      case Opcode::Detour: return rests && is_followed_by(Opcode::Back);
      case Opcode::DetourToNode:
        if (!is_followed_by(Opcode::Back)) return false;
        [[fallthrough]];
      case Opcode::JumpUnless:
      case Opcode::JumpToNode:
        return values_ == 0 && pop(effects[static_cast<size_t>(instruction.op)].takes[0]) && depth_ == 0;
      case Opcode::Say: return depth_ == 0 && shows_line(instruction);
      case Opcode::Option:
        return shows_line(instruction) && instruction.c <= 1 && (instruction.c == 0 || pop(Type::Bool)) &&
               depth_ == 0 && is_followed_by(Opcode::Jump);
      case Opcode::Candidate:
        return a < code_.memory.size() && code_.memory[a].type == Type::Number && values_ == 0 && instruction.c <= 1 &&
               (instruction.c == 0 || pop(Type::Bool)) && depth_ == 0 && is_followed_by(Opcode::Jump);
      case Opcode::Perform: return depth_ == 0 && a < static_cast<uint32_t>(Command::End) && takes_values(instruction);
      case Opcode::End: return rests && a <= static_cast<uint32_t>(Outcome::Reported);
      case Opcode::PushNumber: return a < code_.numbers.size() && push(Type::Number);
      case Opcode::PushBool: return a <= 1 && push(Type::Bool);
      case Opcode::PushString: return a < symbol_count_ && push(Type::String);
      case Opcode::Load: return a < code_.memory.size() && push(code_.memory[a].type);
      case Opcode::Store:
        return a < code_.memory.size() && code_.memory[a].type != Type::String && pop(code_.memory[a].type);
      case Opcode::StoreString:
        return a < code_.memory.size() && code_.memory[a].type == Type::String && pop(Type::String);
      case Opcode::Call: return call(a);
      case Opcode::CallHost: return call_host(instruction);
      case Opcode::Drop: return depth_ > 0 && depth_-- > 0;
      default: break;
    }
    if (static_cast<uint32_t>(instruction.op) >= opcode_count) return false;
    const Effect& effect = effects[static_cast<size_t>(instruction.op)];
    for (uint8_t i = effect.take_count; i > 0; --i) {
      if (!pop(effect.takes[i - 1])) return false;
    }
    const bool is_value = instruction.op == Opcode::NumberValue || instruction.op == Opcode::BoolValue ||
                          instruction.op == Opcode::StringValue;
    if (is_value && ++values_ > 0xffff) return false;
    return !effect.leaves || push(effect.left);
  }

  const Code& code_;
  std::span<const VerifiedLine> lines_;
  uint32_t node_count_;
  uint32_t symbol_count_;
  std::array<Type, stack_depth> stack_{};
  uint32_t depth_ = 0;
  uint32_t values_ = 0;
  size_t at_ = 0;
};

}  // namespace

std::string verify(const Code& code, std::span<const VerifiedLine> lines, uint32_t node_count, uint32_t symbol_count) {
  return Walk(code, lines, node_count, symbol_count).walk();
}

}  // namespace firefly::program
