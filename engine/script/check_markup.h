#pragma once

#include <string>

#include "engine/script/check.h"
#include "engine/script/markup.h"
#include "engine/script/scene.h"
#include "engine/script/types.h"

namespace firefly::script {

// The most ways in which one line may read.
inline constexpr size_t most_readings = 64;

// Tells what is wrong with the markup of every line, and which values of [plural] and [ordinal] are no numbers.
void check_markup(const Scene& scene, const Types& types, const CheckOptions& options, Diagnostics& diagnostics);

// Tells what the choices of a text lack: a category that its language needs, words for any other value; and that it
// reads in too many ways. `source` is where the text stands, `numbers` as value_numbers() gives them.
void check_choices(const PlainText& text, const std::vector<uint32_t>& numbers, const std::string& locale,
                   const CheckOptions& options, const Source& source, Diagnostics& diagnostics);

}  // namespace firefly::script
