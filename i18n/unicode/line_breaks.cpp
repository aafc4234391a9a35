#include "i18n/unicode/line_breaks.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <string>

#include "engine/base/check.h"

namespace firefly::unicode {

struct LineBreaker::Iterator {
  UBreakIterator* icu = nullptr;
  ~Iterator() {
    if (icu) ubrk_close(icu);
  }
};

base::Result<LineBreaker> LineBreaker::open(std::string_view locale) {
  // Line breaking as in print: strictness normal, words of Latin letters kept whole.
  const std::string id = std::string(locale) + "@lb=normal;lw=normal";
  UErrorCode status = U_ZERO_ERROR;
  LineBreaker breaker;
  breaker.iterator_ = std::make_shared<Iterator>();
  breaker.iterator_->icu = ubrk_open(UBRK_LINE, id.c_str(), nullptr, 0, &status);
  if (U_FAILURE(status)) {
    return base::Error{"ICU has no line breaks for \"" + std::string(locale) + "\": " + u_errorName(status)};
  }
  return breaker;
}

std::vector<program::Break> LineBreaker::find(std::string_view utf8) const {
  UErrorCode status = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, utf8.data(), static_cast<int64_t>(utf8.size()), &status);
  ubrk_setUText(iterator_->icu, &text, &status);
  FIREFLY_CHECK(U_SUCCESS(status));
  std::vector<program::Break> breaks;
  ubrk_first(iterator_->icu);
  for (int32_t at = ubrk_next(iterator_->icu); at != UBRK_DONE; at = ubrk_next(iterator_->icu)) {
    const auto offset = static_cast<uint32_t>(at);
    if (offset >= utf8.size()) break;
    const int32_t kind = ubrk_getRuleStatus(iterator_->icu);
    const bool must = kind >= UBRK_LINE_HARD && kind < UBRK_LINE_HARD_LIMIT;
    breaks.push_back({offset | (must ? 0x80000000u : 0u)});
  }
  utext_close(&text);
  return breaks;
}

}  // namespace firefly::unicode
