#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/compile/language.h"
#include "engine/program/draft.h"
#include "engine/script/project.h"
#include "engine/script/syntax.h"

namespace firefly::compile {

// Where flags are numbered: id to index of Pack::flag.
using FlagNumbers = std::map<std::string, uint32_t, std::less<>>;

// Texts as a pack holds them: marks taken out, values and line breaks placed, flagged words marked, and a text with
// choices written out in each of its readings.
class TextDrafter {
 public:
  // Words of the draft's own, such as the cases of a [select], go into its symbols.
  TextDrafter(const FlagNumbers& flags, program::Draft& draft) : flags_(flags), draft_(draft) {}

  // The text of a line, without `prefix` bytes at its beginning. Without a [flag] the whole text is what the line's
  // #flag tags are about.
  program::DraftText line(const script::Source& source, const script::Line& line, uint32_t prefix,
                          const Language& language);

  // The same for a translation (`cell`, with its {…} and marks) of the line. Its values are found by what is written
  // in the braces, so that a translator may put them in another order.
  program::DraftText translation(std::string_view cell, const script::Source& source, const script::Line& line,
                                 const Language& language);

 private:
  program::DraftText draft(script::PlainText plain, const std::vector<uint32_t>& value_numbers,
                           const script::Line& line, const Language& language);
  program::DraftText reading(const script::PlainText& plain, const script::Line& line, const Language& language) const;

  const FlagNumbers& flags_;
  program::Draft& draft_;
};

// Text without marks or values.
program::DraftText draft_plain(std::string_view text, const Language& language);

}  // namespace firefly::compile
