#include "engine/table/edited_table.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/table/csv.h"

namespace firefly::table {

EditedTable::EditedTable(std::vector<std::string> columns) : columns_(std::move(columns)) { head_.cells = columns_; }

base::Result<EditedTable> EditedTable::read(std::string_view bytes) {
  base::Result<std::vector<Row>> rows = read_csv(bytes);
  if (!rows) return rows.error();
  if (rows->empty()) return base::Error{"the table is empty"};
  EditedTable table({});
  if (bytes.find("\r\n") != std::string_view::npos) table.line_end_ = "\r\n";
  table.before_ = std::string(bytes.substr(0, rows->front().front().begin));
  for (size_t i = 0; i < rows->size(); ++i) {
    const Row& row = (*rows)[i];
    const size_t end = i + 1 < rows->size() ? (*rows)[i + 1].front().begin : bytes.size();
    Line line;
    for (const Cell& cell : row) line.cells.push_back(cell.text);
    line.as_read = std::string(bytes.substr(row.front().begin, end - row.front().begin));
    if (line.as_read.empty() || line.as_read.back() != '\n') line.as_read += table.line_end_;
    (i == 0 ? table.head_ : table.rows_.emplace_back()) = std::move(line);
  }
  table.columns_ = table.head_.cells;
  return table;
}

std::optional<size_t> EditedTable::column(std::string_view name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end()) return std::nullopt;
  return static_cast<size_t>(found - columns_.begin());
}

std::string_view EditedTable::text(size_t row, std::string_view column) const {
  const std::optional<size_t> index = this->column(column);
  if (!index || row >= rows_.size() || *index >= rows_[row].cells.size()) return {};
  return rows_[row].cells[*index];
}

std::optional<size_t> EditedTable::find(std::string_view id) const {
  for (size_t row = 0; row < rows_.size(); ++row) {
    if (text(row, "id") == id) return row;
  }
  return std::nullopt;
}

void EditedTable::set(size_t row, std::string_view column, std::string text) {
  const std::optional<size_t> index = this->column(column);
  FIREFLY_CHECK(index && row < rows_.size());
  Line& line = rows_[row];
  line.cells.resize(columns_.size());
  if (line.cells[*index] == text) return;
  line.cells[*index] = std::move(text);
  line.as_read.clear();
}

void EditedTable::add_column(const std::string& column) {
  if (this->column(column)) return;
  const size_t width = columns_.size();
  const size_t at = this->column("note").value_or(width);
  columns_.insert(columns_.begin() + static_cast<std::ptrdiff_t>(at), column);
  for (Line& line : rows_) {
    line.cells.resize(width);
    line.cells.insert(line.cells.begin() + static_cast<std::ptrdiff_t>(at), std::string());
    line.as_read.clear();
  }
  head_ = {columns_, ""};
}

void EditedTable::insert(size_t row, const std::string& id) {
  Line line;
  line.cells.resize(columns_.size());
  const std::optional<size_t> index = column("id");
  FIREFLY_CHECK(index && row <= rows_.size());
  line.cells[*index] = id;
  rows_.insert(rows_.begin() + static_cast<std::ptrdiff_t>(row), std::move(line));
}

std::string EditedTable::written(const std::vector<std::string>& cells) const {
  std::string row = write_csv_row(cells);
  row.resize(row.size() - 2);
  return row + line_end_;
}

std::string EditedTable::bytes() const {
  std::string out = before_ + (head_.as_read.empty() ? written(head_.cells) : head_.as_read);
  for (const Line& row : rows_) out += row.as_read.empty() ? written(row.cells) : row.as_read;
  return out;
}

}  // namespace firefly::table
