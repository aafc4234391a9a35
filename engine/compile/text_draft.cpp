#include "engine/compile/text_draft.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/script/markup.h"
#include "engine/script/scene.h"
#include "engine/script/text.h"
#include "engine/script/translation.h"

namespace firefly::compile {
namespace {

// Marks must ascend and not overlap; where two do, the first one keeps its words.
void tidy(std::vector<program::Mark>& marks) {
  std::sort(marks.begin(), marks.end(),
            [](const program::Mark& a, const program::Mark& b) { return a.begin < b.begin; });
  std::vector<program::Mark> kept;
  for (program::Mark mark : marks) {
    if (!kept.empty()) mark.begin = std::max(mark.begin, kept.back().end);
    if (mark.begin < mark.end) kept.push_back(mark);
  }
  marks = std::move(kept);
}

program::DraftText draft(const script::PlainText& plain, const std::vector<uint32_t>& value_numbers,
                         const script::Line& line, const FlagNumbers& flags, const unicode::LineBreaker& breaker) {
  program::DraftText text;
  text.utf8 = plain.utf8;
  text.breaks = breaker.find(text.utf8);
  for (size_t i = 0; i < plain.values.size(); ++i) text.slots.push_back({plain.values[i], value_numbers[i]});

  const script::Tag* first_flag = script::find_tag(line, "flag");
  for (const script::Attribute& attribute : plain.attributes) {
    if (attribute.name != "flag") continue;
    const std::string_view id = !attribute.value.empty() ? std::string_view(attribute.value)
                                : first_flag             ? first_flag->value()
                                                         : "";
    const auto flag = flags.find(id);
    if (flag != flags.end()) text.marks.push_back({attribute.begin, attribute.end, flag->second});
  }
  const auto flag = first_flag ? flags.find(first_flag->value()) : flags.end();
  if (text.marks.empty() && flag != flags.end()) {
    text.marks.push_back({0, static_cast<uint32_t>(text.utf8.size()), flag->second});
  }
  tidy(text.marks);
  return text;
}

}  // namespace

program::DraftText draft_text(const script::Source& source, const script::Line& line, uint32_t prefix,
                              const FlagNumbers& flags, const unicode::LineBreaker& breaker) {
  script::Diagnostics told_by_the_checker;
  const script::PlainText plain = script::read_markup(source, line.text, prefix, told_by_the_checker);
  std::vector<uint32_t> numbers(plain.values.size());
  for (uint32_t i = 0; i < numbers.size(); ++i) numbers[i] = i;
  return draft(plain, numbers, line, flags, breaker);
}

program::DraftText draft_translation(std::string_view cell, const script::Source& source, const script::Line& line,
                                     const FlagNumbers& flags, const unicode::LineBreaker& breaker) {
  script::Diagnostics told_by_the_checker;
  const script::Source cell_source("", std::string(cell));
  const script::Translation translation = script::read_translation(cell_source, source, line, told_by_the_checker);
  std::vector<uint32_t> numbers;
  for (const std::optional<uint32_t>& number : translation.values) numbers.push_back(number.value_or(0));
  return draft(translation.plain, numbers, line, flags, breaker);
}

program::DraftText draft_plain(std::string_view text, const unicode::LineBreaker& breaker) {
  program::DraftText plain;
  plain.utf8 = text;
  plain.breaks = breaker.find(text);
  return plain;
}

}  // namespace firefly::compile
