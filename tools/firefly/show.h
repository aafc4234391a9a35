#pragma once

#include <span>
#include <string>

#include "engine/play/session.h"
#include "engine/program/pack.h"

namespace firefly::tool {

// The text of a line with its values in their places.
std::string shown_text(const program::Pack& pack, uint32_t locale, uint32_t line, std::span<const std::string> values);

// The same behind the name of who says it: the key of the cast, or their displayed name.
enum class Names : uint8_t { Keys, Displayed };
std::string shown_line(const program::Pack& pack, uint32_t locale, uint32_t line, std::span<const std::string> values,
                       Names names);

// A command as a script writes it, without << and >>.
std::string shown_command(const play::Event& event, std::span<const std::string> values);

// "safe", "lost", "reported"; "stop" for an end without outcome.
std::string shown_outcome(program::Outcome outcome);

}  // namespace firefly::tool
