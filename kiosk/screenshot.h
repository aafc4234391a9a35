#pragma once

#include <string>

#include "engine/base/result.h"
#include "kiosk/host/window.h"

namespace firefly::kiosk {

// Writes what was drawn as a PNG file.
base::Result<base::Done> write_png(const std::string& path, const host::Pixels& pixels);

}  // namespace firefly::kiosk
