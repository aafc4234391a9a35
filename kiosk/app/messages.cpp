#include "kiosk/app/messages.h"

#include <array>

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
  return text::fill(pack_.text(locale_, lines_[static_cast<size_t>(message)]), values);
}

}  // namespace firefly::app
