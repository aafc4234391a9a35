#pragma once

#include <cstdint>
#include <string>

// A story made by rule, as large as one likes, with 12 variables, conditional lines and options: for measuring. The
// same story as a Firefly scenario and as ink.

namespace firefly::bench {

struct Story {
  std::string yarn;  // a whole scenario: cover, cast, endings, debrief
  std::string ink;
};

// `nodes` story nodes in chapters of 20. Each chapter reads and writes three variables that it sets at its beginning;
// three more go through the whole story.
Story make_story(uint32_t nodes);

}  // namespace firefly::bench
