#include "kiosk/app/drill.h"

#include <doctest/doctest.h>

#include "tests/kiosk/app/story.h"

namespace firefly::app {
namespace {

using test::Story;

void read_on(Drill& drill) {
  while (drill.phase == Phase::Reading || drill.phase == Phase::Typing) show_next(drill);
}

// A drill of the little story after the options with these numbers.
Drill after(const std::vector<uint32_t>& picks) {
  Drill drill = start_drill(test::little_story(), 1);
  for (const uint32_t number : picks) {
    read_on(drill);
    CHECK(pick(drill, number));
  }
  read_on(drill);
  return drill;
}

std::string thread_of(const Drill& drill, const Shown& shown) {
  const uint32_t thread = drill.visits[shown.visit].thread;
  return thread == program::no_index ? "" : std::string(drill.pack.cast(thread).key);
}

}  // namespace

TEST_CASE("a message of somebody else is typed first, narration is not") {
  Drill drill = start_drill(test::little_story(), 1);
  REQUIRE(drill.transcript.size() == 1);  // the time divider
  CHECK(drill.phase == Phase::Reading);
  REQUIRE(next_message(drill));
  let_time_pass(drill);
  CHECK(drill.phase == Phase::Typing);
  CHECK(drill.transcript.size() == 1);
  let_time_pass(drill);
  CHECK(drill.transcript.size() == 2);
  CHECK(drill.phase == Phase::Choosing);
}

TEST_CASE("time does not choose") {
  Drill drill = after({});
  REQUIRE(drill.phase == Phase::Choosing);
  const size_t news = drill.news;
  let_time_pass(drill);
  show_next(drill);
  CHECK(drill.phase == Phase::Choosing);
  CHECK(drill.options.size() == 2);
  CHECK(drill.news == news);
}

TEST_CASE("an option that cannot be taken now is neither offered nor taken") {
  Drill drill = after({});
  for (const Option& option : drill.options) CHECK(option.number != 2);
  CHECK_FALSE(pick(drill, 2));
  CHECK_FALSE(pick(drill, 77));
  CHECK(drill.picks.empty());
}

TEST_CASE("the screen stays on a conversation until the next thing in another one comes") {
  Drill drill = after({});
  REQUIRE(pick(drill, 1));
  CHECK(thread_of(drill, drill.transcript.back()) == "Teacher");
  CHECK(drill.pack.cast(drill.visits.back().thread).key == "Teacher");
  let_time_pass(drill);
  CHECK(drill.phase == Phase::Typing);
  CHECK(drill.pack.cast(drill.visits.back().thread).key == "Group");
}

TEST_CASE("a detour to the trading page leads back to the conversation") {
  Story story("detour");
  story.cast("Teacher", "顾老师", program::Side::Them);
  story.node("Start");
  story.say("Teacher", "你看看");
  story.detour("Page");
  story.say("Teacher", "看到了吧");
  story.end(program::Outcome::Safe);
  story.node("Page", program::Channel::Page);
  story.say("", "余额");
  story.come_back();
  Drill drill = start_drill(story.pack("Start"), 1);
  read_on(drill);
  std::string channels;
  for (const Shown& shown : drill.transcript) {
    channels += drill.visits[shown.visit].channel == program::Channel::Page ? "page " : "chat ";
  }
  CHECK(channels == "chat page chat ");
}

TEST_CASE("words said to the trading page are heard in the conversation that follows") {
  Drill drill = after({1, 0});
  const Shown* question = nullptr;
  for (const Shown& shown : drill.transcript) {
    if (shown.kind == Shown::Kind::Chosen) question = &shown;
  }
  REQUIRE(question != nullptr);
  CHECK(drill.visits[question->visit].channel == program::Channel::Chat);
  CHECK(thread_of(drill, *question) == "Teacher");
}

TEST_CASE("a deed on the trading page stays there") {
  Drill drill = after({1, 1});
  for (const Shown& shown : drill.transcript) {
    if (shown.kind != Shown::Kind::Chosen || drill.pack.line(shown.line).risk == 1) continue;
    CHECK(drill.visits[shown.visit].channel == program::Channel::Page);
  }
}

TEST_CASE("sums, balances, acts and the stage of giving in are counted") {
  const Drill drill = after({1, 1});
  CHECK(drill.phase == Phase::Over);
  CHECK(drill.outcome == program::Outcome::Lost);
  CHECK(drill.paid_fen == 1200000);
  CHECK(drill.received_fen == 12000);
  CHECK(lost_fen(drill) == 1188000);
  CHECK(drill.balances_fen == std::vector<int64_t>{100000, 1380050});
  CHECK(drill.acts == std::array<uint16_t, 6>{0, 0, 1, 1, 0, 0});
  CHECK(drill.stage_of_giving_in == 3);
}

TEST_CASE("the lines of an ending are kept for the debrief and not shown in the chat") {
  const Drill drill = after({0});
  CHECK(drill.phase == Phase::Over);
  CHECK(drill.outcome == program::Outcome::Safe);
  CHECK(drill.ending.size() == 2);
  CHECK(drill.stage_of_giving_in == -1);
  for (const Shown& shown : drill.transcript) {
    if (shown.kind == Shown::Kind::Said) {
      CHECK(drill.pack.node(drill.pack.line(shown.line).node).part == program::Part::Story);
    }
  }
}

TEST_CASE("where every option is impossible the story goes on behind them") {
  Story story("walled");
  story.node("Start");
  story.say("", "一面墙");
  story.option("不通", "Start", {program::Act::Refuse, 0, "", {}, false});
  story.choose();
  story.say("", "绕过去了");
  story.option("好", "Start");
  story.choose();
  story.end(program::Outcome::Safe);
  Drill drill = start_drill(story.pack("Start"), 1);
  read_on(drill);
  CHECK(drill.transcript.size() == 2);
  REQUIRE(drill.phase == Phase::Choosing);
  REQUIRE(drill.options.size() == 1);
  CHECK(drill.options[0].number == 0);
}

TEST_CASE("a play that ends without an end command is over and has no outcome") {
  Story story("stopped");
  story.node("Start");
  story.say("", "没了");
  story.end(program::Outcome::None);
  const Drill drill = start_drill(story.pack("Start"), 1);
  CHECK(drill.phase == Phase::Over);
  CHECK(drill.outcome == program::Outcome::None);
}

TEST_CASE("a kept play comes back as it was, with all that had been shown") {
  Drill drill = after({});
  drill.played_ms = 4321;
  REQUIRE(pick(drill, 1));
  const auto kept = read_kept(write_kept(drill, 500000));
  REQUIRE(kept);
  auto copy = kept;
  CHECK(copy->scenario == "little");
  CHECK(copy->hours_since_epoch == 500000);
  auto back = resume_drill(test::little_story(), copy.value());
  REQUIRE(back);
  CHECK(back->played_ms == 4321);
  CHECK(back->picks == drill.picks);
  CHECK(back->transcript.size() == drill.transcript.size());
  CHECK(back->phase == drill.phase);
  read_on(drill);
  read_on(back.value());
  CHECK(back->transcript.size() == drill.transcript.size());
  CHECK(back->balances_fen == drill.balances_fen);
}

TEST_CASE("kept picks that lead elsewhere than the kept Session are refused") {
  Drill drill = after({});
  REQUIRE(pick(drill, 1));
  Kept kept = read_kept(write_kept(drill, 500000)).value();
  CHECK(resume_drill(drill.pack, kept));
  kept.picks = {0};
  CHECK_FALSE(resume_drill(drill.pack, kept));
  kept.picks = {};
  CHECK_FALSE(resume_drill(drill.pack, kept));
}

TEST_CASE("torn bytes and those of another pack are refused, whatever they hold") {
  Drill drill = after({});
  REQUIRE(pick(drill, 1));
  const std::vector<uint8_t> bytes = write_kept(drill, 500000);
  for (size_t length = 0; length < bytes.size(); ++length) {
    auto kept = read_kept(std::span(bytes).first(length));
    if (kept) CHECK_FALSE(resume_drill(drill.pack, kept.value()));
  }
  for (size_t at = 0; at < bytes.size(); ++at) {
    std::vector<uint8_t> flipped = bytes;
    flipped[at] ^= 0x15;
    auto kept = read_kept(flipped);
    if (kept) resume_drill(drill.pack, kept.value()) ? void() : void();
  }
  Story other("little");
  other.node("Start");
  other.say("", "别的");
  other.end(program::Outcome::Safe);
  CHECK_FALSE(resume_drill(other.pack("Start"), read_kept(bytes).value()));
}

}  // namespace firefly::app
