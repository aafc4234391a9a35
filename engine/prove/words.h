#pragma once

#include <string>

#include "engine/prove/judge.h"

namespace firefly::prove {

// The same in both languages of the officers.
struct Both {
  std::string english;
  std::string chinese;
};

// "line_met", for tools.
std::string name_of(Kind kind);
// "holds", "refuted", "undecided".
std::string name_of(Verdict verdict);

// One sentence: what is so (or not so, or not known), and of which node, line or language.
Both message_of(const Claim& claim, const program::Pack& pack);
// What to do about a claim that is refuted or undecided; empty for one that holds.
Both cure_of(const Claim& claim);

// The sums in one line: how many claims hold, are refuted, undecided; how much was looked at.
Both summary_of(const Report& report);

}  // namespace firefly::prove
