#include "kiosk/app/view.h"

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

}  // namespace firefly::app
