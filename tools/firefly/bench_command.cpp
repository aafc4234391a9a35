#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/compile/compile.h"
#include "engine/prove/exploration.h"
#include "engine/prove/judge.h"
#include "engine/prove/words.h"
#include "engine/script/check.h"
#include "engine/script/parser.h"
#include "tools/bench/story.h"
#include "tools/bench/walk.h"
#include "tools/firefly/commands.h"
#include "tools/firefly/files.h"
#include "tools/firefly/workspace.h"

namespace firefly::tool {
namespace {

double seconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

constexpr double mebibyte = 1024 * 1024;
constexpr double most_secs_to_check = 1;
constexpr double most_secs_to_prove = 10;
constexpr uint32_t usual_nodes = 2000;

// The median of several, for the machine may be at something else too.
double ms_to_open(const std::vector<uint8_t>& bytes) {
  std::vector<double> times(21);
  for (double& time : times) {
    std::vector<uint8_t> copy = bytes;
    const double begun = seconds();
    const base::Result<program::Pack> pack = program::Pack::open(std::move(copy));
    time = (seconds() - begun) * 1000;
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

// One generated story: checked, built, proven and walked, with what each took. False where it takes longer than it may.
bool measure(const Options& options, const script::Library& library, uint32_t nodes, std::vector<uint8_t>& bytes) {
  const bench::Story story = bench::make_story(nodes);
  double begun = seconds();
  script::Diagnostics diagnostics;
  script::Project project;
  project.name = "made";
  project.scripts.push_back(script::parse(script::Source("made.yarn", story.yarn), diagnostics));
  script::check(project, library, {}, diagnostics);
  const double check_secs = seconds() - begun;
  if (!report(diagnostics, options.language)) return false;

  const base::Result<program::Draft> draft = compile::compile_scenario(project, library, {}, {});
  if (!draft) return false;
  bytes = program::write_pack(draft.value());
  const base::Result<program::Pack> pack = program::Pack::open(bytes);
  if (!pack) return false;
  const double open_ms = ms_to_open(bytes);

  begun = seconds();
  prove::Exploration exploration(pack.value(), {});
  while (!exploration.step(4096)) {
  }
  const prove::Report report = prove::judge(exploration, {});
  const double prove_secs = seconds() - begun;
  std::printf(
      "figure: %u nodes, 12 variables: checked in %.3f s, %s in %.2f s (%u states, %s, %.0f MiB), pack of "
      "%.2f MiB opened in %.2f ms\n",
      nodes, check_secs, prove::name_of(report.verdict()).c_str(), prove_secs, report.states,
      report.whole ? "all plays followed" : "the bound came first", static_cast<double>(report.bytes) / mebibyte,
      static_cast<double>(bytes.size()) / mebibyte, open_ms);
  return nodes > usual_nodes || (check_secs < most_secs_to_check && prove_secs < most_secs_to_prove);
}

}  // namespace

Exit bench_command(const Options& options) {
  const std::optional<std::string> content = find_content(".");
  if (!content) {
    std::fputs("firefly: there is no content/ with its vocabulary here\n", stderr);
    return Exit::Usage;
  }
  script::Diagnostics told_by_check;
  const script::Library library = load_library(*content, told_by_check);
  const std::vector<uint32_t> sizes =
      options.nodes > 0 ? std::vector<uint32_t>{options.nodes} : std::vector<uint32_t>{500, 1000, 2000, 4000};
  bool good = true;
  std::vector<uint8_t> bytes;
  for (const uint32_t nodes : sizes) good = measure(options, library, nodes, bytes) && good;
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  std::printf("figure: %.0f MiB of memory at most\n", static_cast<double>(used.ru_maxrss) / 1024);

  if (sizes.size() > 1) good = measure(options, library, usual_nodes, bytes) && good;  // this one is walked
  const base::Result<program::Pack> pack = program::Pack::open(bytes);
  if (!pack) return Exit::Wrong;
  constexpr uint64_t choices = 500'000;
  const double begun = seconds();
  const bench::Walked walked = bench::walk(pack.value(), choices, 0);
  std::printf("figure: %.0f choices a second natively, %.0f bytes of text a choice\n",
              static_cast<double>(walked.choices) / (seconds() - begun),
              static_cast<double>(walked.bytes) / static_cast<double>(walked.choices));
  if (!options.output.empty()) {
    const bench::Story story = bench::make_story(sizes.size() > 1 ? usual_nodes : sizes[0]);
    const std::string_view pack_text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    for (const auto& [name, text] : {std::pair<const char*, std::string_view>{"story.yarn", story.yarn},
                                     {"story.ink", story.ink},
                                     {"story.ffp", pack_text}}) {
      const base::Result<base::Done> written = write_file(join_path(options.output, name), text);
      if (!written) {
        std::fprintf(stderr, "firefly: %s\n", written.error().message.c_str());
        return Exit::Wrong;
      }
    }
  }
  return good ? Exit::Holds : Exit::Wrong;
}

}  // namespace firefly::tool
