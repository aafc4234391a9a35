#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/picture/drawing.h"
#include "engine/program/pack.h"
#include "engine/script/diagnostic.h"
#include "engine/script/project.h"

// What the fuzzers share: small programs, and going through one to its end. A promise that is not kept fails a check,
// which is what a fuzzer finds.

namespace firefly::fuzz {

// The tables and pictures of tests/corpus/broken, which our dialect needs.
const script::Library& small_library();
const std::map<std::string, picture::Drawing>& small_drawings();

// The program that one text is.
script::Project project_of(const std::string& text, script::Diagnostics& diagnostics);

// Checks a parsed program and compiles it to the bytes of a pack; nothing where it has errors.
std::optional<std::vector<uint8_t>> compiled(const script::Project& project, script::Dialect dialect,
                                             script::Diagnostics& diagnostics);

// A small story with every kind of variable, options, chance and a command.
const program::Pack& small_pack();

// The packs of the scripts in tests/corpus/fuzz/script, in both dialects as far as they are clean.
const std::vector<std::vector<uint8_t>>& sound_packs();

// Every diagnostic points into its file, and the first few can be printed.
void print_all(const script::Diagnostics& diagnostics);

// Whose pack it is: of our own compiler, which makes only what can be saved at every stop, or of anybody, who can put
// the right checksum on anything.
enum class Maker : uint8_t { Ourselves, Anybody };

// Reads everything in a pack, lays its texts out, plays it a little with picks drawn from `seed`, saves and loads
// wherever it stops, and lets the prover look at it.
void walk(const program::Pack& pack, uint64_t seed, Maker maker);

}  // namespace firefly::fuzz
