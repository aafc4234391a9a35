#include <cstdio>
#include <string>

#include "tools/firefly/commands.h"
#include "tools/firefly/files.h"
#include "tools/firefly/spreadsheet.h"
#include "tools/firefly/strings.h"
#include "tools/firefly/workspace.h"

namespace firefly::tool {
namespace {

bool ends_with(const std::string& text, const std::string& ending) {
  return text.size() >= ending.size() && text.compare(text.size() - ending.size(), ending.size(), ending) == 0;
}

Exit failed(const base::Error& error) {
  std::fprintf(stderr, "firefly: %s\n", error.message.c_str());
  return Exit::Wrong;
}

Exit usage() {
  std::fputs(
      "Usage: firefly strings export CONTENT -o FILE.csv|FILE.xlsx\n"
      "  or:  firefly strings import CONTENT FILE.csv\n",
      stderr);
  return Exit::Usage;
}

Exit export_strings(const Options& options) {
  script::Diagnostics diagnostics;
  const base::Result<std::optional<Strings>> strings = read_strings(options.paths[1], diagnostics);
  if (!strings) return failed(strings.error());
  diagnostics.sort();
  report(diagnostics, options.language);
  if (!strings.value()) return Exit::Wrong;
  const std::vector<std::vector<std::string>> rows = sheet_of(*strings.value());
  const base::Result<base::Done> written =
      ends_with(options.output, ".xlsx") ? write_xlsx(options.output, rows) : write_file(options.output, csv_of(rows));
  if (!written) return failed(written.error());
  size_t missing = 0;
  size_t stale = 0;
  for (const Phrase& phrase : strings.value()->phrases) {
    missing += phrase.state == "missing" ? 1 : 0;
    stale += phrase.state == "stale" ? 1 : 0;
  }
  const std::string summary = script::fill_in(
      script::report_words(options.language).exported,
      {options.output, std::to_string(rows.size() - 1), std::to_string(missing), std::to_string(stale)});
  std::printf("%s\n", summary.c_str());
  return Exit::Holds;
}

// All files are replaced, or none: what is wrong is found before the first is written.
Exit import_strings(const Options& options) {
  const std::string& sheet = options.paths[2];
  const base::Result<std::string> bytes = read_file(sheet);
  if (!bytes) return failed(bytes.error());
  script::Diagnostics diagnostics;
  const base::Result<Import> import = import_sheet(options.paths[1], sheet, bytes.value(), diagnostics);
  if (!import) return failed(import.error());
  diagnostics.sort();
  if (!report(diagnostics, options.language)) return Exit::Wrong;
  for (const auto& [path, contents] : import->files) {
    const base::Result<base::Done> written = write_file(path, contents);
    if (!written) return failed(written.error());
    std::printf("%s\n", path.c_str());
  }
  for (const std::string& id : import->changed_ids) std::printf("  %s\n", id.c_str());
  const std::string summary =
      script::fill_in(script::report_words(options.language).imported,
                      {std::to_string(import->changed_ids.size()), std::to_string(import->untouched_count)});
  std::printf("%s\n", summary.c_str());
  return Exit::Holds;
}

}  // namespace

Exit strings_command(const Options& options) {
  const std::string& verb = options.paths[0];
  const bool exports = verb == "export" && options.paths.size() == 2;
  const bool imports = verb == "import" && options.paths.size() == 3;
  if ((!exports && !imports) || (exports && options.output.empty())) return usage();
  if (!is_file(join_path(options.paths[1], "vocabulary.csv"))) {
    std::fprintf(stderr, "firefly: %s is no content folder: it has no vocabulary.csv\n", options.paths[1].c_str());
    return Exit::Usage;
  }
  return exports ? export_strings(options) : import_strings(options);
}

}  // namespace firefly::tool
