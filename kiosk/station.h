#pragma once

#include <string_view>

#include "engine/base/result.h"
#include "kiosk/app/state.h"

namespace firefly::kiosk {

// Takes what the station file (JSON) says into the settings: "issuer", "locale". What it does not say stays as it is;
// names that mean nothing here are passed over. An Error says what is wrong with the file.
base::Result<app::Settings> read_station(std::string_view json, app::Settings settings);

}  // namespace firefly::kiosk
