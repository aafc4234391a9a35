#include "web/page.h"

#include <array>

// Defined by page_bridge.js.
extern "C" {
void firefly_page_setting(const char* name, char* room, int size);
void firefly_page_ready();
void firefly_page_failed(const char* reason);
int firefly_page_less_motion();
int firefly_page_scheme();
}

namespace firefly::web {

std::string page_setting(const char* name) {
  std::array<char, 128> room{};
  firefly_page_setting(name, room.data(), static_cast<int>(room.size()));
  return room.data();
}

void page_is_ready() { firefly_page_ready(); }

void page_has_failed(std::string_view reason) { firefly_page_failed(std::string(reason).c_str()); }

app::Scheme page_scheme() { return static_cast<app::Scheme>(firefly_page_scheme()); }

bool wants_less_motion() { return firefly_page_less_motion() != 0; }

}  // namespace firefly::web
