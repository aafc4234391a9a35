#pragma once

#include <cstddef>

#include "engine/base/result.h"
#include "engine/script/diagnostic.h"
#include "tools/firefly/commands.h"

namespace firefly::tool {

// What `firefly check` found.
struct Checked {
  script::Diagnostics diagnostics;  // of everything, in order
  size_t script_count = 0;
  size_t plan_count = 0;
};

// Checks the scripts, tables, pictures and test plans of all paths: of a folder everything below it, of a file what
// concerns it. An Error where there is nothing at a path, or it cannot be read.
base::Result<Checked> check_paths(const Options& options);

}  // namespace firefly::tool
