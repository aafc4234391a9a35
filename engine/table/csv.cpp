#include "engine/table/csv.h"

#include <csv.h>

#include <algorithm>
#include <utility>

namespace firefly::table {
namespace {

struct Reading {
  std::vector<Row> rows;
  Row row;
  uint32_t cell_begin = 0;
  uint32_t at = 0;
};

void end_cell(void* bytes, size_t size, void* reading_pointer) {
  auto& reading = *static_cast<Reading*>(reading_pointer);
  Cell cell;
  if (size > 0) cell.text.assign(static_cast<const char*>(bytes), size);
  cell.begin = reading.cell_begin;
  cell.end = reading.at;
  reading.cell_begin = reading.at + 1;
  reading.row.push_back(std::move(cell));
}

void end_row(int, void* reading_pointer) {
  auto& reading = *static_cast<Reading*>(reading_pointer);
  reading.rows.push_back(std::move(reading.row));
  reading.row.clear();
  reading.cell_begin = reading.at + 1;
}

}  // namespace

base::Result<std::vector<Row>> read_csv(std::string_view bytes) {
  Reading reading;
  if (bytes.substr(0, 3) == "\xef\xbb\xbf") reading.at = reading.cell_begin = 3;
  csv_parser parser;
  const auto failed = [&](const char* why) {
    const auto line = std::count(bytes.begin(), bytes.begin() + reading.at, '\n') + 1;
    csv_free(&parser);
    return base::Error{"line " + std::to_string(line) + ": " + why};
  };
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) return base::Error{"no memory for the CSV reader"};
  // The library tells no places, so it is fed byte by byte and ours are noted.
  for (; reading.at < bytes.size(); ++reading.at) {
    const char byte = bytes[reading.at];
    if (csv_parse(&parser, &byte, 1, end_cell, end_row, &reading) != 1) return failed(csv_strerror(csv_error(&parser)));
    const bool between_rows = reading.row.empty() && (byte == '\n' || byte == '\r');
    if (between_rows) reading.cell_begin = reading.at + 1;
  }
  if (csv_fini(&parser, end_cell, end_row, &reading) != 0) return failed("a quotation mark is not closed");
  csv_free(&parser);
  return std::move(reading.rows);
}

std::string write_csv_row(const std::vector<std::string>& cells) {
  std::string out;
  for (const std::string& cell : cells) {
    if (&cell != &cells.front()) out += ',';
    const bool spaces = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
    if (!spaces && cell.find_first_of(",\"\r\n") == std::string::npos) {
      out += cell;
      continue;
    }
    std::string quoted(cell.size() * 2 + 2, '\0');
    quoted.resize(csv_write(quoted.data(), quoted.size(), cell.data(), cell.size()));
    out += quoted;
  }
  return out + "\r\n";
}

}  // namespace firefly::table
