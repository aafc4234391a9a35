#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/program/draft.h"
#include "engine/script/markup.h"
#include "i18n/unicode/line_breaks.h"

namespace firefly::compile {

// What packs are built with for one language: where its lines may end, and how it sorts numbers.
struct Language {
  unicode::LineBreaker breaker;
  program::DraftPlurals plurals;
};

// `locale` as in BCP 47; an Error where ICU has no rules for it.
base::Result<Language> open_language(const std::string& locale);

// The plural categories besides `other` by one of these rules, in CLDR's order.
std::vector<program::Plural> categories_of(const std::vector<program::PluralRange>& rule);

// Their names, for script::Library.
std::vector<std::string> plural_categories(const std::string& locale, script::ChoiceKind kind);

}  // namespace firefly::compile
