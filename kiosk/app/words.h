#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/program/pack.h"
#include "i18n/text/text.h"
#include "kiosk/app/messages.h"

// Where `present` takes every word from: the messages of the app and the lines of packs, both in the locale of the
// State.

namespace firefly::app {

class Words {
 public:
  Words(const Messages& messages, std::string_view locale) : messages_(messages), locale_(locale) {}

  // A message of the app.
  text::Text say(Message message) const { return messages_.text(message); }
  text::Text say(Message message, std::span<const std::string> values) const { return messages_.text(message, values); }
  text::Text say(Message message, const text::Text& value) const { return messages_.text(message, value); }

  // A line of a pack, without its marks; in the pack's first locale where it is not translated.
  text::Text line(const program::Pack& pack, uint32_t line, std::span<const std::string> values = {}) const;

  // The same with its marks: the words that are a 破绽. Where the author marked none in a flagged line, all of it.
  text::Text marked_line(const program::Pack& pack, uint32_t line, std::span<const std::string> values) const;

  // The name that somebody is shown under; `cast` is an index for Pack::cast.
  text::Text name(const program::Pack& pack, uint32_t cast) const { return line(pack, pack.cast(cast).name_line); }

 private:
  const Messages& messages_;
  std::string_view locale_;
};

// How much there is to read: a Hanzi counts two, a Latin letter one.
uint32_t reading_cells(std::string_view utf8);

}  // namespace firefly::app
