#pragma once

#include <cstdint>

// What a person wants. The screens emit Intents, the mirror's elements carry their names in `data-intent`, and
// `update` is the one place that answers them.

namespace firefly::app {

struct Intent {
  enum class Kind : uint8_t {
    None,
    Start,           // attract: begin
    ChooseLanguage,  // argument: index of the locale
    ShowLanguages,
    Open,      // argument: index in the catalogue; shows the cover
    Play,      // cover: begin the drill
    Resume,    // cover: go on with the interrupted play
    Continue,  // next message, or next page
    Choose,    // argument: index of the option, counted over all that were offered
    Leave,     // 不想玩了
    Back,
    Again,  // play the same drill once more
    ShowCatalogue,
    Finish,        // debrief: on to the thank-you
    Retry,         // trouble: ask once more for what did not come
    Help,          // 我真的碰上了: leaves the drill for the page of real help
    Dial,          // help page: opens the phone's dialler; argument: index of the hotline shown
    LargerText,    // A+: the next larger text size; from the second on it is 大字版
    SmallerText,   // A−
    ShowAbout,     // licences, privacy, issuer
    ReadLicences,  // about, on a phone: the licences in full, on a page of their own
    ReadFiling,    // about, on a phone: where the filing number can be looked up
    Tick           // time has passed; argument: nothing. Sent by the shell when `wake_after_ms` is over
  };
  Kind kind = Kind::None;
  uint32_t argument = 0;
  friend bool operator==(const Intent&, const Intent&) = default;
};

inline constexpr uint32_t intent_kinds = static_cast<uint32_t>(Intent::Kind::Tick) + 1;

// The name in `data-intent`, such as "Choose".
const char* name_of(Intent::Kind kind);

}  // namespace firefly::app
