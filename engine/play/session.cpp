#include "engine/play/session.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/bytes.h"
#include "engine/base/check.h"
#include "engine/base/checksum.h"
#include "engine/base/utf8.h"
#include "engine/play/number_text.h"
#include "engine/program/number_bits.h"

namespace firefly::play {
namespace {

using program::bits_of;
using program::Code;
using program::Instruction;
using program::number_from;
using program::Opcode;
using program::Type;

// splitmix64 (Steele, Lea, Flood 2014).
uint64_t next_random(uint64_t& state) {
  state += 0x9e3779b97f4a7c15u;
  uint64_t mixed = state;
  mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
  mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
  return mixed ^ mixed >> 31;
}
double random_below_one(uint64_t& state) { return static_cast<double>(next_random(state) >> 11) * 0x1p-53; }

// What a string on the stack is: a symbol of the pack, a slot's own string, or one made in this run.
constexpr uint64_t slot_string = uint64_t{1} << 33;
constexpr uint64_t made_string = uint64_t{1} << 34;

constexpr const char* too_much = "its texts grow without end";

// Runs instructions from Session::next to the next stop.
class Run {
 public:
  Run(const program::Pack& pack, Session& session, Events& events, Probe* probe, const HostFunctions* functions)
      : pack_(pack), code_(pack.code()), session_(session), events_(events), probe_(probe), functions_(functions) {}

  Waiting go() {
    values_from_ = events_.values.size();
    uint32_t at = session_.next;
    for (uint32_t spent = 0; spent < instructions_between_stops; ++spent) {
      const Instruction i = code_.instructions[at++];
      switch (i.op) {
        case Opcode::Enter: event(Event::Kind::Entered, i.a); break;
        case Opcode::Count: session_.memory[i.a] = bits_of(number_from(session_.memory[i.a]) + 1); break;
        case Opcode::Jump: at = i.a; break;
        case Opcode::JumpUnless: {
          const bool held = pop() != 0;
          if (probe_) probe_->conditions.push_back({at - 1, held});
          if (!held) at = i.a;
          break;
        }
        case Opcode::JumpToNode:
        case Opcode::DetourToNode: {
          const std::string title(string(pop()));
          const uint32_t node = pack_.find_node(title);
          if (node == program::no_index || pack_.entry_of(node) == program::no_index) {
            return fail(at - 1, "there is no node \"" + title + "\" to jump to");
          }
          if (i.op == Opcode::DetourToNode && !leave_for_now(at)) return fail(at - 1, detours_without_end);
          at = pack_.entry_of(node);
          break;
        }
        case Opcode::Detour:
          if (!leave_for_now(at)) return fail(at - 1, detours_without_end);
          at = i.a;
          break;
        case Opcode::Back: event(Event::Kind::Returned, i.a); break;
        case Opcode::Return:
          if (session_.returns.empty()) return end(at, program::Outcome::None);
          at = session_.returns.back();
          session_.returns.pop_back();
          break;
        case Opcode::Unwind: unwind(); break;
        case Opcode::Say:
          event(Event::Kind::Said, i.a);
          session_.next = at;
          return Waiting::ForContinue;
        case Opcode::Option: {
          const bool available = i.c == 0 || pop() != 0;
          if (probe_ && i.c != 0) probe_->conditions.push_back({at - 1, available});
          offer(i.a, at, available);
          ++at;
          break;
        }
        case Opcode::Choose:
          if (waits_for_choice()) {
            session_.next = at;
            session_.status = Session::Status::Choosing;
            return Waiting::ForChoice;
          }
          break;
        case Opcode::Perform: {
          Event& performed = event(Event::Kind::Commanded, program::no_index);
          performed.command = static_cast<program::Command>(i.a);
          break;
        }
        case Opcode::End: return end(at, static_cast<program::Outcome>(i.a));
        case Opcode::Candidate: {
          const bool open = i.c == 0 || pop() != 0;
          if (probe_) probe_->conditions.push_back({at - 1, open});
          candidates_.push_back({i.a, i.b, at, open});
          ++at;
          break;
        }
        case Opcode::Select: at = select(at); break;
        case Opcode::PushNumber: push(bits_of(code_.numbers[i.a])); break;
        case Opcode::PushBool:
        case Opcode::PushString: push(i.a); break;
        case Opcode::Load:
          push(session_.memory[i.a] == own_string && code_.memory[i.a].type == Type::String
                   ? slot_string | code_.memory[i.a].string
                   : session_.memory[i.a]);
          break;
        case Opcode::Store: session_.memory[i.a] = pop(); break;
        case Opcode::StoreString: store_string(i.a); break;
        case Opcode::NumberValue: events_.values.push_back(text_of(number_from(pop()))); break;
        case Opcode::BoolValue: events_.values.emplace_back(pop() != 0 ? "True" : "False"); break;
        case Opcode::StringValue:
          events_.values.emplace_back(string(pop()));
          if (is_too_much(events_.values.back())) return fail(at - 1, too_much);
          break;
        case Opcode::NumberText: push(make(text_of(number_from(pop())))); break;
        case Opcode::BoolText: push(make(pop() != 0 ? "True" : "False")); break;
        case Opcode::Negate: push(bits_of(-number_from(pop()))); break;
        case Opcode::Multiply: arithmetic([](double a, double b) { return a * b; }); break;
        case Opcode::Divide: arithmetic([](double a, double b) { return a / b; }); break;
        case Opcode::Modulo: arithmetic([](double a, double b) { return std::fmod(a, b); }); break;
        case Opcode::Add: arithmetic([](double a, double b) { return a + b; }); break;
        case Opcode::Subtract: arithmetic([](double a, double b) { return a - b; }); break;
        case Opcode::NumberLess: compare([](double a, double b) { return a < b; }); break;
        case Opcode::NumberLessOrEqual: compare([](double a, double b) { return a <= b; }); break;
        case Opcode::NumberEqual: compare([](double a, double b) { return a == b; }); break;
        case Opcode::BoolEqual: logic([](uint64_t a, uint64_t b) { return a == b; }); break;
        case Opcode::StringEqual: {
          const uint64_t right = pop();
          const uint64_t left = pop();
          push(left == right || string(left) == string(right));
          break;
        }
        case Opcode::Not: push(pop() == 0); break;
        case Opcode::And: logic([](uint64_t a, uint64_t b) { return (a & b) != 0; }); break;
        case Opcode::Or: logic([](uint64_t a, uint64_t b) { return (a | b) != 0; }); break;
        case Opcode::Xor: logic([](uint64_t a, uint64_t b) { return a != b; }); break;
        case Opcode::Concatenate: {
          const uint64_t right = pop();
          const uint64_t left = pop();
          std::string both(string(left));
          both += string(right);
          if (both.size() > longest_text_bytes || is_too_much(both)) return fail(at - 1, too_much);
          push(make(std::move(both)));
          break;
        }
        case Opcode::Call: call(static_cast<program::Function>(i.a)); break;
        case Opcode::CallHost: {
          std::string wrong = call_host(i);
          if (!wrong.empty()) return fail(at - 1, std::move(wrong));
          break;
        }
        case Opcode::Drop: pop(); break;
      }
    }
    return fail(at, "it runs in a circle without a line or a choice");
  }

 private:
  void push(uint64_t value) { stack_[depth_++] = value; }
  uint64_t pop() { return stack_[--depth_]; }

  template <class Operation>
  void arithmetic(Operation operation) {
    const double right = number_from(pop());
    const double left = number_from(pop());
    push(bits_of(operation(left, right)));
  }
  template <class Operation>
  void compare(Operation operation) {
    const double right = number_from(pop());
    const double left = number_from(pop());
    push(operation(left, right) ? 1 : 0);
  }
  template <class Operation>
  void logic(Operation operation) {
    const uint64_t right = pop();
    const uint64_t left = pop();
    push(operation(left, right) ? 1 : 0);
  }

  // Takes all values gathered since the last event.
  Event& event(Event::Kind kind, uint32_t index) {
    Event event;
    event.kind = kind;
    event.index = index;
    event.first_value = static_cast<uint32_t>(values_from_);
    event.value_count = static_cast<uint32_t>(events_.values.size() - values_from_);
    values_from_ = events_.values.size();
    events_.list.push_back(event);
    return events_.list.back();
  }

  Waiting fail(uint32_t at, std::string why) {
    session_.status = Session::Status::Ended;
    session_.outcome = program::Outcome::None;
    events_.values.resize(values_from_);
    events_.values.push_back(std::move(why));
    event(Event::Kind::Failed, at);
    return Waiting::ForNothing;
  }

  Waiting end(uint32_t at, program::Outcome outcome) {
    session_.status = Session::Status::Ended;
    session_.outcome = outcome;
    session_.next = at;
    event(Event::Kind::Ended, program::no_index).outcome = outcome;
    return Waiting::ForNothing;
  }

  // ---- detours ----

  static constexpr const char* detours_without_end = "it runs from detour to detour without an end";

  bool leave_for_now(uint32_t back) {
    if (session_.returns.size() == most_detours) return false;
    session_.returns.push_back(back);
    return true;
  }

  [[gnu::noinline]] void unwind() {
    for (const uint32_t back : session_.returns) {
      const uint32_t visits = pack_.visits_of(code_.instructions[back].a);
      if (visits == program::no_index) continue;
      session_.memory[visits] = bits_of(number_from(session_.memory[visits]) + 1);
    }
    session_.returns.clear();
  }

  // ---- candidates ----

  struct Candidate {
    uint32_t seen;  // memory slot
    uint32_t complexity;
    uint32_t target;  // instruction: its Jump
    bool open;
  };

  double seen(const Candidate& candidate) const { return number_from(session_.memory[candidate.seen]); }

  // Where the play goes on: with the most salient candidate, or at `otherwise` where none is open.
  [[gnu::noinline]] uint32_t select(uint32_t otherwise) {
    const Saliency saliency = session_.saliency;
    const bool by_seen =
        saliency == Saliency::RandomBestLeastRecentlySeen || saliency == Saliency::BestLeastRecentlySeen;
    const auto is_better = [&](const Candidate& a, const Candidate& b) {
      if (saliency == Saliency::First) return false;
      if (by_seen && seen(a) != seen(b)) return seen(a) < seen(b);
      return a.complexity > b.complexity;
    };
    const Candidate* best = nullptr;
    uint32_t alike = 0;
    for (const Candidate& candidate : candidates_) {
      if (!candidate.open) continue;
      if (!best || is_better(candidate, *best)) {
        best = &candidate;
        alike = 1;
      } else if (!is_better(*best, candidate)) {
        ++alike;
      }
    }
    uint32_t target = otherwise;
    if (best) {
      if (saliency == Saliency::RandomBestLeastRecentlySeen && alike > 1) best = one_of(*best, alike);
      target = best->target;
      if (by_seen) note_seen(*best);
    }
    candidates_.clear();
    return target;
  }

  // By chance one of those that are as good as the first of them.
  const Candidate* one_of(const Candidate& first, uint32_t count) {
    auto skipped = static_cast<uint32_t>(random_between(0, count - 1));
    for (const Candidate* candidate = &first;; ++candidate) {
      const bool as_good =
          candidate->open && seen(*candidate) == seen(first) && candidate->complexity == first.complexity;
      if (as_good && skipped-- == 0) return candidate;
    }
  }

  // Only how much more often one was chosen than another makes a difference, so that is all that is kept.
  void note_seen(const Candidate& chosen) {
    double least = seen(chosen) + 1;
    for (const Candidate& candidate : candidates_) {
      if (&candidate != &chosen) least = std::min(least, seen(candidate));
    }
    for (const Candidate& candidate : candidates_) {
      const double count = seen(candidate) + (&candidate == &chosen ? 1 : 0);
      session_.memory[candidate.seen] = bits_of(std::min(count - least, most_seen));
    }
  }

  void offer(uint32_t line, uint32_t target, bool available) {
    Event& offered = event(Event::Kind::Offered, line);
    offered.available = available;
    const auto first = static_cast<uint32_t>(session_.offer_values.size());
    for (const std::string& value : events_.values_of(offered)) session_.offer_values.push_back(value);
    session_.offers.push_back({line, target, available, first, offered.value_count});
  }

  bool waits_for_choice() {
    for (const Offer& offer : session_.offers) {
      if (offer.available) return true;
    }
    session_.offers.clear();
    session_.offer_values.clear();
    return false;
  }

  std::string_view string(uint64_t handle) const {
    if ((handle & made_string) != 0) return made_[handle & 0xffffffffu];
    if ((handle & slot_string) != 0) return session_.strings[handle & 0xffffffffu];
    return pack_.symbol(static_cast<uint32_t>(handle));
  }
  uint64_t make(std::string text) {
    made_.push_back(std::move(text));
    return made_string | (made_.size() - 1);
  }

  bool is_too_much(const std::string& text) { return (text_bytes_ += text.size()) > text_bytes_between_stops; }

  void store_string(uint32_t slot) {
    const uint64_t handle = pop();
    if ((handle & (made_string | slot_string)) == 0) {
      session_.memory[slot] = handle;
      return;
    }
    std::string text(string(handle));  // may be the slot's own
    session_.strings[code_.memory[slot].string] = std::move(text);
    session_.memory[slot] = own_string;
  }

  // The outcome that the probe wants of a draw with so many; `count` becomes how many it may want.
  double probed(double& count) {
    constexpr double most = 64;
    constexpr double samples = 16;
    const bool sampled = !(count <= most);
    if (sampled) count = samples;
    const size_t number = probe_->draws.size();
    probe_->draws.push_back({static_cast<uint32_t>(count), sampled});
    return number < probe_->outcomes.size() ? probe_->outcomes[number] : 0;
  }

  double random() {
    if (!probe_) return random_below_one(session_.random_state);
    double count = HUGE_VAL;
    const double outcome = probed(count);
    return outcome == count - 1 ? 1 - 0x1p-53 : outcome / count;
  }

  // A whole number from `low` to `high`; `low` where there is none between.
  double random_between(double low, double high) {
    low = std::ceil(low);
    const double count = std::floor(high) - low + 1;
    if (!(count >= 1)) return low;
    if (!probe_) return low + std::floor(random_below_one(session_.random_state) * count);
    double outcomes = count;
    const double outcome = probed(outcomes);
    return low + (outcomes == count ? outcome : std::floor(outcome * (count - 1) / (outcomes - 1)));
  }

  [[gnu::noinline]] void call(program::Function function) {
    using program::Function;
    switch (function) {
      case Function::Random: push(bits_of(random())); break;
      case Function::RandomRange: arithmetic([&](double low, double high) { return random_between(low, high); }); break;
      case Function::RandomRangeFloat:
        arithmetic([&](double low, double high) { return low + random() * (high - low); });
        break;
      case Function::Dice: push(bits_of(random_between(1, number_from(pop())))); break;
      case Function::Minimum: arithmetic([](double a, double b) { return a < b ? a : b; }); break;
      case Function::Maximum: arithmetic([](double a, double b) { return a > b ? a : b; }); break;
      case Function::Floor: push(bits_of(std::floor(number_from(pop())))); break;
      case Function::Ceiling: push(bits_of(std::ceil(number_from(pop())))); break;
      case Function::Round: push(bits_of(std::nearbyint(number_from(pop())))); break;
      case Function::RoundPlaces:
        arithmetic([](double number, double places) {
          const double scale = std::pow(10, std::trunc(places));
          return std::nearbyint(number * scale) / scale;
        });
        break;
      case Function::Increase: push(bits_of(std::floor(number_from(pop())) + 1)); break;
      case Function::Decrease: push(bits_of(std::ceil(number_from(pop())) - 1)); break;
      case Function::Decimal: {
        const double number = number_from(pop());
        push(bits_of(number - std::trunc(number)));
        break;
      }
      case Function::Integer: push(bits_of(std::trunc(number_from(pop())))); break;
      case Function::NumberOfText: {
        double number = 0;
        if (!number_of(string(pop()), number)) number = 0;
        push(bits_of(number));
        break;
      }
      case Function::NumberOfTruth: push(bits_of(pop() != 0 ? 1 : 0)); break;
      case Function::TruthOfText: {
        const std::string_view text = string(pop());
        push(text == "true" || text == "True" ? 1 : 0);
        break;
      }
      case Function::FormatNumber: {
        const double number = number_from(pop());
        push(make(formatted(string(pop()), number)));
        break;
      }
      case Function::FormatText: {
        const uint64_t text = pop();
        push(make(formatted(string(pop()), string(text))));
        break;
      }
      case Function::VisitCount: {
        const uint32_t node = pack_.find_node(string(pop()));
        const uint32_t visits = node == program::no_index ? program::no_index : pack_.visits_of(node);
        push(visits == program::no_index ? bits_of(0) : session_.memory[visits]);
        break;
      }
      case Function::HasContent: {
        const uint32_t node = pack_.find_node(string(pop()));
        const bool is_played = node != program::no_index && pack_.entry_of(node) != program::no_index;
        const uint32_t content = is_played ? pack_.content_of(node) : program::no_index;
        push(content == program::no_index ? is_played : session_.memory[content] != 0);
        break;
      }
    }
  }

  // ---- functions of whoever plays ----

  // What is wrong, or nothing.
  [[gnu::noinline]] std::string call_host(const Instruction& instruction) {
    const program::HostFunctionShape& shape = code_.host_functions[instruction.a];
    std::vector<Value> arguments(shape.argument_count);
    for (size_t i = arguments.size(); i > 0; --i) {
      const uint64_t word = pop();
      switch (shape.arguments[i - 1]) {
        case Type::Number: arguments[i - 1] = number_from(word); break;
        case Type::Bool: arguments[i - 1] = word != 0; break;
        case Type::String: arguments[i - 1] = std::string(string(word)); break;
      }
    }
    if (probe_) {
      if (instruction.c == 0) push(probed_value(shape.result));
      return {};
    }
    const std::string_view name = pack_.symbol(shape.name);
    for (size_t i = 0; functions_ && i < functions_->size(); ++i) {
      const HostFunction& function = (*functions_)[i];
      if (function.name != name) continue;
      const Value value = function.call(arguments);
      if (instruction.c == 1) return {};
      if (shape.result == Type::Number && std::holds_alternative<double>(value)) {
        push(bits_of(std::get<double>(value)));
      } else if (shape.result == Type::Bool && std::holds_alternative<bool>(value)) {
        push(std::get<bool>(value) ? 1 : 0);
      } else if (shape.result == Type::String && std::holds_alternative<std::string>(value)) {
        push(make(std::get<std::string>(value)));
      } else {
        return "the function " + std::string(name) + "() gives a value of another type than is asked for";
      }
      return {};
    }
    return "there is no function " + std::string(name) + "()";
  }

  // Of true and false both are tried; numbers and texts are without number.
  uint64_t probed_value(Type type) {
    double count = type == Type::Bool ? 2 : HUGE_VAL;
    const double outcome = probed(count);
    return type == Type::Bool ? static_cast<uint64_t>(outcome) : type == Type::Number ? bits_of(outcome) : make({});
  }

  const program::Pack& pack_;
  const Code& code_;
  Session& session_;
  Events& events_;
  Probe* probe_;
  const HostFunctions* functions_;
  size_t values_from_ = 0;
  uint32_t depth_ = 0;
  uint64_t stack_[program::stack_depth];
  std::vector<std::string> made_;
  std::vector<Candidate> candidates_;  // since the last Select
  uint64_t text_bytes_ = 0;
};

constexpr uint32_t save_mark = 0x32534646;  // "FFS2"

uint32_t find_slot(const program::Pack& pack, std::string_view name) {
  const auto memory = pack.code().memory;
  for (uint32_t slot = 0; slot < memory.size(); ++slot) {
    if (pack.symbol(memory[slot].name) == name) return slot;
  }
  return program::no_index;
}

}  // namespace

Session begin(const program::Pack& pack, uint64_t seed) {
  const Code& code = pack.code();
  Session session;
  session.random_state = seed;
  session.memory.reserve(code.memory.size());
  for (const program::MemorySlot& slot : code.memory) session.memory.push_back(slot.initial);
  session.strings.resize(code.string_slots);
  const uint32_t start = pack.scenario().start_node;
  if (start != program::no_index && pack.entry_of(start) != program::no_index) {
    session.next = pack.entry_of(start);
    session.status = Session::Status::Running;
  }
  return session;
}

namespace {

Waiting advance_watched(const program::Pack& pack, Session& session, Events& events, Probe* probe,
                        const HostFunctions* functions) {
  switch (session.status) {
    case Session::Status::Running: return Run(pack, session, events, probe, functions).go();
    case Session::Status::Choosing:
      for (const Offer& offer : session.offers) {
        Event event;
        event.kind = Event::Kind::Offered;
        event.index = offer.line;
        event.available = offer.available;
        event.first_value = static_cast<uint32_t>(events.values.size());
        event.value_count = offer.value_count;
        for (uint32_t i = 0; i < offer.value_count; ++i) {
          events.values.push_back(session.offer_values[offer.first_value + i]);
        }
        events.list.push_back(event);
      }
      return Waiting::ForChoice;
    case Session::Status::Ended: break;
  }
  return Waiting::ForNothing;
}

}  // namespace

Waiting advance(const program::Pack& pack, Session& session, Events& events) {
  return advance_watched(pack, session, events, nullptr, nullptr);
}

Waiting advance(const program::Pack& pack, Session& session, Events& events, const HostFunctions& functions) {
  return advance_watched(pack, session, events, nullptr, &functions);
}

Waiting advance(const program::Pack& pack, Session& session, Events& events, Probe& probe) {
  return advance_watched(pack, session, events, &probe, nullptr);
}

base::Result<base::Done> choose(const program::Pack&, Session& session, uint32_t option, Events& events) {
  FIREFLY_CHECK(session.status == Session::Status::Choosing);
  if (option >= session.offers.size()) {
    return base::Error{"there is no option " + std::to_string(option + 1) + "; " +
                       std::to_string(session.offers.size()) + " are offered"};
  }
  const Offer offer = session.offers[option];
  if (!offer.available) return base::Error{"option " + std::to_string(option + 1) + " is not available now"};
  Event event;
  event.kind = Event::Kind::Chose;
  event.index = offer.line;
  event.first_value = static_cast<uint32_t>(events.values.size());
  event.value_count = offer.value_count;
  for (uint32_t i = 0; i < offer.value_count; ++i) {
    events.values.push_back(std::move(session.offer_values[offer.first_value + i]));
  }
  events.list.push_back(event);
  session.next = offer.target;
  session.status = Session::Status::Running;
  session.offers.clear();
  session.offer_values.clear();
  return base::Done{};
}

std::string variable(const program::Pack& pack, const Session& session, std::string_view name) {
  const uint32_t slot = find_slot(pack, name);
  if (slot == program::no_index) return {};
  const uint64_t word = session.memory[slot];
  const program::MemorySlot& shape = pack.code().memory[slot];
  if (shape.type == Type::Number) return text_of(number_from(word));
  if (shape.type == Type::Bool) return word != 0 ? "True" : "False";
  return word == own_string ? session.strings[shape.string] : std::string(pack.symbol(static_cast<uint32_t>(word)));
}

base::Result<base::Done> set_variable(const program::Pack& pack, Session& session, std::string_view name,
                                      std::string_view value) {
  const uint32_t slot = find_slot(pack, name);
  if (slot == program::no_index) return base::Error{"there is no variable " + std::string(name)};
  const program::MemorySlot& shape = pack.code().memory[slot];
  double number = 0;
  switch (shape.type) {
    case Type::Number:
      if (!number_of(value, number)) return base::Error{std::string(name) + " is a number"};
      session.memory[slot] = bits_of(number);
      break;
    case Type::Bool:
      if (value != "true" && value != "false") return base::Error{std::string(name) + " is true or false"};
      session.memory[slot] = value == "true";
      break;
    case Type::String:
      session.strings[shape.string] = value;
      session.memory[slot] = own_string;
      break;
  }
  return base::Done{};
}

base::Result<base::Done> enter(const program::Pack& pack, Session& session, std::string_view title) {
  const uint32_t node = pack.find_node(title);
  if (node == program::no_index || pack.entry_of(node) == program::no_index) {
    return base::Error{"there is no node " + std::string(title)};
  }
  session.next = pack.entry_of(node);
  session.status = Session::Status::Running;
  session.offers.clear();
  session.offer_values.clear();
  session.returns.clear();
  return base::Done{};
}

std::vector<uint8_t> save(const program::Pack& pack, const Session& session) {
  base::ByteWriter out;
  out.u32(save_mark);
  out.u64(pack.checksum());
  out.u8(static_cast<uint8_t>(session.status));
  out.u8(static_cast<uint8_t>(session.outcome));
  out.u8(static_cast<uint8_t>(session.saliency));
  out.u32(session.next);
  out.u64(session.random_state);
  for (const uint64_t word : session.memory) out.u64(word);
  for (const std::string& string : session.strings) out.text(string);
  out.u32(static_cast<uint32_t>(session.returns.size()));
  for (const uint32_t back : session.returns) out.u32(back);
  out.u32(static_cast<uint32_t>(session.offers.size()));
  for (const Offer& offer : session.offers) {
    out.u32(offer.target);
    out.u8(offer.available ? 1 : 0);
    for (uint32_t i = 0; i < offer.value_count; ++i) out.text(session.offer_values[offer.first_value + i]);
  }
  out.u64(base::checksum(out.bytes()));
  return std::move(out.bytes());
}

base::Result<Session> load(const program::Pack& pack, std::span<const uint8_t> bytes) {
  const Code& code = pack.code();
  const base::Error damaged{"the saved play is damaged; begin anew"};
  constexpr size_t sum_size = 8;
  if (bytes.size() < sum_size) return damaged;
  base::ByteReader sum(bytes.subspan(bytes.size() - sum_size));
  if (sum.u64() != base::checksum(bytes.first(bytes.size() - sum_size))) return damaged;
  base::ByteReader in(bytes.first(bytes.size() - sum_size));
  if (in.u32() != save_mark) return damaged;
  if (in.u64() != pack.checksum()) return base::Error{"the saved play belongs to another version of this scenario"};
  Session session;
  const uint8_t status = in.u8();
  const uint8_t outcome = in.u8();
  const uint8_t saliency = in.u8();
  session.next = in.u32();
  session.random_state = in.u64();
  if (status > static_cast<uint8_t>(Session::Status::Ended)) return damaged;
  if (outcome > static_cast<uint8_t>(program::Outcome::Reported)) return damaged;
  if (saliency > static_cast<uint8_t>(Saliency::First)) return damaged;
  session.saliency = static_cast<Saliency>(saliency);
  session.status = static_cast<Session::Status>(status);
  session.outcome = static_cast<program::Outcome>(outcome);
  for (const program::MemorySlot& slot : code.memory) {
    const uint64_t word = in.u64();
    if (slot.type == Type::Bool && word > 1) return damaged;
    if (slot.type == Type::String && word != own_string && word >= pack.symbol_count()) return damaged;
    session.memory.push_back(word);
  }
  for (uint32_t i = 0; i < code.string_slots; ++i) {
    session.strings.emplace_back(in.text());
    if (base::find_invalid_utf8(session.strings.back()) != std::string::npos) return damaged;
  }
  const uint32_t return_count = in.u32();
  if (return_count > most_detours) return damaged;
  for (uint32_t i = 0; in.ok() && i < return_count; ++i) {
    const uint32_t back = in.u32();
    if (back >= code.instructions.size() || code.instructions[back].op != Opcode::Back) return damaged;
    session.returns.push_back(back);
  }
  // A play stands at the beginning of a node, behind a line, behind the offer or the choice of options, or at its end:
  // only there is the stack empty for certain.
  const auto op_before = [&](uint32_t at) {
    return at > 0 && at < code.instructions.size() ? code.instructions[at - 1].op : Opcode::Drop;
  };
  const uint32_t offer_count = in.u32();
  for (uint32_t i = 0; in.ok() && i < offer_count; ++i) {
    const uint32_t target = in.u32();
    if (op_before(target) != Opcode::Option) return damaged;
    const Instruction& option = code.instructions[target - 1];
    session.offers.push_back(
        {option.a, target, in.u8() != 0, static_cast<uint32_t>(session.offer_values.size()), option.b});
    for (uint32_t k = 0; k < option.b; ++k) {
      session.offer_values.emplace_back(in.text());
      if (base::find_invalid_utf8(session.offer_values.back()) != std::string::npos) return damaged;
    }
  }
  if (!in.ok() || in.left() != 0) return damaged;
  const bool running = session.status == Session::Status::Running;
  const bool choosing = session.status == Session::Status::Choosing;
  if (choosing != !session.offers.empty()) return damaged;
  if (choosing && op_before(session.next) != Opcode::Choose) return damaged;
  if (running) {
    const bool enters = session.next < code.instructions.size() && code.instructions[session.next].op == Opcode::Enter;
    const Opcode before = op_before(session.next);
    if (!enters && before != Opcode::Say && before != Opcode::Option) return damaged;
  }
  return session;
}

}  // namespace firefly::play
