#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace firefly::table {

// A table on its way from one content to the next: rows that were not touched keep their every byte.
class EditedTable {
 public:
  // A new table with these columns and no rows.
  explicit EditedTable(std::vector<std::string> columns);
  // The first row names the columns. An Error where the bytes are no CSV, or have no row at all.
  static base::Result<EditedTable> read(std::string_view bytes);

  size_t row_count() const { return rows_.size(); }
  const std::vector<std::string>& columns() const { return columns_; }
  // Empty where there is no such column, or the row is shorter.
  std::string_view text(size_t row, std::string_view column) const;
  // The first row whose column `id` holds this.
  std::optional<size_t> find(std::string_view id) const;

  // Changes a cell; the column must be there.
  void set(size_t row, std::string_view column, std::string text);
  // Adds an empty column before the one named `note`, or as the last; nothing where it is there already.
  void add_column(const std::string& column);
  // Adds an empty row with this id before `row`, which becomes its number; row_count() adds it as the last.
  void insert(size_t row, const std::string& id);

  std::string bytes() const;

 private:
  struct Line {
    std::vector<std::string> cells;
    std::string as_read;  // with its line end; empty where it was changed since
  };
  std::optional<size_t> column(std::string_view name) const;
  std::string written(const std::vector<std::string>& cells) const;

  std::string before_;  // a byte order mark
  std::string line_end_ = "\n";
  std::vector<std::string> columns_;
  Line head_;
  std::vector<Line> rows_;
};

}  // namespace firefly::table
