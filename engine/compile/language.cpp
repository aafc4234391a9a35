#include "engine/compile/language.h"

#include <set>
#include <utility>

#include "i18n/unicode/plural_rules.h"

namespace firefly::compile {

base::Result<Language> open_language(const std::string& locale) {
  base::Result<unicode::LineBreaker> breaker = unicode::LineBreaker::open(locale);
  if (!breaker) return breaker.error();
  base::Result<std::vector<program::PluralRange>> plural = unicode::plural_rule(locale, program::Choice::Kind::Plural);
  if (!plural) return plural.error();
  base::Result<std::vector<program::PluralRange>> ordinal =
      unicode::plural_rule(locale, program::Choice::Kind::Ordinal);
  if (!ordinal) return ordinal.error();
  return Language{std::move(breaker).value(), {std::move(plural).value(), std::move(ordinal).value()}};
}

std::vector<program::Plural> categories_of(const std::vector<program::PluralRange>& rule) {
  std::set<program::Plural> categories;
  for (const program::PluralRange& range : rule) categories.insert(range.category);
  return {categories.begin(), categories.end()};
}

std::vector<std::string> plural_categories(const std::string& locale, script::ChoiceKind kind) {
  const base::Result<std::vector<program::PluralRange>> rule = unicode::plural_rule(
      locale, kind == script::ChoiceKind::Ordinal ? program::Choice::Kind::Ordinal : program::Choice::Kind::Plural);
  std::vector<std::string> names;
  if (!rule) return names;  // what ICU lacks is told when the pack is built
  for (const program::Plural category : categories_of(*rule)) {
    names.emplace_back(program::plural_names[static_cast<size_t>(category)]);
  }
  return names;
}

}  // namespace firefly::compile
