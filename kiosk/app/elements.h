#pragma once

#include <string>

#include "kiosk/app/view.h"

// Short ways to write an Element, for `present`.

namespace firefly::app {

Element element(Element::Kind kind, std::string id, text::Text text);
Element button(std::string id, text::Text text, Intent intent, Tone tone = Tone::Plain);

// An id made of a name and a number: "message-17".
std::string numbered(const char* name, size_t number);

}  // namespace firefly::app
