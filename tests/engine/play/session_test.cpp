#include "engine/play/session.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "tests/engine/play/tiny_pack.h"

namespace firefly::play {
namespace {

using program::Opcode;
using test::draft_with;
using test::op;
using test::opened;

// What happened, in words.
std::string shown(const program::Pack& pack, const Events& events) {
  std::string out;
  for (const Event& event : events.list) {
    std::string values;
    for (const std::string& value : events.values_of(event)) values += "|" + value;
    switch (event.kind) {
      case Event::Kind::Entered: out += "enter " + std::string(pack.node(event.index).title); break;
      case Event::Kind::Said: out += "say " + std::string(pack.line(event.index).id) + values; break;
      case Event::Kind::Offered:
        out += (event.available ? "offer " : "closed ") + std::string(pack.line(event.index).id) + values;
        break;
      case Event::Kind::Returned: out += "back in " + std::string(pack.node(event.index).title); break;
      case Event::Kind::Chose: out += "chose " + std::string(pack.line(event.index).id) + values; break;
      case Event::Kind::Commanded: out += "command " + std::to_string(static_cast<int>(event.command)) + values; break;
      case Event::Kind::Ended: out += "end " + std::to_string(static_cast<int>(event.outcome)); break;
      case Event::Kind::Failed: out += "failed" + values; break;
    }
    out += "; ";
  }
  return out;
}

std::string step(const program::Pack& pack, Session& session) {
  Events events;
  advance(pack, session, events);
  return shown(pack, events);
}

// Two options, the first one only while $n is under 1; the choice comes round until $n is 2.
program::Pack round_about() {
  program::Draft draft = draft_with({"hello", "a", "b", "count \uFFFC"});
  draft.symbol("$n");
  draft.memory.push_back({"$n", program::Type::Number, 0});
  const uint32_t one = draft.number(1);
  const uint32_t two = draft.number(2);
  draft.instructions = {op(Opcode::Enter, 0),        op(Opcode::Say, 0),
                        op(Opcode::Load, 0),  // 2: again
                        op(Opcode::PushNumber, one), op(Opcode::NumberLess),
                        op(Opcode::Option, 1, 0, 1), op(Opcode::Jump, 10),
                        op(Opcode::Option, 2),       op(Opcode::Jump, 10),
                        op(Opcode::Choose),          op(Opcode::Load, 0),  // 10: chosen
                        op(Opcode::PushNumber, one), op(Opcode::Add),
                        op(Opcode::Store, 0),        op(Opcode::Load, 0),
                        op(Opcode::NumberValue),     op(Opcode::Say, 3, 1),
                        op(Opcode::Load, 0),         op(Opcode::PushNumber, two),
                        op(Opcode::NumberLess),      op(Opcode::Not),
                        op(Opcode::JumpUnless, 2),   op(Opcode::End, 1)};
  return opened(draft);
}

TEST_CASE("a play says its lines, offers its options, and ends") {
  const program::Pack pack = round_about();
  Session session = begin(pack, 1);
  CHECK(step(pack, session) == "enter Start; say hello; ");
  CHECK(step(pack, session) == "offer a; offer b; ");
  Events events;
  REQUIRE(choose(pack, session, 0, events));
  CHECK(shown(pack, events) == "chose a; ");
  CHECK(step(pack, session) == "say count \uFFFC|1; ");
  CHECK(step(pack, session) == "closed a; offer b; ");
  CHECK(step(pack, session) == "closed a; offer b; ");  // offered again as long as it waits
  REQUIRE(choose(pack, session, 1, events));
  CHECK(step(pack, session) == "say count \uFFFC|2; ");
  CHECK(step(pack, session) == "end 1; ");
  CHECK(step(pack, session) == "");
}

TEST_CASE("an option that is closed or was never offered is refused, and the play still waits") {
  const program::Pack pack = round_about();
  Session session = begin(pack, 1);
  step(pack, session);
  step(pack, session);
  Events events;
  REQUIRE(choose(pack, session, 1, events));
  step(pack, session);
  step(pack, session);
  CHECK_FALSE(choose(pack, session, 0, events));
  CHECK_FALSE(choose(pack, session, 2, events));
  CHECK(choose(pack, session, 1, events));
}

TEST_CASE("a copy is a point to come back to") {
  const program::Pack pack = round_about();
  Session session = begin(pack, 1);
  step(pack, session);
  step(pack, session);
  Session copy = session;
  Events events;
  REQUIRE(choose(pack, session, 0, events));
  step(pack, session);
  REQUIRE(choose(pack, copy, 1, events));
  CHECK(step(pack, copy) == "say count \uFFFC|1; ");
  CHECK(step(pack, copy) == "closed a; offer b; ");
}

// Start detours twice to Aside, which says a line.
program::Pack detouring() {
  program::Draft draft = draft_with({"aside", "between", "after"});
  draft.symbol("visits:Start");
  draft.symbol("visits:Aside");
  draft.memory = {{"visits:Start", program::Type::Number, 0}, {"visits:Aside", program::Type::Number, 0}};
  draft.nodes.push_back({"Aside", program::Part::Story, program::Channel::Chat, -1, 0, 0, 9});
  draft.nodes[0].visits = 0;
  draft.nodes[1].visits = 1;
  draft.instructions = {op(Opcode::Enter, 0),  op(Opcode::Detour, 9), op(Opcode::Back, 0), op(Opcode::Say, 1),
                        op(Opcode::Detour, 9), op(Opcode::Back, 0),   op(Opcode::Say, 2),  op(Opcode::Unwind),
                        op(Opcode::Return),    op(Opcode::Enter, 1),  op(Opcode::Say, 0),  op(Opcode::Count, 1),
                        op(Opcode::Return)};
  return opened(draft);
}

TEST_CASE("a detour comes back and says so; with nowhere to return to the play is over") {
  const program::Pack pack = detouring();
  Session session = begin(pack, 1);
  CHECK(step(pack, session) == "enter Start; enter Aside; say aside; ");
  CHECK(session.returns.size() == 1);
  CHECK(step(pack, session) == "back in Start; say between; ");
  CHECK(session.returns.empty());
  CHECK(step(pack, session) == "enter Aside; say aside; ");
  CHECK(variable(pack, session, "visits:Aside") == "1");
  CHECK(step(pack, session) == "back in Start; say after; ");
  CHECK(step(pack, session) == "end 0; ");
}

TEST_CASE("detours that are left for good count a visit to where they came from") {
  const program::Pack pack = detouring();
  Session session = begin(pack, 1);
  step(pack, session);
  session.next = 7;
  step(pack, session);
  CHECK(variable(pack, session, "visits:Start") == "1");
  CHECK(session.returns.empty());
}

TEST_CASE("a play saved in a detour goes on there; one whose way back is none is refused") {
  const program::Pack pack = detouring();
  Session session = begin(pack, 1);
  step(pack, session);
  Session kept = load(pack, save(pack, session)).value();
  CHECK(step(pack, kept) == "back in Start; say between; ");
  session.returns[0] = 3;
  CHECK_FALSE(load(pack, save(pack, session)));
  session.returns.assign(most_detours + 1, 2);
  CHECK_FALSE(load(pack, save(pack, session)));
}

// One of three lines, the first of which is more complex and needs $n above 0.
program::Pack choosing() {
  program::Draft draft = draft_with({"a", "b", "c"});
  for (const char* name : {"$n", "seen:a", "seen:b", "seen:c"}) {
    draft.symbol(name);
    draft.memory.push_back({name, program::Type::Number, 0});
  }
  const uint32_t zero = draft.number(0);
  draft.instructions = {op(Opcode::Enter, 0),
                        op(Opcode::PushNumber, zero),
                        op(Opcode::Load, 0),
                        op(Opcode::NumberLess),
                        op(Opcode::Candidate, 1, 1, 1),
                        op(Opcode::Jump, 12),
                        op(Opcode::Candidate, 2),
                        op(Opcode::Jump, 14),
                        op(Opcode::Candidate, 3),
                        op(Opcode::Jump, 16),
                        op(Opcode::Select),
                        op(Opcode::End, 0),
                        op(Opcode::Say, 0),
                        op(Opcode::Jump, 1),
                        op(Opcode::Say, 1),
                        op(Opcode::Jump, 1),
                        op(Opcode::Say, 2),
                        op(Opcode::Jump, 1)};
  return opened(draft);
}

TEST_CASE("of candidates one is chosen by the saliency of the session, which is kept with it") {
  const program::Pack pack = choosing();
  const auto said = [&](Saliency saliency, const char* n, int count) {
    Session session = begin(pack, 1);
    session.saliency = saliency;
    REQUIRE(set_variable(pack, session, "$n", n));
    std::string all;
    for (int i = 0; i < count; ++i) {
      session = load(pack, save(pack, session)).value();
      const std::string shown = step(pack, session);
      all += shown[shown.size() - 3];
    }
    return all;
  };
  CHECK(said(Saliency::First, "0", 3) == "bbb");
  CHECK(said(Saliency::Best, "1", 3) == "aaa");
  CHECK(said(Saliency::BestLeastRecentlySeen, "0", 4) == "bcbc");
  CHECK(said(Saliency::BestLeastRecentlySeen, "1", 6) == "abcabc");
}

TEST_CASE("a candidate that waits falls behind only so far") {
  const program::Pack pack = choosing();
  Session session = begin(pack, 1);
  session.saliency = Saliency::BestLeastRecentlySeen;
  for (int i = 0; i < 100; ++i) step(pack, session);
  CHECK(variable(pack, session, "seen:b") == std::to_string(static_cast<int>(most_seen)));
  REQUIRE(set_variable(pack, session, "$n", "1"));
  std::string first;
  for (int i = 0; i < 12; ++i) first += step(pack, session)[4];
  CHECK(first.find_first_not_of('a') == static_cast<size_t>(most_seen) + 1);
}

TEST_CASE("a probe tries each candidate that chance may choose, and hears which were open") {
  const program::Pack pack = choosing();
  std::string said;
  for (uint32_t outcome = 0; outcome < 2; ++outcome) {
    Session session = begin(pack, 1);
    Events events;
    Probe probe;
    probe.outcomes = {outcome};
    advance(pack, session, events, probe);
    said += shown(pack, events);
    REQUIRE(probe.draws.size() == 1);
    CHECK(probe.draws[0].count == 2);
    REQUIRE(probe.conditions.size() == 3);
    CHECK_FALSE(probe.conditions[0].held);
    CHECK(probe.conditions[1].held);
  }
  CHECK(said == "enter Start; say b; enter Start; say c; ");
}

TEST_CASE("options of which none is open are passed by") {
  program::Draft draft = draft_with({"a", "after"});
  draft.instructions = {op(Opcode::Enter, 0), op(Opcode::PushBool, 0), op(Opcode::Option, 0, 0, 1), op(Opcode::Jump, 4),
                        op(Opcode::Choose),   op(Opcode::Say, 1),      op(Opcode::End, 0)};
  const program::Pack pack = opened(draft);
  Session session = begin(pack, 1);
  CHECK(step(pack, session) == "enter Start; closed a; say after; ");
}

TEST_CASE("a circle without a line ends as failed instead of hanging") {
  program::Draft draft = draft_with({});
  draft.instructions = {op(Opcode::Enter, 0), op(Opcode::Jump, 0)};
  const program::Pack pack = opened(draft);
  Session session = begin(pack, 1);
  Events events;
  CHECK(advance(pack, session, events) == Waiting::ForNothing);
  REQUIRE_FALSE(events.list.empty());
  CHECK(events.list.back().kind == Event::Kind::Failed);
  CHECK(advance(pack, session, events) == Waiting::ForNothing);
}

TEST_CASE("a text that grows without end ends as failed instead of taking all memory") {
  program::Draft draft = draft_with({"\uFFFC"});
  const uint32_t name = draft.symbol("$s");
  const uint64_t word = draft.symbol("word");
  REQUIRE(draft.symbols[name] == "$s");
  draft.memory.push_back({"$s", program::Type::String, word});
  const std::vector<program::Instruction> doubling{op(Opcode::Enter, 0), op(Opcode::Load, 0), op(Opcode::Load, 0),
                                                   op(Opcode::Concatenate), op(Opcode::StoreString, 0)};
  for (const bool says_it : {false, true}) {
    draft.instructions = doubling;
    if (says_it) {
      draft.instructions.push_back(op(Opcode::Load, 0));
      draft.instructions.push_back(op(Opcode::StringValue));
      draft.instructions.push_back(op(Opcode::Say, 0, 1));
    }
    draft.instructions.push_back(op(Opcode::Jump, 0));
    const program::Pack pack = opened(draft);
    Session session = begin(pack, 1);
    Events events;
    int lines = 0;
    while (advance(pack, session, events) == Waiting::ForContinue) ++lines;
    CHECK(lines < 40);
    CHECK(events.list.back().kind == Event::Kind::Failed);
    CHECK(session.strings[0].size() <= longest_text_bytes);
  }
}

TEST_CASE("a jump to a node that is not there ends as failed") {
  program::Draft draft = draft_with({});
  const uint32_t nowhere = draft.symbol("Nowhere");
  draft.instructions = {op(Opcode::Enter, 0), op(Opcode::PushString, nowhere), op(Opcode::JumpToNode),
                        op(Opcode::End, 0)};
  const program::Pack pack = opened(draft);
  Session session = begin(pack, 1);
  CHECK(step(pack, session).find("failed|there is no node \"Nowhere\"") != std::string::npos);
}

TEST_CASE("strings made while playing belong to the variable that holds them") {
  program::Draft draft = draft_with({"\uFFFC and \uFFFC"});
  const uint32_t word = draft.symbol("ha");
  for (const char* name : {"$a", "$b"}) {
    draft.symbol(name);
    draft.memory.push_back({name, program::Type::String, word});
  }
  draft.instructions = {op(Opcode::Enter, 0),       op(Opcode::Load, 0),          op(Opcode::Load, 0),
                        op(Opcode::Concatenate),    op(Opcode::StoreString, 1),  // b = a + a
                        op(Opcode::Load, 1),        op(Opcode::StoreString, 0),  // a = b
                        op(Opcode::Load, 1),        op(Opcode::PushString, word), op(Opcode::Concatenate),
                        op(Opcode::StoreString, 1),  // b = b + "ha"
                        op(Opcode::Load, 0),        op(Opcode::StringValue),      op(Opcode::Load, 1),
                        op(Opcode::StringValue),    op(Opcode::Say, 0, 2),        op(Opcode::End, 0)};
  const program::Pack pack = opened(draft);
  Session session = begin(pack, 1);
  CHECK(step(pack, session).find("|haha|hahaha") != std::string::npos);
  CHECK(variable(pack, session, "$a") == "haha");
  CHECK(variable(pack, session, "$none").empty());
}

TEST_CASE("the same seed gives the same play, another seed another one") {
  program::Draft draft = draft_with({"\uFFFC"});
  const uint32_t sides = draft.number(1000000);
  draft.instructions = {op(Opcode::Enter, 0),
                        op(Opcode::PushNumber, sides),
                        op(Opcode::Call, static_cast<uint32_t>(program::Function::Dice)),
                        op(Opcode::NumberValue),
                        op(Opcode::Say, 0, 1),
                        op(Opcode::Jump, 1)};
  const program::Pack pack = opened(draft);
  const auto played = [&](uint64_t seed) {
    Session session = begin(pack, seed);
    std::string out;
    for (int i = 0; i < 20; ++i) out += step(pack, session);
    return out;
  };
  CHECK(played(7) == played(7));
  CHECK(played(7) != played(8));
}

TEST_CASE("a probe sees what conditions were, and chance gives what it wants") {
  program::Draft draft = draft_with({"\uFFFC \uFFFC", "small"});
  const uint32_t six = draft.number(6);
  const uint32_t three = draft.number(3);
  draft.symbol("$n");
  draft.memory.push_back({"$n", program::Type::Number, 0});
  draft.instructions = {op(Opcode::Enter, 0),
                        op(Opcode::PushNumber, six),
                        op(Opcode::Call, static_cast<uint32_t>(program::Function::Dice)),
                        op(Opcode::Store, 0),
                        op(Opcode::Load, 0),
                        op(Opcode::NumberValue),
                        op(Opcode::Call, static_cast<uint32_t>(program::Function::Random)),
                        op(Opcode::NumberValue),
                        op(Opcode::Say, 0, 2),
                        op(Opcode::Load, 0),
                        op(Opcode::PushNumber, three),
                        op(Opcode::NumberLess),
                        op(Opcode::JumpUnless, 14),
                        op(Opcode::Say, 1),
                        op(Opcode::End, 0)};
  const program::Pack pack = opened(draft);
  for (uint32_t wanted = 0; wanted < 6; ++wanted) {
    Session session = begin(pack, 1);
    Events events;
    Probe probe;
    probe.outcomes = {wanted, 15};
    CHECK(advance(pack, session, events, probe) == Waiting::ForContinue);
    REQUIRE(probe.draws.size() == 2);
    CHECK(probe.draws[0].count == 6);
    CHECK_FALSE(probe.draws[0].sampled);
    CHECK(probe.draws[1].count == 16);
    CHECK(probe.draws[1].sampled);
    const auto values = events.values_of(events.list.back());
    CHECK(values[0] == std::to_string(wanted + 1));
    CHECK(std::strtod(values[1].c_str(), nullptr) <= 1);
    CHECK(std::strtod(values[1].c_str(), nullptr) > 0.99);
    CHECK(advance(pack, session, events, probe) == (wanted < 2 ? Waiting::ForContinue : Waiting::ForNothing));
    REQUIRE(probe.conditions.size() == 1);
    CHECK(probe.conditions[0].instruction == 12);
    CHECK(probe.conditions[0].held == (wanted < 2));
  }
}

TEST_CASE("a session that was saved goes on as if nothing had happened, from any point") {
  const program::Pack pack = round_about();
  for (uint32_t saved_at = 0; saved_at < 8; ++saved_at) {
    Session kept = begin(pack, 3);
    Session session = kept;
    std::mt19937 random(saved_at);
    for (uint32_t i = 0; i < 8; ++i) {
      if (i == saved_at) kept = load(pack, save(pack, kept)).value();
      CHECK(step(pack, kept) == step(pack, session));
      if (session.status == Session::Status::Choosing) {
        const uint32_t pick = session.offers[0].available ? random() % 2 : 1;
        Events events;
        REQUIRE(choose(pack, session, pick, events));
        REQUIRE(choose(pack, kept, pick, events));
      }
    }
  }
}

TEST_CASE("bytes that are no session of this pack are refused: cut off, flipped, or of another pack") {
  const program::Pack pack = round_about();
  Session session = begin(pack, 3);
  step(pack, session);
  step(pack, session);
  const std::vector<uint8_t> good = save(pack, session);
  REQUIRE(load(pack, good));
  for (size_t size = 0; size < good.size(); ++size) CHECK_FALSE(load(pack, std::span(good).first(size)));
  for (size_t bit = 0; bit < good.size() * 8; ++bit) {
    std::vector<uint8_t> bad = good;
    bad[bit / 8] = static_cast<uint8_t>(bad[bit / 8] ^ (1u << (bit % 8)));
    CHECK_FALSE(load(pack, bad));
  }
  program::Draft other = draft_with({"x"});
  other.instructions = {op(Opcode::Enter, 0), op(Opcode::Say, 0), op(Opcode::End, 0)};
  CHECK_FALSE(load(opened(other), good));
}

TEST_CASE("variables are set from text of their own type only") {
  const program::Pack pack = round_about();
  Session session = begin(pack, 1);
  CHECK(set_variable(pack, session, "$n", "2.5"));
  CHECK(variable(pack, session, "$n") == "2.5");
  CHECK_FALSE(set_variable(pack, session, "$n", "two"));
  CHECK_FALSE(set_variable(pack, session, "$none", "1"));
}

}  // namespace
}  // namespace firefly::play
