#pragma once

#include <string_view>

#include "tests/kiosk/app/story.h"
#include "tools/reading/words.h"

namespace firefly::test {

// The words of the app and of the reading version in one locale, from content/.
inline reading::Language some_language(std::string_view locale) {
  auto phrases = program::Pack::open(words_bytes("content/reading.csv", locale)).value();
  return reading::Language::bind(locale, messages(locale), std::move(phrases)).value();
}

}  // namespace firefly::test
