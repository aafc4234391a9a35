#pragma once

#include <string>

namespace firefly::test {

// The path of a file or folder of the source tree, e.g. "content/messages.csv". Only tests/main.cpp is compiled with
// the tree's place, so that the others compile to the same object in every clone.
std::string source_path(const std::string& in_tree);

}  // namespace firefly::test
