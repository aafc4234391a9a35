#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace firefly::kiosk {

// The JSON of a station file as the lines that app::read_station takes; an Error says where it is no such JSON.
base::Result<std::vector<uint8_t>> lines_of_station(std::string_view json);

}  // namespace firefly::kiosk
