#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/program/pack.h"

// Playing. A Session is a value: copy it and you have a point to come back to; its bytes can be kept and read again.
// It never sees source text: it walks a Pack's instructions and says what happened as Events, which name lines,
// nodes and commands of the Pack by index.
//
//   Session session = begin(pack, seed);
//   while (advance(pack, session, events) == Waiting::ForContinue) { show events }   // one line at a time
//   choose(pack, session, 1, events);                                                // then advance again

namespace firefly::play {

struct Event {
  enum class Kind : uint8_t {
    Entered,    // index: node
    Said,       // index: line; values: what its slots hold
    Offered,    // index: line of the option; available; values likewise. One Event an option, in order
    Chose,      // index: line of the option; values likewise
    Commanded,  // command; values: its words after the name (for Command::Other the whole text is value 0)
    Ended       // outcome
  };
  Kind kind;
  program::Command command = program::Command::Other;
  program::Outcome outcome = program::Outcome::None;
  bool available = true;
  uint32_t index = program::no_index;
  uint32_t first_value = 0;  // values [first_value, first_value + value_count) of Events::values
  uint32_t value_count = 0;
};

// What happened, oldest first. The caller clears it; its memory is used again.
struct Events {
  std::vector<Event> list;
  std::vector<std::string> values;
  void clear() {
    list.clear();
    values.clear();
  }
  std::span<const std::string> values_of(const Event& event) const {
    return std::span<const std::string>(values).subspan(event.first_value, event.value_count);
  }
};

enum class Waiting : uint8_t {
  ForContinue,  // a line was said
  ForChoice,    // options were offered
  ForNothing    // the play has ended
};

struct Session;  // fields below are the engine's own; a plain copyable value (completed by engine/play)

// A new play from the scenario's start node. The same seed gives the same play.
Session begin(const program::Pack& pack, uint64_t seed);

// Goes on to the next line, the next options or the end; appends what happened. Where options wait, it offers them again.
Waiting advance(const program::Pack& pack, Session& session, Events& events);

// Takes the option number `option` (from 0, counted over all that were offered); appends Chose. A check fails where
// nothing waits for a choice; an Error says that there is no such option or that its condition does not hold.
base::Result<base::Done> choose(const program::Pack& pack, Session& session, uint32_t option, Events& events);

// The Session as bytes, and back; an Error where the bytes are not a Session of this very pack.
std::vector<uint8_t> save(const program::Pack& pack, const Session& session);
base::Result<Session> load(const program::Pack& pack, std::span<const uint8_t> bytes);

}  // namespace firefly::play
