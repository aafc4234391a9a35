#pragma once

#include <cstdint>
#include <string_view>

#include "engine/script/source.h"

// The small words that the parsers of expressions, text and nodes share.

namespace firefly::script {

bool is_space(char c);  // a space or a tab

// Where the spaces that begin at `at` end.
uint32_t skip_spaces(const Source& source, uint32_t at, uint32_t end);

// Where the identifier that begins at `at` ends; `at` itself where none begins. A letter of any script or _ begins
// one, digits may follow; the wide punctuation of Chinese typing never belongs to one.
uint32_t identifier_end(std::string_view text, uint32_t at, uint32_t end);

// Whether `word` stands at `at`.
bool stands_at(std::string_view text, uint32_t at, uint32_t end, std::string_view word);

// The deepest nesting of parentheses, options and ifs that is accepted.
inline constexpr uint32_t deepest_nesting = 64;

}  // namespace firefly::script
