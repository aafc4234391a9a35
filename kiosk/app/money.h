#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"

// Sums of the drill, in fen (a hundredth of a yuan), so that they add up exactly.

namespace firefly::app {

// Reads "1380", "-20" or "1380.5" (yuan, at most two decimals); an Error where it is no such number.
base::Result<int64_t> read_yuan(std::string_view number);

// The amount in yuan with the thousands set apart, "1,380" or "1,380.50"; the sign is left to the caller.
std::string write_yuan(int64_t fen);

}  // namespace firefly::app
