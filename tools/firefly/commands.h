#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/script/diagnostic.h"

// The commands of `firefly`, each with the options that the command line gave it.

namespace firefly::tool {

// What `firefly` says to the shell.
enum class Exit : int { Holds = 0, Wrong = 1, Undecided = 2, Usage = 3 };

struct Options {
  std::vector<std::string> paths;
  script::Language language = script::Language::English;
  bool json = false;
  bool language_only = false;
  bool transcript = false;
  bool only_check = false;
  bool has_picks = false;
  std::vector<uint32_t> picks;  // from 1
  std::string on_date;
  std::string locale;
  std::string output;
  std::string issuer;  // who presents the drills; empty for a demonstration
  uint32_t version = 1;
  uint64_t seed = 1;
  uint32_t nodes = 0;   // of the generated story; 0: several sizes
  uint32_t states = 0;  // for proving; 0: as many as by default
};

Exit check_command(const Options& options);
Exit build_command(const Options& options);
Exit read_command(const Options& options);
Exit play_command(const Options& options);
Exit plan_command(const Options& options);
Exit prove_command(const Options& options);
Exit bench_command(const Options& options);
Exit tag_command(const Options& options);
Exit format_command(const Options& options);
Exit strings_command(const Options& options);

}  // namespace firefly::tool
