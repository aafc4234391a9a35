#pragma once

#include <string>
#include <vector>

#include "engine/script/syntax.h"

namespace firefly::script {

struct WordPart {
  std::string literal;
  const Expression* expression = nullptr;  // where it is none of the former
};

// A word of a command: what stands between spaces. `{…}` is part of the word that it touches.
struct Word {
  Span span;
  std::vector<WordPart> parts;
  // The word itself where it holds no values; else empty.
  std::string literal() const { return parts.size() == 1 && !parts[0].expression ? parts[0].literal : std::string(); }
};

// The words of a command's text; the first is its name. The text must outlive them.
std::vector<Word> words_of(const Text& text);

}  // namespace firefly::script
