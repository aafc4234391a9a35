#include <string>

#include "tests/fuzz/program_walk.h"
#include "tools/firefly/plan.h"

// Any bytes as a test plan: what cannot be understood is told, and what can runs against a small story.

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace firefly;
  const script::Source plan("x.testplan", std::string(reinterpret_cast<const char*>(data), size));
  script::Diagnostics diagnostics;
  const std::vector<tool::PlanRun> runs = tool::read_plan(plan, diagnostics);
  for (const tool::BetweenRuns between : {tool::BetweenRuns::KeepMemory, tool::BetweenRuns::BeginAnew}) {
    tool::run_plan(fuzz::small_pack(), plan, runs, between, 1, diagnostics);
  }
  fuzz::print_all(diagnostics);
  return 0;
}
