#include "kiosk/app/update.h"

#include <doctest/doctest.h>

#include <random>

#include "tests/kiosk/app/person.h"
#include "tests/kiosk/app/print_view.h"
#include "tests/kiosk/app/story.h"

namespace firefly::app {
namespace {

using test::at_phone;
using test::at_stall;
using test::Person;
using test::print_view;
using Kind = Intent::Kind;

void open_cover(Person& person) {
  person.touches("attract_start");
  person.touches("card-little");
}

void begin_play(Person& person) {
  open_cover(person);
  person.touches("start");
}

// Plays to the lost ending.
void lose(Person& person) {
  begin_play(person);
  person.picks("先看看");
  person.picks("试试水");
  person.reads_on();
}

}  // namespace

TEST_CASE("before the first screen nothing but one language's messages is asked for") {
  Person person = at_phone();
  CHECK(person.asked == std::vector<std::string>{"messages.zh-Hans.pack"});
  CHECK(person.state.screen == Screen::Attract);
  CHECK(person.announced == std::vector<std::string>{"zh-Hans"});
}

TEST_CASE("once the first screen stands, the catalogue and its packs are fetched") {
  Person person = at_phone();
  person.waits();
  CHECK(person.asked == std::vector<std::string>{"messages.zh-Hans.pack", "catalogue.txt", "little.pack"});
}

TEST_CASE("a link opens its scenario's cover and asks for that pack first") {
  Settings settings;
  settings.scenario = "little";
  Person person(settings, at_phone().files);
  CHECK(person.state.screen == Screen::Cover);
  CHECK(person.asked == std::vector<std::string>{"messages.zh-Hans.pack", "little.pack"});
  CHECK(person.find("start"));
  person.touches("back");
  CHECK(person.state.screen == Screen::Catalogue);
  CHECK(person.state.entries.size() == 1);
}

TEST_CASE("a link with a name that no scenario can have opens the attract screen") {
  Settings settings;
  settings.scenario = "../secret";
  CHECK(Person(settings, at_phone().files).state.screen == Screen::Attract);
}

TEST_CASE("an unknown locale falls back to the first one") {
  Settings settings;
  settings.locale = "xx";
  CHECK(Person(settings, at_phone().files).state.locale == "zh-Hans");
}

TEST_CASE("a finished play leaves one Record, handed over once, with what was done") {
  Person person = at_phone();
  lose(person);
  REQUIRE(person.records.size() == 1);
  auto record = stats::decode(person.records.front());
  REQUIRE(record);
  CHECK(record->scenario == "little");
  CHECK(record->scenario_version == 7);
  CHECK(record->outcome == program::Outcome::Lost);
  CHECK(record->acts == std::array<uint8_t, 6>{0, 0, 1, 1, 0, 0});
  CHECK(record->stage_of_giving_in == 3);
  CHECK(record->mode == stats::Mode::Phone);
  CHECK(record->locale == "zh-Hans");
  person.touches("to-debrief");
  person.touches("next-0");
  person.touches("next-1");
  person.touches("back");
  person.touches("next-1");
  person.touches("finish");
  CHECK(person.state.screen == Screen::Thanks);
  CHECK(person.records.size() == 1);
  person.touches("play_again");
  CHECK(person.state.screen == Screen::Chat);
  CHECK(person.records.size() == 1);
}

TEST_CASE("two plays leave two Records that share no id") {
  Person person = at_phone();
  begin_play(person);
  person.picks("不加了");
  person.touches("to-debrief");
  person.wants(Kind::Finish);
  person.touches("play_again");
  person.picks("不加了");
  REQUIRE(person.records.size() == 2);
  CHECK(stats::decode(person.records[0])->id != stats::decode(person.records[1])->id);
}

TEST_CASE("a play that is left leaves no Record and no trace on the phone") {
  Person person = at_phone();
  begin_play(person);
  person.picks("先看看");
  CHECK(person.kept);
  person.touches("leave");
  CHECK(person.state.screen == Screen::Leave);
  person.touches("leave_confirm");
  CHECK(person.state.screen == Screen::Catalogue);
  CHECK_FALSE(person.state.drill);
  CHECK(person.records.empty());
  CHECK_FALSE(person.kept);
}

TEST_CASE("the thank-you says of the Record what the journal said") {
  Person person = at_phone();
  lose(person);
  person.touches("to-debrief");
  person.wants(Kind::Finish);
  CHECK(person.find("thanks_storing"));
  Person refused = person;
  person.journal_answers(base::Done{});
  CHECK(person.find("thanks_stored"));
  CHECK_FALSE(person.find("thanks_storing"));
  refused.journal_answers(base::Error{"disk full"});
  CHECK(refused.find("thanks_not_stored"));
}

TEST_CASE("a late answer of the journal about an earlier play says nothing of this one") {
  Person person = at_phone();
  lose(person);
  person.touches("to-debrief");
  person.wants(Kind::Finish);
  person.touches("play_again");
  person.journal_answers(base::Done{});
  CHECK(person.state.recording == Recording::Open);
}

TEST_CASE("an answer about the first play is not taken for one about the second") {
  Person person = at_phone();
  lose(person);
  person.touches("to-debrief");
  person.wants(Kind::Finish);
  person.touches("play_again");
  person.picks("不加了");
  REQUIRE(person.state.recording == Recording::Storing);
  Turn turn = update(person.state, Stored{1, base::Done{}}, Moment{});
  CHECK(turn.state.recording == Recording::Storing);
  turn = update(std::move(turn.state), Stored{2, base::Done{}}, Moment{});
  CHECK(turn.state.recording == Recording::Stored);
}

TEST_CASE("the Record tells of large text and of how long was played") {
  Person person = at_stall();
  person.touches("text_large");
  begin_play(person);
  person.reads_on();
  for (int look = 0; look < 3; ++look) {
    person.now_ms += 50'000;
    person.touches("help");
    person.touches("help_return");
  }
  person.picks("不加了");
  const stats::Record record = stats::decode(person.records.at(0)).value();
  CHECK(record.text_size == stats::TextSize::Large);
  CHECK(record.mode == stats::Mode::Stall);
  CHECK(record.duration_bucket == 2);
}

TEST_CASE("on a phone an interrupted play is offered again and goes on where it was") {
  Person first = at_phone();
  begin_play(first);
  first.picks("先看看");
  REQUIRE(first.kept);

  Person second = at_phone(first.kept);
  second.hours_since_epoch = first.hours_since_epoch + 23;
  second.waits();
  second.touches("resume");
  CHECK(second.state.screen == Screen::Cover);
  second.touches("resume");
  CHECK(second.state.screen == Screen::Chat);
  first.reads_on();
  second.reads_on();
  // What is announced as new differs: the one has just come back.
  View one = first.view();
  View two = second.view();
  one.announcement = two.announcement = {};
  CHECK(print_view(one) == print_view(two));
  second.picks("试试水");
  second.reads_on();
  CHECK(second.records.size() == 1);
  CHECK_FALSE(second.kept);
}

TEST_CASE("an interrupted play is forgotten after a day, and when its bytes are torn") {
  Person first = at_phone();
  begin_play(first);
  first.picks("先看看");
  auto old = first.kept;
  Person other = at_phone();
  const auto recall = [&](Person& person, std::vector<uint8_t> bytes, int64_t hours) {
    Moment moment;
    moment.now_ms = person.now_ms;
    moment.hours_since_epoch = hours;
    return update(person.state, Recalled{std::move(bytes)}, moment);
  };
  Turn in_time = recall(other, *old, first.hours_since_epoch + 23);
  CHECK(in_time.state.kept);
  CHECK(in_time.effects.empty());
  Turn late = recall(other, *old, first.hours_since_epoch + 24);
  CHECK_FALSE(late.state.kept);
  REQUIRE(late.effects.size() == 1);
  CHECK(late.effects[0].kind == Effect::Kind::Forget);
  Turn torn = recall(other, {1, 2, 3}, first.hours_since_epoch);
  CHECK_FALSE(torn.state.kept);
  REQUIRE(torn.effects.size() == 1);
  CHECK(torn.effects[0].kind == Effect::Kind::Forget);
}

TEST_CASE("the stall keeps nothing and does not look for anything kept") {
  Person person = at_stall();
  lose(person);
  CHECK_FALSE(person.kept);
  Turn turn = begin(person.state.settings);
  turn = update(std::move(turn.state), Loaded{Effect::Kind::LoadMessages, "zh-Hans", test::messages_bytes("zh-Hans")},
                Moment{});
  for (const Effect& effect : turn.effects) {
    CHECK(effect.kind != Effect::Kind::Recall);
    CHECK(effect.kind != Effect::Kind::Remember);
  }
}

TEST_CASE("help is one touch away and comes back to exactly where it left") {
  Person person = at_phone();
  const auto there_and_back = [&person] {
    const std::string before = print_view(person.view());
    person.touches("help");
    CHECK(person.state.screen == Screen::Help);
    CHECK(person.view().drill.utf8.empty());
    CHECK(person.view().help.intent.kind == Kind::None);
    person.touches("help_return");
    CHECK(print_view(person.view()) == before);
  };
  there_and_back();
  person.touches("attract_start");
  there_and_back();
  person.touches("card-little");
  there_and_back();
  person.touches("start");
  there_and_back();
  person.waits();
  there_and_back();
  person.picks("先看看");
  there_and_back();
  person.picks("试试水");
  person.reads_on();
  there_and_back();
  person.touches("leave");
  there_and_back();
  person.touches("leave_stay");
  person.touches("to-debrief");
  there_and_back();
  person.touches("next-0");
  there_and_back();
}

TEST_CASE("help is not counted: neither its time nor its visit is in the Record") {
  const auto record_of = [](uint64_t help_ms) {
    Person person = at_phone();
    begin_play(person);
    for (int visit = 0; visit < 4; ++visit) {
      person.touches("help");
      person.now_ms += help_ms;
      person.touches("help_return");
    }
    person.picks("不加了");
    auto record = stats::decode(person.records.at(0));
    record->id = {};
    return record.value();
  };
  CHECK(record_of(0) == record_of(50'000));
}

TEST_CASE("on a phone help dials, at the stall it sends to the officer") {
  Person phone = at_phone();
  phone.touches("help");
  phone.touches("hotline_police");
  phone.touches("hotline_advice");
  CHECK(phone.dialled == std::vector<std::string>{"110", "96110"});
  Person stall = at_stall();
  stall.touches("help");
  CHECK(stall.find("help_officer"));
  CHECK_FALSE(stall.find("hotline_police"));
  stall.wants(Kind::Dial, 0);
  CHECK(stall.dialled.empty());
}

TEST_CASE("on a phone the about page leads to the licences in full, at the stall no page is opened") {
  Person phone = at_phone();
  phone.touches("about");
  phone.touches("licences_read");
  CHECK(phone.licences_opened == 1);
  Person stall = at_stall();
  stall.touches("about");
  CHECK_FALSE(stall.find("licences_read"));
  stall.wants(Kind::ReadLicences);
  CHECK(stall.licences_opened == 0);
}

TEST_CASE("nothing but the help page dials") {
  Person person = at_phone();
  lose(person);
  person.wants(Kind::Dial, 0);
  CHECK(person.dialled.empty());
}

TEST_CASE("what was chosen on the page while the app was loading holds from the first screen on") {
  Settings settings;
  settings.text_size = TextSize::Large;
  settings.door = Door::Catalogue;
  Person person(settings, at_phone().files);
  CHECK(person.state.screen == Screen::Catalogue);
  CHECK(person.view().text_size == TextSize::Large);
  settings.scenario = "little";
  CHECK(Person(settings, at_phone().files).state.screen == Screen::Cover);
}

TEST_CASE("in large text nothing advances by itself") {
  Person person = at_phone();
  begin_play(person);
  person.touches("text_large");
  CHECK_FALSE(person.view().wake_after_ms);
  const std::string before = print_view(person.view());
  person.wants(Kind::Tick);
  CHECK(print_view(person.view()) == before);
  person.touches("continue");
  CHECK(print_view(person.view()) != before);
  person.touches("text_smaller");
  person.picks("先看看");
  CHECK(person.view().wake_after_ms);
}

TEST_CASE("text grows in three steps and shrinks again; both ends have one way only") {
  Person person = at_phone();
  begin_play(person);
  CHECK_FALSE(person.find("text_smaller"));
  person.touches("text_large");
  person.touches("text_larger");
  person.touches("text_larger");
  CHECK(person.view().text_size == TextSize::Largest);
  CHECK_FALSE(person.find("text_larger"));
  for (int step = 0; step < 3; ++step) person.touches("text_smaller");
  CHECK(person.view().text_size == TextSize::Standard);
  CHECK_FALSE(person.find("text_smaller"));
}

TEST_CASE("the language changes in the middle of a play, and the play stays where it is") {
  Person person = at_phone();
  begin_play(person);
  person.touches("leave");
  person.touches("language_button");
  person.touches("language_name_en");
  CHECK(person.state.screen == Screen::Leave);
  CHECK(person.announced == std::vector<std::string>{"zh-Hans", "en"});
  person.touches("language_button");
  person.touches("language_name_en");
  person.touches("leave_stay");
  CHECK(person.state.screen == Screen::Chat);
  CHECK(person.view().locale == "en");
  CHECK(person.asked.size() == 4);
}

TEST_CASE("a language that does not come is a trouble that can be tried again or left") {
  Person person = at_phone();
  auto english = person.files.extract("messages.en.pack");
  person.touches("language_button");
  person.touches("language_name_en");
  CHECK(person.state.screen == Screen::Trouble);
  CHECK(person.find("trouble_network"));
  Person patient = person;
  person.touches("back");
  CHECK(person.state.screen == Screen::Attract);
  CHECK(person.view().locale == "zh-Hans");
  patient.files.insert(std::move(english));
  patient.touches("retry");
  CHECK(patient.state.screen == Screen::Attract);
  CHECK(patient.view().locale == "en");
}

TEST_CASE("a pack that does not come is a trouble; it is tried again, or left for the catalogue") {
  Settings settings;
  settings.scenario = "little";
  Person::Files files = at_phone().files;
  auto pack = files.extract("little.pack");
  Person person(settings, files);
  CHECK(person.state.screen == Screen::Trouble);
  CHECK(person.find("trouble_network"));
  person.touches("retry");
  CHECK(person.state.screen == Screen::Trouble);
  person.files.insert(std::move(pack));
  person.touches("retry");
  CHECK(person.state.screen == Screen::Cover);
  CHECK(person.find("start"));
}

TEST_CASE("a broken pack says so and is not in the catalogue") {
  Settings settings;
  settings.scenario = "little";
  Person::Files files = at_phone().files;
  files["little.pack"].resize(100);
  const std::string catalogue = "little\nother\n";
  files["catalogue.txt"].assign(catalogue.begin(), catalogue.end());
  test::Story other("other");
  other.part("Cover", program::Part::Cover);
  other.say("", "另一个", {"cover:title"});
  other.node("Start");
  other.say("", "好");
  other.end(program::Outcome::Safe);
  files["other.pack"] = other.bytes("Start");
  Person person(settings, files);
  CHECK(person.state.screen == Screen::Trouble);
  CHECK(person.find("trouble_pack"));
  person.touches("back");
  CHECK(person.state.screen == Screen::Catalogue);
  CHECK_FALSE(person.find("card-little"));
  CHECK(person.find("card-other"));
}

TEST_CASE("a pack that holds another scenario than its name says is broken") {
  Settings settings;
  settings.scenario = "other";
  Person::Files files = at_phone().files;
  files["other.pack"] = files["little.pack"];
  Person person(settings, files);
  CHECK(person.state.screen == Screen::Trouble);
  CHECK(person.find("trouble_pack"));
}

TEST_CASE("an empty catalogue and one that does not come are troubles that lead back to the start") {
  for (const bool comes : {true, false}) {
    Person::Files files = at_phone().files;
    files.erase("catalogue.txt");
    if (comes) files["catalogue.txt"] = {};
    Person person({}, files);
    person.touches("attract_start");
    CHECK(person.state.screen == Screen::Trouble);
    CHECK(person.find(comes ? "trouble_none" : "trouble_network"));
    person.touches("back");
    CHECK(person.state.screen == Screen::Attract);
  }
}

TEST_CASE("without messages there is a failure that says why, and no screen") {
  Person::Files files = at_phone().files;
  files.erase("messages.zh-Hans.pack");
  Turn turn = begin({});
  turn = update(std::move(turn.state), Loaded{Effect::Kind::LoadMessages, "zh-Hans", base::Error{"no such file"}},
                Moment{});
  CHECK(turn.state.failure == "no such file");
  CHECK_FALSE(turn.state.messages);
  turn = update(std::move(turn.state), Intent{Kind::Start, 0}, Moment{});
  CHECK(turn.effects.empty());
}

TEST_CASE("an option is chosen once: a second touch finds nothing to choose") {
  Person person = at_phone();
  begin_play(person);
  person.reads_on();
  person.wants(Kind::Choose, 1);
  const size_t picks = person.state.drill->picks.size();
  person.wants(Kind::Choose, 1);
  CHECK(person.state.drill->picks.size() == picks);
}

TEST_CASE("ten thousand persons who want anything at any time break nothing") {
  const Person fresh = at_phone();
  for (uint32_t seed = 0; seed < 10'000; ++seed) {
    Person person = fresh;
    std::mt19937 random(seed);
    CAPTURE(seed);
    // Half of what they want is on the screen, so that they get far.
    for (int i = 0; i < 60; ++i) {
      const View view = person.view();
      std::vector<Intent> offered{view.help.intent};
      for (const auto* stack : {&view.bar, &view.body, &view.dock}) {
        for (const Element& element : *stack) {
          if (element.intent.kind != Kind::None) offered.push_back(element.intent);
        }
      }
      if (random() % 2 == 0) {
        const Intent intent = offered[random() % offered.size()];
        person.wants(intent.kind, intent.argument);
      } else {
        person.wants(static_cast<Kind>(random() % intent_kinds), static_cast<uint32_t>(random() % 5));
      }
      if (random() % 20 == 0) person.journal_answers(base::Done{});
      REQUIRE(person.state.beneath.size() < 12);
    }
    CHECK_FALSE(print_view(person.view()).empty());
  }
}

}  // namespace firefly::app
