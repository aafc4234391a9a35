#include "engine/program/verify.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/engine/play/tiny_pack.h"

namespace firefly::program {
namespace {

using test::op;

// What is wrong with these instructions over one number, one bool and one string slot, two lines (the second one with
// one value), one node, two symbols and a function of whoever plays from a number to a bool.
std::string wrong(std::vector<Instruction> instructions) {
  const std::vector<double> numbers{1};
  const std::vector<MemorySlot> memory{
      {0, Type::Number, {}, 0, no_index, 0}, {0, Type::Bool, {}, 0, no_index, 0}, {0, Type::String, {}, 0, 0, 0}};
  const std::vector<VerifiedLine> lines{{0}, {1}};
  const std::vector<HostFunctionShape> functions{{1, 1, {Type::Number}, Type::Bool, {}}};
  const Code code{instructions, numbers, memory, functions, 1};
  return verify(code, lines, 1, 2);
}

const Instruction end = op(Opcode::End, 0);

TEST_CASE("sound instructions pass") {
  CHECK(wrong({}).empty());
  CHECK(wrong({op(Opcode::Enter, 0), op(Opcode::Say, 0), end}).empty());
  CHECK(wrong({op(Opcode::PushNumber, 0), op(Opcode::NumberValue), op(Opcode::Say, 1, 1), end}).empty());
  CHECK(wrong({op(Opcode::Load, 1), op(Opcode::Option, 0, 0, 1), op(Opcode::Jump, 0), end}).empty());
}

TEST_CASE("the stack may not run under, over, or be left full") {
  CHECK_FALSE(wrong({op(Opcode::Add), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::PushNumber, 0), op(Opcode::Add), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::PushNumber, 0), end}).empty());
  std::vector<Instruction> tower(stack_depth + 1, op(Opcode::PushNumber, 0));
  tower.push_back(end);
  CHECK_FALSE(wrong(tower).empty());
}

TEST_CASE("types must agree") {
  CHECK_FALSE(wrong({op(Opcode::PushBool, 1), op(Opcode::NumberValue), op(Opcode::Say, 1, 1), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::PushNumber, 0), op(Opcode::Store, 1), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::PushString, 0), op(Opcode::Store, 2), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::PushNumber, 0), op(Opcode::JumpUnless, 0), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::PushBool, 0), op(Opcode::Call, 2), op(Opcode::Drop), end}).empty());
}

TEST_CASE("operands must be in bounds") {
  CHECK_FALSE(wrong({op(Opcode::Enter, 1), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::Say, 2), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::Say, 0, 1), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::Say, 1, 0), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::PushNumber, 1), op(Opcode::Drop), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::PushString, 2), op(Opcode::Drop), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::Load, 3), op(Opcode::Drop), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::End, 4)}).empty());
  CHECK_FALSE(wrong({op(Opcode::Call, function_count), op(Opcode::Drop), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::Perform, 6), end}).empty());
  CHECK_FALSE(wrong({op(static_cast<Opcode>(opcode_count)), end}).empty());
}

TEST_CASE("detours come back, and candidates lead somewhere") {
  const Instruction back = op(Opcode::Back, 0);
  CHECK(wrong({op(Opcode::Enter, 0), op(Opcode::Detour, 0), back, op(Opcode::Return)}).empty());
  CHECK(wrong({op(Opcode::PushString, 1), op(Opcode::DetourToNode), back, op(Opcode::Unwind), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::Enter, 0), op(Opcode::Detour, 0), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::PushString, 1), op(Opcode::DetourToNode), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::Detour, 5), back, end}).empty());
  CHECK_FALSE(wrong({op(Opcode::Back, 1), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::PushNumber, 0), op(Opcode::Return)}).empty());

  const Instruction jump = op(Opcode::Jump, 4);
  CHECK(wrong({op(Opcode::PushBool, 1), op(Opcode::Candidate, 0, 2, 1), jump, op(Opcode::Select), end}).empty());
  CHECK(wrong({op(Opcode::Enter), op(Opcode::Candidate, 0), jump, op(Opcode::Select), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::Enter), op(Opcode::Candidate, 0, 0, 1), jump, op(Opcode::Select), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::Enter), op(Opcode::Candidate, 1), jump, op(Opcode::Select), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::Enter), op(Opcode::Candidate, 3), jump, op(Opcode::Select), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::Candidate, 0), op(Opcode::Select), end}).empty());
}

TEST_CASE("functions of whoever plays take and give what they say") {
  const Instruction number = op(Opcode::PushNumber, 0);
  CHECK(wrong({number, op(Opcode::CallHost, 0), op(Opcode::JumpUnless, 3), end}).empty());
  CHECK(wrong({number, op(Opcode::CallHost, 0, 0, 1), end}).empty());
  CHECK_FALSE(wrong({number, op(Opcode::CallHost, 1), op(Opcode::Drop), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::CallHost, 0), op(Opcode::Drop), end}).empty());
  CHECK_FALSE(wrong({op(Opcode::PushBool, 0), op(Opcode::CallHost, 0), op(Opcode::Drop), end}).empty());
  CHECK_FALSE(wrong({number, op(Opcode::CallHost, 0), op(Opcode::NumberValue), op(Opcode::Say, 1, 1), end}).empty());
}

TEST_CASE("jumps lead to instructions, and only where the stack is empty") {
  CHECK_FALSE(wrong({op(Opcode::Jump, 5)}).empty());
  CHECK_FALSE(wrong({op(Opcode::PushNumber, 0), op(Opcode::Drop), op(Opcode::Jump, 1)}).empty());
  CHECK_FALSE(wrong({op(Opcode::PushNumber, 0), op(Opcode::NumberValue), op(Opcode::Jump, 0)}).empty());
  CHECK_FALSE(wrong({op(Opcode::Say, 0)}).empty());  // runs out
  CHECK_FALSE(wrong({op(Opcode::Option, 0), end}).empty());
}

}  // namespace
}  // namespace firefly::program
