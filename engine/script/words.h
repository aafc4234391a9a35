#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Small things about words that checking needs everywhere.

namespace firefly::script {

// The parts between separators; empty parts are left out.
std::vector<std::string> split(std::string_view text, char separator);

template <class Words>
std::string join(const Words& words, std::string_view between) {
  std::string joined;
  for (const auto& word : words) {
    if (!joined.empty()) joined += between;
    joined += word;
  }
  return joined;
}

// The known word that is nearest to what was written (Damerau-Levenshtein by code points), empty where none is near
// enough to be meant.
std::string nearest(std::string_view written, const std::vector<std::string>& known);

// A whole number of at most nine digits, nothing else around it; -1 where it is none.
int64_t whole_number(std::string_view text);

// YYYY-MM-DD, a day that exists.
bool is_date(std::string_view text);

}  // namespace firefly::script
