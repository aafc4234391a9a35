#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/script/diagnostic.h"
#include "engine/table/edited_table.h"

// All words of a content folder as one sheet, for translators and their offices. The sheet is a view: what counts is
// kept in each scenario's translations.csv and in the tables of content/, and import writes nowhere else.
//
//   id        scenarios/NAME/LINE, or TABLE/ROW such as messages/app_name; TABLE/ROW/why for a column like zh-Hans-why
//   place     file:line of the source text
//   speaker   who says it
//   zh-Hans…  the source text, then each language
//   note      for the translator
//   state     missing: a language has no text yet; stale: the source has changed since; done; orphan: the line is gone

namespace firefly::tool {

struct Phrase {
  std::string id;
  std::string place;
  std::string speaker;
  std::vector<std::string> texts;  // one for each of Strings::locales, the source first
  std::string note;
  std::string state;

  std::string store;              // the file that holds its translations
  std::string row;                // its id in there
  std::string suffix;             // of its columns: "-why"
  std::vector<bool> needed;       // which locales it must have
  std::string translated_source;  // what the source was when it was translated
};

struct Strings {
  std::vector<std::string> locales;  // the source language first
  std::vector<Phrase> phrases;       // in the order of the files
};

// The words of a content folder; orphans are told. An Error where it cannot be read. Where ids and texts cannot be told
// apart for certain, nothing comes back, and the diagnostics say why.
base::Result<std::optional<Strings>> read_strings(const std::string& content, script::Diagnostics& diagnostics);

// The sheet, first its head.
std::vector<std::vector<std::string>> sheet_of(const Strings& strings);

// What a sheet that came back changes.
struct Import {
  std::map<std::string, std::string> files;  // whole new contents by path
  std::vector<std::string> changed_ids;
  size_t untouched_count = 0;  // phrases that the sheet does not have
};

// Holds a sheet, as bytes of a CSV file, against the content. Where the diagnostics then hold an error, nothing must be
// written.
base::Result<Import> import_sheet(const std::string& content, const std::string& path, std::string_view bytes,
                                  script::Diagnostics& diagnostics);

}  // namespace firefly::tool
