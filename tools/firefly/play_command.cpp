#include <cstdio>
#include <cstdlib>
#include <optional>
#include <utility>

#include "tools/firefly/commands.h"
#include "tools/firefly/show.h"
#include "tools/firefly/workspace.h"

namespace firefly::tool {
namespace {

// More than any story says in one go.
constexpr uint32_t lines_without_end = 1000;

void put(const std::string& line) {
  std::fputs(line.c_str(), stdout);
  std::fputc('\n', stdout);
}

// One play in the terminal. Lines are printed as they come; options with their numbers.
class Terminal {
 public:
  Terminal(const program::Pack& pack, const Options& options, uint32_t locale)
      : pack_(pack), options_(options), locale_(locale), session_(play::begin(pack, options.seed)) {}

  Exit run() {
    uint32_t lines = 0;
    while (true) {
      events_.clear();
      const play::Waiting waiting = play::advance(pack_, session_, events_);
      uint32_t offered = 0;
      for (const play::Event& event : events_.list) {
        if (event.kind == play::Event::Kind::Failed) {
          std::fprintf(stderr, "firefly: %s\n", events_.values_of(event)[0].c_str());
          return Exit::Wrong;
        }
        show(event, offered);
      }
      if (waiting == play::Waiting::ForNothing) return Exit::Holds;
      lines = waiting == play::Waiting::ForContinue ? lines + 1 : 0;
      if (lines == lines_without_end) {
        put("-- " + std::to_string(lines) + " lines without a choice: it runs in a circle --");
        return Exit::Wrong;
      }
      if (waiting == play::Waiting::ForChoice && !choose()) return Exit::Holds;
      if (refused_) return Exit::Wrong;
    }
  }

 private:
  void show(const play::Event& event, uint32_t& offered) {
    const std::span<const std::string> values = events_.values_of(event);
    switch (event.kind) {
      case play::Event::Kind::Entered:
        if (options_.transcript) put("node: " + std::string(pack_.node(event.index).title));
        break;
      case play::Event::Kind::Said: put(shown_line(pack_, locale_, event.index, values, Names::Displayed)); break;
      case play::Event::Kind::Offered:
        put((event.available ? "  " : "  (") + std::to_string(++offered) + (event.available ? ". " : ") ") +
            shown_line(pack_, locale_, event.index, values, Names::Displayed));
        break;
      case play::Event::Kind::Commanded: put("<<" + shown_command(event, values) + ">>"); break;
      case play::Event::Kind::Ended:
        put("-- " + shown_outcome(event.outcome) + " --");
        if (options_.transcript) put_memory();
        break;
      case play::Event::Kind::Returned:
      case play::Event::Kind::Chose:
      case play::Event::Kind::Failed: break;
    }
  }

  void put_memory() {
    for (const program::MemorySlot& slot : pack_.code().memory) {
      const std::string name(pack_.symbol(slot.name));
      put(name + " = " + play::variable(pack_, session_, name));
    }
  }

  // False where nobody chooses any more.
  bool choose() {
    std::optional<uint32_t> pick;
    if (options_.has_picks) {
      if (next_pick_ < options_.picks.size()) pick = options_.picks[next_pick_++];
    } else {
      pick = ask();
    }
    if (!pick) {
      put("-- waits for one of " + std::to_string(session_.offers.size()) + " options --");
      return false;
    }
    const base::Result<base::Done> chosen = play::choose(pack_, session_, *pick - 1, events_);
    if (chosen) {
      put("> " + std::to_string(*pick));
    } else if (options_.has_picks) {
      std::fprintf(stderr, "firefly: %s\n", chosen.error().message.c_str());
      refused_ = true;
    } else {
      put(chosen.error().message);
    }
    return true;
  }

  static std::optional<uint32_t> ask() {
    std::fputs("? ", stdout);
    std::fflush(stdout);
    char typed[32];
    if (!std::fgets(typed, sizeof(typed), stdin)) return std::nullopt;
    return static_cast<uint32_t>(std::strtoul(typed, nullptr, 10));
  }

  const program::Pack& pack_;
  const Options& options_;
  uint32_t locale_;
  play::Session session_;
  play::Events events_;
  size_t next_pick_ = 0;
  bool refused_ = false;
};

}  // namespace

Exit play_command(const Options& options) {
  script::Diagnostics diagnostics;
  const script::Dialect dialect = options.language_only ? script::Dialect::Yarn : script::Dialect::Firefly;
  const base::Result<Built> built =
      build_pack(options.paths.front(), dialect, Pictures::Without, options.version, diagnostics);
  if (!built) {
    std::fprintf(stderr, "firefly: %s\n", built.error().message.c_str());
    return Exit::Wrong;
  }
  diagnostics.sort();
  if (!report(diagnostics, options.language)) return Exit::Wrong;
  const program::Pack& pack = *built->pack;
  const uint32_t locale = options.locale.empty() ? 0 : pack.locale_index(options.locale);
  if (locale == program::no_index) {
    std::fprintf(stderr, "firefly: the scenario is not in %s\n", options.locale.c_str());
    return Exit::Usage;
  }
  return Terminal(pack, options, locale).run();
}

}  // namespace firefly::tool
