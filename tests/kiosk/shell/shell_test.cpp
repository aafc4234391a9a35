#include "kiosk/shell/shell.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/host/platform.h"
#include "tests/kiosk/app/story.h"

namespace firefly::test {
namespace {

// The world of this test. What was asked for is answered when `answer_all` says so.
struct World {
  std::map<std::string, std::vector<uint8_t>> files;
  std::map<std::string, std::vector<uint8_t>> kept;
  std::vector<std::function<void()>> answers;
  std::vector<std::string> done;
  int wakes = 0;

  void answer_all() {
    auto waiting = std::exchange(answers, {});
    for (const auto& answer : waiting) answer();
  }
};
World world;

}  // namespace
}  // namespace firefly::test

namespace firefly::host {

using test::world;

void load(std::string_view name, std::function<void(base::Result<Bytes>)> done) {
  world.done.push_back("load " + std::string(name));
  world.answers.push_back([file = std::string(name), done = std::move(done)] {
    const auto found = world.files.find(file);
    done(found == world.files.end() ? base::Result<Bytes>(base::Error{"no " + file}) : found->second);
  });
}

void append_record(std::span<const uint8_t> record, std::function<void(base::Result<base::Done>)> done) {
  world.done.push_back("append " + std::to_string(record.size()));
  world.answers.push_back([done = std::move(done)] { done(base::Done{}); });
}

void remember(std::string_view name, std::span<const uint8_t> bytes) {
  world.done.push_back("remember " + std::string(name));
  world.kept[std::string(name)] = {bytes.begin(), bytes.end()};
}

void recall(std::string_view name, std::function<void(base::Result<Bytes>)> done) {
  world.done.push_back("recall " + std::string(name));
  world.answers.push_back([name = std::string(name), done = std::move(done)] {
    const auto found = world.kept.find(name);
    done(found == world.kept.end() ? base::Result<Bytes>(base::Error{"nothing"}) : found->second);
  });
}

void forget(std::string_view name) {
  world.done.push_back("forget " + std::string(name));
  world.kept.erase(std::string(name));
}

void load_station(std::function<void(base::Result<Bytes>)> done) {
  world.answers.push_back([done = std::move(done)] { done(base::Error{"no station file"}); });
}

void open_page(Page page) { world.done.push_back(page == Page::Licences ? "open licences" : "open filing"); }
void dial(std::string_view number) { world.done.push_back("dial " + std::string(number)); }

void fill_random(std::span<uint8_t> bytes) {
  static uint8_t next = 0;
  for (uint8_t& byte : bytes) byte = ++next;
}

int64_t hours_since_epoch() { return 500000; }

void announce_locale(std::string_view locale, std::string_view) {
  world.done.push_back("announce " + std::string(locale));
}

}  // namespace firefly::host

namespace firefly::shell {
namespace {

using test::world;
using Kind = app::Intent::Kind;

Shell new_shell(const app::Settings& settings = {}) {
  world = {};
  const std::string catalogue = "little\n";
  world.files = {{"messages.zh-Hans.pack", test::messages_bytes("zh-Hans")},
                 {"catalogue.txt", {catalogue.begin(), catalogue.end()}},
                 {"little.pack", test::little_story_bytes()}};
  return Shell(settings, [] { ++world.wakes; });
}

void want(Shell& shell, Kind kind, uint32_t argument = 0) {
  shell.want({kind, argument});
  CHECK(shell.turn(0));
}

}  // namespace

TEST_CASE("there is nothing to show until the messages have come, and then the first screen") {
  Shell shell = new_shell();
  CHECK_FALSE(shell.turn(0));
  CHECK(shell.view() == nullptr);
  world.answer_all();
  CHECK(world.wakes == 1);
  REQUIRE(shell.turn(0));
  REQUIRE(shell.view() != nullptr);
  CHECK(shell.view()->screen == app::Screen::Attract);
  CHECK(world.done == std::vector<std::string>{"load messages.zh-Hans.pack", "announce zh-Hans", "recall play"});
  CHECK(shell.failure().empty());
}

TEST_CASE("without messages the shell says why") {
  Shell shell = new_shell();
  world.files.clear();
  world.answer_all();
  CHECK_FALSE(shell.turn(0));
  CHECK(shell.view() == nullptr);
  CHECK(shell.failure() == "no messages.zh-Hans.pack");
}

TEST_CASE("a Tick comes when the View's time is over, not before, and only once") {
  Shell shell = new_shell();
  world.answer_all();
  REQUIRE(shell.turn(1000));
  REQUIRE(shell.wake_at_ms());
  const uint64_t due = *shell.wake_at_ms();
  CHECK(due == 1000 + *shell.view()->wake_after_ms);
  CHECK_FALSE(shell.turn(due - 1));
  CHECK(shell.turn(due));
  CHECK(*shell.wake_at_ms() > due);
  CHECK_FALSE(shell.turn(due));
}

TEST_CASE("a touch starts the wait anew, an answer from outside does not") {
  Shell shell = new_shell();
  world.answer_all();
  REQUIRE(shell.turn(1000));
  const uint64_t due = *shell.wake_at_ms();
  world.answer_all();  // nothing was kept
  CHECK(shell.turn(due - 10));
  CHECK(*shell.wake_at_ms() == due);
  shell.want({Kind::ShowAbout, 0});
  CHECK(shell.turn(due - 5));
  CHECK_FALSE(shell.wake_at_ms());
  shell.want({Kind::Back, 0});
  CHECK(shell.turn(due - 4));
  CHECK(*shell.wake_at_ms() == due - 4 + *shell.view()->wake_after_ms);
}

TEST_CASE("a whole play goes through the platform's verbs") {
  app::Settings settings;
  settings.scenario = "little";
  Shell shell = new_shell(settings);
  world.answer_all();
  REQUIRE(shell.turn(0));
  world.answer_all();
  REQUIRE(shell.turn(0));
  world.done.clear();
  want(shell, Kind::Play);
  want(shell, Kind::Continue);
  want(shell, Kind::Choose, 1);
  CHECK(world.done == std::vector<std::string>{"remember play"});
  while (shell.view()->screen != app::Screen::Page) want(shell, Kind::Continue);
  want(shell, Kind::Continue);
  want(shell, Kind::Choose, 1);
  while (shell.view()->screen != app::Screen::Debrief) want(shell, Kind::Continue);
  CHECK(world.done == std::vector<std::string>{"remember play", "remember play", "append 96", "forget play"});
  want(shell, Kind::Finish);
  world.answer_all();
  CHECK(shell.turn(0));
  bool stored = false;
  for (const app::Element& element : shell.view()->body) stored = stored || element.id == "thanks_stored";
  CHECK(stored);
  want(shell, Kind::Help);
  want(shell, Kind::Dial, 0);
  CHECK(world.done.back() == "dial 110");
}

TEST_CASE("an answer that comes after the shell is gone finds nobody and harms nothing") {
  {
    Shell shell = new_shell();
    CHECK_FALSE(shell.turn(0));
  }
  world.answer_all();
  CHECK(world.wakes == 1);
}

}  // namespace firefly::shell
