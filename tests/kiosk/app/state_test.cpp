#include "kiosk/app/state.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "tests/kiosk/app/check_view.h"
#include "tests/kiosk/app/person.h"
#include "tests/kiosk/app/print_view.h"

namespace firefly::app {
namespace {

using test::at_phone;
using test::at_stall;
using test::Person;
using Kind = Intent::Kind;

// Nobody touches anything until the screen is another one.
void goes_away(Person& person) {
  const Screen screen = person.state.screen;
  for (int step = 0; step < 200 && person.state.screen == screen; ++step) person.waits();
}

void begin_play(Person& person) {
  person.touches("attract_start");
  person.touches("card-little");
  person.touches("start");
}

bool same(const std::optional<Messages>& one, const std::optional<Messages>& other) {
  return one.has_value() == other.has_value() &&
         (!one || one->text(Message::start).utf8 == other->text(Message::start).utf8);
}

// Every field of a State: a new one must be named here, and so be thought of in the wipe.
void check_same(const State& one, const State& other) {
  const auto& [settings, locale, text_size, messages, home, home_locale, wanted_locale, wanted_locale_fetch, failure,
               screen, beneath, invitation, inviter, catalogue, entries, chosen, drill, kept, debrief_page, recording,
               takeaway, records, now_ms, acted_ms] = one;
  CHECK(takeaway == other.takeaway);
  CHECK(settings.mode == other.settings.mode);
  CHECK(settings.text_size == other.settings.text_size);
  CHECK(settings.door == other.settings.door);
  CHECK(settings.locale == other.settings.locale);
  CHECK(settings.scenario == other.settings.scenario);
  CHECK(settings.station.issuer == other.settings.station.issuer);
  CHECK(locale == other.locale);
  CHECK(text_size == other.text_size);
  CHECK(same(messages, other.messages));
  CHECK(same(home, other.home));
  CHECK(home_locale == other.home_locale);
  CHECK(wanted_locale == other.wanted_locale);
  CHECK(wanted_locale_fetch == other.wanted_locale_fetch);
  CHECK(failure == other.failure);
  CHECK(screen == other.screen);
  CHECK(beneath == other.beneath);
  CHECK(invitation == other.invitation);
  CHECK(inviter == other.inviter);
  CHECK(catalogue == other.catalogue);
  CHECK(entries.size() == other.entries.size());
  for (size_t i = 0; i < entries.size() && i < other.entries.size(); ++i) {
    CHECK(entries[i].name == other.entries[i].name);
    CHECK(entries[i].fetch == other.entries[i].fetch);
  }
  CHECK(chosen == other.chosen);
  CHECK(drill.has_value() == other.drill.has_value());
  CHECK(kept.has_value() == other.kept.has_value());
  CHECK(debrief_page == other.debrief_page);
  CHECK(recording == other.recording);
  CHECK(records == other.records);
  // Only the clocks have gone on.
  CHECK(now_ms == acted_ms);
  CHECK(other.now_ms >= other.acted_ms);
}

// A stall that nobody has touched yet, its content there.
State untouched() {
  Person person = at_stall();
  person.touches("attract_start");
  person.touches("back");
  State state = person.state;
  state.acted_ms = state.now_ms;
  return state;
}

}  // namespace

TEST_CASE("a stall asks after a minute without a touch, counts the seconds down and begins anew") {
  Person person = at_stall();
  begin_play(person);
  while (person.state.drill->phase != Phase::Choosing) person.waits();
  const uint64_t since_ms = person.now_ms;
  goes_away(person);
  CHECK(person.state.screen == Screen::Idle);
  CHECK(person.now_ms - since_ms == idle_ms);
  test::check_view(person.view());
  test::check_golden("idle", test::print_view(person.view()));
  CHECK(person.view().wake_after_ms == 1000u);
  person.waits();
  CHECK(person.find("idle-seconds")->text.utf8.find("19") != std::string::npos);
  goes_away(person);
  CHECK(person.state.screen == Screen::Attract);
  CHECK(person.now_ms - since_ms == idle_ms + idle_question_ms);
  CHECK(person.wipes == 1);
  CHECK(person.records.empty());
}

TEST_CASE("in large text the stall waits twice as long, for reading takes longer") {
  Person person = at_stall();
  begin_play(person);
  person.touches("text_large");
  const uint64_t since_ms = person.now_ms;
  goes_away(person);
  CHECK(person.state.screen == Screen::Idle);
  CHECK(person.now_ms - since_ms == idle_large_ms);
}

TEST_CASE("whoever touches the question goes on where it was, and real help is one touch away there too") {
  Person person = at_stall();
  begin_play(person);
  person.reads_on();
  const std::string before = test::print_view(person.view());
  goes_away(person);
  Person in_need = person;
  person.touches("idle_continue");
  CHECK(test::print_view(person.view()) == before);
  in_need.touches("help");
  CHECK(in_need.state.screen == Screen::Help);
  in_need.touches("help_return");
  CHECK(in_need.state.screen == Screen::Chat);
}

TEST_CASE("what comes by itself is no touch, but whoever watches it is not asked") {
  Person person = at_stall();
  begin_play(person);
  while (person.state.drill->phase != Phase::Choosing) {
    person.waits();
    CHECK(person.state.screen == Screen::Chat);
  }
}

TEST_CASE("an attract screen left in another text size or language becomes the stall's own again without a question") {
  Person person = at_stall();
  person.touches("text_large");
  person.touches("language_button");
  person.touches("language_name_en");
  CHECK(person.view().locale == "en");
  person.waits();
  CHECK(person.view().locale == "zh-Hans");
  CHECK(person.view().text_size == TextSize::Standard);
  CHECK(person.wipes == 1);
}

TEST_CASE("at an untouched stall one stranger after the other writes, and nothing else ever happens") {
  Person person = at_stall();
  std::vector<std::string> messages;
  for (int step = 0; step < 40; ++step) {
    if (person.find("attract_message") || person.find("attract_message_2") || person.find("attract_message_3")) {
      messages.push_back(person.view().body.front().text.utf8);
    }
    person.waits();
    CHECK(person.state.screen == Screen::Attract);
  }
  CHECK(person.wipes == 0);
  REQUIRE(messages.size() > inviters.size());
  CHECK(messages[0] != messages[1]);
  CHECK(messages[0] == messages[inviters.size()]);
}

TEST_CASE("a phone never asks and never wipes") {
  Person person = at_phone();
  begin_play(person);
  person.reads_on();
  CHECK_FALSE(idle_after_ms(person.state));
  person.now_ms += 10 * idle_large_ms;
  person.wants(Kind::Tick);
  CHECK(person.state.screen == Screen::Chat);
}

TEST_CASE("whatever somebody did before going away, the State afterwards is a fresh one in every field") {
  const State fresh = untouched();
  for (uint32_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Person person = at_stall();
    person.touches("attract_start");
    const size_t steps = random() % 60;
    for (size_t step = 0; step < steps; ++step) {
      std::vector<Element> touchable;
      const View view = person.view();
      for (const auto* stack : {&view.bar, &view.body, &view.dock}) {
        for (const Element& each : *stack) {
          if (each.intent.kind != Kind::None) touchable.push_back(each);
        }
      }
      if (random() % 10 == 0) touchable.push_back(view.help);
      const Element& touched = touchable[random() % touchable.size()];
      person.wants(touched.intent.kind, touched.intent.argument);
      if (person.state.recording == Recording::Storing) person.journal_answers(base::Done{});
    }
    person.wipes = 0;
    for (int wait = 0; wait < 400 && person.wipes == 0; ++wait) {
      if (!person.view().wake_after_ms) break;  // gone back to an untouched attract screen by themselves
      if (person.state.screen == Screen::Attract && person.state.locale == "zh-Hans" &&
          person.state.text_size == TextSize::Standard) {
        person.touches("attract_start");
      }
      person.waits();
    }
    CHECK(person.wipes == 1);
    check_same(person.state, fresh);
  }
}

}  // namespace firefly::app
