#include "i18n/unicode/plural_rules.h"

#include <doctest/doctest.h>
#include <unicode/plurrule.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "i18n/text/plural.h"

namespace firefly::unicode {
namespace {

using program::Plural;
using Kind = program::Choice::Kind;

constexpr Kind kinds[] = {Kind::Plural, Kind::Ordinal};

std::string name_of(Plural category) { return program::plural_names[static_cast<size_t>(category)]; }

// The samples that CLDR writes behind a rule: "1, 21, 31~33, 1.0, 1c6, …".
std::vector<std::string> samples_of(const std::string& rule) {
  std::vector<std::string> samples;
  const size_t begin = rule.find('@');
  std::string sample;
  for (size_t i = std::min(begin, rule.size()); i <= rule.size(); ++i) {
    const char c = i < rule.size() ? rule[i] : ' ';
    if ((c >= '0' && c <= '9') || c == '.' || c == '~' || (c == 'c' && !sample.empty())) {
      sample += c;
      continue;
    }
    if (c == '@') i = std::min(rule.find(' ', i), rule.size());
    if (sample.empty()) continue;
    const size_t tilde = sample.find('~');
    samples.push_back(sample.substr(0, tilde));
    if (tilde != std::string::npos) samples.push_back(sample.substr(tilde + 1));
    sample.clear();
  }
  return samples;
}

TEST_CASE("every number that CLDR gives as a sample of a category is of that category, in every language") {
  size_t seen = 0;
  size_t compact = 0;
  for (const Kind kind : kinds) {
    const std::vector<std::string> locales = plural_locales(kind).value();
    CHECK(locales.size() > 90);
    for (const std::string& locale : locales) {
      const std::vector<program::PluralRange> rule = plural_rule(locale, kind).value();
      for (const WrittenRule& row : written_rule(locale, kind).value()) {
        for (const std::string& sample : samples_of(row.text)) {
          INFO(locale << " " << sample << " of " << row.text);
          CHECK(name_of(text::category_of(sample, rule)) == name_of(row.category));
          ++seen;
          if (sample.find('c') != std::string::npos) ++compact;
        }
      }
    }
  }
  CHECK(seen > 7000);
  CHECK(compact > 50);
}

// ICU's own evaluator, from the same data by another way. It takes numbers in binary and cuts their decimals off
// inexactly, so fractions are eighths here; all others are among CLDR's samples.
TEST_CASE("numbers are sorted as ICU sorts them: whole ones, large ones and fractions, in every language") {
  std::vector<std::string> numbers;
  for (int i = 0; i <= 1200; ++i) numbers.push_back(std::to_string(i));
  for (const char* large : {"1999", "10000", "100000", "1000000", "1000001", "2000000", "1000000000", "123456789012345",
                            "1000000000000000", "1e+15", "-1", "-2", "2.5e-07"}) {
    numbers.emplace_back(large);
  }
  std::mt19937 random(7);
  for (int i = 0; i < 400; ++i) {
    static constexpr const char* eighths[] = {"125", "25", "375", "5", "625", "75", "875"};
    numbers.push_back(std::to_string(random() % 130) + "." + eighths[random() % 7]);
  }
  size_t compared = 0;
  for (const Kind kind : kinds) {
    for (const std::string& locale : plural_locales(kind).value()) {
      UErrorCode status = U_ZERO_ERROR;
      const std::unique_ptr<icu::PluralRules> theirs(
          icu::PluralRules::forLocale(icu::Locale::forLanguageTag(locale, status),
                                      kind == Kind::Plural ? UPLURAL_TYPE_CARDINAL : UPLURAL_TYPE_ORDINAL, status));
      REQUIRE(U_SUCCESS(status));
      const std::vector<program::PluralRange> ours = plural_rule(locale, kind).value();
      for (const std::string& number : numbers) {
        std::string category;
        theirs->select(std::strtod(number.c_str(), nullptr)).toUTF8String(category);
        if (++compared % 100 != 0 && name_of(text::category_of(number, ours)) == category) continue;
        INFO(locale << " " << number);
        CHECK(name_of(text::category_of(number, ours)) == category);
      }
    }
  }
  CHECK(compared > 300000);
}

TEST_CASE("a region has its language's rule, unless it has its own") {
  const auto same = [](std::string_view a, std::string_view b) {
    const auto first = plural_rule(a, Kind::Plural).value();
    const auto second = plural_rule(b, Kind::Plural).value();
    return first.size() == second.size() && text::category_of("0", first) == text::category_of("0", second);
  };
  CHECK(same("en-AU", "en"));
  CHECK(same("zh-Hans-CN", "zh"));
  CHECK_FALSE(same("pt-PT", "pt"));  // zero apples are many in Portugal, one in Brazil
}

TEST_CASE("Chinese puts every number under other, and so does a language that nobody knows") {
  CHECK(plural_rule("zh-Hans", Kind::Plural).value().empty());
  CHECK(plural_rule("xx", Kind::Plural).value().empty());
  CHECK(plural_rule("", Kind::Ordinal).value().empty());
}

TEST_CASE("a rule that is none is refused") {
  std::vector<program::PluralRange> ranges;
  for (const char* wrong :
       {"x = 1", "n", "n =", "n = a", "n % 0 = 1", "n = 1 and", "n = 1..", "n = 1 or", "n = 1 n = 2"}) {
    INFO(wrong);
    CHECK_FALSE(read_rule({Plural::One, wrong}, ranges));
  }
}

}  // namespace
}  // namespace firefly::unicode
