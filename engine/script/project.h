#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/script/diagnostic.h"
#include "engine/script/markup.h"
#include "engine/script/syntax.h"
#include "engine/script/tables.h"
#include "engine/script/types.h"
#include "engine/script/vocabulary.h"

namespace firefly::script {

// The plural categories of a language besides `other`. What languages do with numbers is known where packs are built
// (engine/compile); here it is only asked for.
using PluralCategories = std::vector<std::string> (*)(const std::string& locale, ChoiceKind kind);

// What all scenarios share: the tables of content/, the names of its pictures, and who knows about languages.
struct Library {
  Vocabulary vocabulary;
  Source flags_source;
  Sheet flags;  // id, one column a locale, one column locale-why
  Source pictures_source;
  Sheet pictures;  // id, one column a locale
  Source messages_source;
  Sheet messages;  // id, one column a locale, note
  Source reading_source;
  Sheet reading;  // likewise: what only the reading version says
  Source facts_source;
  Sheet facts;  // id, one column a locale, place, valid_from, valid_to, source, reviewed_on
  Source limits_source;
  Sheet limits;                                  // kind, name, value, note: how long plays may be
  std::set<std::string> drawings;                // names of the picture files
  PluralCategories plural_categories = nullptr;  // nullptr: no language is asked

  bool has_flag(std::string_view id) const;
  std::vector<std::string> flag_ids() const;
};

// The row of a sheet whose `id` is this; nothing where there is none.
std::optional<size_t> find_row(const Sheet& sheet, std::string_view id);

// One program: the scripts of a folder, or one script alone.
struct Project {
  std::string name;             // of the folder
  std::string folder;           // as paths are printed, with / at its end or empty
  std::vector<Script> scripts;  // in the order of their names
  std::optional<Source> translations;
};

enum class Dialect : uint8_t {
  Yarn,    // any Yarn script; names are nobody's business
  Firefly  // ours, with the vocabulary
};

// What a dialect takes for granted of names that the script does not declare.
inline Surroundings surroundings_of(Dialect dialect, const std::vector<FunctionSignature>& functions) {
  return {dialect == Dialect::Firefly ? Undeclared::IsWrong : Undeclared::IsInferred, functions};
}

}  // namespace firefly::script
