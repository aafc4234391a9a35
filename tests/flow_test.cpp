#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <optional>
#include <string>

#include "engine/compile/compile.h"
#include "engine/program/draft.h"
#include "engine/script/check.h"
#include "engine/script/parser.h"
#include "kiosk/store/outbox.h"
#include "kiosk/sync/sync.h"
#include "tests/kiosk/app/person.h"
#include "tests/kiosk/app/story.h"
#include "tests/source_path.h"
#include "tools/collector/committer.h"
#include "tools/collector/http_client.h"
#include "tools/collector/server.h"
#include "tools/collector/store.h"
#include "tools/firefly/workspace.h"

// The whole walk of the house in one test: what an officer writes, a person plays; what the play leaves behind is
// stored, sent, stored again and counted.

namespace firefly {
namespace {

const std::string content = test::source_path("content");

// What the officer writes.
constexpr const char* night_market = R"(title: Cover
part: cover
truth: scam
channel: chat
audience: all
difficulty: 1
minutes: 2
locales: zh-Hans
start: Meet
valid_until: 2099-12-31
---
夜市里的老师 #cover:title #line:market_01
一条好友申请，一笔小小的投资。 #cover:summary #line:market_02
您会收到几条消息。 #cover:what #line:market_03
===
title: Cast
part: cast
---
Me: 我 #side:me #avatar:me #line:market_04
Teacher: 顾老师 #side:them #avatar:teacher #line:market_05
Shop: 园艺店 #side:centre #avatar:payee #payee #line:market_06
===
title: Meet
stage: 3
---
<<join Teacher>>
Teacher: [flag]先投一千，稳赚[/flag]。 #flag:guaranteed_return #line:market_07
-> 稳赚的我不信 #act:refuse #risk:0 #line:market_08
    <<jump Refused>>
-> 好，转给你 #act:comply #risk:2 #lesson:guaranteed_return #line:market_09
    <<pay 1000 Shop>>
    <<jump Paid>>
===
title: Refused
part: ending
---
没往下走 #debrief:headline #line:market_10
转身就好。 #debrief:text #line:market_11
<<end safe>>
===
title: Paid
part: ending
---
钱没了，还有三件事能做 #debrief:headline #line:market_12
马上说出来。 #debrief:text #line:market_13
<<end lost>>
===
title: Debrief
part: debrief
---
正规的查得到。 #debrief:genuine #line:market_14
正规的不催您。 #debrief:genuine #line:market_15
查得到吗？ #debrief:ask #line:market_16
钱付给谁？ #debrief:ask #line:market_17
能跟家里人说吗？ #debrief:ask #line:market_18
===
)";

// Text becomes a script, the script a pack.
std::vector<uint8_t> build_pack(const char* text) {
  script::Diagnostics diagnostics;
  const script::Library library = tool::load_library(content, diagnostics);
  script::Project project;
  project.name = "night_market";
  project.scripts.push_back(script::parse(script::Source("night_market.yarn", text), diagnostics));
  script::check(project, library, {}, diagnostics);
  const auto drawings = tool::load_drawings(content, compile::pictures_of(project), diagnostics);
  tool::report(diagnostics, script::Language::English);
  REQUIRE(diagnostics.error_count() == 0);
  auto draft = compile::compile_scenario(project, library, drawings, {});
  REQUIRE(draft);
  return program::write_pack(draft.value());
}

// A person opens the link, plays to an end and reads the debrief.
std::vector<uint8_t> play_to_end(const std::vector<uint8_t>& pack, const std::string& picked) {
  app::Settings settings;
  settings.scenario = "night_market";
  test::Person person(settings,
                      {{"messages.zh-Hans.pack", test::messages_bytes("zh-Hans")}, {"night_market.pack", pack}});
  person.touches("start");
  person.picks(picked);
  person.reads_on();
  person.touches("to-debrief");
  person.touches("next-0");
  person.touches("next-1");
  person.touches("finish");
  CHECK(person.state.screen == app::Screen::Thanks);
  REQUIRE(person.records.size() == 1);
  return person.records.front();
}

void fill_somehow(std::span<uint8_t> bytes) {
  static uint8_t next = 0;
  for (uint8_t& byte : bytes) byte = ++next;
}

// The phone sends what lies in its outbox, until there is nothing left to send; gives the last batch that went out.
std::vector<uint8_t> send_all(store::Outbox& outbox, const std::string& collector) {
  collector::HttpClient client(collector);
  sync::Pace pace;
  std::vector<uint8_t> sent;
  for (int round = 0; round < 10; ++round) {
    auto step = sync::next_step(outbox, pace, "flow-test", 0, fill_somehow);
    REQUIRE(step);
    if (step->kind == sync::Step::Kind::Rest) return sent;
    if (step->kind == sync::Step::Kind::Keep) {
      REQUIRE(outbox.apply(step->entry));
      continue;
    }
    REQUIRE(step->kind == sync::Step::Kind::Send);
    sent = step->body;
    auto answer = collector::post_batch(client, step->body);
    REQUIRE(answer);
    CHECK(answer->status == 200);
    for (const store::Entry& entry :
         sync::settle(step->batch, {answer->status, std::nullopt, answer->body}, pace, 0, fill_somehow)) {
      REQUIRE(outbox.apply(entry));
    }
  }
  FAIL("there is always something left to send");
  return sent;
}

std::vector<stats::Group> stored_plays(const std::string& address) {
  auto store = collector::Store::open(address, collector::Store::WhenAbsent::Refuse);
  REQUIRE(store);
  return store->groups().value();
}

}  // namespace

TEST_CASE("from an officer's text to the station's count: one play, one row, however often it is sent") {
  const auto folder = std::filesystem::temp_directory_path() / ("firefly-flow-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);

  // Text -> script -> pack; play -> events -> Record.
  const std::vector<uint8_t> pack = build_pack(night_market);
  const std::vector<uint8_t> lost = play_to_end(pack, "好，转给你");
  const stats::Record record = stats::decode(lost).value();
  CHECK(record.outcome == program::Outcome::Lost);
  CHECK(record.stage_of_giving_in == 3);

  // Record -> journal. It is there again after the app was gone.
  const std::string journal = (folder / "outbox.sqlite").string();
  {
    auto outbox = store::Outbox::open(journal);
    REQUIRE(outbox);
    REQUIRE(outbox->outbox.apply(store::recorded(lost)));
  }
  auto reopened = store::Outbox::open(journal);
  REQUIRE(reopened);
  store::Outbox& outbox = reopened->outbox;
  CHECK(outbox.counts()->waiting == 1);

  // Journal -> batch -> collector -> store.
  const std::string address = "sqlite:" + (folder / "station.sqlite").string();
  auto store = collector::Store::open(address, collector::Store::WhenAbsent::Make);
  REQUIRE(store);
  collector::Committer committer(std::move(store).value());
  auto listener = collector::listen_on("127.0.0.1:0");
  REQUIRE(listener);
  const std::string at = listener->address;
  auto server = collector::Server::start(std::move(listener).value(), std::nullopt, {}, committer);
  REQUIRE(server);
  const std::vector<uint8_t> batch = send_all(outbox, at);
  CHECK(outbox.counts()->waiting == 0);

  auto rows = stored_plays(address);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].scenario == "night_market");
  CHECK(rows[0].outcome == program::Outcome::Lost);
  CHECK(rows[0].mode == stats::Mode::Phone);
  CHECK(rows[0].hour_bucket == record.hour_bucket);
  CHECK(rows[0].plays == 1);

  // The same batch again, as after a lost answer, leaves the same row.
  collector::HttpClient client(at);
  auto again = collector::post_batch(client, batch);
  REQUIRE(again);
  CHECK(again->status == 200);
  CHECK(stats::decode_receipt(again->body)->duplicates == 1);
  CHECK(stored_plays(address)[0].plays == 1);

  // Another play, another ending, another row; the report adds them up.
  REQUIRE(outbox.apply(store::recorded(play_to_end(pack, "稳赚的我不信"))));
  send_all(outbox, at);
  rows = stored_plays(address);
  const stats::Report report = stats::summarise(rows);
  CHECK(report.plays == 2);
  CHECK(report.by_outcome.at(program::Outcome::Safe) == 1);
  CHECK(report.by_outcome.at(program::Outcome::Lost) == 1);

  std::filesystem::remove_all(folder);
}

}  // namespace firefly
