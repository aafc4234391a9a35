#include "engine/compile/text_draft.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include "engine/script/markup.h"
#include "engine/script/scene.h"
#include "engine/script/translation.h"
#include "i18n/text/plural.h"

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

program::Choice::Kind kind_of(script::ChoiceKind kind) {
  return static_cast<program::Choice::Kind>(static_cast<uint32_t>(kind));
}

const std::vector<program::PluralRange>& rule_of(const Language& language, program::Choice::Kind kind) {
  return kind == program::Choice::Kind::Ordinal ? language.plurals.ordinal : language.plurals.plural;
}

// The case of a value that is written out.
std::string literal_case(const script::Choice& choice, const Language& language) {
  if (choice.kind == script::ChoiceKind::Select) {
    std::string key = choice.literal;
    for (char& c : key) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return key;
  }
  const program::Plural category = text::category_of(choice.literal, rule_of(language, kind_of(choice.kind)));
  return program::plural_names[static_cast<size_t>(category)];
}

// One choice of the pack: all those of a text that go by the same value in the same way fall alike.
struct Decision {
  program::Choice::Kind kind;
  uint32_t value;
  std::vector<std::string> cases;

  void add(const std::string& name) {
    if (name != "other" && std::find(cases.begin(), cases.end(), name) == cases.end()) cases.push_back(name);
  }
};

void add_cases(Decision& decision, const script::Choice& choice, const Language& language) {
  if (decision.kind == program::Choice::Kind::Select) {
    for (const script::Alternative& alternative : choice.alternatives) decision.add(alternative.key);
    return;
  }
  // Categories that the language does not have never come up.
  for (const program::Plural category : categories_of(rule_of(language, decision.kind))) {
    const std::string name = program::plural_names[static_cast<size_t>(category)];
    if (choice.find(name)) decision.add(name);
  }
}

}  // namespace

program::DraftText TextDrafter::draft(script::PlainText plain, const std::vector<uint32_t>& value_numbers,
                                      const script::Line& line, const Language& language) {
  const auto renumber = [&](std::vector<script::ValuePlace>& values) {
    for (script::ValuePlace& value : values) value.number = value_numbers[value.number];
  };
  renumber(plain.values);
  std::vector<Decision> decisions;
  constexpr size_t none = SIZE_MAX;
  std::vector<size_t> decision_of(plain.choices.size(), none);
  for (size_t i = 0; i < plain.choices.size(); ++i) {
    script::Choice& choice = plain.choices[i];
    for (script::Alternative& alternative : choice.alternatives) renumber(alternative.values);
    if (!choice.value) continue;
    const uint32_t value = value_numbers[*choice.value];
    const auto same = std::find_if(decisions.begin(), decisions.end(), [&](const Decision& one) {
      return one.kind == kind_of(choice.kind) && one.value == value;
    });
    decision_of[i] = static_cast<size_t>(same - decisions.begin());
    if (same == decisions.end()) decisions.push_back({kind_of(choice.kind), value, {}});
    add_cases(decisions[decision_of[i]], choice, language);
  }
  size_t count = 1;
  for (const Decision& decision : decisions) count *= decision.cases.size() + 1;

  program::DraftText text;
  for (size_t number = 0; number < count; ++number) {
    std::vector<std::string> cases;
    size_t rest = number;
    for (const Decision& decision : decisions) {
      const size_t at = rest % (decision.cases.size() + 1);
      rest /= decision.cases.size() + 1;
      cases.push_back(at == 0 ? "other" : decision.cases[at - 1]);
    }
    std::vector<const script::Alternative*> chosen;
    for (size_t i = 0; i < plain.choices.size(); ++i) {
      const script::Choice& choice = plain.choices[i];
      const script::Alternative* alternative =
          choice.find(decision_of[i] == none ? literal_case(choice, language) : cases[decision_of[i]]);
      chosen.push_back(alternative ? alternative : choice.find("other"));
    }
    program::DraftText one = reading(script::with_choices_made(plain, chosen), line, language);
    if (number == 0) {
      text = std::move(one);
    } else {
      text.more_readings.push_back(std::move(one));
    }
  }
  for (const Decision& decision : decisions) {
    if (decision.cases.empty()) continue;  // such as every [plural] in Chinese
    program::DraftChoice choice{decision.kind, decision.value, {}};
    for (const std::string& name : decision.cases) {
      const auto category = std::find(std::begin(program::plural_names), std::end(program::plural_names), name);
      choice.cases.push_back(decision.kind == program::Choice::Kind::Select
                                 ? draft_.symbol(name)
                                 : static_cast<uint32_t>(category - std::begin(program::plural_names)));
    }
    text.choices.push_back(std::move(choice));
  }
  return text;
}

program::DraftText TextDrafter::reading(const script::PlainText& plain, const script::Line& line,
                                        const Language& language) const {
  program::DraftText text = draft_plain(plain.utf8, language);
  for (const script::ValuePlace& value : plain.values) text.slots.push_back({value.offset, value.number});

  const script::Tag* first_flag = script::find_tag(line, "flag");
  for (const script::Attribute& attribute : plain.attributes) {
    if (attribute.name != "flag") continue;
    const std::string_view id = !attribute.shorthand().empty() ? attribute.shorthand()
                                : first_flag                   ? first_flag->value()
                                                               : "";
    const auto flag = flags_.find(id);
    if (flag != flags_.end()) text.marks.push_back({attribute.begin, attribute.end, flag->second});
  }
  const auto flag = first_flag ? flags_.find(first_flag->value()) : flags_.end();
  if (text.marks.empty() && flag != flags_.end()) {
    text.marks.push_back({0, static_cast<uint32_t>(text.utf8.size()), flag->second});
  }
  tidy(text.marks);
  return text;
}

program::DraftText TextDrafter::line(const script::Source& source, const script::Line& line, uint32_t prefix,
                                     const Language& language) {
  script::Diagnostics told_by_the_checker;
  return draft(script::read_markup(source, line.text, prefix, told_by_the_checker),
               script::value_numbers(source, line.text), line, language);
}

program::DraftText TextDrafter::translation(std::string_view cell, const script::Source& source,
                                            const script::Line& line, const Language& language) {
  script::Diagnostics told_by_the_checker;
  const script::Source cell_source("", std::string(cell));
  script::Translation translation = script::read_translation(cell_source, source, line, told_by_the_checker);
  std::vector<uint32_t> numbers;
  for (const std::optional<uint32_t>& number : translation.values) numbers.push_back(number.value_or(0));
  return draft(std::move(translation.plain), numbers, line, language);
}

program::DraftText draft_plain(std::string_view text, const Language& language) {
  program::DraftText plain;
  plain.utf8 = text;
  plain.breaks = language.breaker.find(text);
  return plain;
}

}  // namespace firefly::compile
