#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/program/pack.h"
#include "engine/prove/judge.h"

namespace firefly::tool {

// "1,3,2", as `firefly play --picks` takes them.
std::string picks_of(const prove::Playthrough& play);

// The words of the options that a play takes, in order.
std::vector<std::string> choices_of(const program::Pack& pack, const prove::Playthrough& play);

// A seed with which chance gives just what the play needs; nothing where none of the first 100,000 does. A play without
// chance needs none, and every seed does: 1.
std::optional<uint64_t> seed_of(const program::Pack& pack, const prove::Playthrough& play);

// The play as the text of a .testplan that `firefly plan` holds to, under a comment.
std::string plan_of(const program::Pack& pack, const prove::Playthrough& play, const std::string& comment);

}  // namespace firefly::tool
