#pragma once

#include <cstdint>

struct ImFont;

// The two weights in which everything is set. Who loads them is the host's matter: from a file natively, through a
// canvas in the browser. One demand: the font's size is its em, so that at size 18 a Hanzi advances by 18.

namespace firefly::ui {

enum class Weight : uint8_t { Regular, Bold };

struct Fonts {
  ImFont* regular = nullptr;
  ImFont* bold = nullptr;
  ImFont* of(Weight weight) const { return weight == Weight::Bold ? bold : regular; }
};

}  // namespace firefly::ui
