#include "engine/script/translation.h"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/script/lexical.h"
#include "engine/script/text.h"
#include "engine/script/words.h"

namespace firefly::script {
namespace {

// What stands between the braces, without spaces.
std::string inner(const Source& source, Span span) {
  std::string written;
  for (const char c : source.slice(span)) {
    if (!is_space(c) && c != '{' && c != '}') written += c;
  }
  return written;
}

}  // namespace

std::vector<uint32_t> value_numbers(const Source& source, const Text& text) {
  std::vector<uint32_t> numbers;
  std::vector<std::string> known;
  for (const Piece& piece : text.pieces) {
    if (!piece.expression) continue;
    known.push_back(inner(source, piece.span));
    const bool is_variable = piece.expression->kind == Expression::Kind::Variable;
    const auto first = is_variable ? std::find(known.begin(), known.end(), known.back()) : known.end() - 1;
    numbers.push_back(static_cast<uint32_t>(first - known.begin()));
  }
  return numbers;
}

Translation read_translation(const Source& cell, const Source& line_source, const Line& line,
                             Diagnostics& diagnostics) {
  std::vector<std::string> known;
  for (const Piece& piece : line.text.pieces) {
    if (piece.expression) known.push_back(inner(line_source, piece.span));
  }
  Translation translation;
  uint32_t at = 0;
  const auto size = static_cast<uint32_t>(cell.text().size());
  const Text text = parse_text(cell, at, size, TextPlace::Cell, diagnostics);
  for (const Piece& piece : text.pieces) {
    if (!piece.expression) continue;
    const std::string written = inner(cell, piece.span);
    std::optional<uint32_t> number;
    for (uint32_t i = 0; i < known.size() && !number; ++i) {
      if (known[i] == written) number = i;
    }
    const int64_t ordinal = whole_number(written);
    if (!number && ordinal >= 0 && ordinal < static_cast<int64_t>(known.size())) {
      number = static_cast<uint32_t>(ordinal);
    }
    translation.values.push_back(number);
    translation.value_spans.push_back(piece.span);
  }
  translation.plain = read_markup(cell, text, 0, diagnostics);
  return translation;
}

}  // namespace firefly::script
