#include "engine/script/command.h"

#include "engine/script/lexical.h"

namespace firefly::script {

std::vector<Word> words_of(const Text& text) {
  std::vector<Word> words;
  bool in_word = false;
  const auto word_at = [&](uint32_t begin) -> Word& {
    if (!in_word) words.push_back({{begin, begin}, {}});
    in_word = true;
    return words.back();
  };
  for (const Piece& piece : text.pieces) {
    if (piece.expression) {
      Word& word = word_at(piece.span.begin);
      word.parts.push_back({{}, &*piece.expression});
      word.span.end = piece.span.end;
      continue;
    }
    for (uint32_t i = 0; i < piece.literal.size(); ++i) {
      if (is_space(piece.literal[i])) {
        in_word = false;
        continue;
      }
      Word& word = word_at(piece.span.begin + i);
      if (word.parts.empty() || word.parts.back().expression) word.parts.push_back({});
      word.parts.back().literal += piece.literal[i];
      word.span.end = piece.span.begin + i + 1;
    }
  }
  return words;
}

}  // namespace firefly::script
