#include "tools/reading/passages.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "kiosk/app/words.h"
#include "tests/kiosk/app/story.h"

namespace firefly::reading {
namespace {

using program::no_index;
using test::Story;

std::string text_of(const program::Pack& pack, uint32_t line) { return std::string(pack.text(0, line).utf8); }

// Options as words, each with the passage it leads to.
std::vector<std::string> ways_of(const Passages& passages, uint32_t index) {
  std::vector<std::string> ways;
  for (size_t i = 0; i < passages[index].next.size(); ++i) {
    const app::Drill& drill = passages[index].drill;
    ways.push_back(text_of(drill.pack, drill.options[i].line) + " -> " + std::to_string(passages[index].next[i]));
  }
  return ways;
}

// Two ways to pay, of which only one is dear, and one ending.
program::Pack two_bills(const std::string& dear) {
  Story story("bills");
  story.cast("Me", "兰姐", program::Side::Me);
  story.cast("Shop", "园艺店", program::Side::Centre);
  story.flag("sure", "稳赚", "没有稳赚的买卖。");
  story.node("Start");
  story.say("Me", "付多少？", {}, {"sure"});
  story.option("付", "Cheap", {program::Act::Comply, 2, "sure", {}, true});
  story.option("多付", "Dear", {program::Act::Comply, 3, "sure", {}, true});
  story.choose();
  story.node("Cheap");
  story.perform(program::Command::Pay, {"10", "Shop"});
  story.jump("After");
  story.node("Dear");
  story.perform(program::Command::Pay, {dear, "Shop"});
  story.jump("After");
  story.node("After");
  story.say("Me", "付了。");
  story.option("走", "End");
  story.choose();
  story.ending("End");
  story.say("", "完了", {"debrief:headline"});
  story.say("", "就这样。", {"debrief:text"});
  story.end(program::Outcome::Lost);
  return story.pack("Start");
}

// Goes round and round, a yuan dearer each time.
program::Pack without_end() {
  Story story("circle");
  story.cast("Me", "兰姐", program::Side::Me);
  story.node("Start");
  story.say("Me", "再付一块？");
  story.perform(program::Command::Pay, {"1"});
  story.option("付", "Start", {program::Act::Comply, 3, "", {}, true});
  story.option("不付", "End");
  story.choose();
  story.ending("End");
  story.say("", "完了", {"debrief:headline"});
  story.say("", "就这样。", {"debrief:text"});
  story.end(program::Outcome::Safe);
  return story.pack("Start");
}

}  // namespace

TEST_CASE("each option leads to a passage that begins with it, and only what can be chosen is an option") {
  const Passages passages = all_passages(test::little_story()).value();
  CHECK(ways_of(passages, 0) == std::vector<std::string>{"不加了 -> 1", "先看看 -> 2"});
  for (const Passage& passage : passages) {
    CHECK(passage.next.size() == passage.drill.options.size());
    CHECK((passage.drill.phase == app::Phase::Over) == passage.next.empty());
    if (passage.before == no_index) continue;
    REQUIRE(passage.begin < passage.drill.transcript.size());
    CHECK(passage.drill.transcript[passage.begin].kind == app::Shown::Kind::Chosen);
  }
}

TEST_CASE("plays whose bills differ do not share a passage, and those with the same bill share what follows") {
  CHECK(all_passages(two_bills("20")).value().size() == 5);
  const Passages same = all_passages(two_bills("10")).value();
  // The two payments begin with different words; what is read after the next choice is one passage.
  CHECK(same.size() == 4);
}

TEST_CASE("a scenario with more passages than a book holds is refused with its name and number") {
  const auto passages = all_passages(without_end(), 50);
  REQUIRE_FALSE(passages);
  CHECK(passages.error().message.find("circle has more than 50 passages") != std::string::npos);
}

TEST_CASE("one play alone takes every risk once and comes to an end") {
  const Passages passages = one_play(without_end()).value();
  REQUIRE(passages.size() == 3);
  CHECK(ways_of(passages, 0) == std::vector<std::string>{"付 -> 1", "不付 -> 4294967295"});
  CHECK(ways_of(passages, 1) == std::vector<std::string>{"付 -> 4294967295", "不付 -> 2"});
  CHECK(passages.back().drill.phase == app::Phase::Over);
}

TEST_CASE("what every play has shown that comes to an ending is sure, and nothing else") {
  const Passages passages = all_passages(two_bills("10")).value();
  const auto endings = endings_of(passages);
  REQUIRE(endings.size() == 1);
  const app::Drill& drill = passages[endings[0][0]].drill;
  const std::vector<bool> surely = surely_shown(passages, endings[0]);
  std::set<std::string> sure;
  for (size_t i = 0; i < drill.transcript.size(); ++i) {
    if (surely[i] && drill.transcript[i].line != no_index) sure.insert(text_of(drill.pack, drill.transcript[i].line));
  }
  CHECK(sure == std::set<std::string>{"付多少？", "付了。", "走"});
}

TEST_CASE("endings with the same last words are one group, whatever they cost") {
  const Passages passages = all_passages(two_bills("20")).value();
  const auto endings = endings_of(passages);
  REQUIRE(endings.size() == 1);
  CHECK(endings[0].size() == 2);
}

TEST_CASE("a passage that leads through several places has a screen for each, and nothing of before") {
  const Passages passages = all_passages(test::little_story()).value();
  const std::vector<app::Drill> screens = screens_of(passages[2]);
  REQUIRE(screens.size() == 3);
  CHECK(screens[0].transcript.size() == 1);  // the option
  CHECK(screens[1].transcript.size() == 2);  // in the group
  CHECK(screens[2].visits.back().channel == program::Channel::Page);
  CHECK(screens[1].phase == app::Phase::Reading);
  CHECK(screens[2].phase == app::Phase::Choosing);
  CHECK(screens[1].balances_fen.empty());
  CHECK(screens[2].balances_fen.size() == 1);
}

}  // namespace firefly::reading
