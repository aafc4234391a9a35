#include <doctest/doctest.h>

#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "kiosk/ui/theme.h"
#include "tools/reading/css.h"

namespace firefly::reading {
namespace {

// The style by day, before what it says of small screens, the dark and paper.
std::string_view by_day() { return css::reading.substr(0, css::reading.find("@media")); }

std::set<uint32_t> colours_of(const ui::Palette& palette) {
  std::set<uint32_t> colours;
  const auto* all = reinterpret_cast<const ui::Colour*>(&palette);
  for (size_t i = 0; i < sizeof palette / sizeof *all; ++i) {
    colours.insert(static_cast<uint32_t>(all[i].red) << 16 | static_cast<uint32_t>(all[i].green) << 8 | all[i].blue);
  }
  return colours;
}

}  // namespace

TEST_CASE("by day the reading version has the colours of the app, and no others") {
  const std::set<uint32_t> known = colours_of(ui::Palette());
  constexpr size_t digits = 6;
  int checked = 0;
  for (size_t at = by_day().find('#'); at != std::string_view::npos; at = by_day().find('#', at + 1)) {
    const std::string number(by_day().substr(at + 1, digits));
    if (number.find_first_not_of("0123456789abcdef") != std::string::npos) continue;  // #real, #fff
    CHECK_MESSAGE(known.count(static_cast<uint32_t>(std::strtoul(number.c_str(), nullptr, 16))) == 1, number);
    ++checked;
  }
  CHECK(checked > 50);
}

TEST_CASE("the style needs nothing from elsewhere, and nothing that an old browser does not know") {
  for (const char* word : {"http:", "https:", "@import", "@font-face", "var(", ":has("}) {
    std::string style(css::reading);
    // A drawing names its own language by an address; nothing is fetched from there.
    for (size_t at = style.find("http://www.w3.org/2000/svg"); at != std::string::npos;
         at = style.find("http://www.w3.org/2000/svg")) {
      style.erase(at, std::string_view("http://www.w3.org/2000/svg").size());
    }
    CHECK_MESSAGE(style.find(word) == std::string::npos, word);
  }
}

}  // namespace firefly::reading
