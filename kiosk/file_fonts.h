#pragma once

#include <string>

#include "engine/base/result.h"
#include "kiosk/ui/fonts.h"

struct ImFontAtlas;

// Glyphs for the kiosk program, from font files on its disk.

namespace firefly::kiosk {

// Adds both weights of Noto Sans CJK, from where distributions put it; `regular_path` names another font file for the
// regular weight, and for the bold one too. `locale` decides how Han characters look. An Error says what to install.
base::Result<ui::Fonts> add_file_fonts(ImFontAtlas& atlas, const std::string& regular_path, const std::string& locale);

}  // namespace firefly::kiosk
