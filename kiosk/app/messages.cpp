#include "kiosk/app/messages.h"

#include <algorithm>
#include <array>

#include "engine/base/check.h"

namespace firefly::app {
namespace {

constexpr std::array message_names = {
#define FIREFLY_MESSAGE(name) std::string_view(#name),
    FIREFLY_MESSAGES(FIREFLY_MESSAGE)
#undef FIREFLY_MESSAGE
};

constexpr std::array app_locales = {
#define FIREFLY_LOCALE(tag, name) Locale{tag, Message::name},
    FIREFLY_LOCALES(FIREFLY_LOCALE)
#undef FIREFLY_LOCALE
};

}  // namespace

std::span<const std::string_view> message_ids() { return message_names; }

std::span<const Locale> locales() { return app_locales; }

base::Result<Messages> Messages::bind(program::Pack pack, std::string_view locale) {
  Messages messages(std::move(pack));
  messages.locale_ = messages.pack_.locale_index(locale);
  if (messages.locale_ == program::no_index) {
    return base::Error{"the messages pack has no locale " + std::string(locale)};
  }
  messages.lines_.reserve(message_names.size());
  for (std::string_view name : message_names) {
    const uint32_t line = messages.pack_.find_line(name);
    if (line == program::no_index || messages.pack_.text(messages.locale_, line).utf8.empty()) {
      return base::Error{"the messages pack for " + std::string(locale) + " lacks the message " + std::string(name) +
                         "; add it to content/messages.csv"};
    }
    messages.lines_.push_back(line);
  }
  return messages;
}

text::Text Messages::text(Message message, std::span<const std::string> values) const {
  return text::fill(pack_, locale_, lines_[static_cast<size_t>(message)], values);
}

text::Text Messages::text(Message message, const text::Text& value) const {
  const program::TextView view = pack_.text(locale_, lines_[static_cast<size_t>(message)]);
  FIREFLY_CHECK(view.slots.size() == 1);
  const uint32_t begin = view.slots.front().offset;
  text::Text filled = text::fill(view, std::span(&value.utf8, 1));
  for (const program::Break& inner : value.breaks) {
    if (inner.offset() == 0 || inner.offset() >= value.utf8.size()) continue;
    filled.breaks.push_back({inner.offset_and_must + begin});
  }
  std::sort(filled.breaks.begin(), filled.breaks.end(),
            [](const program::Break& a, const program::Break& b) { return a.offset() < b.offset(); });
  return filled;
}

}  // namespace firefly::app
