#pragma once

#include <string>
#include <vector>

#include "engine/play/session.h"
#include "engine/program/pack.h"
#include "engine/script/diagnostic.h"
#include "engine/script/project.h"

// Test plans: what a play must show, in Yarn Spinner's own .testplan format, so that its plans run here too.
//
//   line: `text`          a line with this text (* for any)
//   option: `text` [disabled]
//   command: `text`
//   select: 2             takes the second option; 0 where none is available
//   set: $x = 3           sets a variable
//   node: Title           begins there instead of at the start
//   saliency: first       how one of a group is chosen from here on: first, best, best_least_recently_seen (as long as
//                         nothing is said) or random_best_least_recently_seen (as plays do it)
//   stop                  the play must end here
//   ---                   the next run begins at the start again
//   # words               a comment, behind a step too

namespace firefly::tool {

struct PlanStep {
  enum class Kind : uint8_t { Line, Option, Command, Select, Set, Node, Saliency, Stop };
  Kind kind;
  script::Span span;
  std::string text;       // Line, Option, Command: expected; Node: title; Set: the variable
  bool any_text = false;  // Line with *
  bool disabled = false;  // Option
  std::string value;      // Set
  uint32_t number = 0;    // Select
  play::Saliency saliency = play::Saliency::First;
};
using PlanRun = std::vector<PlanStep>;

// The runs of a plan; what cannot be understood is told.
std::vector<PlanRun> read_plan(const script::Source& plan, script::Diagnostics& diagnostics);

// The functions that every plan has for its script: those that the published plans of Yarn Spinner call. assert(false)
// fails the plan.
const std::vector<script::FunctionSignature>& plan_functions();

// What is left of one run when the next begins. Yarn Spinner's own test runner keeps variables and visits, as a game
// does that goes on; a scenario of ours begins anew for everybody who plays it.
enum class BetweenRuns : uint8_t { KeepMemory, BeginAnew };

// Runs them against an open pack; a step that the play does not keep to is told, and its run ends there.
void run_plan(const program::Pack& pack, const script::Source& plan, const std::vector<PlanRun>& runs,
              BetweenRuns between, uint64_t seed, script::Diagnostics& diagnostics);

// How the runs of a project's plans follow each other: anew where it has a cover.
BetweenRuns between_runs_of(const script::Project& project);

}  // namespace firefly::tool
