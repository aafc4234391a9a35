#pragma once

#include <string>
#include <string_view>

namespace firefly::play {

// A number as it is shown: whole ones without a point, others with at most 15 significant digits.
std::string text_of(double number);

// A pattern with its {0} replaced by a number or a text, as .NET's String.Format does: {0}, {0:F2}, {0:N0}, {0:D3},
// {0:P1}, {0:0.00}, {0:#,##0}, {0,8} and {0,-8} for the width; {{ and }} are the braces themselves. What it does not
// know stays as it is.
std::string formatted(std::string_view pattern, double number);
std::string formatted(std::string_view pattern, std::string_view text);

// The number that a text holds from its first to its last character; false where it holds none.
bool number_of(std::string_view text, double& number);

}  // namespace firefly::play
