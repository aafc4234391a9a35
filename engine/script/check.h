#pragma once

#include <string>
#include <vector>

#include "engine/script/diagnostic.h"
#include "engine/script/project.h"

namespace firefly::script {

struct CheckOptions {
  Dialect dialect = Dialect::Firefly;
  std::string on_date;         // YYYY-MM-DD: what has expired then is told; empty: nothing has
  bool whole_scenario = true;  // a folder must have its cover, cast and endings; a script alone need not
  std::vector<FunctionSignature> functions = {};  // that whoever plays it has; none in our dialect

  Surroundings surroundings() const { return surroundings_of(dialect, functions); }
};

// Checks a parsed program: names, types and, in our dialect, everything that the vocabulary and a scenario ask for.
void check(const Project& project, const Library& library, const CheckOptions& options, Diagnostics& diagnostics);

// What only our dialect asks of a program; part of `check`.
void check_scenario(const Project& project, const Library& library, const CheckOptions& options,
                    Diagnostics& diagnostics);

// Checks the shared tables themselves: rows complete and unique, every picture described, no fact expired on `on_date`
// (empty: none is), placeholders of messages the same in all languages.
void check_library(const Library& library, const std::string& on_date, Diagnostics& diagnostics);

// Tells which pictures and flags no project uses.
void check_unused(const Library& library, const std::vector<std::string>& used_pictures,
                  const std::vector<std::string>& used_flags, Diagnostics& diagnostics);

}  // namespace firefly::script
