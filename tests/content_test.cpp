#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "engine/play/session.h"
#include "tests/source_path.h"
#include "tools/firefly/commands.h"
#include "tools/firefly/files.h"
#include "tools/firefly/workspace.h"

// What holds of all content that is shipped.

namespace firefly {
namespace {

const std::string content = test::source_path("content");

std::vector<std::string> scenarios() {
  std::vector<std::string> paths;
  for (const std::string& name : tool::folders_in(content + "/scenarios")) {
    paths.push_back(content + "/scenarios/" + name);
  }
  return paths;
}

tool::Built built(const std::string& path) {
  script::Diagnostics diagnostics;
  tool::Built result = tool::build_pack(path, script::Dialect::Firefly, tool::Pictures::With, 1, diagnostics).value();
  REQUIRE(result.pack);
  return result;
}

TEST_CASE("the content has no errors, and its test plans hold") {
  tool::Options options;
  options.paths = {content};
  CHECK(tool::check_command(options) == tool::Exit::Holds);
}

TEST_CASE("a scenario built twice gives the same bytes") {
  for (const std::string& path : scenarios()) CHECK(built(path).bytes == built(path).bytes);
}

TEST_CASE("every line of every scenario has text in every language that its cover names") {
  for (const std::string& path : scenarios()) {
    const tool::Built one = built(path);
    const program::Pack& pack = *one.pack;
    CHECK(pack.locales().size() >= 2);
    for (uint32_t locale = 0; locale < pack.locales().size(); ++locale) {
      for (uint32_t line = 0; line < pack.line_count(); ++line) {
        INFO(path << " " << pack.line(line).id << " " << pack.locales()[locale]);
        CHECK_FALSE(pack.text(locale, line).utf8.empty());
      }
    }
  }
}

TEST_CASE("every play ends, in one of the endings, and every ending and every node of the story is met by some play") {
  for (const std::string& path : scenarios()) {
    const tool::Built one = built(path);
    const program::Pack& pack = *one.pack;
    std::set<uint32_t> met;
    std::mt19937 random(1);
    play::Events events;
    for (uint32_t round = 0; round < 3000; ++round) {
      play::Session session = play::begin(pack, round);
      int steps = 0;
      uint32_t node = program::no_index;
      while (true) {
        events.clear();
        const play::Waiting waiting = play::advance(pack, session, events);
        for (const play::Event& event : events.list) {
          REQUIRE(event.kind != play::Event::Kind::Failed);
          if (event.kind == play::Event::Kind::Entered) met.insert(node = event.index);
        }
        if (waiting == play::Waiting::ForNothing) break;
        if (waiting == play::Waiting::ForChoice) {
          uint32_t option = static_cast<uint32_t>(random() % session.offers.size());
          while (!session.offers[option].available)
            option = (option + 1) % static_cast<uint32_t>(session.offers.size());
          REQUIRE(play::choose(pack, session, option, events));
        }
        REQUIRE(++steps < 1000);
      }
      REQUIRE(node != program::no_index);
      CHECK(pack.node(node).part == program::Part::Ending);
      CHECK(session.outcome != program::Outcome::None);
    }
    for (uint32_t node = 0; node < pack.node_count(); ++node) {
      const program::Part part = pack.node(node).part;
      if (part != program::Part::Story && part != program::Part::Ending) continue;
      INFO(path << " " << pack.node(node).title);
      CHECK(met.count(node) == 1);
    }
  }
}

}  // namespace
}  // namespace firefly
