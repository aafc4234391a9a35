#pragma once

#include "kiosk/app/view.h"

namespace firefly::test {

// What holds of every View: ids are unique, nothing is without words, real help is one touch away (but on its own
// page), the drill says that it is one, and there is always something to go on with.
void check_view(const app::View& view);

}  // namespace firefly::test
