#pragma once

#include <string>
#include <vector>

#include "kiosk/app/view.h"
#include "kiosk/ui/arrangement.h"

namespace firefly::ui_test {

struct ScreenSize {
  float width;
  float height;
};

// The six sizes that every screen must stand.
inline constexpr ScreenSize screen_sizes[] = {{360, 640},  {412, 915},   {768, 1024},
                                              {1366, 768}, {1920, 1080}, {1080, 1920}};

// What is wrong with a View at this size, one sentence each: text that leaves its element or the screen or covers other
// text, words too pale for their ground, targets too small, or over each other, no room to read. Empty where all is
// well.
std::vector<std::string> complaints(const app::View& view, ScreenSize screen, const ui::Fonts& fonts,
                                    ui::BlockCache& cache);

}  // namespace firefly::ui_test
