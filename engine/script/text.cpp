#include "engine/script/text.h"

#include <algorithm>
#include <utility>

#include "engine/script/expression.h"
#include "engine/script/lexical.h"

namespace firefly::script {
namespace {

// Behind the } that would end a value that could not be read, or where the text ends.
uint32_t skip_to_brace(const Source& source, uint32_t at, uint32_t end) {
  while (at < end && source.text()[at] != '}') ++at;
  return at < end ? at + 1 : end;
}

}  // namespace

Text parse_text(const Source& source, uint32_t& at, uint32_t end, TextPlace place, Diagnostics& diagnostics) {
  static constexpr std::string_view escapable = "<>{}#/";
  static constexpr std::string_view kept_for_markup = "[]:\\\"%";
  const std::string_view text = source.text();
  at = skip_spaces(source, at, end);
  Text result;
  result.span.begin = at;

  // The literal that is being read, and where it would end without its last spaces.
  Piece literal;
  literal.span.begin = at;
  size_t solid_size = 0;
  uint32_t solid_end = at;
  const auto put = [&](std::string_view bytes, uint32_t bytes_end) {
    literal.literal += bytes;
    if (bytes.size() != 1 || !is_space(bytes[0])) {
      solid_size = literal.literal.size();
      solid_end = bytes_end;
    }
  };
  const auto flush = [&](uint32_t next) {
    literal.span.end = next;
    if (!literal.literal.empty()) result.pieces.push_back(literal);
    literal = Piece{{next, next}, {}, {}};
    solid_size = 0;
  };

  while (at < end) {
    const char c = text[at];
    if (place == TextPlace::Command ? stands_at(text, at, end, ">>")
                                    : place == TextPlace::Line && (c == '#' || stands_at(text, at, end, "<<") ||
                                                                   stands_at(text, at, end, "//"))) {
      break;
    }
    if (c == '\\' && place != TextPlace::Command) {
      const char next = at + 1 < end ? text[at + 1] : '\0';
      if (next != '\0' && escapable.find(next) != std::string_view::npos) {
        put(text.substr(at + 1, 1), at + 2);
      } else if (next != '\0' && kept_for_markup.find(next) != std::string_view::npos) {
        put(text.substr(at, 2), at + 2);
      } else {
        diagnostics.add(Code::InvalidEscape, source, {at, at + 1});
        ++at;
        continue;
      }
      at += 2;
    } else if (c == '{') {
      flush(at);
      Piece value;
      value.span.begin = at++;
      value.expression = parse_expression(source, at, end, diagnostics);
      if (!value.expression) {
        at = skip_to_brace(source, at, end);
        value.expression = Expression{};  // stands in, so that what follows is read as it was meant
      } else if (at < end && text[at] == '}') {
        ++at;
      } else {
        const uint32_t word_end = at < end ? std::max(identifier_end(text, at, end), at + 1) : at;
        const bool closed_later = source.slice({at, end}).find('}') != std::string_view::npos;
        if (closed_later) {
          diagnostics.add(Code::UnexpectedWord, source, {at, word_end}, {std::string(source.slice({at, word_end}))});
        } else {
          diagnostics.add(Code::UnclosedBrace, source, {value.span.begin, value.span.begin + 1}, {"{", "}"});
        }
        if (closed_later) at = skip_to_brace(source, at, end);
      }
      value.span.end = at;
      result.pieces.push_back(std::move(value));
      literal.span = {at, at};
      solid_end = at;
    } else {
      put(text.substr(at, 1), at + 1);
      ++at;
    }
  }
  literal.literal.resize(solid_size);
  flush(solid_end);
  result.span.end = solid_end;
  return result;
}

std::optional<Speaker> find_speaker(const Source& source, const Text& text) {
  if (text.pieces.empty() || text.pieces.front().expression) return std::nullopt;
  const uint32_t begin = text.span.begin;
  const uint32_t name_end = identifier_end(source.text(), begin, text.span.end);
  if (name_end == begin || name_end >= text.span.end || source.text()[name_end] != ':') return std::nullopt;
  const char next = name_end + 1 < text.span.end ? source.text()[name_end + 1] : ' ';
  if (next >= '0' && next <= '9') return std::nullopt;  // a time of day such as 晚上9:40
  const uint32_t text_begin = skip_spaces(source, name_end + 1, text.pieces.front().span.end);
  return Speaker{{begin, name_end}, std::string(source.slice({begin, name_end})), text_begin - begin};
}

}  // namespace firefly::script
