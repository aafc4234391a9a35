#pragma once

#include <set>
#include <string>

#include "engine/script/syntax.h"

namespace firefly::tool {

// The script with a #line: id behind every line and option that has none; every other byte as it was. Ids are
// `prefix_node_number`; those in `taken` are not given again, and new ones are added to it.
std::string with_line_ids(const script::Script& script, const std::string& prefix, std::set<std::string>& taken);

}  // namespace firefly::tool
