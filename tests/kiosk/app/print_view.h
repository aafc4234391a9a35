#pragma once

#include <string>

#include "kiosk/app/view.h"

namespace firefly::test {

// The View as text, one element a line, for golden files and for reading.
std::string print_view(const app::View& view);

// Holds the text against tests/kiosk/app/golden/NAME.txt; with FIREFLY_GOLDEN=write in the environment the file is
// written anew instead, to be read before it is committed.
void check_golden(const std::string& name, const std::string& text);

}  // namespace firefly::test
