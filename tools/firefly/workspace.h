#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/picture/drawing.h"
#include "engine/program/draft.h"
#include "engine/program/pack.h"
#include "engine/prove/judge.h"
#include "engine/script/project.h"

// From paths to what the engine takes: the files are read here, and only here.

namespace firefly::tool {

// The folder content/ that a path belongs to: the nearest folder at or above it that holds vocabulary.csv, or whose
// folder content does; else that of the working folder.
std::optional<std::string> find_content(const std::string& path);

// The tables and names that all scenarios of a content folder share.
script::Library load_library(const std::string& content, script::Diagnostics& diagnostics);

// The program that a folder holds: its scripts and translations.csv. Of a single script, that script alone.
base::Result<script::Project> load_project(const std::string& path, script::Diagnostics& diagnostics);

// Reads the named pictures of a content folder; those that cannot be drawn are told.
std::map<std::string, picture::Drawing> load_drawings(const std::string& content, const std::vector<std::string>& names,
                                                      script::Diagnostics& diagnostics);

// A program on its way from its path to a pack that is open.
struct Built {
  script::Project project;
  std::vector<uint8_t> bytes;
  program::SourceTable sources;
  std::optional<program::Pack> pack;  // nothing where the diagnostics hold errors
};

// Reads, checks, compiles and opens a folder or script. What is wrong with it is added to `diagnostics`. Play in the
// terminal needs no pictures. `functions` are those that whoever plays any Yarn script has.
enum class Pictures : uint8_t { With, Without };
base::Result<Built> build_pack(const std::string& path, script::Dialect dialect, Pictures pictures, uint32_t version,
                               script::Diagnostics& diagnostics,
                               const std::vector<script::FunctionSignature>& functions = {});

// Reads content/limits.csv, checked elsewhere, as the prover takes it.
prove::Limits limits_of(const script::Sheet& table);

// Prints diagnostics for people to standard error; true where none is an error.
bool report(const script::Diagnostics& diagnostics, script::Language language);

}  // namespace firefly::tool
