#include "engine/compile/language.h"

#include <doctest/doctest.h>

#include <string>

namespace firefly::compile {
namespace {

std::string categories(const std::string& locale, script::ChoiceKind kind) {
  std::string out;
  for (const std::string& name : plural_categories(locale, kind)) out += name + " ";
  return out;
}

TEST_CASE("the categories of a language are those of CLDR, without other") {
  CHECK(categories("zh-Hans", script::ChoiceKind::Plural).empty());
  CHECK(categories("en", script::ChoiceKind::Plural) == "one ");
  CHECK(categories("en-GB", script::ChoiceKind::Ordinal) == "one two few ");
  CHECK(categories("ru", script::ChoiceKind::Plural) == "one few many ");
  CHECK(categories("ar", script::ChoiceKind::Plural) == "zero one two few many ");
  CHECK(categories("nowhere", script::ChoiceKind::Plural).empty());
}

TEST_CASE("a language opens with its breaks and both its rules") {
  const Language language = open_language("en").value();
  CHECK_FALSE(language.plurals.plural.empty());
  CHECK_FALSE(language.plurals.ordinal.empty());
  CHECK(language.breaker.find("a b").size() == 1);
}

}  // namespace
}  // namespace firefly::compile
