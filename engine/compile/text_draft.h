#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/program/draft.h"
#include "engine/script/project.h"
#include "engine/script/syntax.h"
#include "i18n/unicode/line_breaks.h"

namespace firefly::compile {

// Where flags are numbered: id to index of Pack::flag.
using FlagNumbers = std::map<std::string, uint32_t, std::less<>>;

// The text of a line as the pack holds it: marks taken out, values and line breaks placed, flagged words marked.
// Without a [flag] the whole text is what the line's #flag tags are about.
program::DraftText draft_text(const script::Source& source, const script::Line& line, uint32_t prefix,
                              const FlagNumbers& flags, const unicode::LineBreaker& breaker);

// The same for a translation (`cell`, with its {…} and marks) of the line. Its values are found by what is written in
// the braces, so that a translator may put them in another order.
program::DraftText draft_translation(std::string_view cell, const script::Source& source, const script::Line& line,
                                     const FlagNumbers& flags, const unicode::LineBreaker& breaker);

// Text without marks or values.
program::DraftText draft_plain(std::string_view text, const unicode::LineBreaker& breaker);

}  // namespace firefly::compile
