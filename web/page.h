#pragma once

#include <string>
#include <string_view>

// The page around the canvas: what it says to the app, and what the app says to it.

namespace firefly::web {

// What the page says under this name: "locale", "scheme", or a word of its address such as "mode"; empty where it says
// nothing.
std::string page_setting(const char* name);

// Tells the page that its first screen takes input.
void page_is_ready();

// Tells the page that nothing can be shown, and for the log why.
void page_has_failed(std::string_view reason);

// Whether the reader asked the system for less motion.
bool wants_less_motion();

}  // namespace firefly::web
