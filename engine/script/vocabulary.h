#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/script/diagnostic.h"

// What the scenarios' own names may be, read from content/vocabulary.csv (kind,name,values,where,note), so that the
// checker knows every header, tag and command.
//
//   kind    header, line_tag, option_tag or command
//   values  `-` nothing; `a|b|c` one of these; `0..9` a whole number in the range; or a kind of name: text, name,
//           number, amount, date, locales, node, flag, picture, cast, thread, payee, id. A command lists one for each
//           of its arguments; `?` behind it says that it may be left out.
//   where   the parts it may stand in (cover cast story ending debrief), `!` behind one where it must. Empty:
//           anywhere, never required.

namespace firefly::script {

enum class PartName : uint8_t { Cover, Cast, Story, Ending, Debrief };
inline constexpr std::array<std::string_view, 5> part_names{"cover", "cast", "story", "ending", "debrief"};

struct Entry {
  enum class Kind : uint8_t { Header, LineTag, OptionTag, Command };
  enum class Place : uint8_t { Never, Allowed, Required };
  Kind kind = Kind::Header;
  std::string name;
  std::vector<std::string> values;  // one for each argument of a command, else one
  std::array<Place, 5> where{};     // by PartName
  Place in(PartName part) const { return where[static_cast<size_t>(part)]; }
  std::string allowed_parts() const;  // "story, ending"
};

class Vocabulary {
 public:
  Vocabulary() = default;
  // Reads the table; what is wrong in it is told in `diagnostics`.
  Vocabulary(const Source& table, Diagnostics& diagnostics);

  // nullptr where there is no such name.
  const Entry* find(Entry::Kind kind, std::string_view name) const;
  std::vector<std::string> names(Entry::Kind kind) const;
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
};

}  // namespace firefly::script
