#include "engine/script/source.h"

#include <algorithm>
#include <utility>

#include "engine/base/utf8.h"

namespace firefly::script {

Source::Source(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {
  const auto size = static_cast<uint32_t>(text_.size());
  uint32_t begin = this->text().substr(0, 3) == "\xef\xbb\xbf" ? 3 : 0;
  for (uint32_t i = begin; i < size; ++i) {
    if (text_[i] != '\n' && text_[i] != '\r') continue;
    lines_.push_back({begin, i});
    if (text_[i] == '\r' && i + 1 < size && text_[i + 1] == '\n') ++i;
    begin = i + 1;
  }
  lines_.push_back({begin, size});
}

uint32_t Source::line_of(uint32_t offset) const {
  const auto after = std::upper_bound(lines_.begin(), lines_.end(), offset,
                                      [](uint32_t at, const Span& line) { return at < line.begin; });
  return after == lines_.begin() ? 0 : static_cast<uint32_t>(after - lines_.begin()) - 1;
}

Place Source::place(Span span) const {
  if (lines_.empty()) return {path_, 1, 1, 0};
  const uint32_t index = line_of(span.begin);
  const Span line = lines_[index];
  const uint32_t begin = std::clamp(span.begin, line.begin, line.end);
  const uint32_t end = std::clamp(span.end, begin, line.end);
  return {path_, index + 1, static_cast<uint32_t>(base::count_code_points(slice({line.begin, begin}))) + 1,
          static_cast<uint32_t>(base::count_code_points(slice({begin, end})))};
}

}  // namespace firefly::script
