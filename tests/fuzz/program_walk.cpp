#include "tests/fuzz/program_walk.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/utf8.h"
#include "engine/compile/compile.h"
#include "engine/play/session.h"
#include "engine/program/draft.h"
#include "engine/prove/exploration.h"
#include "engine/prove/judge.h"
#include "engine/script/check.h"
#include "engine/script/parser.h"
#include "i18n/text/paragraph.h"
#include "i18n/text/text.h"
#include "tests/source_path.h"
#include "tools/firefly/files.h"
#include "tools/firefly/workspace.h"

namespace firefly::test {

std::string source_path(const std::string& in_tree) { return FIREFLY_SOURCE_DIR "/" + in_tree; }

}  // namespace firefly::test

namespace firefly::fuzz {
namespace {

constexpr int stops_to_play = 32;
constexpr size_t diagnostics_to_print = 6;
constexpr prove::Bound bound_of_prover{24, uint64_t{4} << 20, 2};

// What is read is added up, so that no reading is left out as useless.
size_t seen = 0;

void read_text(const program::TextView& view) {
  const std::vector<std::string> values{"1", "", "园艺店。", "a long value of several words"};
  for (size_t count : {size_t{0}, values.size()}) {
    const text::Text text = text::fill(view, std::span(values).first(count));
    FIREFLY_CHECK(base::find_invalid_utf8(text.utf8) == std::string_view::npos);
    for (const program::Mark& mark : text.marks) {
      FIREFLY_CHECK(mark.begin <= mark.end && mark.end <= text.utf8.size());
    }
    const text::Paragraph paragraph =
        text::lay_out(text, 40, [](uint32_t code_point) { return code_point < 128 ? 4.f : 8.f; });
    FIREFLY_CHECK(paragraph.lines.back().end == text.utf8.size());
  }
}

void read_all(const program::Pack& pack) {
  seen += pack.scenario().name.size() + pack.scenario().valid_until.size();
  for (const std::string_view locale : pack.locales()) seen += pack.locale_index(locale);
  for (uint32_t i = 0; i < pack.node_count(); ++i) {
    const program::Node node = pack.node(i);
    seen += pack.find_node(node.title);
    for (uint32_t line = node.first_line; line < node.first_line + node.line_count; ++line)
      seen += pack.line(line).node;
  }
  for (uint32_t i = 0; i < pack.line_count(); ++i) {
    const program::Line line = pack.line(i);
    seen += pack.find_line(line.id);
    for (const uint32_t flag : line.flags) seen += pack.flag(flag).id.size();
    for (const uint32_t tag : line.tags) seen += pack.has_tag(line, pack.symbol(tag)) ? 1 : 0;
    for (uint32_t locale = 0; locale < pack.locales().size(); ++locale) read_text(pack.text(locale, i));
    if (line.speaker != program::no_index) seen += pack.cast(line.speaker).key.size();
    if (line.lesson != program::no_index) seen += pack.flag(line.lesson).id.size();
  }
  for (uint32_t i = 0; i < pack.cast_count(); ++i) {
    const program::CastMember member = pack.cast(i);
    seen += pack.find_cast(member.key) + pack.line(member.name_line).id.size();
    if (member.avatar != program::no_index) seen += pack.picture(member.avatar).name.size();
  }
  for (uint32_t i = 0; i < pack.flag_count(); ++i) {
    seen += pack.line(pack.flag(i).label_line).id.size() + pack.line(pack.flag(i).why_line).id.size();
  }
  for (uint32_t i = 0; i < pack.picture_count(); ++i) {
    const program::Picture picture = pack.picture(i);
    seen += pack.find_picture(picture.name) + pack.line(picture.alt_line).id.size();
    for (const program::Shape& shape : picture.shapes) {
      for (const program::Point& point : picture.points.subspan(shape.first_point, shape.point_count)) {
        seen += point.x < 0 ? 1 : 0;
      }
    }
  }
}

bool same(const play::Events& a, const play::Events& b) {
  return a.values == b.values && std::equal(a.list.begin(), a.list.end(), b.list.begin(), b.list.end(),
                                            [](const play::Event& one, const play::Event& other) {
                                              return one.kind == other.kind && one.index == other.index &&
                                                     one.command == other.command && one.outcome == other.outcome &&
                                                     one.available == other.available;
                                            });
}

// Plays to a stop or a few dozen lines; false where the play failed.
bool play_on(const program::Pack& pack, uint64_t seed, Maker maker) {
  play::Session session = play::begin(pack, seed);
  play::Events events;
  play::Events events_of_loaded;
  for (int stop = 0; stop < stops_to_play; ++stop) {
    const std::vector<uint8_t> saved = play::save(pack, session);
    base::Result<play::Session> loaded = play::load(pack, saved);
    FIREFLY_CHECK(loaded || maker == Maker::Anybody);
    events.clear();
    const play::Waiting waiting = play::advance(pack, session, events);
    if (loaded) {
      FIREFLY_CHECK(play::save(pack, loaded.value()) == saved);
      events_of_loaded.clear();
      FIREFLY_CHECK(play::advance(pack, loaded.value(), events_of_loaded) == waiting);
      FIREFLY_CHECK(same(events, events_of_loaded));
    }
    for (const play::Event& event : events.list) {
      for (const std::string& value : events.values_of(event)) seen += value.size();
      if (event.kind == play::Event::Kind::Failed) return false;
    }
    if (waiting == play::Waiting::ForNothing) return true;
    if (waiting == play::Waiting::ForContinue) continue;
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    const auto first = static_cast<uint32_t>((seed >> 33) % session.offers.size());
    bool chosen = false;
    for (uint32_t i = 0; i < session.offers.size() && !chosen; ++i) {
      chosen = static_cast<bool>(
          play::choose(pack, session, static_cast<uint32_t>((first + i) % session.offers.size()), events));
    }
    FIREFLY_CHECK(chosen);
  }
  return true;
}

void explore(const program::Pack& pack) {
  prove::Exploration exploration(pack, bound_of_prover);
  while (!exploration.step(1)) {
  }
  const prove::Report report = prove::judge(exploration, {12, 100, {{"zh-Hans", 300}}});
  seen += report.claims.size();
}

}  // namespace

const script::Library& small_library() {
  static const script::Library library = [] {
    script::Diagnostics none;
    script::Library loaded = tool::load_library(test::source_path("tests/corpus/broken"), none);
    FIREFLY_CHECK(none.list().empty());
    return loaded;
  }();
  return library;
}

const std::map<std::string, picture::Drawing>& small_drawings() {
  static const std::map<std::string, picture::Drawing> drawings = [] {
    script::Diagnostics none;
    return tool::load_drawings(test::source_path("tests/corpus/broken"),
                               {small_library().drawings.begin(), small_library().drawings.end()}, none);
  }();
  return drawings;
}

script::Project project_of(const std::string& text, script::Diagnostics& diagnostics) {
  script::Project project;
  project.name = "x";
  project.scripts.push_back(script::parse(script::Source("x.yarn", text), diagnostics));
  return project;
}

std::optional<std::vector<uint8_t>> compiled(const script::Project& project, script::Dialect dialect,
                                             script::Diagnostics& diagnostics) {
  const bool ours = dialect == script::Dialect::Firefly;
  static const script::Library no_library;
  script::check(project, ours ? small_library() : no_library, {dialect, "2027-01-01", ours}, diagnostics);
  if (diagnostics.error_count() > 0) return std::nullopt;
  const base::Result<program::Draft> draft =
      compile::compile_scenario(project, ours ? small_library() : no_library, small_drawings(), {dialect, 1});
  FIREFLY_CHECK(draft);
  return program::write_pack(draft.value());
}

const program::Pack& small_pack() {
  static const program::Pack pack = [] {
    script::Diagnostics diagnostics;
    const script::Project project = project_of(
        "title: Start\n---\n<<declare $rich = false>>\n<<declare $n = 0>>\n<<declare $name = \"Bea\">>\n"
        "Bea: hello {$name} #greeting\n-> one {$n}\n    <<show {1 + 1}>>\n    <<set $n += dice(6)>>\n"
        "    <<set $name = $name + \"x\">>\n    <<jump Start>>\n-> two <<if $rich>>\n    <<jump Other>>\n-> three\n"
        "===\ntitle: Other\n---\nelsewhere {visited_count(\"Start\")}\n<<if $n > "
        "3>>\nmuch\n<<else>>\nlittle\n<<endif>>\n"
        "===\n",
        diagnostics);
    return program::Pack::open(compiled(project, script::Dialect::Yarn, diagnostics).value()).value();
  }();
  return pack;
}

const std::vector<std::vector<uint8_t>>& sound_packs() {
  static const std::vector<std::vector<uint8_t>> packs = [] {
    std::vector<std::vector<uint8_t>> all;
    for (const std::string& path : tool::files_in(test::source_path("tests/corpus/fuzz/script"), ".yarn")) {
      for (const script::Dialect dialect : {script::Dialect::Yarn, script::Dialect::Firefly}) {
        script::Diagnostics diagnostics;
        const script::Project project = project_of(tool::read_file(path).value(), diagnostics);
        std::optional<std::vector<uint8_t>> pack = compiled(project, dialect, diagnostics);
        if (pack) all.push_back(std::move(*pack));
      }
    }
    FIREFLY_CHECK(!all.empty());
    return all;
  }();
  return packs;
}

void print_all(const script::Diagnostics& diagnostics) {
  size_t printed = 0;
  for (const script::Diagnostic& diagnostic : diagnostics.list()) {
    FIREFLY_CHECK(diagnostic.place.line >= 1 && diagnostic.place.column >= 1);
    if (++printed > diagnostics_to_print) continue;
    seen += script::print(diagnostic, script::Language::English).size();
    seen += script::print(diagnostic, script::Language::Chinese).size();
    seen += script::to_json(diagnostic).size();
  }
}

void walk(const program::Pack& pack, uint64_t seed, Maker maker) {
  read_all(pack);
  // What fails runs in a circle most of the time, and the prover would follow many of them.
  if (play_on(pack, seed, maker)) explore(pack);
}

}  // namespace firefly::fuzz
