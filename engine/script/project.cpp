#include "engine/script/project.h"

namespace firefly::script {

std::optional<size_t> find_row(const Sheet& sheet, std::string_view id) {
  for (size_t row = 0; row < sheet.row_count(); ++row) {
    if (sheet.text(row, "id") == id) return row;
  }
  return std::nullopt;
}

bool Library::has_flag(std::string_view id) const { return find_row(flags, id).has_value(); }

std::vector<std::string> Library::flag_ids() const {
  std::vector<std::string> ids;
  for (size_t row = 0; row < flags.row_count(); ++row) ids.emplace_back(flags.text(row, "id"));
  return ids;
}

}  // namespace firefly::script
