#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "engine/compile/compile.h"
#include "engine/play/session.h"
#include "engine/program/draft.h"
#include "engine/script/check.h"
#include "engine/script/parser.h"
#include "i18n/text/text.h"

// Plain Yarn from its text to what a play shows, for tests.

namespace firefly::test {

inline script::Project yarn_project(const std::string& text, script::Diagnostics& diagnostics) {
  script::Project project;
  project.name = "test";
  project.scripts.push_back(script::parse(script::Source("test.yarn", text), diagnostics));
  return project;
}

inline program::Pack pack_of(const script::Project& project, const script::Library& library, script::Dialect dialect) {
  const program::Draft draft = compile::compile_scenario(project, library, {}, {dialect, 1}).value();
  base::Result<program::Pack> pack = program::Pack::open(program::write_pack(draft));
  if (!pack) MESSAGE(pack.error().message);
  return std::move(pack).value();
}

// The pack of a script that must be sound.
inline program::Pack yarn_pack(const std::string& text) {
  script::Diagnostics diagnostics;
  const script::Project project = yarn_project(text, diagnostics);
  script::check(project, {}, {script::Dialect::Yarn, "", false}, diagnostics);
  for (const script::Diagnostic& diagnostic : diagnostics.list()) {
    MESSAGE(script::print(diagnostic, script::Language::English));
  }
  REQUIRE(diagnostics.error_count() == 0);
  return pack_of(project, {}, script::Dialect::Yarn);
}

// Goes on to the next choice or the end, and gives back what is shown.
inline std::string shown_to_stop(const program::Pack& pack, play::Session& session,
                                 const play::HostFunctions& functions = {}) {
  play::Events events;
  std::string out;
  play::Waiting waiting = play::Waiting::ForContinue;
  while (waiting == play::Waiting::ForContinue) {
    events.clear();
    waiting = play::advance(pack, session, events, functions);
    for (const play::Event& event : events.list) {
      const auto values = events.values_of(event);
      const auto line = [&] { return text::fill(pack.text(0, event.index), values).utf8; };
      if (event.kind == play::Event::Kind::Said) out += line() + "\n";
      if (event.kind == play::Event::Kind::Offered) out += (event.available ? "-> " : "-x ") + line() + "\n";
      if (event.kind == play::Event::Kind::Commanded) out += "<<" + values[0] + ">>\n";
      if (event.kind == play::Event::Kind::Failed) out += "failed\n";
    }
  }
  return out;
}

// Plays on from where a session stands and gives back what was shown; options are taken as picked, from 1.
inline std::string played_on(const program::Pack& pack, play::Session& session, const std::vector<uint32_t>& picks = {},
                             const play::HostFunctions& functions = {}) {
  std::string out;
  for (size_t next_pick = 0;; ++next_pick) {
    out += shown_to_stop(pack, session, functions);
    if (session.status != play::Session::Status::Choosing) return out;
    if (next_pick == picks.size()) return out + "?";
    play::Events events;
    if (!play::choose(pack, session, picks[next_pick] - 1, events)) return out + "refused";
  }
}

// The same of a script, from its beginning; what is wrong with the script, where something is.
inline std::string played(const std::string& text, const std::vector<uint32_t>& picks = {}, uint64_t seed = 1,
                          play::Saliency saliency = play::Saliency::RandomBestLeastRecentlySeen,
                          const play::HostFunctions& functions = {}) {
  script::Diagnostics diagnostics;
  const script::Project project = yarn_project(text, diagnostics);
  script::check(project, {}, {script::Dialect::Yarn, "", false}, diagnostics);
  if (diagnostics.error_count() > 0) return script::print(diagnostics.list()[0], script::Language::English);
  const program::Pack pack = pack_of(project, {}, script::Dialect::Yarn);
  play::Session session = play::begin(pack, seed);
  session.saliency = saliency;
  return played_on(pack, session, picks, functions);
}

inline std::string yarn_node(const std::string& body) { return "title: Start\n---\n" + body + "===\n"; }

}  // namespace firefly::test
