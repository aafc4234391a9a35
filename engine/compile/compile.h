#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/picture/drawing.h"
#include "engine/program/draft.h"
#include "engine/script/project.h"

// From scripts that were checked to a pack. Nothing here complains to authors: what is wrong with a script the checker
// has said before; an Error is only for what no author can help.

namespace firefly::compile {

struct Options {
  script::Dialect dialect = script::Dialect::Firefly;
  uint32_t version = 1;                                   // of the scenario: rises with every published build
  std::vector<script::FunctionSignature> functions = {};  // that whoever plays it has
};

// The draft of one scenario. The project must have passed the checker without errors. `drawings` holds the pictures it
// uses, by name.
base::Result<program::Draft> compile_scenario(const script::Project& project, const script::Library& library,
                                              const std::map<std::string, picture::Drawing>& drawings,
                                              const Options& options);

// The names of the pictures that the scenario uses, in order.
std::vector<std::string> pictures_of(const script::Project& project);

// The draft of the app's messages in one locale: a column of messages.csv. {0}, {1}… become slots.
base::Result<program::Draft> compile_messages(const script::Sheet& messages, const std::string& locale);

}  // namespace firefly::compile
