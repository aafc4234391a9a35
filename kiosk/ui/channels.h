#pragma once

#include "kiosk/app/view.h"
#include "kiosk/ui/block.h"
#include "kiosk/ui/composer.h"

// What is peculiar to one channel of a story: who calls or writes, what is said aloud, where a page claims to be.

namespace firefly::ui {

// While it rings: large, in the middle, in rings. Then a line above what is said.
Block set_caller(const app::Element& element, const Setting& setting);

// Who writes text messages, in a line above them.
Block set_sender(const app::Element& element, const Setting& setting);

// The address bar of the invented browser.
Block set_address(const app::Element& element, const Setting& setting);

// A sentence said aloud: a large caption on a call; beside its speaker's figure where people meet.
Block set_spoken(const app::Element& element, const Setting& setting);

// Whether it stays above what scrolls, where there is room.
bool stands_above(const app::Element& element);

}  // namespace firefly::ui
