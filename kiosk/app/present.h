#pragma once

#include "kiosk/app/state.h"
#include "kiosk/app/view.h"

namespace firefly::app {

// What a person should see now. The State must have its messages.
View present(const State& state);

}  // namespace firefly::app
