#include "tools/reading/words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "i18n/text/text.h"

namespace firefly::reading {
namespace {

constexpr std::array phrase_names = {
#define FIREFLY_READING_PHRASE(name) std::string_view(#name),
    FIREFLY_READING_PHRASES(FIREFLY_READING_PHRASE)
#undef FIREFLY_READING_PHRASE
};

}  // namespace

std::span<const std::string_view> phrase_ids() { return phrase_names; }

base::Result<Language> Language::bind(std::string_view locale, app::Messages messages, program::Pack phrases) {
  const uint32_t index = phrases.locale_index(locale);
  for (const std::string_view name : phrase_names) {
    const uint32_t line = phrases.find_line(name);
    if (index == program::no_index || line == program::no_index || phrases.text(index, line).utf8.empty()) {
      return base::Error{"the reading version in " + std::string(locale) + " lacks the phrase " + std::string(name) +
                         "; add it to content/reading.csv"};
    }
  }
  return Language(locale, std::move(messages), std::move(phrases));
}

std::string Language::own_name() const {
  const auto locales = app::locales();
  const auto found =
      std::find_if(locales.begin(), locales.end(), [this](const app::Locale& known) { return known.tag == locale_; });
  return found == locales.end() ? locale_ : say(found->name);
}

std::string Language::say(Phrase phrase, std::span<const std::string> values) const {
  const uint32_t line = phrases_.find_line(phrase_names[static_cast<size_t>(phrase)]);
  return text::fill(phrases_.text(phrases_.locale_index(locale_), line), values).utf8;
}

}  // namespace firefly::reading
