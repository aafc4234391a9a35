#pragma once

#include <string>

#include "engine/script/syntax.h"

namespace firefly::script {

// The script as everybody's editor should leave it: four spaces for each option or <<if>> that something belongs to,
// one statement a line, one space before each tag, two before a comment, at most one empty line in a row and just one
// between nodes, \n at every line's end. Words, comments and the order of everything stay as they were written, and so
// does what the script means. The script must have been parsed without errors.
std::string format(const Script& script);

}  // namespace firefly::script
