#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/script/diagnostic.h"
#include "engine/script/markup.h"
#include "engine/script/project.h"
#include "engine/script/scene.h"
#include "engine/script/types.h"

namespace firefly::script {

// The most ways in which one line may read.
inline constexpr size_t most_readings = 64;

// Tells what is wrong with the markup of every line, and which values of [plural] and [ordinal] are no numbers.
void check_markup(const Scene& scene, const Types& types, Dialect dialect, const Library& library,
                  Diagnostics& diagnostics);

// Tells where a text reads in too many ways. `source` is where it stands, `numbers` as value_numbers() gives them.
void check_readings(const PlainText& text, const std::vector<uint32_t>& numbers, const Source& source,
                    Diagnostics& diagnostics);

// Tells what the choices of a text of ours lack: a category that its language needs, words for any other value.
void check_choices(const PlainText& text, const std::string& locale, const Library& library, const Source& source,
                   Diagnostics& diagnostics);

}  // namespace firefly::script
