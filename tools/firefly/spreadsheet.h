#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"

namespace firefly::tool {

// Rows as a CSV file that spreadsheet programs open with every character right: UTF-8 behind a byte order mark.
std::string csv_of(const std::vector<std::vector<std::string>>& rows);

// Writes rows as an XLSX workbook: the first is the head and stays in view, long texts are wrapped.
base::Result<base::Done> write_xlsx(const std::string& path, const std::vector<std::vector<std::string>>& rows);

}  // namespace firefly::tool
