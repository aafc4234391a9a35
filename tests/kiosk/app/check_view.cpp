#include "tests/kiosk/app/check_view.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "tests/kiosk/app/print_view.h"

namespace firefly::test {
namespace {

using app::Element;
using app::Intent;
using app::Screen;

void check_element(const app::View& view, const Element& element) {
  CHECK_FALSE(element.id.empty());
  CHECK_FALSE(element.text.utf8.empty());
  const bool bubble = element.kind == Element::Kind::Bubble || element.kind == Element::Kind::Spoken;
  if (bubble && element.side == program::Side::Them) CHECK_FALSE(element.detail.utf8.empty());
  if (element.avatar != program::no_index || element.picture != program::no_index) {
    REQUIRE(element.pack < view.packs.size());
    const uint32_t pictures = view.packs[element.pack].picture_count();
    CHECK((element.avatar == program::no_index || element.avatar < pictures));
    CHECK((element.picture == program::no_index || element.picture < pictures));
  }
  const bool touchable = element.kind == Element::Kind::Button || element.kind == Element::Kind::Link ||
                         element.kind == Element::Kind::Card;
  if (&element != &view.help) CHECK(touchable == (element.intent.kind != Intent::Kind::None));
  for (const program::Mark& mark : element.text.marks) {
    CHECK(mark.begin < mark.end);
    CHECK(mark.end <= element.text.utf8.size());
  }
  // What gives a scam away is shown when it is over, not before.
  if (view.screen != Screen::Debrief) CHECK(element.text.marks.empty());
}

}  // namespace

void check_view(const app::View& view) {
  INFO(print_view(view));
  std::set<std::string> ids{view.help.id};
  std::set<Intent::Kind> intents;
  for (const auto* stack : {&view.bar, &view.body, &view.dock}) {
    for (const Element& element : *stack) {
      CAPTURE(element.id);
      CHECK_MESSAGE(ids.insert(element.id).second, element.id << " is there twice");
      check_element(view, element);
      intents.insert(element.intent.kind);
    }
  }
  check_element(view, view.help);
  const bool help = view.screen == Screen::Help;
  CHECK(view.help.intent.kind == (help ? Intent::Kind::None : Intent::Kind::Help));
  CHECK(view.drill.utf8.empty() == help);
  CHECK_FALSE(view.title.utf8.empty());
  CHECK_FALSE(view.locale.empty());
  CHECK_FALSE(view.place.empty());

  const bool goes_on = intents.count(Intent::Kind::Continue) + intents.count(Intent::Kind::Choose) == 1;
  const bool play = app::is_play(view.screen);
  if (play) CHECK(goes_on);
  if (play || view.screen == Screen::Debrief) CHECK(intents.count(Intent::Kind::Leave) == 1);
  // No screen is a dead end.
  intents.erase(Intent::Kind::None);
  intents.erase(Intent::Kind::LargerText);
  intents.erase(Intent::Kind::ShowLanguages);
  intents.erase(Intent::Kind::ShowAbout);
  intents.erase(Intent::Kind::Dial);
  intents.erase(Intent::Kind::ReadLicences);
  CHECK_FALSE(intents.empty());
  // In large text nothing comes by itself; only an abandoned stall asks.
  constexpr uint32_t soon_ms = 20'000;
  if (app::is_large(view.text_size) && view.screen != Screen::Idle && view.wake_after_ms) {
    CHECK(*view.wake_after_ms >= soon_ms);
  }
}

}  // namespace firefly::test
