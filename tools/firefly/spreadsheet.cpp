#include "tools/firefly/spreadsheet.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cstdio>

#include "engine/base/utf8.h"
#include "engine/table/csv.h"

namespace firefly::tool {
namespace {

constexpr double narrowest_column = 8;
constexpr double widest_column = 60;

// As many characters wide as its longest text; Chinese ones count twice.
double width_of(const std::vector<std::vector<std::string>>& rows, size_t column) {
  double widest = narrowest_column;
  for (const std::vector<std::string>& row : rows) {
    if (column >= row.size()) continue;
    const auto characters = static_cast<double>(base::count_code_points(row[column]));
    const auto wide = (static_cast<double>(row[column].size()) - characters) / 2;
    widest = std::max(widest, characters + wide + 2);
  }
  return std::min(widest, widest_column);
}

}  // namespace

std::string csv_of(const std::vector<std::vector<std::string>>& rows) {
  std::string out = "\xef\xbb\xbf";
  for (const std::vector<std::string>& row : rows) out += table::write_csv_row(row);
  return out;
}

base::Result<base::Done> write_xlsx(const std::string& path, const std::vector<std::vector<std::string>>& rows) {
  const std::string beside = path + ".new";
  // The library writes only at the end, and prints where it cannot.
  std::FILE* file = std::fopen(beside.c_str(), "wb");
  if (!file) return base::Error{"cannot write " + beside};
  std::fclose(file);
  lxw_workbook* book = workbook_new(beside.c_str());
  if (!book) return base::Error{"no memory for " + path};
  lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
  lxw_format* head = workbook_add_format(book);
  format_set_bold(head);
  lxw_format* wrapped = workbook_add_format(book);
  format_set_text_wrap(wrapped);
  format_set_align(wrapped, LXW_ALIGN_VERTICAL_TOP);
  const size_t columns = rows.empty() ? 0 : rows.front().size();
  for (size_t column = 0; column < columns; ++column) {
    const auto number = static_cast<lxw_col_t>(column);
    worksheet_set_column(sheet, number, number, width_of(rows, column), nullptr);
  }
  bool written = true;
  for (size_t row = 0; row < rows.size(); ++row) {
    for (size_t column = 0; column < rows[row].size(); ++column) {
      const std::string& text = rows[row][column];
      if (text.empty()) continue;
      // As a text, so that what begins with = is no formula.
      written = worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), text.c_str(),
                                       row == 0 ? head : wrapped) == LXW_NO_ERROR &&
                written;
    }
  }
  worksheet_freeze_panes(sheet, 1, 1);
  if (columns > 0) {
    worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(rows.size() - 1), static_cast<lxw_col_t>(columns - 1));
  }
  const lxw_error closed = workbook_close(book);
  if (closed != LXW_NO_ERROR || !written) return base::Error{"cannot write " + beside};
  if (std::rename(beside.c_str(), path.c_str()) != 0) return base::Error{"cannot replace " + path};
  return base::Done{};
}

}  // namespace firefly::tool
