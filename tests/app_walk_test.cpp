#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/built_content.h"
#include "tests/kiosk/app/check_view.h"
#include "tests/kiosk/app/person.h"
#include "tests/kiosk/app/print_view.h"

// Walks through the real content, as a person would who chooses at random.

namespace firefly::app {
namespace {

using test::Person;
using test::print_view;

// No play takes more steps than this; one that does runs in a circle.
constexpr int most_steps = 1000;

std::vector<std::string> scenarios() {
  std::vector<std::string> names;
  const auto found = test::built_content().find("catalogue.txt");
  if (found == test::built_content().end()) return names;
  std::string name;
  for (const uint8_t byte : found->second) {
    if (byte != '\n') {
      name += static_cast<char>(byte);
    } else {
      names.push_back(name);
      name.clear();
    }
  }
  return names;
}

Person at_cover(const std::string& scenario, const std::string& locale, stats::Mode mode) {
  Settings settings;
  settings.scenario = scenario;
  settings.locale = locale;
  settings.mode = mode;
  return Person(settings, test::built_content());
}

// The View but for how long it waits: a stall's patience begins anew with every touch.
std::string looks(const Person& person) {
  View view = person.view();
  view.wake_after_ms.reset();
  return print_view(view);
}

void look_around(Person& person) {
  const std::string before = looks(person);
  person.touches("help");
  test::check_view(person.view());
  person.touches("help_return");
  CHECK(looks(person) == before);
}

struct Walked {
  std::string headline;
  stats::Record record;
};

// From the cover to the thank-you; every View on the way is checked.
Walked walk(Person& person, std::mt19937& random) {
  Walked walked;
  test::check_view(person.view());
  person.touches("start");
  for (int step = 0; step < most_steps && person.state.screen != Screen::Thanks; ++step) {
    const View view = person.view();
    test::check_view(view);
    // Whoever asks for real help at the question is back in the play afterwards.
    if (random() % 20 == 0 && view.screen != Screen::Idle) look_around(person);
    if (view.screen == Screen::Debrief && person.state.debrief_page == 0) {
      walked.headline = person.find("headline")->text.utf8;
    }
    if (view.wake_after_ms && random() % 2 == 0) {
      person.waits();
    } else {
      const Element& touched = view.dock[random() % view.dock.size()];
      person.wants(touched.intent.kind, touched.intent.argument);
    }
  }
  CHECK(person.state.screen == Screen::Thanks);
  REQUIRE(person.records.size() == 1);
  walked.record = stats::decode(person.records.front()).value();
  return walked;
}

}  // namespace

TEST_CASE("the content builds and there is something to play") {
  CHECK_FALSE(scenarios().empty());
  for (const Locale& locale : locales()) {
    CHECK(test::built_content().count("messages." + std::string(locale.tag) + ".pack") == 1);
  }
}

TEST_CASE("whoever chooses at random comes to an end, sees only whole views, and leaves one Record") {
  for (const std::string& scenario : scenarios()) {
    std::map<std::string, std::set<std::string>> headlines;  // by locale
    for (uint32_t seed = 0; seed < 120; ++seed) {
      std::mt19937 random(seed);
      const Locale locale = locales()[seed % locales().size()];
      const stats::Mode mode = seed % 3 == 0 ? stats::Mode::Stall : stats::Mode::Phone;
      CAPTURE(scenario);
      CAPTURE(seed);
      Person person = at_cover(scenario, std::string(locale.tag), mode);
      if (seed % 5 == 0) person.wants(Intent::Kind::LargerText);
      const Walked walked = walk(person, random);
      CHECK(walked.record.scenario == scenario);
      CHECK(walked.record.locale == locale.tag);
      CHECK(walked.record.mode == mode);
      CHECK((walked.record.text_size == stats::TextSize::Large) == (seed % 5 == 0));
      CHECK_FALSE(person.kept);
      headlines[std::string(locale.tag)].insert(walked.headline);
    }
    for (const auto& [locale, seen] : headlines) {
      MESSAGE(scenario << " " << locale << ": " << seen.size() << " endings seen");
      CHECK(seen.size() >= 2);
    }
  }
}

TEST_CASE("the debrief shows the giveaways that this person saw, each with why at its first, and where it leaves out") {
  for (const std::string& scenario : scenarios()) {
    for (uint32_t seed = 0; seed < 40; ++seed) {
      CAPTURE(scenario);
      CAPTURE(seed);
      std::mt19937 random(seed);
      Person person = at_cover(scenario, "zh-Hans", stats::Mode::Phone);
      person.touches("start");
      std::set<std::string> seen;  // ids of what stood in the chat
      for (int step = 0; step < most_steps && person.state.screen != Screen::Debrief; ++step) {
        const View view = person.view();
        for (const Element& element : view.body) seen.insert(element.id);
        const Element& touched = view.dock[random() % view.dock.size()];
        person.wants(touched.intent.kind, touched.intent.argument);
      }
      person.touches("next-0");
      std::set<std::string> explained;
      int last_shown = -1;
      bool said_so = true;  // that something in between is left out
      for (const Element& element : person.view().body) {
        if (element.id.rfind("visit-", 0) == 0 || element.id.rfind("skipped-", 0) == 0) said_so = true;
        if (element.id.rfind("message-", 0) == 0) {
          const int number = std::stoi(element.id.substr(8));
          CHECK_MESSAGE((number == last_shown + 1 || said_so), element.id << " stands as if it came next");
          last_shown = number;
          said_so = element.kind == Element::Kind::Balance;
          const bool on_page_once = element.kind == Element::Kind::Balance;
          CHECK_MESSAGE((seen.count(element.id) == 1 || on_page_once), element.id << " was never seen");
        }
        if (element.kind != Element::Kind::FlagNote) continue;
        const bool first = explained.insert(element.text.utf8).second;
        CHECK(first == !element.detail.utf8.empty());
      }
    }
  }
}

TEST_CASE("an interrupted play of the real content goes on to the same end") {
  for (const std::string& scenario : scenarios()) {
    for (uint32_t seed = 0; seed < 20; ++seed) {
      CAPTURE(scenario);
      CAPTURE(seed);
      Person person = at_cover(scenario, "zh-Hans", stats::Mode::Phone);
      person.touches("start");
      std::mt19937 random(seed);
      for (int step = 0; step < most_steps && !person.find("to-debrief"); ++step) {
        person.reads_on();
        const View view = person.view();
        const Element& touched = view.dock[random() % view.dock.size()];
        if (touched.id == "to-debrief") break;
        person.wants(touched.intent.kind, touched.intent.argument);
        if (!person.kept || random() % 3 != 0) continue;
        // The phone's browser goes away and comes back.
        Settings settings;
        settings.scenario = scenario;
        Person again(settings, test::built_content(), person.kept);
        again.touches("resume");
        again.reads_on();
        person.reads_on();
        View one = again.view();
        View two = person.view();
        one.announcement = two.announcement = {};
        CHECK(print_view(one) == print_view(two));
      }
      CHECK(person.records.size() == 1);
    }
  }
}

}  // namespace firefly::app
