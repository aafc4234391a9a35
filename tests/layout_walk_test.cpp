#include <doctest/doctest.h>

#include <array>
#include <iterator>
#include <random>
#include <set>
#include <string>

#include "tests/built_content.h"
#include "tests/kiosk/app/person.h"
#include "tests/kiosk/ui/check_layout.h"
#include "tests/kiosk/ui/ruled_fonts.h"

// The real content on every screen size: whatever a person comes to see, nothing is clipped, nothing covers anything,
// everything is large enough to touch and strong enough to read.

namespace firefly {
namespace {

using app::Intent;
using app::Screen;
using test::Person;

constexpr int most_steps = 1000;
constexpr uint32_t walks_each = 40;

struct Inspector {
  ui_test::Table table;
  std::array<ui::BlockCache, std::size(ui_test::screen_sizes)> caches;
  std::set<std::string> complaints;
  size_t views = 0;

  void look(const app::View& view) {
    ++views;
    for (size_t index = 0; index < caches.size(); ++index) {
      const ui_test::ScreenSize screen = ui_test::screen_sizes[index];
      for (const std::string& complaint : ui_test::complaints(view, screen, table.fonts(), caches[index]))
        complaints.insert(std::string(app::name_of(view.screen)) + " at " +
                          std::to_string(static_cast<int>(screen.width)) + " x " +
                          std::to_string(static_cast<int>(screen.height)) + " " + view.locale + ": " + complaint);
    }
  }
};

void walk(Person& person, uint32_t seed, Inspector& inspector) {
  std::mt19937 random(seed);
  for (int step = 0; step < most_steps && person.state.screen != Screen::Thanks; ++step) {
    const app::View view = person.view();
    inspector.look(view);
    const app::Element& touched = view.dock[random() % view.dock.size()];
    person.wants(touched.intent.kind, touched.intent.argument);
  }
  CHECK(person.state.screen == Screen::Thanks);
  inspector.look(person.view());
}

void look_at_the_rest(Person& person, Inspector& inspector) {
  inspector.look(person.view());
  // Everybody who writes on the attract screen, more than once round.
  for (int step = 0; step < 12 && person.view().wake_after_ms; ++step) {
    person.waits();
    inspector.look(person.view());
  }
  for (const Intent::Kind kind :
       {Intent::Kind::Start, Intent::Kind::ShowAbout, Intent::Kind::Help, Intent::Kind::ShowLanguages}) {
    person.wants(kind);
    inspector.look(person.view());
    person.wants(Intent::Kind::Back);
  }
  if (person.state.settings.mode != stats::Mode::Stall) return;
  Person gone = person;
  gone.wants(Intent::Kind::Start);
  gone.waits();
  CHECK(gone.state.screen == Screen::Idle);
  inspector.look(gone.view());
}

}  // namespace

TEST_CASE("every line of the content stands well on every screen, in each language and text size") {
  std::set<std::string> complaints;
  for (const app::Locale& locale : app::locales()) {
    for (const int larger : {0, 1, 2, 3}) {
      const bool large = larger > 0;
      Inspector inspector;
      app::Settings settings;
      settings.locale = std::string(locale.tag);
      settings.mode = large ? stats::Mode::Stall : stats::Mode::Phone;
      Person visitor(settings, test::built_content());
      for (int step = 0; step < larger; ++step) visitor.wants(Intent::Kind::LargerText);
      look_at_the_rest(visitor, inspector);
      for (uint32_t scenario = 0; scenario < visitor.state.entries.size(); ++scenario) {
        for (uint32_t seed = 0; seed < walks_each; ++seed) {
          settings.scenario = visitor.state.entries[scenario].name;
          Person person(settings, test::built_content());
          for (int step = 0; step < larger; ++step) person.wants(Intent::Kind::LargerText);
          walk(person, seed, inspector);
        }
      }
      const std::string seen =
          settings.locale + ", text step " + std::to_string(larger) + ": " + std::to_string(inspector.views) + " views";
      MESSAGE(seen);
      complaints.insert(inspector.complaints.begin(), inspector.complaints.end());
    }
  }
  for (const std::string& complaint : complaints) MESSAGE(complaint);
  CHECK(complaints.size() == 0);
}

}  // namespace firefly
