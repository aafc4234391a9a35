#include "i18n/unicode/plural_rules.h"

#include <unicode/ures.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

namespace firefly::unicode {
namespace {

using program::Plural;
using program::PluralOperand;
using program::PluralRange;

struct Close {
  void operator()(UResourceBundle* bundle) const { ures_close(bundle); }
};
using Bundle = std::unique_ptr<UResourceBundle, Close>;

// One of the tables in CLDR's plural data: locales, locales_ordinals, rules.
base::Result<Bundle> open_table(const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  const Bundle plurals(ures_openDirect(nullptr, "plurals", &status));
  Bundle table(ures_getByKey(plurals.get(), name, nullptr, &status));
  if (U_FAILURE(status)) {
    return base::Error{std::string("ICU's data has no plural rules (") + name + "): " + u_errorName(status)};
  }
  return table;
}

base::Result<Bundle> open_locales(program::Choice::Kind kind) {
  return open_table(kind == program::Choice::Kind::Ordinal ? "locales_ordinals" : "locales");
}

// A string of the table in UTF-8; nothing where it has none of this key.
std::optional<std::string> find(const Bundle& table, const std::string& key) {
  UErrorCode status = U_ZERO_ERROR;
  std::string text(64, '\0');
  auto size = static_cast<int32_t>(text.size());
  ures_getUTF8StringByKey(table.get(), key.c_str(), text.data(), &size, 1, &status);
  if (status == U_BUFFER_OVERFLOW_ERROR) {
    status = U_ZERO_ERROR;
    text.resize(static_cast<size_t>(size) + 1);
    size = static_cast<int32_t>(text.size());
    ures_getUTF8StringByKey(table.get(), key.c_str(), text.data(), &size, 1, &status);
  }
  if (U_FAILURE(status)) return std::nullopt;
  text.resize(static_cast<size_t>(size));
  return text;
}

// ---- the language of CLDR's rules: https://unicode.org/reports/tr35/tr35-numbers.html#Plural_rules_syntax ----

class RuleReader {
 public:
  explicit RuleReader(std::string_view text) : text_(text) {}

  // Adds the ranges of the condition, every `or` of which ends in the category.
  bool read(Plural category, std::vector<PluralRange>& ranges) {
    skip_spaces();
    if (at_ == text_.size() || text_[at_] == '@') return true;  // the category of what is left
    do {
      do {
        if (!relation(category, ranges)) return false;
        ranges.back().then = PluralRange::Then::And;
      } while (take("and"));
      ranges.back().then = PluralRange::Then::Category;
    } while (take("or"));
    return at_ == text_.size() || text_[at_] == '@';
  }

 private:
  // n % 10 != 2..4,9
  bool relation(Plural category, std::vector<PluralRange>& ranges) {
    static constexpr std::string_view names = "nivwftce";
    static constexpr std::array operands{PluralOperand::N, PluralOperand::I, PluralOperand::V, PluralOperand::W,
                                         PluralOperand::F, PluralOperand::T, PluralOperand::C, PluralOperand::C};
    const size_t name = at_ < text_.size() ? names.find(text_[at_]) : std::string_view::npos;
    if (name == std::string_view::npos) return false;
    ++at_;
    skip_spaces();
    PluralRange range{operands[name], PluralRange::Then::Or, 0, category, 0, 0, 0};
    if (take("%") && !(number(range.modulus) && range.modulus != 0)) return false;
    range.negated = take("!=") ? 1 : 0;
    if (range.negated == 0 && !take("=")) return false;
    do {
      if (!number(range.low)) return false;
      range.high = range.low;
      if (take("..") && !number(range.high)) return false;
      ranges.push_back(range);
    } while (take(","));
    return true;
  }

  bool number(uint32_t& value) {
    const size_t begin = at_;
    value = 0;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9' && value < 100000000) {
      value = value * 10 + static_cast<uint32_t>(text_[at_++] - '0');
    }
    const bool found = at_ > begin;
    skip_spaces();
    return found;
  }

  bool take(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    skip_spaces();
    return true;
  }

  void skip_spaces() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

bool read_rule(const WrittenRule& row, std::vector<PluralRange>& ranges) {
  return RuleReader(row.text).read(row.category, ranges);
}

base::Result<std::vector<WrittenRule>> written_rule(std::string_view locale, program::Choice::Kind kind) {
  const base::Result<Bundle> locales = open_locales(kind);
  if (!locales) return locales.error();
  const base::Result<Bundle> rules = open_table("rules");
  if (!rules) return rules.error();
  std::string name(locale);
  std::replace(name.begin(), name.end(), '-', '_');
  std::optional<std::string> set = find(*locales, name);
  for (size_t end = name.rfind('_'); !set && end != std::string::npos; end = name.rfind('_')) {
    name.resize(end);
    set = find(*locales, name);
  }
  std::vector<WrittenRule> rows;
  if (!set || set->empty()) return rows;
  UErrorCode status = U_ZERO_ERROR;
  const Bundle rule(ures_getByKey(rules->get(), set->c_str(), nullptr, &status));
  if (U_FAILURE(status)) return base::Error{"ICU's data has no plural rule " + *set + ": " + u_errorName(status)};
  for (size_t i = 0; i <= static_cast<size_t>(Plural::Other); ++i) {
    std::optional<std::string> text = find(rule, program::plural_names[i]);
    if (text) rows.push_back({static_cast<Plural>(i), *std::move(text)});
  }
  return rows;
}

base::Result<std::vector<PluralRange>> plural_rule(std::string_view locale, program::Choice::Kind kind) {
  const base::Result<std::vector<WrittenRule>> rows = written_rule(locale, kind);
  if (!rows) return rows.error();
  std::vector<PluralRange> ranges;
  for (const WrittenRule& row : *rows) {
    if (!read_rule(row, ranges)) {
      return base::Error{"the plural rule of " + std::string(locale) + " cannot be understood: " + row.text};
    }
  }
  return ranges;
}

base::Result<std::vector<std::string>> plural_locales(program::Choice::Kind kind) {
  const base::Result<Bundle> locales = open_locales(kind);
  if (!locales) return locales.error();
  std::vector<std::string> names;
  UErrorCode status = U_ZERO_ERROR;
  for (ures_resetIterator(locales->get()); ures_hasNext(locales->get());) {
    const char* key = nullptr;
    int32_t size = 0;
    ures_getNextString(locales->get(), &size, &key, &status);
    if (U_FAILURE(status)) return base::Error{std::string("ICU's plural rules: ") + u_errorName(status)};
    names.emplace_back(key);
    std::replace(names.back().begin(), names.back().end(), '_', '-');
  }
  return names;
}

}  // namespace firefly::unicode
