#include "kiosk/app/view.h"

#include <algorithm>
#include <iterator>

#include "engine/base/check.h"

namespace firefly::app {

const char* name_of(Screen screen) {
  switch (screen) {
    case Screen::Attract: return "Attract";
    case Screen::Language: return "Language";
    case Screen::Catalogue: return "Catalogue";
    case Screen::Cover: return "Cover";
    case Screen::Chat: return "Chat";
    case Screen::Page: return "Page";
    case Screen::Call: return "Call";
    case Screen::Messages: return "Messages";
    case Screen::Web: return "Web";
    case Screen::Face: return "Face";
    case Screen::Debrief: return "Debrief";
    case Screen::Leave: return "Leave";
    case Screen::Thanks: return "Thanks";
    case Screen::Help: return "Help";
    case Screen::About: return "About";
    case Screen::Trouble: return "Trouble";
    case Screen::Idle: return "Idle";
  }
  FIREFLY_CHECK(false);
  return "";
}

bool is_play(Screen screen) {
  switch (screen) {
    case Screen::Chat:
    case Screen::Page:
    case Screen::Call:
    case Screen::Messages:
    case Screen::Web:
    case Screen::Face: return true;
    default: return false;
  }
}

std::optional<Scheme> scheme_named(std::string_view name) {
  constexpr std::string_view names[] = {"light", "dark", "contrast", "sunlight"};
  const auto found = std::find(std::begin(names), std::end(names), name);
  if (found == std::end(names)) return std::nullopt;
  return static_cast<Scheme>(found - std::begin(names));
}

}  // namespace firefly::app
