#include "engine/prove/projection.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "engine/base/check.h"
#include "engine/program/number_bits.h"

namespace firefly::prove {

using program::bits_of;
using program::Instruction;
using program::number_from;
using program::Opcode;
using program::Type;

namespace {

template <class Value>
void append(std::string& bytes, Value value) {
  char raw[sizeof(Value)];
  std::memcpy(raw, &value, sizeof(Value));
  bytes.append(raw, sizeof(Value));
}
template <class Value>
Value take(std::string_view& bytes) {
  FIREFLY_CHECK(bytes.size() >= sizeof(Value));
  Value value;
  std::memcpy(&value, bytes.data(), sizeof(Value));
  bytes.remove_prefix(sizeof(Value));
  return value;
}

// Most numbers are small and whole: those take one byte.
constexpr int smallest = -100;
constexpr int largest = 100;
constexpr int8_t long_number = 127;

void append_number(std::string& bytes, double number) {
  // Minus zero divides otherwise than zero does.
  if (number >= smallest && number <= largest && number == std::trunc(number) &&
      !(number == 0 && std::signbit(number))) {
    append(bytes, static_cast<int8_t>(number));
  } else {
    append(bytes, long_number);
    append(bytes, number);
  }
}
double take_number(std::string_view& bytes) {
  const auto first = take<int8_t>(bytes);
  return first == long_number ? take<double>(bytes) : first;
}

}  // namespace

// What lies on the stack while instructions are read in order, as far as it matters.
struct Projection::Cell {
  enum class Kind : uint8_t {
    Constant,  // value
    Sum,       // the number of `slot` plus `value`
    Other
  };
  Kind kind = Kind::Other;
  double value = 0;
  uint32_t slot = 0;
  std::vector<uint32_t> slots;    // whose values it was made from
  std::vector<uint32_t> numbers;  // of those, numbers that it shows exactly
};

class Projection::Stack {
 public:
  Cell pop() {
    FIREFLY_CHECK(!cells_.empty());
    Cell cell = std::move(cells_.back());
    cells_.pop_back();
    return cell;
  }
  void push(Cell cell) { cells_.push_back(std::move(cell)); }

  static Cell both(Cell left, const Cell& right) {
    left.kind = Cell::Kind::Other;
    left.slots.insert(left.slots.end(), right.slots.begin(), right.slots.end());
    left.numbers.insert(left.numbers.end(), right.numbers.begin(), right.numbers.end());
    return left;
  }

 private:
  std::vector<Cell> cells_;
};

Projection::Projection(const program::Pack& pack) : pack_(pack), code_(pack_.code()) {
  for (uint32_t node = 0; node < pack_.node_count(); ++node) {
    if (pack_.entry_of(node) != program::no_index) entries_.push_back(pack_.entry_of(node));
  }
  for (uint32_t at = 0; at < code_.instructions.size(); ++at) {
    if (code_.instructions[at].op == Opcode::Back) backs_.push_back(at);
  }
  ranges_.resize(code_.memory.size());
  reads_.resize(code_.instructions.size());
  derives_.resize(code_.instructions.size());
  lives_.resize(code_.instructions.size() * words());
  find_uses();
  find_lives();
}

// Expressions hold no jumps and the stack is empty at every one, so reading on from instruction to instruction sees
// every expression whole.
void Projection::find_uses() {
  Stack stack;
  for (uint32_t at = 0; at < code_.instructions.size(); ++at) step(at, stack);
  for (Range& range : ranges_) {
    if (range.grows && range.shrinks) range.exact = true;
  }
}

void Projection::step(uint32_t at, Stack& stack) {
  const Instruction i = code_.instructions[at];
  const auto exactly = [&](const Cell& cell) {
    for (const uint32_t slot : cell.numbers) ranges_[slot].exact = true;
  };
  const auto decides = [&](const Cell& cell) {
    exactly(cell);
    reads_[at].insert(reads_[at].end(), cell.slots.begin(), cell.slots.end());
  };
  const auto compare = [&] {
    const Cell right = stack.pop();
    const Cell left = stack.pop();
    const bool number_left = left.kind == Cell::Kind::Sum && left.value == 0 && right.kind == Cell::Kind::Constant;
    const bool number_right = right.kind == Cell::Kind::Sum && right.value == 0 && left.kind == Cell::Kind::Constant;
    Cell result = Stack::both(left, right);
    result.numbers.clear();
    if (number_left || number_right) {
      Range& range = ranges_[number_left ? left.slot : right.slot];
      const double constant = number_left ? right.value : left.value;
      range.lowest = range.compared ? std::min(range.lowest, constant) : constant;
      range.highest = range.compared ? std::max(range.highest, constant) : constant;
      range.compared = true;
    } else {
      exactly(left);
      exactly(right);
    }
    stack.push(std::move(result));
  };
  const auto combine = [&] {
    const Cell right = stack.pop();
    stack.push(Stack::both(stack.pop(), right));
  };
  switch (i.op) {
    case Opcode::Count:
      ranges_[i.a].grows = true;
      derives_[at] = {i.a};
      break;
    case Opcode::Unwind:
      for (const uint32_t back : backs_) {
        const uint32_t visits = pack_.visits_of(code_.instructions[back].a);
        if (visits != program::no_index) ranges_[visits].grows = true;
      }
      break;
    case Opcode::JumpUnless:
    case Opcode::JumpToNode:
    case Opcode::DetourToNode: decides(stack.pop()); break;
    case Opcode::Candidate:
      if (i.c != 0) decides(stack.pop());
      reads_[at].push_back(i.a);
      ranges_[i.a].exact = true;
      break;
    case Opcode::Option:
      if (i.c != 0) decides(stack.pop());
      break;
    case Opcode::PushNumber: {
      Cell cell;
      cell.kind = Cell::Kind::Constant;
      cell.value = code_.numbers[i.a];
      stack.push(std::move(cell));
      break;
    }
    case Opcode::PushBool:
    case Opcode::PushString: stack.push({}); break;
    case Opcode::Load: {
      Cell cell;
      cell.slots = {i.a};
      if (code_.memory[i.a].type == Type::Number) {
        cell.kind = Cell::Kind::Sum;
        cell.slot = i.a;
        cell.numbers = {i.a};
      }
      stack.push(std::move(cell));
      break;
    }
    case Opcode::Store: {
      const Cell cell = stack.pop();
      derives_[at] = cell.slots;
      if (cell.kind == Cell::Kind::Sum && cell.slot == i.a) {
        (cell.value < 0 ? ranges_[i.a].shrinks : ranges_[i.a].grows) = true;
      } else {
        exactly(cell);
      }
      break;
    }
    case Opcode::StoreString: {
      const Cell cell = stack.pop();
      derives_[at] = cell.slots;
      exactly(cell);
      break;
    }
    // What is only shown decides nothing.
    case Opcode::NumberValue:
    case Opcode::BoolValue:
    case Opcode::StringValue:
    case Opcode::Drop: stack.pop(); break;
    case Opcode::NumberText:
    case Opcode::BoolText:
    case Opcode::Negate:
    case Opcode::Not: {
      Cell cell = stack.pop();
      if (cell.kind == Cell::Kind::Constant && i.op == Opcode::Negate) {
        cell.value = -cell.value;
      } else {
        cell.kind = Cell::Kind::Other;
      }
      stack.push(std::move(cell));
      break;
    }
    case Opcode::Add:
    case Opcode::Subtract: {
      const Cell right = stack.pop();
      Cell left = stack.pop();
      if (left.kind == Cell::Kind::Sum && left.value == 0 && right.kind == Cell::Kind::Constant) {
        left.value = i.op == Opcode::Add ? right.value : -right.value;
        stack.push(std::move(left));
      } else {
        stack.push(Stack::both(std::move(left), right));
      }
      break;
    }
    case Opcode::NumberLess:
    case Opcode::NumberLessOrEqual:
    case Opcode::NumberEqual: compare(); break;
    case Opcode::StringEqual:
    case Opcode::BoolEqual:
    case Opcode::And:
    case Opcode::Or:
    case Opcode::Xor:
    case Opcode::Multiply:
    case Opcode::Divide:
    case Opcode::Modulo:
    case Opcode::Concatenate: combine(); break;
    case Opcode::CallHost: {
      const program::HostFunctionShape& shape = code_.host_functions[i.a];
      for (uint8_t k = 0; k < shape.argument_count; ++k) stack.pop();
      if (i.c == 0) stack.push({});
      break;
    }
    case Opcode::Call: {
      Cell result = asked_of_nodes(static_cast<program::Function>(i.a));
      for (uint8_t k = 0; k < program::shape_of(static_cast<program::Function>(i.a)).argument_count; ++k) {
        result = Stack::both(std::move(result), stack.pop());
      }
      stack.push(std::move(result));
      break;
    }
    case Opcode::Enter:
    case Opcode::Jump:
    case Opcode::Detour:
    case Opcode::Back:
    case Opcode::Return:
    case Opcode::Say:
    case Opcode::Choose:
    case Opcode::Select:
    case Opcode::Perform:
    case Opcode::End: break;
  }
}

// What a function reads of all nodes, because it is only known in play of which one.
Projection::Cell Projection::asked_of_nodes(program::Function function) {
  Cell cell;
  for (uint32_t node = 0; node < pack_.node_count(); ++node) {
    const uint32_t slot = function == program::Function::VisitCount   ? pack_.visits_of(node)
                          : function == program::Function::HasContent ? pack_.content_of(node)
                                                                      : program::no_index;
    if (slot == program::no_index) continue;
    cell.slots.push_back(slot);
    if (code_.memory[slot].type == Type::Number) cell.numbers.push_back(slot);
  }
  return cell;
}

// Backwards until nothing changes: what matters before an instruction is what matters behind it, without what it
// writes, and with what it decides by.
void Projection::find_lives() {
  const size_t size = code_.instructions.size();
  const size_t width = words();
  if (width == 0) return;
  std::vector<uint64_t> behind(width);
  std::vector<uint64_t> anywhere(width);  // before the beginning of any node
  std::vector<uint64_t> back(width);      // where any detour returns to
  const auto set = [](uint64_t* bits, uint32_t slot) { bits[slot / 64] |= uint64_t{1} << (slot % 64); };
  const auto has = [](const uint64_t* bits, uint32_t slot) { return (bits[slot / 64] >> (slot % 64) & 1) != 0; };
  const auto join = [&](size_t at) {
    for (size_t k = 0; at < size && k < width; ++k) behind[k] |= lives_[at * width + k];
  };
  for (bool changed = true; changed;) {
    changed = false;
    std::fill(anywhere.begin(), anywhere.end(), 0);
    for (const uint32_t entry : entries_) {
      for (size_t k = 0; k < width; ++k) anywhere[k] |= lives_[entry * width + k];
    }
    std::fill(back.begin(), back.end(), 0);
    for (const uint32_t place : backs_) {
      for (size_t k = 0; k < width; ++k) back[k] |= lives_[place * width + k];
    }
    for (size_t at = size; at-- > 0;) {
      const Instruction i = code_.instructions[at];
      std::fill(behind.begin(), behind.end(), 0);
      switch (i.op) {
        case Opcode::End: break;
        case Opcode::Jump:
        case Opcode::Detour: join(i.a); break;
        case Opcode::JumpUnless:
          join(i.a);
          join(at + 1);
          break;
        case Opcode::JumpToNode:
        case Opcode::DetourToNode: behind = anywhere; break;
        case Opcode::Return: behind = back; break;
        case Opcode::Option:
        case Opcode::Candidate:
          join(at + 1);
          join(at + 2);
          break;
        default: join(at + 1); break;
      }
      if (i.op == Opcode::Store || i.op == Opcode::StoreString || i.op == Opcode::Count) {
        const bool matters_behind = has(behind.data(), i.a);
        behind[i.a / 64] &= ~(uint64_t{1} << (i.a % 64));
        if (matters_behind) {
          for (const uint32_t slot : derives_[at]) set(behind.data(), slot);
        }
      }
      for (const uint32_t slot : reads_[at]) set(behind.data(), slot);
      if (!std::equal(behind.begin(), behind.end(), lives_.begin() + static_cast<ptrdiff_t>(at * width))) {
        std::copy(behind.begin(), behind.end(), lives_.begin() + static_cast<ptrdiff_t>(at * width));
        changed = true;
      }
    }
  }
}

bool Projection::matters(uint32_t slot, uint32_t at) const {
  return (lives_[at * words() + slot / 64] >> (slot % 64) & 1) != 0;
}

// Above the highest constant that a number is compared with all values are alike, as long as it never shrinks again;
// below the lowest likewise.
double Projection::clipped(uint32_t slot, double value) const {
  const Range& range = ranges_[slot];
  if (range.exact || std::isnan(value)) return value;
  if (!range.compared) return 0;
  const double above = range.highest + 1;
  const double below = range.lowest - 1;
  if (!range.shrinks && value > range.highest && above > range.highest) return above;
  if (!range.grows && value < range.lowest && below < range.lowest) return below;
  return value;
}

uint32_t Projection::behind_jumps(uint32_t at) const {
  for (uint32_t jumps = 0; jumps < 64 && code_.instructions[at].op == Opcode::Jump; ++jumps) {
    at = code_.instructions[at].a;
  }
  return at;
}

void Projection::write(const play::Session& session, uint32_t at, std::string& bytes) const {
  at = behind_jumps(at);
  append(bytes, at);
  if (!backs_.empty()) {
    append(bytes, static_cast<uint16_t>(session.returns.size()));
    for (const uint32_t back : session.returns) append(bytes, back);
  }
  for (uint32_t slot = 0; slot < code_.memory.size(); ++slot) {
    if (!matters(slot, at)) continue;
    const uint64_t word = session.memory[slot];
    switch (code_.memory[slot].type) {
      case Type::Bool: append(bytes, static_cast<uint8_t>(word)); break;
      case Type::Number: append_number(bytes, clipped(slot, number_from(word))); break;
      case Type::String: {
        const std::string_view text = word == play::own_string
                                          ? std::string_view(session.strings[code_.memory[slot].string])
                                          : pack_.symbol(static_cast<uint32_t>(word));
        append(bytes, static_cast<uint32_t>(text.size()));
        bytes += text;
        break;
      }
    }
  }
}

void Projection::read(std::string_view bytes, play::Session& session) const {
  session.status = play::Session::Status::Running;
  session.outcome = program::Outcome::None;
  session.offers.clear();
  session.offer_values.clear();
  session.next = take<uint32_t>(bytes);
  session.returns.clear();
  const uint16_t return_count = backs_.empty() ? uint16_t{0} : take<uint16_t>(bytes);
  for (uint16_t i = 0; i < return_count; ++i) session.returns.push_back(take<uint32_t>(bytes));
  for (uint32_t slot = 0; slot < code_.memory.size(); ++slot) {
    const program::MemorySlot& shape = code_.memory[slot];
    session.memory[slot] = shape.initial;
    if (!matters(slot, session.next)) continue;
    switch (shape.type) {
      case Type::Bool: session.memory[slot] = take<uint8_t>(bytes); break;
      case Type::Number: session.memory[slot] = bits_of(take_number(bytes)); break;
      case Type::String: {
        const auto size = take<uint32_t>(bytes);
        session.strings[shape.string] = bytes.substr(0, size);
        session.memory[slot] = play::own_string;
        bytes.remove_prefix(size);
        break;
      }
    }
  }
}

}  // namespace firefly::prove
