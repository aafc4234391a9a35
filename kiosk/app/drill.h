#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/play/session.h"
#include "engine/program/pack.h"

// One play of one scenario, as far as it was shown. The Session runs ahead of the person by one message, so that the
// app knows who is typing; what was shown is kept as data (lines by index, no words), for the chat and for the debrief.

namespace firefly::app {

// A stay in one conversation, at one place or on one page.
struct Visit {
  program::Channel channel = program::Channel::Chat;
  uint32_t thread = program::no_index;  // Pack::cast; the conversation joined last
};

// Something that was shown. Which fields hold depends on the kind.
struct Shown {
  enum class Kind : uint8_t {
    Said,      // line, values, cast: who says it, no_index for narration
    Chosen,    // line, values
    Pictured,  // picture, cast: who sent it or no_index
    Paid,      // fen, cast: the payee or no_index
    Received,  // fen
    Balanced   // fen, balances
  };
  Kind kind = Kind::Said;
  uint32_t visit = 0;                    // Drill::visits
  uint32_t line = program::no_index;     // Pack::line
  std::vector<std::string> values;       // of the line's slots
  uint32_t cast = program::no_index;     // Pack::cast
  uint32_t picture = program::no_index;  // Pack::picture
  int64_t fen = 0;
  size_t balances = 0;  // how many of Drill::balances_fen there were, this one included
};

// An option that waits to be chosen.
struct Option {
  uint32_t number = 0;  // counted over all that were offered
  uint32_t line = program::no_index;
  std::vector<std::string> values;
};

// A line of the ending, shown in the debrief.
struct EndingLine {
  uint32_t line = program::no_index;
  std::vector<std::string> values;
};

enum class Phase : uint8_t {
  Reading,   // something was shown; the next comes by itself or on Continue
  Typing,    // the next is a message of somebody else, who is writing it
  Choosing,  // options wait
  Over       // the story has ended; what is left is the debrief
};

struct Drill {
  program::Pack pack;
  uint64_t seed = 0;
  std::vector<uint32_t> picks;  // every option chosen so far: with the seed they are the whole play
  play::Session session;
  play::Events ahead;     // what the Session did that was not shown yet
  size_t next_ahead = 0;  // ahead.list from here on
  play::Waiting waiting = play::Waiting::ForContinue;

  Phase phase = Phase::Reading;
  std::vector<Visit> visits;
  std::vector<Shown> transcript;
  std::vector<Option> options;
  std::vector<EndingLine> ending;
  program::Outcome outcome = program::Outcome::None;
  size_t news = 0;  // transcript from here on came with the last step

  int64_t paid_fen = 0;
  int64_t received_fen = 0;
  std::vector<int64_t> balances_fen;
  std::array<uint16_t, 6> acts{};  // verify, refuse, stall, comply, leak, report
  int8_t stage_of_giving_in = -1;
  uint64_t played_ms = 0;  // time on the drill's own screens
};

// A new play, its first message shown.
Drill start_drill(const program::Pack& pack, uint64_t seed);

// The next thing that will be shown, where it is a message that somebody else writes or sends.
std::optional<Shown> next_message(const Drill& drill);

// Time has passed: whoever wants to write begins to, whoever was writing is done. Nothing where a choice is due.
void let_time_pass(Drill& drill);

// Shows the next thing at once. Nothing where a choice is due.
void show_next(Drill& drill);

// Takes an option by its number; an Error where it is not offered.
base::Result<base::Done> pick(Drill& drill, uint32_t number);

// Whether the line of what was said or chosen bears the tag.
bool has_tag(const Drill& drill, const Shown& shown, std::string_view tag);

// Whether the page of now is the invented account: one where a balance was shown, and no address of another page.
bool is_account(const Drill& drill);

// What is not there to be given back, never below zero.
int64_t lost_fen(const Drill& drill);

// An interrupted play as it stays on a phone.
struct Kept {
  std::string scenario;
  int64_t hours_since_epoch = 0;  // when it was kept
  uint64_t played_ms = 0;
  uint64_t seed = 0;
  std::vector<uint32_t> picks;
  std::vector<uint8_t> session;  // play::save; tells whether the pack is still the same
};

// The interrupted play as bytes, and back; an Error where they are none.
std::vector<uint8_t> write_kept(const Drill& drill, int64_t hours_since_epoch);
base::Result<Kept> read_kept(std::span<const uint8_t> bytes);

// The play at the point where it was kept, found by playing it again; an Error where the pack is another by now.
base::Result<Drill> resume_drill(const program::Pack& pack, const Kept& kept);

}  // namespace firefly::app
