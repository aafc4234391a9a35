#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "engine/program/draft.h"
#include "engine/program/pack.h"

// Small packs written by hand, instruction by instruction, for tests that must not depend on the compiler.

namespace firefly::test {

using program::Instruction;
using program::Opcode;

inline Instruction op(Opcode code, uint32_t a = 0, uint16_t b = 0, uint8_t c = 0) { return {code, c, b, a}; }

// A draft with one node, the given lines (id = text) and no instructions yet. Texts may hold U+FFFC for values.
inline program::Draft draft_with(std::initializer_list<std::string> lines) {
  program::Draft draft;
  draft.name = "tiny";
  draft.locales = {"zh-Hans"};
  draft.texts.resize(1);
  draft.nodes.push_back({"Start", program::Part::Story, program::Channel::Chat, -1, 0, 0, 0});
  draft.nodes[0].line_count = static_cast<uint32_t>(lines.size());
  draft.start_node = 0;
  for (const std::string& text : lines) {
    program::DraftLine line;
    line.id = text;
    line.node = 0;
    program::DraftText words;
    words.utf8 = text;
    for (size_t at = text.find("\xef\xbf\xbc"); at != std::string::npos; at = text.find("\xef\xbf\xbc", at + 3)) {
      words.slots.push_back({static_cast<uint32_t>(at), line.value_count++});
    }
    draft.lines.push_back(line);
    draft.texts[0].push_back(words);
  }
  return draft;
}

inline program::Pack opened(const program::Draft& draft) {
  return program::Pack::open(program::write_pack(draft)).value();
}

}  // namespace firefly::test
