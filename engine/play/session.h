#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
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
    Returned,   // index: node, in which the play is again after a detour
    Said,       // index: line; values: what its slots hold
    Offered,    // index: line of the option; available; values likewise. One Event an option, in order
    Chose,      // index: line of the option; values likewise
    Commanded,  // command; values: its words after the name (for Command::Other the whole text is value 0)
    Ended,      // outcome
    Failed      // the play cannot go on and has ended. index: instruction; value 0 says why, in English, for the log
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

// An option that was offered.
struct Offer {
  uint32_t line;
  uint32_t target;  // instruction
  bool available;
  uint32_t first_value;
  uint32_t value_count;
};

// By what rule one of several candidates is chosen: a line of a group, a node of a group.
enum class Saliency : uint8_t {
  RandomBestLeastRecentlySeen,  // of those chosen least often the most complex; of several, one by chance
  BestLeastRecentlySeen,        // likewise, but the first
  Best,                         // the most complex; of several, the first
  First
};

// Where a play stands. The fields are the engine's own.
struct Session {
  enum class Status : uint8_t { Running, Choosing, Ended };
  Status status = Status::Ended;
  program::Outcome outcome = program::Outcome::None;
  Saliency saliency = Saliency::RandomBestLeastRecentlySeen;
  uint32_t next = 0;  // instruction
  uint64_t random_state = 0;
  std::vector<uint64_t> memory;      // one word a slot: the number's bits, 0 or 1, a symbol or own_string
  std::vector<std::string> strings;  // one for each slot that holds strings: what was made while playing
  std::vector<Offer> offers;
  std::vector<std::string> offer_values;
  std::vector<uint32_t> returns;  // the Backs of the detours that the play is in, the innermost last
};

// In Session::memory: the string is the slot's own in Session::strings.
inline constexpr uint64_t own_string = uint64_t{1} << 32;

// How many instructions may run between two stops; a play that needs more is caught in a loop and ends as Failed.
inline constexpr uint32_t instructions_between_stops = 1'000'000;
// And how many bytes of text may be put together or shown between them, and how long one that is put together may be;
// a text that grows in a loop ends as Failed too.
inline constexpr uint64_t text_bytes_between_stops = 1'000'000;
inline constexpr uint64_t longest_text_bytes = 16'384;

// How deep detours may lead; a play that goes deeper is caught in them and ends as Failed.
inline constexpr uint32_t most_detours = 256;

// Candidates of a group that wait while others are chosen fall behind no further than this.
inline constexpr double most_seen = 8;

// A new play from the scenario's start node. The same seed gives the same play.
Session begin(const program::Pack& pack, uint64_t seed);

// Goes on to the next line, the next options or the end; appends what happened. Where options wait, it offers them
// again. Options of which none is available are offered and passed by.
Waiting advance(const program::Pack& pack, Session& session, Events& events);

// The value of a variable ($x) as text; empty where the pack has no such variable.
std::string variable(const program::Pack& pack, const Session& session, std::string_view name);

// Sets a variable from text ("3.5", "true", "words"), as test plans do; an Error where there is no such variable or the
// text is none of its type.
base::Result<base::Done> set_variable(const program::Pack& pack, Session& session, std::string_view name,
                                      std::string_view value);

// Goes to the beginning of a node, as test plans do; an Error where there is none that is played.
base::Result<base::Done> enter(const program::Pack& pack, Session& session, std::string_view title);

// A value as it goes to and comes from whoever plays.
using Value = std::variant<double, bool, std::string>;

// A function that a script calls and that whoever plays it has: gets as many values as the script gives, of the types
// that the script takes for granted.
struct HostFunction {
  std::string name;
  std::function<Value(std::span<const Value>)> call;
};
using HostFunctions = std::vector<HostFunction>;

// As above, for scripts that call functions of whoever plays them. One that is not there, or gives a value of another
// type than the script asks for, ends the play as Failed.
Waiting advance(const program::Pack& pack, Session& session, Events& events, const HostFunctions& functions);

// What `engine/prove` sees and steers of a run, which plays themselves never need: what its conditions were, and what
// its draws of chance are to give.
struct Probe {
  struct Condition {
    uint32_t instruction;  // the JumpUnless, the Option, or any Candidate
    bool held;
  };
  // One of `count` outcomes; where there are too many to try them all, `count` are samples, lowest and highest among
  // them.
  struct Draw {
    uint32_t count;
    bool sampled;
  };
  std::vector<Condition> conditions;  // appended by the run
  std::vector<Draw> draws;            // appended by the run
  std::vector<uint32_t> outcomes;     // of the run's draws, in order; 0 for those behind the last
};

// As above, with chance taken from the probe instead of from the Session's seed. What functions of whoever plays may
// give counts as chance too.
Waiting advance(const program::Pack& pack, Session& session, Events& events, Probe& probe);

// Takes the option number `option` (from 0, counted over all that were offered); appends Chose. A check fails where
// nothing waits for a choice; an Error says that there is no such option or that its condition does not hold.
base::Result<base::Done> choose(const program::Pack& pack, Session& session, uint32_t option, Events& events);

// The Session as bytes, and back; an Error where the bytes are not a Session of this very pack.
std::vector<uint8_t> save(const program::Pack& pack, const Session& session);
base::Result<Session> load(const program::Pack& pack, std::span<const uint8_t> bytes);

}  // namespace firefly::play
