#include <algorithm>
#include <string>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/utf8.h"
#include "engine/compile/compile.h"
#include "engine/program/draft.h"
#include "engine/script/check.h"
#include "engine/script/vocabulary.h"
#include "engine/table/csv.h"
#include "engine/table/edited_table.h"
#include "tests/fuzz/program_walk.h"
#include "tools/firefly/encoding.h"
#include "tools/firefly/workspace.h"

// Any bytes as a table, in each place where we take one: as plain rows, as the vocabulary and the other tables of
// content/, as the app's messages and as the translations of a scenario.

namespace firefly::fuzz {
namespace {

constexpr const char* story =
    "title: Cover\npart: cover\ntruth: scam\nchannel: chat\naudience: all\ndifficulty: 1\nminutes: 2\n"
    "locales: zh-Hans en\nstart: Begin\n---\n标题 #cover:title #line:c1\n===\n"
    "title: Begin\n---\n<<declare $n = 3>>\n给你 {$n} 元，[flag]稳赚 {$n + 1} 元[/flag]。 #flag:sure #line:l1\n"
    "-> 好 #line:l2\n-> 不 #line:l3\n===\n";

void as_rows(const std::string& bytes) {
  const base::Result<std::vector<table::Row>> rows = table::read_csv(bytes);
  const base::Result<table::EditedTable> edited = table::EditedTable::read(bytes);
  if (!rows) return;
  std::string written;
  for (const table::Row& row : rows.value()) {
    std::vector<std::string> cells;
    for (const table::Cell& cell : row) {
      FIREFLY_CHECK(cell.begin <= cell.end && cell.end <= bytes.size());
      cells.push_back(cell.text);
    }
    written += table::write_csv_row(cells);
  }
  const base::Result<std::vector<table::Row>> again = table::read_csv(written);
  FIREFLY_CHECK(again && again->size() <= rows->size());
  FIREFLY_CHECK(edited || rows->empty());
  if (!edited) return;
  // Untouched rows keep their bytes, and a table that was written is read as the same.
  table::EditedTable changed = edited.value();
  if (!changed.find("new")) {
    changed.add_column("en");
    if (std::find(changed.columns().begin(), changed.columns().end(), "id") != changed.columns().end()) {
      changed.insert(changed.row_count(), "new");
      changed.set(changed.row_count() - 1, "en", "a \"quoted\", text");
      const base::Result<table::EditedTable> reread = table::EditedTable::read(changed.bytes());
      FIREFLY_CHECK(reread && reread->find("new"));
      FIREFLY_CHECK(reread->text(*reread->find("new"), "en") == "a \"quoted\", text");
    }
  }
}

void as_tables_of_content(const std::string& bytes) {
  script::Diagnostics diagnostics;
  const script::Source source("x.csv", bytes);
  script::Library library;
  library.vocabulary = script::Vocabulary(source, diagnostics);
  for (auto [into, sheet] :
       {std::pair(&library.flags_source, &library.flags), std::pair(&library.pictures_source, &library.pictures),
        std::pair(&library.messages_source, &library.messages), std::pair(&library.facts_source, &library.facts),
        std::pair(&library.limits_source, &library.limits)}) {
    *into = source;
    *sheet = script::Sheet(source, {"id"}, diagnostics);
  }
  script::check_library(library, "2027-01-01", diagnostics);
  (void)tool::limits_of(library.limits);
  print_all(diagnostics);
  if (diagnostics.error_count() > 0) return;
  const base::Result<program::Draft> messages = compile::compile_messages(library.messages, "zh-Hans");
  FIREFLY_CHECK(messages);
  const base::Result<program::Pack> pack = program::Pack::open(program::write_pack(messages.value()));
  FIREFLY_CHECK(pack);
  walk(pack.value(), 1, Maker::Ourselves);
}

void as_translations(const std::string& bytes) {
  script::Diagnostics diagnostics;
  script::Project project = project_of(story, diagnostics);
  project.translations.emplace("translations.csv", bytes);
  script::check(project, small_library(), {script::Dialect::Firefly, "", false}, diagnostics);
  print_all(diagnostics);
  // Whatever the checker says, what is compiled must be sound: the studio shows unfinished translations too.
  const base::Result<program::Draft> draft =
      compile::compile_scenario(project, small_library(), {}, {script::Dialect::Firefly, 1});
  FIREFLY_CHECK(draft);
  const base::Result<program::Pack> pack = program::Pack::open(program::write_pack(draft.value()));
  FIREFLY_CHECK(pack || diagnostics.error_count() > 0);
  if (pack) walk(pack.value(), 1, Maker::Ourselves);
}

}  // namespace
}  // namespace firefly::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace firefly;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (const std::optional<std::string> text = tool::utf8_of(bytes)) {
    FIREFLY_CHECK(base::find_invalid_utf8(*text) == std::string_view::npos);
  }
  fuzz::as_rows(bytes);
  fuzz::as_tables_of_content(bytes);
  fuzz::as_translations(bytes);
  return 0;
}
