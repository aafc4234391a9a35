#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/app/view.h"

// Views written by hand that show every kind of Element, in both languages: what the screens are drawn from where
// there is no app behind them.

namespace firefly::ui_test {

enum class Language : uint8_t { Chinese, English };

struct Sample {
  std::string name;
  app::View view;
};

// Text with line breaks as simple as will do here: between Hanzi but not before a closing mark, and after spaces.
text::Text plain_text(std::string_view utf8);

// A pack of two pictures: number 0 a face, number 1 a scene.
program::Pack picture_pack();

// One View of each screen, of a call two. Their pictures are those of `pack`.
std::vector<Sample> samples(Language language, app::TextSize text_size, const program::Pack& pack);

// A chat of so many messages.
app::View long_chat(size_t messages, const program::Pack& pack);

}  // namespace firefly::ui_test
