#pragma once

#include <string>
#include <vector>

#include "engine/script/diagnostic.h"
#include "engine/script/syntax.h"

namespace firefly::script {

// Words between [name] and [/name].
struct Attribute {
  std::string name;
  std::string value;   // of [name=value]
  uint32_t begin = 0;  // bytes of PlainText::utf8
  uint32_t end = 0;
  Span span;  // of the opening mark in the source
};

// Text as it is shown: marks taken out, U+FFFC where a value stands.
struct PlainText {
  std::string utf8;
  std::vector<uint32_t> values;       // where the values stand, in the order in which they are written
  std::vector<Attribute> attributes;  // in the order in which they begin
};

inline constexpr std::string_view value_mark = "\xef\xbf\xbc";  // U+FFFC

// Takes the marks out of a text. `prefix` bytes at its beginning are left out (the speaker's name). Marks that do not
// fit are told.
PlainText read_markup(const Source& source, const Text& text, uint32_t prefix, Diagnostics& diagnostics);

}  // namespace firefly::script
