#pragma once

#include <span>
#include <string>

#include "engine/program/pack.h"

// Pictures for pages, without a style of their own: colours are attributes, so that a strict content security policy
// lets them stand.

namespace firefly::reading {

// A pack's picture as an SVG file.
std::string svg_of(const program::Picture& picture);

// The chart of an account as an SVG element for a page; `class` names its colour. Empty for fewer than two values.
std::string chart_of(std::span<const float> series, std::string_view css_class);

// An SVG file with words slantwise all over, to be laid over a card so that every photograph of it says them.
std::string tile_of(std::string_view words);

}  // namespace firefly::reading
