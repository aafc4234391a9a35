#pragma once

#include "engine/script/diagnostic.h"
#include "engine/script/syntax.h"

namespace firefly::script {

// Where a text may stand, which decides what ends it and which characters are special in it.
enum class TextPlace : uint8_t {
  Line,     // of a node: ends before an unescaped #, // or <<
  Command,  // ends before >>; no escapes
  Cell      // of a table, whole
};

// Reads text from the bytes [at, end) and moves `at` to where it ends. Spaces at both ends are left out.
Text parse_text(const Source& source, uint32_t& at, uint32_t end, TextPlace place, Diagnostics& diagnostics);

// Takes the name before the first colon of a line's text, where there is one.
std::optional<Speaker> find_speaker(const Source& source, const Text& text);

}  // namespace firefly::script
