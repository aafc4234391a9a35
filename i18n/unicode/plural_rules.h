#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/program/pack.h"

namespace firefly::unicode {

// The CLDR rule by which a language sorts numbers, as ranges for `text::category_of`. A region's own rule comes before
// that of its language; a language that CLDR does not know has none and puts everything under Other. `kind` is Plural
// (one apple, two apples) or Ordinal (1st, 2nd).
base::Result<std::vector<program::PluralRange>> plural_rule(std::string_view locale, program::Choice::Kind kind);

// The same rule as CLDR writes it: one row a category, with its samples.
struct WrittenRule {
  program::Plural category;
  std::string text;  // "n = 1 @integer 1 @decimal 1.0"
};
base::Result<std::vector<WrittenRule>> written_rule(std::string_view locale, program::Choice::Kind kind);

// The ranges of one row, added to those before it. Nothing where the row cannot be understood.
bool read_rule(const WrittenRule& row, std::vector<program::PluralRange>& ranges);

// Every locale that CLDR has rules for, as in BCP 47.
base::Result<std::vector<std::string>> plural_locales(program::Choice::Kind kind);

}  // namespace firefly::unicode
