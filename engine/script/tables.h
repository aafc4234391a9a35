#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/script/diagnostic.h"
#include "engine/table/csv.h"

namespace firefly::script {

// A table with named columns whose cells diagnostics can point at. What cannot be read as one is told and is empty.
class Sheet {
 public:
  Sheet() = default;
  // `needed` columns must be there; others may.
  Sheet(const Source& source, const std::vector<std::string>& needed, Diagnostics& diagnostics);

  size_t row_count() const { return rows_.size(); }
  bool has(std::string_view column) const { return columns_.count(std::string(column)) != 0; }
  const std::vector<std::string>& column_names() const { return names_; }

  // Empty where the row is shorter.
  std::string_view text(size_t row, std::string_view column) const;
  Span span(size_t row, std::string_view column) const;

 private:
  const table::Cell* cell(size_t row, std::string_view column) const;
  std::vector<table::Row> rows_;
  std::vector<std::string> names_;
  std::map<std::string, size_t> columns_;
};

}  // namespace firefly::script
