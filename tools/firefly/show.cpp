#include "tools/firefly/show.h"

#include "i18n/text/text.h"

namespace firefly::tool {

std::string shown_text(const program::Pack& pack, uint32_t locale, uint32_t line, std::span<const std::string> values) {
  std::string words;
  text::append(words, text::reading_for(pack, locale, line, values), values);
  return words;
}

std::string shown_line(const program::Pack& pack, uint32_t locale, uint32_t line, std::span<const std::string> values,
                       Names names) {
  const uint32_t speaker = pack.line(line).speaker;
  std::string shown;
  if (speaker != program::no_index) {
    const program::CastMember member = pack.cast(speaker);
    shown = (names == Names::Keys ? std::string(member.key) : shown_text(pack, locale, member.name_line, {})) + ": ";
  }
  return shown + shown_text(pack, locale, line, values);
}

std::string shown_command(const play::Event& event, std::span<const std::string> values) {
  static constexpr const char* names[] = {"", "pay", "receive", "balance", "show", "join", "end"};
  std::string shown = names[static_cast<size_t>(event.command)];
  for (const std::string& value : values) shown += (shown.empty() ? "" : " ") + value;
  return shown;
}

std::string shown_outcome(program::Outcome outcome) {
  static constexpr const char* names[] = {"stop", "safe", "lost", "reported"};
  return names[static_cast<size_t>(outcome)];
}

}  // namespace firefly::tool
