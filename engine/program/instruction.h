#pragma once

#include <cstdint>

// The instructions that a Session walks: a stack machine over typed values, 8 bytes an instruction. The compiler knows
// every type, so values carry none; Pack::open checks once that the stack never runs over or under, that types agree
// and that every index and jump is in bounds, so that playing checks nothing. Jumps happen with an empty stack only.

namespace firefly::program {

enum class Opcode : uint8_t {
  Enter,        // a: node. The play is now in this node
  Count,        // a: memory slot (number) += 1
  Jump,         // a: instruction
  JumpUnless,   // a: instruction; pops a bool
  JumpToNode,   // pops a string, the title of the node
  Say,          // a: line, b: how many values it takes; the play waits
  Option,       // a: line, b: values, c: 1 where a condition (bool) lies under the values. The next instruction is a
                // Jump to what follows the choice; Option itself goes on behind that Jump
  Choose,       // the play waits for one of the options since the last Choose
  Perform,      // a: Command, b: values
  End,          // a: Outcome
  PushNumber,   // a: number
  PushBool,     // a: 0 or 1
  PushString,   // a: symbol
  Load,         // a: memory slot
  Store,        // a: memory slot, number or bool; pops
  StoreString,  // a: memory slot, string; pops
  NumberValue,  // pops; its text is the next value of the Say, Option or Perform to come
  BoolValue,
  StringValue,
  NumberText,  // pops a number, bool; pushes its text
  BoolText,
  Negate,
  Multiply,
  Divide,
  Modulo,
  Add,
  Subtract,  // numbers
  NumberLess,
  NumberLessOrEqual,
  NumberEqual,
  BoolEqual,
  StringEqual,
  Not,
  And,
  Or,
  Xor,
  Concatenate,
  Call,  // a: Function; pops its arguments, pushes its result
  Drop   // pops anything
};
inline constexpr uint32_t opcode_count = static_cast<uint32_t>(Opcode::Drop) + 1;

struct Instruction {
  Opcode op;
  uint8_t c;
  uint16_t b;
  uint32_t a;
};
static_assert(sizeof(Instruction) == 8);

enum class Type : uint8_t { Number, Bool, String };

// The functions that every play knows by themselves. visited(), visited_count() and string() are none: the compiler
// turns them into memory slots and texts.
enum class Function : uint8_t {
  Random,       // a number from 0 up to, not with, 1
  RandomRange,  // a whole number, both ends included
  Dice,         // a whole number from 1 to its argument
  Minimum,
  Maximum,
  Floor,
  Ceiling,
  Round,
  RoundPlaces,
  Integer,
  NumberOf  // of a text
};
inline constexpr uint32_t function_count = static_cast<uint32_t>(Function::NumberOf) + 1;

struct FunctionShape {
  const char* name;  // as scripts call it
  uint8_t argument_count;
  Type arguments[2];
  Type result;
};
const FunctionShape& shape_of(Function function);

// A variable, or the number of visits to a node.
struct MemorySlot {
  uint64_t initial;  // bits of the number, 0 or 1, or a symbol
  Type type;
  uint8_t unused[3];
  uint32_t name;    // symbol: "$x", or "visits:Title"
  uint32_t string;  // strings: the number of this slot among them
  uint32_t unused_too;
};
static_assert(sizeof(MemorySlot) == 24);

// The deepest that expressions may stack values: two for each level that script::deepest_nesting lets them have, one
// for what waits beneath (a <<set $x += …>>, a word of a command), and some to spare.
inline constexpr uint32_t stack_depth = 144;

}  // namespace firefly::program
