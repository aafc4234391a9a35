#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/program/pack.h"
#include "i18n/text/text.h"
#include "kiosk/app/intent.h"

// A View is what a person should see now: plain data, text ready, no State behind it. Every screen is the same three
// stacks of Elements (bar, body, dock) and one fixed control for real help; a screen differs only in what it puts in
// them. `kiosk/ui` draws a View into a Layout; the DOM mirror is View + Layout; golden tests print it as text.
// A touchable whose id was not in the View before answers a finger only after 300 ms: whoever taps Continue in a hurry
// must not choose an option that came up under the finger.

namespace firefly::app {

enum class Screen : uint8_t {
  Attract,
  Language,
  Catalogue,
  Cover,
  Chat,
  Page,      // the invented trading page
  Call,      // a telephone call
  Messages,  // text messages (SMS)
  Web,       // another page, in an invented browser
  Face,      // people face to face
  Debrief,
  Leave,
  Thanks,
  Help,
  About,
  Trouble,
  Idle  // the stall asks whether anybody is still there
};

// The name in `data-screen`, such as "Chat".
const char* name_of(Screen screen);

// Whether the story goes on here: the screen of one of its channels.
bool is_play(Screen screen);

// From Large on the layout is the one for elderly eyes (大字版): larger targets, one column, nothing by itself.
enum class TextSize : uint8_t { Standard, Large, Larger, Largest };
inline bool is_large(TextSize size) { return size != TextSize::Standard; }

// The colours of everything. Who asked the system for dark screens or for more contrast gets them; the station chooses
// for its own.
enum class Scheme : uint8_t { Light, Dark, Contrast, Sunlight };

// By the names "light", "dark", "contrast" and "sunlight".
std::optional<Scheme> scheme_named(std::string_view name);

enum class Tone : uint8_t { Plain, Primary, Quiet, Danger, Gain, Loss, Flag, Genuine };

struct Element {
  enum class Kind : uint8_t {
    Heading,       // text
    Paragraph,     // text
    Caption,       // text, small and quiet
    Time,          // a divider in a chat: text
    Narration,     // centred small text in a chat or on the trading page
    Bubble,        // side, avatar, detail: the speaker's name; text with marks; tone Quiet: a plain text message
    Typing,        // side, avatar; text: who is writing; the only thing that moves by itself in a chat
    Spoken,        // what is said aloud: text; detail: the speaker's name; side; avatar, on a call none; tone Quiet:
                   // said before
    Caller,        // avatar; text: the name or number; detail: what the call is doing; tone Primary while it rings
    Sender,        // above text messages: avatar; text: the name or number; detail: what this is
    Address,       // above a page in the browser: text
    Picture,       // picture (a message where it has side and avatar), text: what it shows; badge: that it is invented
    TransferCard,  // side; text: amount; detail: to whom, and that it is a drill
    Balance,       // text: the amount shown; detail: the change; badge: that it is invented; series: the values so far,
                   // newest last, for a chart; tone Gain (red) or Loss (green): 涨红跌绿
    Cost,          // debrief: text: amount; detail: of what
    FlagNote,      // debrief, under the Bubble it is about: text: label; detail: why it gives the scam away
    Step,          // a numbered or ticked line of advice: text; number in `number`, 0 for a tick
    Code,          // a QR code: `modules`; text: what it is for; detail: the check words
    Card,          // catalogue: touchable; text: title; detail: summary; badge: minutes; picture
    Button,        // touchable; text
    Link           // touchable, quiet; text
  };
  std::string id;  // unique in its View; the same thing keeps it from View to View ("message-17", "help")
  Kind kind = Kind::Paragraph;
  program::Side side = program::Side::Centre;
  Tone tone = Tone::Plain;
  text::Text text;
  text::Text detail;
  text::Text badge;                      // a small chip on the element, such as 演练; empty utf8 for none
  uint32_t avatar = program::no_index;   // who says it (Bubble, Typing, and messages of other kinds)
  uint32_t picture = program::no_index;  // what is shown (Picture, Card)
  uint32_t pack = 0;                     // avatar and picture are indices for Pack::picture of View::packs[pack]
  std::vector<float> series;
  std::vector<uint8_t> modules;  // Code: a square of them, row by row, 1 for dark
  uint32_t number = 0;
  Intent intent;  // Kind::None where it cannot be touched
};

struct View {
  Screen screen = Screen::Attract;
  std::string place;          // the conversation or page that the body shows; another place is scrolled anew
  std::string locale;         // BCP 47
  text::Text title;           // what the screen reader says first and the bar shows
  text::Text drill;           // 演练, always visible; empty on Help, which is no part of the drill
  text::Text announcement;    // what was new since the last View, for those who listen; empty for nothing
  std::vector<Element> bar;   // small touchables at the top: back, language, 大字版, leave
  std::vector<Element> body;  // scrolls where it is longer than the screen
  std::vector<Element> dock;  // what to do now, at the bottom or, on a wide screen, at the side
  Element help;  // 我真的碰上了: fixed, of its own look, on every screen; on Help itself not touchable
  enum class Scroll : uint8_t { Top, Newest } scroll = Scroll::Top;  // where the body stands at a new place
  TextSize text_size = TextSize::Standard;
  Scheme scheme = Scheme::Light;
  // In a group each bubble shows its speaker's name; in a private chat the names are for the mirror only.
  enum class Conversation : uint8_t { Private, Group } conversation = Conversation::Private;
  std::vector<program::Pack> packs;       // hold the pictures
  std::optional<uint32_t> wake_after_ms;  // the shell sends Intent::Tick after so long without another Intent
};

}  // namespace firefly::app
