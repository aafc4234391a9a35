#pragma once

#include <span>
#include <string>

#include "engine/program/pack.h"

namespace firefly::program {

struct VerifiedLine {
  uint32_t value_count;
};

// Walks the instructions once: types and depth of the stack at each, operands in bounds, jumps to where the stack is
// empty. What is wrong in a few words, or nothing. After this a Session needs no checks of its own.
std::string verify(const Code& code, std::span<const VerifiedLine> lines, uint32_t node_count, uint32_t symbol_count);

}  // namespace firefly::program
