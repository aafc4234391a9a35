#include "engine/script/tables.h"

#include <algorithm>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/script/words.h"

namespace firefly::script {

Sheet::Sheet(const Source& source, const std::vector<std::string>& needed, Diagnostics& diagnostics) {
  const size_t invalid = base::find_invalid_utf8(source.text());
  if (invalid != std::string_view::npos) {
    const auto at = static_cast<uint32_t>(invalid);
    diagnostics.add(Code::InvalidUtf8, source, {at, at + 1});
    return;
  }
  base::Result<std::vector<table::Row>> read = table::read_csv(source.text());
  if (!read) {
    diagnostics.add(Code::MalformedTable, source, source.line(0), {read.error().message});
    return;
  }
  std::vector<table::Row> rows = std::move(read).value();
  if (rows.empty()) {
    diagnostics.add(Code::MissingColumn, source, source.line(0), {needed.empty() ? "id" : needed.front()});
    return;
  }
  for (const table::Cell& name : rows.front()) {
    columns_.try_emplace(name.text, names_.size());
    names_.push_back(name.text);
  }
  for (const std::string& name : needed) {
    if (columns_.count(name) == 0) {
      diagnostics.add(Code::MissingColumn, source, source.line(0), {name}, nearest(name, names_));
    }
  }
  const size_t width = rows.front().size();
  rows.erase(rows.begin());
  for (const table::Row& row : rows) {
    if (row.size() != width) {
      diagnostics.add(Code::UnevenRow, source, {row.front().begin, row.back().end},
                      {std::to_string(row.size()), std::to_string(width)});
    }
  }
  rows_ = std::move(rows);
}

const table::Cell* Sheet::cell(size_t row, std::string_view column) const {
  const auto found = columns_.find(std::string(column));
  if (found == columns_.end() || row >= rows_.size() || found->second >= rows_[row].size()) return nullptr;
  return &rows_[row][found->second];
}

std::string_view Sheet::text(size_t row, std::string_view column) const {
  const table::Cell* found = cell(row, column);
  return found ? std::string_view(found->text) : std::string_view();
}

Span Sheet::span(size_t row, std::string_view column) const {
  const table::Cell* found = cell(row, column);
  if (!found) found = row < rows_.size() && !rows_[row].empty() ? &rows_[row].front() : nullptr;
  return found ? Span{found->begin, found->end} : Span{};
}

}  // namespace firefly::script
