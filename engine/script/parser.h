#pragma once

#include "engine/script/diagnostic.h"
#include "engine/script/syntax.h"

namespace firefly::script {

// Reads one file of Yarn script. It always gives back a Script: what could not be read is left out of the tree and
// told in `diagnostics`, all of it in this one run. Text that is not UTF-8 is not read at all.
Script parse(Source source, Diagnostics& diagnostics);

}  // namespace firefly::script
