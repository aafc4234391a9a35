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
#include "kiosk/app/station.h"
#include "kiosk/app/takeaway.h"
#include "kiosk/app/view.h"

// All that the app knows while it runs, as one value. Only `update` makes a new State; only `present` reads it.

namespace firefly::app {

// Where a visit begins: whoever touched 开始 on the page while the app was still loading need not do so again.
enum class Door : uint8_t { Attract, Catalogue };

// What is decided before the first screen.
struct Settings {
  stats::Mode mode = stats::Mode::Phone;
  std::string locale = "zh-Hans";  // one of locales()
  std::string scenario;            // a link that opens this scenario's cover; empty for the attract screen
  Scheme scheme = Scheme::Light;
  std::string takeaway;  // the two signs of a stall's QR code, where the address had them
  TextSize text_size = TextSize::Standard;
  Door door = Door::Attract;
  Station station;  // as far as it is known
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

// Who writes it and what: at a stall one after the other, again and again.
struct Inviter {
  Message sender;
  Message message;
};
inline constexpr std::array inviters = {Inviter{Message::attract_sender, Message::attract_message},
                                        Inviter{Message::attract_sender_2, Message::attract_message_2},
                                        Inviter{Message::attract_sender_3, Message::attract_message_3}};

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
  std::optional<Messages> home;      // the first ones and their locale: what the stall returns to
  std::string home_locale;
  std::string wanted_locale;  // asked for, not there yet; empty for none
  Fetch wanted_locale_fetch = Fetch::Unasked;
  std::string failure;  // why there are no messages at all; empty while there is hope

  Screen screen = Screen::Attract;
  std::vector<Screen> beneath;  // screens under Help, Language, About, Leave and Trouble; Back returns to them
  Invitation invitation = Invitation::Quiet;
  size_t inviter = 0;  // of `inviters`

  Fetch catalogue = Fetch::Unasked;
  std::vector<Entry> entries;
  size_t chosen = 0;  // the entry that cover and drill are about

  std::optional<Drill> drill;  // the play, from its start until its thank-you is left
  std::optional<Kept> kept;    // an interrupted play that may be resumed
  uint32_t debrief_page = 0;
  Recording recording = Recording::Open;
  Takeaway takeaway{};   // of this person, once the play is over
  uint32_t records = 0;  // how many were handed to the journal; tells its answers apart

  uint64_t now_ms = 0;    // the shell's monotonic clock at the last input
  uint64_t acted_ms = 0;  // and when the person last did something, or something new was shown
};

// The screen that a play is on: that of the channel in which it stands.
Screen play_screen(const Drill& drill);

// How long a stall waits for somebody who does nothing before it asks, and then before it begins anew.
inline constexpr uint64_t idle_ms = 60'000;
inline constexpr uint64_t idle_large_ms = 120'000;
inline constexpr uint64_t idle_question_ms = 20'000;

// How long until the stall asks (on Screen::Idle: until it begins anew); nothing where it need not.
std::optional<uint64_t> idle_after_ms(const State& state);

inline constexpr uint32_t debrief_pages = 3;

}  // namespace firefly::app
