#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/program/pack.h"
#include "kiosk/app/messages.h"

// The words that only the reading version says, by name; content/reading.csv holds the same names. They are apart from
// the app's messages so that nobody fetches them before the app's first screen.

// clang-format off
#define FIREFLY_READING_PHRASES(PHRASE) \
  PHRASE(version) \
  PHRASE(to_app) \
  PHRASE(part) \
  PHRASE(to_part) \
  PHRASE(lesson) \
  PHRASE(moments_none) \
  PHRASE(to_moments) \
  PHRASE(all_moments) \
  PHRASE(all_note) \
  PHRASE(one_play) \
  PHRASE(go_back) \
  PHRASE(nothing_here)
// clang-format on

namespace firefly::reading {

enum class Phrase : uint32_t {
#define FIREFLY_READING_PHRASE(name) name,
  FIREFLY_READING_PHRASES(FIREFLY_READING_PHRASE)
#undef FIREFLY_READING_PHRASE
};

// The ids of all phrases as in content/reading.csv, in the order of Phrase.
std::span<const std::string_view> phrase_ids();

// All that a locale's pages say besides the scenarios themselves.
class Language {
 public:
  // `phrases` is content/reading.csv as a pack of this locale; the error names the first phrase that is not there.
  static base::Result<Language> bind(std::string_view locale, app::Messages messages, program::Pack phrases);

  const std::string& locale() const { return locale_; }  // BCP 47
  std::string own_name() const;                          // of the language, in itself
  const app::Messages& messages() const { return messages_; }
  std::string say(app::Message message) const { return messages_.text(message).utf8; }
  std::string say(Phrase phrase, std::span<const std::string> values = {}) const;

 private:
  Language(std::string_view locale, app::Messages messages, program::Pack phrases)
      : locale_(locale), messages_(std::move(messages)), phrases_(std::move(phrases)) {}
  std::string locale_;
  app::Messages messages_;
  program::Pack phrases_;
};

}  // namespace firefly::reading
