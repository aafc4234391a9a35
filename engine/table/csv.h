#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

// Tables as offices keep them: CSV in UTF-8 (RFC 4180), with or without a byte order mark. Every cell knows where it
// stood, so that a diagnostic can point at it.

namespace firefly::table {

struct Cell {
  std::string text;
  uint32_t begin = 0;  // bytes [begin, end) of the file, quotation marks included
  uint32_t end = 0;
};

using Row = std::vector<Cell>;

// Reads every row, the first one too; empty lines are passed over. An Error names the line where the quotation marks
// do not match.
base::Result<std::vector<Row>> read_csv(std::string_view bytes);

// One row as CSV with its line end; cells are quoted where they must be.
std::string write_csv_row(const std::vector<std::string>& cells);

}  // namespace firefly::table
