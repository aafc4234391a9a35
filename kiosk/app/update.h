#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/result.h"
#include "kiosk/app/intent.h"
#include "kiosk/app/state.h"

// The heart of the app, a small loop without a clock, a file or a screen:
//
//   Turn turn = begin(settings);                            // the first State, and what it needs from outside
//   turn = update(std::move(turn.state), input, moment);    // for whatever happens
//   View view = present(turn.state);                        // what a person should see now (kiosk/app/present.h)
//
// Input is what a person wants (an Intent) or what the outside world answers to an Effect. Effects are imperatives
// that `kiosk/shell` carries out; nothing in here waits for them.

namespace firefly::app {

using Bytes = std::vector<uint8_t>;

struct Effect {
  enum class Kind : uint8_t {
    LoadMessages,    // name: locale; answered by Loaded
    LoadStation,     // answered by Loaded, with what read_station takes
    LoadCatalogue,   // answered by Loaded
    LoadPack,        // name: scenario; answered by Loaded
    Append,          // bytes: a Record for the journal; number; answered by Stored
    Remember,        // bytes: the interrupted play, to stay on this device
    Recall,          // answered by Recalled
    Forget,          // the interrupted play
    Dial,            // name: the number for the phone's own dialler
    OpenLicences,    // the reading page with all licences, beside the app
    OpenFiling,      // where the filing number can be looked up, beside the app
    AnnounceLocale,  // name: locale; title: the document's title
    Wipe             // nothing of the last person may be left anywhere
  };
  Kind kind;
  std::string name;
  std::string title;
  Bytes bytes;
  uint32_t number = 0;
};

// The answer to LoadMessages, LoadCatalogue, LoadStation or LoadPack.
struct Loaded {
  Effect::Kind what;
  std::string name;
  base::Result<Bytes> bytes;
};

// The answer to Recall; an Error where nothing was kept.
struct Recalled {
  base::Result<Bytes> bytes;
};

// The answer to Append: durable, or why not.
struct Stored {
  uint32_t number;
  base::Result<base::Done> done;
};

using Input = std::variant<Intent, Loaded, Recalled, Stored>;

// What the outside world says at the time of an input.
struct Moment {
  uint64_t now_ms = 0;  // monotonic, from any start
  int64_t hours_since_epoch = 0;
  std::array<uint8_t, 16> random{};  // fresh with every input
};

struct Turn {
  State state;
  std::vector<Effect> effects;  // to be carried out in order
};

// A fresh State. At a stall it comes again whenever somebody has gone. It can be presented as soon as its messages have
// come.
Turn begin(const Settings& settings);

// Answers an input. Every input is safe at every time; what makes no sense on the screen of the moment changes nothing.
Turn update(State state, Input input, const Moment& moment);

}  // namespace firefly::app
