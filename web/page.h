#pragma once

#include <string>
#include <string_view>

#include "kiosk/app/view.h"

// The page around the canvas: what it says to the app, and what the app says to it.

namespace firefly::web {

// What the page says under this name: "locale", or a word of its address such as "mode"; empty where it says
// nothing.
std::string page_setting(const char* name);

// Tells the page that its first screen takes input.
void page_is_ready();

// Tells the page that nothing can be shown, and for the log why.
void page_has_failed(std::string_view reason);

// The colours that the page's address names, or that the reader asked the system for.
app::Scheme page_scheme();

// Whether the reader asked the system for less motion.
bool wants_less_motion();

}  // namespace firefly::web
