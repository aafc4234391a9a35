#include "tools/firefly/playthrough.h"

#include <algorithm>

#include "engine/play/session.h"
#include "tools/firefly/show.h"

namespace firefly::tool {
namespace {

// A play that runs in a circle is told no further.
constexpr uint32_t most_lines = 200;
constexpr uint64_t seeds_to_try = 100'000;

// Plays it and hands every event to `told`; chance comes from the play, or from `seed`. False where an option could not
// be taken.
template <class Told>
bool replay(const program::Pack& pack, const prove::Playthrough& play, std::optional<uint64_t> seed, Told&& told) {
  play::Session session = play::begin(pack, seed.value_or(1));
  play::Events events;
  for (size_t stretch = 0; stretch <= play.picks.size(); ++stretch) {
    play::Probe probe;
    if (stretch < play.chance.size()) probe.outcomes = play.chance[stretch];
    play::Waiting waiting = play::Waiting::ForContinue;
    for (uint32_t lines = 0; waiting == play::Waiting::ForContinue && lines < most_lines; ++lines) {
      events.clear();
      waiting = seed ? play::advance(pack, session, events) : play::advance(pack, session, events, probe);
      for (const play::Event& event : events.list) told(event, events.values_of(event));
    }
    if (waiting != play::Waiting::ForChoice || stretch == play.picks.size()) return stretch == play.picks.size();
    events.clear();
    if (!play::choose(pack, session, play.picks[stretch], events)) return false;
    told(events.list[0], events.values_of(events.list[0]));
  }
  return true;
}

std::string heard(const program::Pack& pack, const prove::Playthrough& play, std::optional<uint64_t> seed) {
  std::string all;
  const bool whole = replay(pack, play, seed, [&](const play::Event& event, std::span<const std::string> values) {
    all +=
        std::to_string(static_cast<int>(event.kind)) + ":" + std::to_string(event.index) + (event.available ? "" : "x");
    for (const std::string& value : values) all += "|" + value;
    all += "\n";
  });
  return whole ? all : std::string();
}

}  // namespace

std::string picks_of(const prove::Playthrough& play) {
  std::string picks;
  for (const uint32_t pick : play.picks) picks += (picks.empty() ? "" : ",") + std::to_string(pick + 1);
  return picks;
}

std::vector<std::string> choices_of(const program::Pack& pack, const prove::Playthrough& play) {
  std::vector<std::string> choices;
  replay(pack, play, std::nullopt, [&](const play::Event& event, std::span<const std::string> values) {
    if (event.kind == play::Event::Kind::Chose) choices.push_back(shown_text(pack, 0, event.index, values));
  });
  return choices;
}

std::optional<uint64_t> seed_of(const program::Pack& pack, const prove::Playthrough& play) {
  if (!play.has_chance()) return 1;
  const std::string wanted = heard(pack, play, std::nullopt);
  for (uint64_t seed = 1; seed <= seeds_to_try; ++seed) {
    if (heard(pack, play, seed) == wanted) return seed;
  }
  return std::nullopt;
}

std::string plan_of(const program::Pack& pack, const prove::Playthrough& play, const std::string& comment) {
  std::string plan = "# " + comment + "\n";
  if (play.has_chance()) {
    const std::optional<uint64_t> seed = seed_of(pack, play);
    if (seed) plan += "# --seed " + std::to_string(*seed) + "\n";
  }
  const auto& instructions = pack.code().instructions;
  const bool has_groups =
      std::any_of(instructions.begin(), instructions.end(),
                  [](const program::Instruction& instruction) { return instruction.op == program::Opcode::Select; });
  if (has_groups) plan += "saliency: random_best_least_recently_seen\n";  // as plays do it
  size_t next_pick = 0;
  const auto step = [&](const char* what, const std::string& text) {
    // What holds a backquote cannot be written in a plan; a line need not be.
    const bool plain = text.find('`') == std::string::npos && text.find('\n') == std::string::npos;
    plan += std::string(what) + (plain ? "`" + text + "`" : "*");
  };
  replay(pack, play, std::nullopt, [&](const play::Event& event, std::span<const std::string> values) {
    switch (event.kind) {
      case play::Event::Kind::Said:
        step("line: ", shown_line(pack, 0, event.index, values, Names::Keys));
        plan += "\n";
        break;
      case play::Event::Kind::Offered:
        step("option: ", shown_line(pack, 0, event.index, values, Names::Keys));
        plan += event.available ? "\n" : " [disabled]\n";
        break;
      case play::Event::Kind::Commanded:
        step("command: ", shown_command(event, values));
        plan += "\n";
        break;
      case play::Event::Kind::Chose: plan += "select: " + std::to_string(play.picks[next_pick++] + 1) + "\n"; break;
      case play::Event::Kind::Ended:
        if (event.outcome != program::Outcome::None) plan += "command: `end " + shown_outcome(event.outcome) + "`\n";
        plan += "stop\n";
        break;
      case play::Event::Kind::Entered:
      case play::Event::Kind::Returned:
      case play::Event::Kind::Failed: break;
    }
  });
  return plan;
}

}  // namespace firefly::tool
