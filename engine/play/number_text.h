#pragma once

#include <string>
#include <string_view>

namespace firefly::play {

// A number as it is shown: whole ones without a point, others with at most 15 significant digits.
std::string text_of(double number);

// The number that a text holds from its first to its last character; false where it holds none.
bool number_of(std::string_view text, double& number);

}  // namespace firefly::play
