#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/compile/compile.h"
#include "engine/play/session.h"
#include "engine/program/draft.h"
#include "engine/script/check.h"
#include "engine/script/parser.h"
#include "tests/script_writer.h"
#include "tests/source_path.h"
#include "tools/firefly/files.h"
#include "tools/firefly/workspace.h"

// What the compiler put into a draft comes out of the pack again, and plays the same wherever it is saved and loaded.

namespace firefly {
namespace {

using program::Draft;
using program::Pack;

bool same(const program::DraftText& draft, const program::TextView& view) {
  const auto equal = [](const auto& a, const auto& b, auto same_field) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), same_field);
  };
  return draft.utf8 == view.utf8 &&
         equal(draft.breaks, view.breaks, [](auto a, auto b) { return a.offset_and_must == b.offset_and_must; }) &&
         equal(draft.slots, view.slots, [](auto a, auto b) { return a.offset == b.offset && a.value == b.value; }) &&
         equal(draft.marks, view.marks,
               [](auto a, auto b) { return a.begin == b.begin && a.end == b.end && a.flag == b.flag; });
}

void holds_all_of(const Pack& pack, const Draft& draft) {
  const program::Scenario& scenario = pack.scenario();
  CHECK(scenario.name == draft.name);
  CHECK(scenario.version == draft.version);
  CHECK(scenario.truth == draft.truth);
  CHECK(scenario.audience == draft.audience);
  CHECK(scenario.channel == draft.channel);
  CHECK(scenario.difficulty == draft.difficulty);
  CHECK(scenario.minutes == draft.minutes);
  CHECK(scenario.start_node == draft.start_node);
  CHECK(scenario.valid_until == draft.valid_until);
  CHECK(std::equal(pack.locales().begin(), pack.locales().end(), draft.locales.begin(), draft.locales.end()));

  REQUIRE(pack.node_count() == draft.nodes.size());
  for (uint32_t i = 0; i < pack.node_count(); ++i) {
    const program::Node node = pack.node(i);
    const program::DraftNode& written = draft.nodes[i];
    const bool same_node = node.title == written.title && node.part == written.part &&
                           node.channel == written.channel && node.stage == written.stage &&
                           node.first_line == written.first_line && node.line_count == written.line_count &&
                           pack.entry_of(i) == written.entry && pack.find_node(written.title) == i;
    CHECK(same_node);
  }

  REQUIRE(pack.line_count() == draft.lines.size());
  for (uint32_t i = 0; i < pack.line_count(); ++i) {
    const program::Line line = pack.line(i);
    const program::DraftLine& written = draft.lines[i];
    const bool same_line =
        line.id == written.id && line.speaker == written.speaker && line.node == written.node &&
        std::equal(line.flags.begin(), line.flags.end(), written.flags.begin(), written.flags.end()) &&
        std::equal(line.tags.begin(), line.tags.end(), written.tags.begin(), written.tags.end()) &&
        line.act == written.act && line.risk == written.risk && line.lesson == written.lesson &&
        pack.find_line(written.id) == i;
    CHECK(same_line);
    for (uint32_t locale = 0; locale < pack.locales().size(); ++locale) {
      CHECK(same(draft.texts[locale][i], pack.text(locale, i)));
    }
  }

  REQUIRE(pack.cast_count() == draft.cast.size());
  for (uint32_t i = 0; i < pack.cast_count(); ++i) {
    const program::CastMember member = pack.cast(i);
    const program::DraftCast& written = draft.cast[i];
    const bool same_member = member.key == written.key && member.name_line == written.name_line &&
                             member.avatar == written.avatar && member.side == written.side &&
                             member.thread == written.thread && member.payee == written.payee &&
                             member.platform == written.platform;
    CHECK(same_member);
  }
  REQUIRE(pack.flag_count() == draft.flags.size());
  for (uint32_t i = 0; i < pack.flag_count(); ++i) {
    CHECK(pack.flag(i).id == draft.flags[i].id);
    CHECK(pack.flag(i).label_line == draft.flags[i].label_line);
    CHECK(pack.flag(i).why_line == draft.flags[i].why_line);
  }
  REQUIRE(pack.picture_count() == draft.pictures.size());
  for (uint32_t i = 0; i < pack.picture_count(); ++i) {
    const program::Picture picture = pack.picture(i);
    const program::DraftPicture& written = draft.pictures[i];
    CHECK(picture.name == written.name);
    CHECK(picture.shapes.size() == written.shapes.size());
    CHECK(std::equal(picture.points.begin(), picture.points.end(), written.points.begin(), written.points.end(),
                     [](program::Point a, program::Point b) { return a.x == b.x && a.y == b.y; }));
    CHECK(picture.alt_line == written.alt_line);
  }

  const program::Code& code = pack.code();
  CHECK(std::equal(code.instructions.begin(), code.instructions.end(), draft.instructions.begin(),
                   draft.instructions.end(), [](const program::Instruction& a, const program::Instruction& b) {
                     return a.op == b.op && a.a == b.a && a.b == b.b && a.c == b.c;
                   }));
  CHECK(std::equal(code.numbers.begin(), code.numbers.end(), draft.numbers.begin(), draft.numbers.end()));
  REQUIRE(code.memory.size() == draft.memory.size());
  for (size_t i = 0; i < code.memory.size(); ++i) {
    CHECK(pack.symbol(code.memory[i].name) == draft.memory[i].name);
    CHECK(code.memory[i].type == draft.memory[i].type);
    CHECK(code.memory[i].initial == draft.memory[i].initial);
  }
}

// Everything that happens in a play, as text. Where `reopened` is given, the play is saved at every stop and goes on
// in that pack with what was loaded.
std::string happenings(const Pack& pack, uint64_t seed, const Pack* reopened) {
  constexpr int most_stops = 60;
  play::Session session = play::begin(pack, seed);
  play::Events events;
  std::string all;
  uint64_t picks = seed * 0x9e3779b97f4a7c15u;
  for (int stop = 0; stop < most_stops; ++stop) {
    const Pack& playing = reopened && stop % 2 == 1 ? *reopened : pack;
    events.clear();
    const play::Waiting waiting = play::advance(playing, session, events);
    if (waiting == play::Waiting::ForChoice) {
      do picks = picks * 6364136223846793005u + 1442695040888963407u;
      while (!play::choose(playing, session, static_cast<uint32_t>((picks >> 33) % session.offers.size()), events));
    }
    for (const play::Event& event : events.list) {
      all += std::to_string(static_cast<int>(event.kind)) + " " + std::to_string(event.index) + " " +
             std::to_string(static_cast<int>(event.command)) + " " + std::to_string(static_cast<int>(event.outcome)) +
             (event.available ? " " : " closed ");
      for (const std::string& value : events.values_of(event)) all += value + "|";
      all += "\n";
    }
    if (waiting == play::Waiting::ForNothing) return all;
    if (reopened) session = play::load(*reopened, play::save(playing, session)).value();
  }
  return all;
}

void goes_round(const Draft& draft, uint64_t plays) {
  const std::vector<uint8_t> bytes = program::write_pack(draft);
  const Pack pack = Pack::open(bytes).value();
  const Pack reopened = Pack::open(bytes).value();
  holds_all_of(pack, draft);
  for (uint64_t seed = 1; seed <= plays; ++seed) {
    CHECK(happenings(pack, seed, &reopened) == happenings(pack, seed, nullptr));
  }
}

TEST_CASE("what was compiled of generated scripts is found again in the pack, and plays the same however it is saved") {
  for (uint32_t seed = 0; seed < 400; ++seed) {
    const std::string text = test::ScriptWriter(seed).script();
    script::Diagnostics diagnostics;
    script::Project project;
    project.name = "generated";
    project.scripts.push_back(script::parse(script::Source("x.yarn", text), diagnostics));
    script::check(project, {}, {script::Dialect::Yarn, "", false}, diagnostics);
    INFO("seed " << seed << "\n" << text);
    REQUIRE(diagnostics.error_count() == 0);
    goes_round(compile::compile_scenario(project, {}, {}, {script::Dialect::Yarn, 1}).value(), 3);
  }
}

TEST_CASE("what was compiled of every shipped scenario is found again in its pack, and plays the same") {
  const std::string content = test::source_path("content");
  script::Diagnostics diagnostics;
  const script::Library library = tool::load_library(content, diagnostics);
  for (const std::string& name : tool::folders_in(content + "/scenarios")) {
    INFO(name);
    const script::Project project = tool::load_project(content + "/scenarios/" + name, diagnostics).value();
    const auto drawings = tool::load_drawings(content, compile::pictures_of(project), diagnostics);
    goes_round(compile::compile_scenario(project, library, drawings, {script::Dialect::Firefly, 3}).value(), 20);
  }
  CHECK(diagnostics.error_count() == 0);
}

}  // namespace
}  // namespace firefly
