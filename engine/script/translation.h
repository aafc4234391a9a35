#pragma once

#include <optional>
#include <vector>

#include "engine/script/markup.h"

namespace firefly::script {

// A translated text, held against the line that it translates.
struct Translation {
  PlainText plain;
  std::vector<std::optional<uint32_t>> values;  // of each value in it, which value of the line it is
  std::vector<Span> value_spans;                // in the cell
};

// Of each value of a text, the number of the first one that is the same variable, so that who asks twice for it is
// answered once.
std::vector<uint32_t> value_numbers(const Source& source, const Text& text);

// Reads the text of a translation. A value belongs to the one of the line that is written alike between its braces;
// {0}, {1}… name them by their order.
Translation read_translation(const Source& cell, const Source& line_source, const Line& line, Diagnostics& diagnostics);

}  // namespace firefly::script
