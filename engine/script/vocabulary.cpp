#include "engine/script/vocabulary.h"

#include <algorithm>
#include <utility>

#include "engine/script/tables.h"
#include "engine/script/words.h"

namespace firefly::script {

std::string Entry::allowed_parts() const {
  std::string parts;
  for (size_t i = 0; i < part_names.size(); ++i) {
    if (where[i] == Place::Never) continue;
    if (!parts.empty()) parts += ", ";
    parts += part_names[i];
  }
  return parts;
}

Vocabulary::Vocabulary(const Source& table, Diagnostics& diagnostics) {
  static constexpr std::array<std::string_view, 4> kinds{"header", "line_tag", "option_tag", "command"};
  const Sheet sheet(table, {"kind", "name", "values", "where"}, diagnostics);
  for (size_t row = 0; row < sheet.row_count(); ++row) {
    Entry entry;
    const auto kind = std::find(kinds.begin(), kinds.end(), sheet.text(row, "kind"));
    if (kind == kinds.end()) {
      diagnostics.add(Code::BadValue, table, sheet.span(row, "kind"),
                      {std::string(sheet.text(row, "kind")), "kind", "header, line_tag, option_tag, command"});
      continue;
    }
    entry.kind = static_cast<Entry::Kind>(kind - kinds.begin());
    entry.name = sheet.text(row, "name");
    entry.values = split(sheet.text(row, "values"), ' ');
    if (entry.values.empty()) entry.values.push_back("-");
    const std::vector<std::string> where = split(sheet.text(row, "where"), ' ');
    if (where.empty()) entry.where.fill(Entry::Place::Allowed);
    for (std::string part : where) {
      const bool required = part.back() == '!';
      if (required) part.pop_back();
      const auto named = std::find(part_names.begin(), part_names.end(), part);
      if (named == part_names.end()) {
        diagnostics.add(Code::BadValue, table, sheet.span(row, "where"), {part, "where", join(part_names, ", ")});
        continue;
      }
      entry.where[static_cast<size_t>(named - part_names.begin())] =
          required ? Entry::Place::Required : Entry::Place::Allowed;
    }
    entries_.push_back(std::move(entry));
  }
}

const Entry* Vocabulary::find(Entry::Kind kind, std::string_view name) const {
  for (const Entry& entry : entries_) {
    if (entry.kind == kind && entry.name == name) return &entry;
  }
  return nullptr;
}

std::vector<std::string> Vocabulary::names(Entry::Kind kind) const {
  std::vector<std::string> names;
  for (const Entry& entry : entries_) {
    if (entry.kind == kind) names.push_back(entry.name);
  }
  return names;
}

}  // namespace firefly::script
