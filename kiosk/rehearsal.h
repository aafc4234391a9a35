#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "kiosk/app/view.h"

// A play by script, to look at every screen: "Start, Open 1, Play, Advance, Choose 2". A step names an Intent and its
// argument, counted from 1; it is taken only where the View offers it. "Tick" lets time pass; "Advance" goes on until
// there is something to choose.

namespace firefly::kiosk {

struct Step {
  app::Intent::Kind kind = app::Intent::Kind::None;
  uint32_t number = 1;
  enum class Extent : uint8_t { Once, UntilChoice } extent = Extent::Once;
  std::string written;
};

// The steps, or an Error that names the one that is not known.
base::Result<std::vector<Step>> read_script(std::string_view script);

// The Intent by which the View takes the step; an Error where it offers none.
base::Result<app::Intent> find_intent(const app::View& view, const Step& step);

}  // namespace firefly::kiosk
