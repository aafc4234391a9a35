#pragma once

#include <cstdint>

// The instructions that a Session walks: a stack machine over typed values, 8 bytes an instruction. The compiler knows
// every type, so values carry none; Pack::open checks once that the stack never runs over or under, that types agree
// and that every index and jump is in bounds, so that playing checks nothing. Jumps happen with an empty stack only.

namespace firefly::program {

enum class Opcode : uint8_t {
  Enter,         // a: node. The play is now in this node
  Count,         // a: memory slot (number) += 1
  Jump,          // a: instruction
  JumpUnless,    // a: instruction; pops a bool
  JumpToNode,    // pops a string, the title of the node
  Detour,        // a: instruction; the next instruction is the Back to which the play returns
  DetourToNode,  // pops a string, the title of the node; likewise
  Back,          // a: node. The play is in this node again
  Return,        // to the Back of the last detour; where there is none, the play is over without an outcome
  Unwind,        // detours are left for good: the nodes that they came from have been visited
  Say,           // a: line, b: how many values it takes; the play waits
  Option,        // a: line, b: values, c: 1 where a condition (bool) lies under the values. The next instruction is a
                 // Jump to what follows the choice; Option itself goes on behind that Jump
  Choose,        // the play waits for one of the options since the last Choose
  Candidate,   // a: memory slot (number), how often it was chosen; b: complexity; c: 1 where a condition (bool) lies on
               // the stack. The next instruction is a Jump to what it stands for; Candidate itself goes on behind that
  Select,      // goes to the Jump of the most salient candidate since the last Select; on, where none is open
  Perform,     // a: Command, b: values
  End,         // a: Outcome
  PushNumber,  // a: number
  PushBool,    // a: 0 or 1
  PushString,  // a: symbol
  Load,        // a: memory slot
  Store,       // a: memory slot, number or bool; pops
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
  Call,      // a: Function; pops its arguments, pushes its result
  CallHost,  // a: host function; pops its arguments, pushes its result unless c is 1
  Drop       // pops anything
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

// The functions that every play knows by themselves. What scripts ask of nodes that they name, and of values that are
// what is asked for already, is none: the compiler turns it into memory slots.
enum class Function : uint8_t {
  Random,            // a number from 0 up to, not with, 1
  RandomRange,       // a whole number, both ends included
  RandomRangeFloat,  // any number from the first up to the second
  Dice,              // a whole number from 1 to its argument
  Minimum,
  Maximum,
  Floor,
  Ceiling,
  Round,
  RoundPlaces,
  Increase,  // to the next whole number
  Decrease,
  Decimal,  // what is behind the point
  Integer,
  NumberOfText,
  NumberOfTruth,
  TruthOfText,
  FormatNumber,  // a pattern, and what to put into it
  FormatText,
  VisitCount,  // of the node with this title
  HasContent   // whether there is anything to play in the node or group with this title
};
inline constexpr uint32_t function_count = static_cast<uint32_t>(Function::HasContent) + 1;

struct FunctionShape {
  const char* name;  // as scripts call it
  uint8_t argument_count;
  Type arguments[2];
  Type result;
};
const FunctionShape& shape_of(Function function);

// A function that scripts call and whoever plays them has.
inline constexpr uint32_t most_host_arguments = 8;
struct HostFunctionShape {
  uint32_t name;  // symbol
  uint8_t argument_count;
  Type arguments[most_host_arguments];
  Type result;
  uint8_t unused[2];
};
static_assert(sizeof(HostFunctionShape) == 16);

// A variable, or what a play must remember of itself: how often a node was visited, whether what comes once has come.
struct MemorySlot {
  uint64_t initial;  // bits of the number, 0 or 1, or a symbol
  Type type;
  uint8_t unused[3];
  uint32_t name;    // symbol: "$x", or such as "visits:Title"
  uint32_t string;  // strings: the number of this slot among them
  uint32_t unused_too;
};
static_assert(sizeof(MemorySlot) == 24);

// The deepest that expressions may stack values: two for each level that script::deepest_nesting lets them have, twice
// because smart variables are worked out where they are read, and some to spare.
inline constexpr uint32_t stack_depth = 288;

}  // namespace firefly::program
