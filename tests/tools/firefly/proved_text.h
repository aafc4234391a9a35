#pragma once

#include <string>

#include "engine/compile/compile.h"
#include "engine/prove/exploration.h"
#include "engine/prove/judge.h"
#include "engine/prove/words.h"
#include "engine/script/parser.h"
#include "tools/firefly/playthrough.h"

// From the text of scripts to what the prover says of them, for tests.

namespace firefly::test {

struct Proved {
  program::Pack pack;
  prove::Report report;
};

inline script::Project project_of(const std::string& text) {
  script::Diagnostics diagnostics;
  script::Project project;
  project.name = "test";
  project.scripts.push_back(script::parse(script::Source("test.yarn", text), diagnostics));
  return project;
}

inline program::Pack compiled(const script::Project& project, const script::Library& library = {},
                              script::Dialect dialect = script::Dialect::Firefly) {
  const program::Draft draft = compile::compile_scenario(project, library, {}, {dialect, 1}).value();
  return program::Pack::open(program::write_pack(draft)).value();
}

inline prove::Report judged(const program::Pack& pack, const prove::Limits& limits = {},
                            const prove::Bound& bound = {}) {
  prove::Exploration exploration(pack, bound);
  while (!exploration.step(1000)) {
  }
  return prove::judge(exploration, limits);
}

// Each claim that does not hold and follows from no other: its name, what it is about, the picks that show it.
inline std::string complaints(const program::Pack& pack, const prove::Report& report) {
  std::string out;
  for (const prove::Claim& claim : report.claims) {
    if (claim.verdict == prove::Verdict::Holds || claim.follows) continue;
    if (claim.verdict == prove::Verdict::Undecided) out += "undecided ";
    out += prove::name_of(claim.kind);
    if (claim.line != program::no_index) {
      out += " " + std::string(pack.text(0, claim.line).utf8);
    } else if (claim.node != program::no_index) {
      out += " " + std::string(pack.node(claim.node).title);
    }
    if (claim.play) out += " by [" + tool::picks_of(*claim.play) + "]";
    out += "; ";
  }
  return out;
}

}  // namespace firefly::test
