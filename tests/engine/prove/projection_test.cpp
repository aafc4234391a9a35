#include "engine/prove/projection.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/program/number_bits.h"
#include "tests/engine/play/tiny_pack.h"

namespace firefly::prove {
namespace {

using program::bits_of;
using program::Opcode;
using test::op;

void add_number(program::Draft& draft, const char* name) {
  draft.symbol(name);
  draft.memory.push_back({name, program::Type::Number, 0});
}

// What a session writes at an instruction once slot 0 holds a number.
std::string written(const program::Pack& pack, uint32_t at, double number) {
  play::Session session = play::begin(pack, 1);
  session.memory[0] = bits_of(number);
  std::string bytes;
  Projection(pack).write(session, at, bytes);
  return bytes;
}

// 0 Enter, 1-4 n += 1, 5-8 unless n < 3 go on, 9 back to 1
program::Draft counting() {
  program::Draft draft = test::draft_with({"a"});
  add_number(draft, "$n");
  const uint32_t one = draft.number(1);
  const uint32_t three = draft.number(3);
  draft.instructions = {op(Opcode::Enter, 0),
                        op(Opcode::Load, 0),
                        op(Opcode::PushNumber, one),
                        op(Opcode::Add),
                        op(Opcode::Store, 0),
                        op(Opcode::Load, 0),
                        op(Opcode::PushNumber, three),
                        op(Opcode::NumberLess),
                        op(Opcode::JumpUnless, 10),
                        op(Opcode::Jump, 1),
                        op(Opcode::Say, 0),
                        op(Opcode::End, 1)};
  return draft;
}

TEST_CASE("a number that only grows is kept no further than the constants it is compared with") {
  const program::Pack pack = test::opened(counting());
  CHECK(written(pack, 1, 2) != written(pack, 1, 3));
  CHECK(written(pack, 1, 4) == written(pack, 1, 5));
  CHECK(written(pack, 1, 4) == written(pack, 1, 1e9));
  CHECK(written(pack, 1, -1) != written(pack, 1, -2));  // it grows, so it can come back from there
}

TEST_CASE("a number that grows and shrinks is kept whole") {
  program::Draft draft = counting();
  draft.instructions[0] = op(Opcode::Enter, 0);
  draft.instructions.insert(draft.instructions.begin() + 10,
                            {op(Opcode::Load, 0), op(Opcode::PushNumber, draft.number(1)), op(Opcode::Subtract),
                             op(Opcode::Store, 0), op(Opcode::Jump, 1)});
  const program::Pack pack = test::opened(draft);
  CHECK(written(pack, 1, 4) != written(pack, 1, 5));
}

TEST_CASE("a number in sums and products is kept whole") {
  program::Draft draft = counting();
  draft.instructions[7] = op(Opcode::Multiply);
  draft.instructions.insert(draft.instructions.begin() + 8,
                            {op(Opcode::PushNumber, draft.number(7)), op(Opcode::NumberLess)});
  draft.instructions[10].a = 12;
  const program::Pack pack = test::opened(draft);
  CHECK(written(pack, 1, 4) != written(pack, 1, 5));
}

TEST_CASE("what is only shown, or written before it is read, makes no difference") {
  program::Draft draft = test::draft_with({"\uFFFC", "b"});
  add_number(draft, "$shown");
  add_number(draft, "$written");
  const uint32_t one = draft.number(1);
  draft.instructions = {op(Opcode::Enter, 0),        op(Opcode::Load, 0),         op(Opcode::NumberValue),
                        op(Opcode::Say, 0, 1),       op(Opcode::PushNumber, one), op(Opcode::Store, 1),
                        op(Opcode::PushNumber, one), op(Opcode::Load, 1),         op(Opcode::NumberEqual),
                        op(Opcode::JumpUnless, 11),  op(Opcode::Say, 1),          op(Opcode::End, 1)};
  const program::Pack pack = test::opened(draft);
  const Projection projection(pack);
  CHECK_FALSE(projection.matters(0, 0));
  CHECK_FALSE(projection.matters(1, 0));
  CHECK(projection.matters(1, 6));
  CHECK_FALSE(projection.matters(1, 10));
}

TEST_CASE("a value that is copied matters as long as the copy does, and is kept whole") {
  program::Draft draft = test::draft_with({"a"});
  add_number(draft, "$from");
  add_number(draft, "$to");
  const uint32_t one = draft.number(1);
  draft.instructions = {op(Opcode::Enter, 0),      op(Opcode::Load, 0),         op(Opcode::Store, 1),
                        op(Opcode::Load, 1),       op(Opcode::PushNumber, one), op(Opcode::NumberLess),
                        op(Opcode::JumpUnless, 8), op(Opcode::Say, 0),          op(Opcode::End, 1)};
  const program::Pack pack = test::opened(draft);
  CHECK(Projection(pack).matters(0, 0));
  CHECK_FALSE(Projection(pack).matters(0, 2 + 1));
  CHECK(written(pack, 0, 4) != written(pack, 0, 5));
}

TEST_CASE("where detours return to is part of where a play stands, and what matters there matters here") {
  program::Draft draft = test::draft_with({"aside", "a", "b"});
  draft.symbol("$sure");
  draft.memory.push_back({"$sure", program::Type::Bool, 0});
  draft.nodes.push_back({"Aside", program::Part::Story, program::Channel::Chat, -1, 0, 0, 7});
  draft.instructions = {op(Opcode::Enter, 0),      op(Opcode::Detour, 7), op(Opcode::Back, 0), op(Opcode::Load, 0),
                        op(Opcode::JumpUnless, 6), op(Opcode::Say, 1),    op(Opcode::End, 1),  op(Opcode::Enter, 1),
                        op(Opcode::Say, 0),        op(Opcode::Return)};
  const program::Pack pack = test::opened(draft);
  const Projection projection(pack);
  CHECK(projection.matters(0, 8));
  CHECK_FALSE(projection.matters(0, 5));
  play::Session session = play::begin(pack, 1);
  play::Events events;
  REQUIRE(play::advance(pack, session, events) == play::Waiting::ForContinue);
  REQUIRE(session.returns.size() == 1);
  std::string detoured;
  projection.write(session, session.next, detoured);
  play::Session other = play::begin(pack, 1);
  projection.read(detoured, other);
  CHECK(other.returns == session.returns);
  session.returns.clear();
  std::string jumped;
  projection.write(session, session.next, jumped);
  CHECK(jumped != detoured);
}

TEST_CASE("a session that was read goes on as the one that wrote it") {
  program::Draft draft = test::draft_with({"a"});
  draft.symbol("$text");
  draft.memory.push_back({"$text", program::Type::String, draft.symbol("no")});
  draft.symbol("$sure");
  draft.memory.push_back({"$sure", program::Type::Bool, 0});
  add_number(draft, "$n");
  const uint32_t half = draft.number(0.5);
  draft.instructions = {
      op(Opcode::Enter, 0),    op(Opcode::Load, 0),          op(Opcode::PushString, draft.symbol("yes")),
      op(Opcode::StringEqual), op(Opcode::Load, 1),          op(Opcode::And),
      op(Opcode::Load, 2),     op(Opcode::PushNumber, half), op(Opcode::NumberEqual),
      op(Opcode::And),         op(Opcode::JumpUnless, 12),   op(Opcode::Say, 0),
      op(Opcode::End, 1)};
  const program::Pack pack = test::opened(draft);
  play::Session session = play::begin(pack, 1);
  REQUIRE(play::set_variable(pack, session, "$text", "yes"));
  REQUIRE(play::set_variable(pack, session, "$sure", "true"));
  REQUIRE(play::set_variable(pack, session, "$n", "0.5"));
  const Projection projection(pack);
  std::string bytes;
  projection.write(session, 1, bytes);
  play::Session other = play::begin(pack, 2);
  projection.read(bytes, other);
  play::Events events;
  CHECK(play::advance(pack, other, events) == play::Waiting::ForContinue);
  std::string again;
  projection.read(bytes, other);
  projection.write(other, 1, again);
  CHECK(again == bytes);
}

}  // namespace
}  // namespace firefly::prove
