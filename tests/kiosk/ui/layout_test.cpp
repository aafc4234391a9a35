#include <doctest/doctest.h>

#include <iterator>

#include "tests/kiosk/ui/check_layout.h"
#include "tests/kiosk/ui/ruled_fonts.h"
#include "tests/kiosk/ui/samples.h"

namespace firefly::ui_test {
namespace {

using app::View;

std::string joined(const std::vector<std::string>& lines) {
  std::string all;
  for (const std::string& line : lines) all += line + "\n";
  return all;
}

}  // namespace

TEST_CASE("every screen stands at every size, in both languages and every text size") {
  Table table;
  const program::Pack pack = picture_pack();
  for (const Language language : {Language::Chinese, Language::English}) {
    for (const app::TextSize size :
         {app::TextSize::Standard, app::TextSize::Large, app::TextSize::Larger, app::TextSize::Largest}) {
      for (const Sample& sample : samples(language, size, pack)) {
        for (const ScreenSize screen : screen_sizes) {
          CAPTURE(sample.name);
          CAPTURE(screen.width);
          CAPTURE(static_cast<int>(language));
          CAPTURE(static_cast<int>(size));
          CHECK(joined(complaints(sample.view, screen, table.fonts(), table.memory.blocks)) == "");
        }
      }
    }
  }
}

TEST_CASE("every word of every screen is strong enough in every scheme") {
  Table table;
  const program::Pack pack = picture_pack();
  for (const app::Scheme scheme : {app::Scheme::Dark, app::Scheme::Contrast, app::Scheme::Sunlight}) {
    for (Sample& sample : samples(Language::Chinese, app::TextSize::Standard, pack)) {
      CAPTURE(sample.name);
      CAPTURE(static_cast<int>(scheme));
      sample.view.scheme = scheme;
      CHECK(joined(complaints(sample.view, screen_sizes[0], table.fonts(), table.memory.blocks)) == "");
    }
  }
}

TEST_CASE("who calls, who writes and the address stand above what scrolls, wherever there is room for both") {
  Table table;
  const program::Pack pack = picture_pack();
  size_t standing = 0;
  for (const Sample& sample : samples(Language::Chinese, app::TextSize::Standard, pack)) {
    for (const ScreenSize screen : screen_sizes) {
      const ui::Theme theme = ui::theme_for(screen.width, screen.height, sample.view.text_size);
      const ui::Arrangement arranged =
          ui::arrange(sample.view, theme, table.fonts(), screen.width, screen.height, table.memory.blocks);
      CHECK((arranged.head.height == 0 || arranged.head.bottom() == arranged.body.y));
      if (arranged.head.height > 0) ++standing;
      if (sample.name == "messages" || sample.name == "web") CHECK(arranged.head.height > 0);
    }
  }
  CHECK(standing >= 3 * std::size(screen_sizes));
}

TEST_CASE("the help control stands at the same place on every screen of one size") {
  Table table;
  const program::Pack pack = picture_pack();
  table.motion = ui::Motion::Reduced;
  for (const ScreenSize screen : screen_sizes) {
    std::optional<ui::Rect> place;
    for (const Sample& sample : samples(Language::Chinese, app::TextSize::Standard, pack)) {
      const ui::Drawn drawn = table.draw(sample.view, screen.width, screen.height);
      const ui::Placed& help = drawn.layout.placed.back();
      CHECK(help.id == "help");
      if (!place) place = help.rect;
      CHECK(help.rect.x == place->x);
      CHECK(help.rect.y == place->y);
      CHECK(help.rect.width == place->width);
      CHECK(help.rect.height == place->height);
    }
  }
}

TEST_CASE("a screen with more to choose than there is room for scrolls instead of covering what is read") {
  Table table;
  const program::Pack pack = picture_pack();
  View view = samples(Language::English, app::TextSize::Large, pack)[4].view;  // the chat
  REQUIRE(view.screen == app::Screen::Chat);
  for (uint32_t option = 0; option < 5; ++option) {
    view.dock.push_back(view.dock.front());
    view.dock.back().id = "more-" + std::to_string(option);
  }
  for (const ScreenSize screen : screen_sizes)
    CHECK(joined(complaints(view, screen, table.fonts(), table.memory.blocks)) == "");
}

TEST_CASE("the layout has a rectangle for each element, in reading order, and for the drill's label") {
  Table table;
  table.motion = ui::Motion::Reduced;
  const program::Pack pack = picture_pack();
  for (const Sample& sample : samples(Language::Chinese, app::TextSize::Standard, pack)) {
    const ui::Layout layout = table.draw(sample.view, 360, 640).layout;
    std::vector<std::string> expected;
    for (const auto* part : {&sample.view.bar, &sample.view.body, &sample.view.dock})
      for (const app::Element& element : *part) expected.push_back(element.id);
    expected.push_back("help");
    std::vector<std::string> placed;
    for (const ui::Placed& each : layout.placed) {
      placed.push_back(each.id);
      CHECK(each.rect.width > 0);
      CHECK(each.rect.height > 0);
    }
    CHECK(placed == expected);
    CHECK((layout.drill.width > 0) == (sample.view.screen != app::Screen::Help));
  }
}

}  // namespace firefly::ui_test
