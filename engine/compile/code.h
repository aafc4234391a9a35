#pragma once

#include <map>
#include <string>

#include "engine/program/draft.h"
#include "engine/script/scene.h"
#include "engine/script/types.h"

namespace firefly::compile {

// Writes the instructions of every node of the scene that is played, and its variables, into the draft, whose nodes
// and lines are there already. `line_numbers` says which line of the draft a line of the scene is.
void write_code(const script::Scene& scene, const script::Types& types,
                const std::map<const script::Line*, uint32_t>& line_numbers, script::Dialect dialect,
                program::Draft& draft);

}  // namespace firefly::compile
