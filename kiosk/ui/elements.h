#pragma once

#include "kiosk/app/view.h"
#include "kiosk/ui/block.h"
#include "kiosk/ui/composer.h"

// One drawer for every kind of Element: it sets an Element as a Block. Where on the screen the Block goes, and what is
// around it, is the arrangement's business.

namespace firefly::ui {

Block set_element(const app::Element& element, const Setting& setting);

// The control for real help, in the look that nothing else has.
Block set_help(const app::Element& element, const Setting& setting);

// The title of the screen and the label of the drill, as the bar shows them; the Block's shape is the label's.
Block set_title(const app::View& view, const Setting& setting);

// The room to leave above an Element under the one before it.
float gap_between(const app::Element& above, const app::Element& below, const Theme& theme);

// Whether `below` goes on with what the same person said in `above`.
Run run_of(const app::Element& above, const app::Element& below);

}  // namespace firefly::ui
