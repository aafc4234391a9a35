#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/program/pack.h"
#include "engine/stats/record.h"
#include "kiosk/app/drill.h"
#include "kiosk/app/messages.h"
#include "kiosk/app/view.h"

// All that the app knows while it runs, as one value. Only `update` makes a new State; only `present` reads it.

namespace firefly::app {

// What is decided before the first screen.
struct Settings {
  stats::Mode mode = stats::Mode::Phone;
  std::string locale = "zh-Hans";  // one of locales()
  std::string scenario;            // a link that opens this scenario's cover; empty for the attract screen
  Scheme scheme = Scheme::Light;
  std::string issuer;  // who presents the drill, as the cover says; empty for a demonstration
};

// Something that comes from outside: not asked for, on its way, here, or why not.
enum class Fetch : uint8_t { Unasked, Asked, Here, Absent, Broken };

// A scenario of the catalogue.
struct Entry {
  std::string name;
  Fetch fetch = Fetch::Unasked;
  std::optional<program::Pack> pack;  // when Here
};

// The message that arrives on the attract screen.
enum class Invitation : uint8_t { Quiet, Typing, Arrived };

// Whether the play's Record is safe.
enum class Recording : uint8_t {
  Open,     // the play is not over
  None,     // it ended without an outcome and leaves none
  Storing,  // handed to the journal
  Stored,   // durable
  Failed
};

// The numbers that the help page offers to dial; Intent::Dial counts in this order.
inline constexpr std::array help_hotlines = {Message::hotline_police, Message::hotline_advice};

struct State {
  Settings settings;
  std::string locale;  // of the messages in use
  TextSize text_size = TextSize::Standard;
  std::optional<Messages> messages;  // none until the first ones have come: nothing can be shown before
  std::string wanted_locale;         // asked for, not there yet; empty for none
  Fetch wanted_locale_fetch = Fetch::Unasked;
  std::string failure;  // why there are no messages at all; empty while there is hope

  Screen screen = Screen::Attract;
  std::vector<Screen> beneath;  // screens under Help, Language, About, Leave and Trouble; Back returns to them
  Invitation invitation = Invitation::Quiet;

  Fetch catalogue = Fetch::Unasked;
  std::vector<Entry> entries;
  size_t chosen = 0;  // the entry that cover and drill are about

  std::optional<Drill> drill;  // the play, from its start until its thank-you is left
  std::optional<Kept> kept;    // an interrupted play that may be resumed
  uint32_t debrief_page = 0;
  Recording recording = Recording::Open;
  uint32_t records = 0;  // how many were handed to the journal; tells its answers apart

  uint64_t now_ms = 0;  // the shell's monotonic clock at the last input
};

inline constexpr uint32_t debrief_pages = 3;

}  // namespace firefly::app
