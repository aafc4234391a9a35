#include "kiosk/app/elements.h"

#include <utility>

namespace firefly::app {

Element element(Element::Kind kind, std::string id, text::Text text) {
  Element made;
  made.kind = kind;
  made.id = std::move(id);
  made.text = std::move(text);
  return made;
}

Element button(std::string id, text::Text text, Intent intent, Tone tone) {
  Element made = element(Element::Kind::Button, std::move(id), std::move(text));
  made.intent = intent;
  made.tone = tone;
  return made;
}

std::string numbered(const char* name, size_t number) { return std::string(name) + '-' + std::to_string(number); }

}  // namespace firefly::app
