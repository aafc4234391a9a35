#include "tools/firefly/strings.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/script/check.h"
#include "engine/script/scene.h"
#include "engine/script/words.h"
#include "tools/firefly/encoding.h"
#include "tools/firefly/files.h"
#include "tools/firefly/workspace.h"

namespace firefly::tool {
namespace {

const std::vector<std::string> states{"missing", "stale", "done", "orphan"};

struct SharedTable {
  const char* name;
  const script::Source* source;
  const script::Sheet* sheet;
};

// A content folder as it is read: what all scenarios share, and each of them.
struct Content {
  std::string folder;
  script::Library library;
  std::vector<script::Project> projects;

  std::vector<SharedTable> tables() const {
    return {{"messages", &library.messages_source, &library.messages},
            {"reading", &library.reading_source, &library.reading},
            {"flags", &library.flags_source, &library.flags},
            {"pictures", &library.pictures_source, &library.pictures},
            {"facts", &library.facts_source, &library.facts}};
  }
};

// Whether a diagnostic means that ids and texts cannot be told apart for certain, so that something might get lost.
bool is_in_the_way(const script::Diagnostic& diagnostic) {
  using script::Code;
  static const std::set<Code> codes{Code::InvalidUtf8, Code::DuplicateLineId, Code::MissingLineId,
                                    Code::RepeatedRow, Code::UnevenRow,       Code::MalformedTable};
  const bool lacks_ids = diagnostic.code == Code::MissingColumn && diagnostic.arguments.front() == "id";
  return lacks_ids || codes.count(diagnostic.code) != 0;
}

base::Result<std::optional<Content>> read_content(const std::string& folder, script::Diagnostics& diagnostics) {
  Content content;
  content.folder = folder;
  script::Diagnostics found;
  content.library = load_library(folder, found);
  const std::string scenarios = join_path(folder, "scenarios");
  for (const std::string& name : folders_in(scenarios)) {
    base::Result<script::Project> project = load_project(join_path(scenarios, name), found);
    if (!project) return project.error();
    content.projects.push_back(std::move(project).value());
  }
  script::Diagnostics checked;
  script::check_library(content.library, "", checked);
  for (const script::Project& project : content.projects) {
    if (found.error_count() == 0) script::check(project, content.library, {}, checked);
  }
  for (const script::Diagnostic& diagnostic : checked.list()) {
    if (is_in_the_way(diagnostic)) found.add(diagnostic);
    if (diagnostic.code == script::Code::OrphanTranslation) diagnostics.add(diagnostic);
  }
  const bool readable = found.list().empty();
  diagnostics.append(std::move(found));
  if (!readable) return std::optional<Content>();
  return std::optional<Content>(std::move(content));
}

// Which locales of the sheet a text needs, and what state it is in with them.
std::string state_of(const Phrase& phrase, bool is_translated) {
  for (size_t i = 1; i < phrase.texts.size(); ++i) {
    if (phrase.needed[i] && phrase.texts[i].empty()) return "missing";
  }
  return is_translated && phrase.translated_source != phrase.texts.front() ? "stale" : "done";
}

class Collector {
 public:
  explicit Collector(const Content& content) : content_(content) {}

  Strings run() {
    for (const script::Project& project : content_.projects) {
      for (const std::string& locale : script::locales_of(script::survey(project, script::Dialect::Firefly))) {
        know(locale);
      }
    }
    for (const std::string& column : content_.library.messages.column_names()) {
      if (column != "id" && column != "note") know(column);
    }
    for (const script::Project& project : content_.projects) scenario(project);
    for (const SharedTable& table : content_.tables()) shared(table);
    return std::move(strings_);
  }

 private:
  void know(const std::string& locale) {
    std::vector<std::string>& locales = strings_.locales;
    if (std::find(locales.begin(), locales.end(), locale) == locales.end()) locales.push_back(locale);
  }

  std::string place(const script::Source& source, script::Span span) const {
    const script::Place place = source.place(span);
    const std::string before = join_path(content_.folder, "");
    const bool below = place.file.substr(0, before.size()) == before;
    return place.file.substr(below ? before.size() : 0) + ":" + std::to_string(place.line);
  }

  // The texts of a row in all locales; the first stays empty.
  std::vector<std::string> texts(const script::Sheet& sheet, size_t row, const std::string& suffix) const {
    std::vector<std::string> texts{""};
    for (size_t i = 1; i < strings_.locales.size(); ++i) {
      texts.emplace_back(sheet.text(row, strings_.locales[i] + suffix));
    }
    return texts;
  }

  void scenario(const script::Project& project) {
    const script::Scene scene = script::survey(project, script::Dialect::Firefly);
    const std::vector<std::string> declared = script::locales_of(scene);
    script::Diagnostics told_already;
    const script::Sheet sheet =
        project.translations ? script::Sheet(*project.translations, {}, told_already) : script::Sheet();
    const std::string& source_locale = strings_.locales.front();
    std::set<std::string> used;
    Phrase phrase;
    phrase.store = project.folder + "translations.csv";
    for (const std::string& locale : strings_.locales) {
      phrase.needed.push_back(std::find(declared.begin(), declared.end(), locale) != declared.end());
    }
    for (const script::SceneLine& line : scene.lines) {
      if (!line.shadow_of.empty()) continue;  // it reads as another line does
      const size_t row = script::find_row(sheet, line.id).value_or(sheet.row_count());
      used.insert(line.id);
      phrase.row = line.id;
      phrase.id = "scenarios/" + project.name + "/" + line.id;
      phrase.place = place(line.script->source, line.line->text.span);
      phrase.speaker = line.line->speaker ? line.line->speaker->name : "";
      phrase.texts = texts(sheet, row, "");
      phrase.texts.front() = script::source_text(*line.script, *line.line);
      phrase.note = std::string(sheet.text(row, "note"));
      phrase.translated_source = std::string(sheet.text(row, source_locale));
      phrase.state = state_of(phrase, row < sheet.row_count());
      strings_.phrases.push_back(phrase);
    }
    for (size_t row = 0; row < sheet.row_count(); ++row) {
      const std::string id(sheet.text(row, "id"));
      if (used.count(id) != 0) continue;
      phrase.row = id;
      phrase.id = "scenarios/" + project.name + "/" + id;
      phrase.place = place(*project.translations, sheet.span(row, "id"));
      phrase.speaker = std::string(sheet.text(row, "speaker"));
      phrase.texts = texts(sheet, row, "");
      phrase.texts.front() = phrase.translated_source = std::string(sheet.text(row, source_locale));
      phrase.note = std::string(sheet.text(row, "note"));
      phrase.state = "orphan";
      strings_.phrases.push_back(phrase);
    }
  }

  void shared(const SharedTable& table) {
    const std::string& source_locale = strings_.locales.front();
    for (const std::string& column : table.sheet->column_names()) {
      const bool is_source =
          column == source_locale || column.substr(0, source_locale.size() + 1) == source_locale + "-";
      if (!is_source) continue;
      Phrase phrase;
      phrase.store = table.source->path();
      phrase.suffix = column.substr(source_locale.size());
      for (const std::string& locale : strings_.locales)
        phrase.needed.push_back(table.sheet->has(locale + phrase.suffix));
      for (size_t row = 0; row < table.sheet->row_count(); ++row) {
        phrase.row = std::string(table.sheet->text(row, "id"));
        phrase.id = std::string(table.name) + "/" + phrase.row;
        if (!phrase.suffix.empty()) phrase.id += "/" + phrase.suffix.substr(1);
        phrase.place = place(*table.source, table.sheet->span(row, column));
        phrase.texts = texts(*table.sheet, row, phrase.suffix);
        phrase.texts.front() = phrase.translated_source = std::string(table.sheet->text(row, column));
        phrase.note = phrase.suffix.empty() ? std::string(table.sheet->text(row, "note")) : "";
        phrase.state = state_of(phrase, true);
        strings_.phrases.push_back(phrase);
      }
    }
  }

  const Content& content_;
  Strings strings_;
};

class Importer {
 public:
  Importer(const Content& content, const script::Source& source, script::Diagnostics& diagnostics)
      : content_(content),
        strings_(Collector(content).run()),
        source_(source),
        sheet_(source, {"id", strings_.locales.front()}, diagnostics),
        diagnostics_(diagnostics) {}

  base::Result<Import> run() {
    if (diagnostics_.error_count() > 0) return Import{};
    columns();
    rows();
    Import import;
    for (const Phrase& phrase : strings_.phrases) {
      const auto found = row_of_.find(phrase.id);
      if (found == row_of_.end()) {
        ++import.untouched_count;
        continue;
      }
      const base::Result<bool> changed = apply(phrase, found->second);
      if (!changed) return changed.error();
      if (changed.value()) import.changed_ids.push_back(phrase.id);
    }
    for (const auto& [id, row] : row_of_) {
      const bool known = std::any_of(strings_.phrases.begin(), strings_.phrases.end(),
                                     [&, wanted = &id](const Phrase& phrase) { return phrase.id == *wanted; });
      if (!known) diagnostics_.add(script::Code::UnknownSheetId, source_, sheet_.span(row, "id"), {id});
    }
    for (const auto& [path, table] : stores_) import.files[path] = table.bytes();
    hold_against(import);
    return import;
  }

 private:
  void columns() {
    std::vector<std::string> known = strings_.locales;
    for (const char* name : {"id", "place", "speaker", "note", "state"}) known.emplace_back(name);
    for (const std::string& column : sheet_.column_names()) {
      if (std::find(known.begin(), known.end(), column) != known.end()) continue;
      diagnostics_.add(script::Code::UnknownSheetColumn, source_, source_.line(0), {column},
                       script::nearest(column, known));
    }
  }

  void rows() {
    for (size_t row = 0; row < sheet_.row_count(); ++row) {
      const std::vector<std::string>& names = sheet_.column_names();
      // Spreadsheet programs leave such rows below the last.
      if (std::all_of(names.begin(), names.end(),
                      [&](const std::string& name) { return sheet_.text(row, name).empty(); }))
        continue;
      const std::string id(sheet_.text(row, "id"));
      const auto [first, is_new] = row_of_.try_emplace(id, row);
      if (!is_new) {
        diagnostics_.add(script::Code::RepeatedRow, source_, sheet_.span(row, "id"),
                         {id, std::to_string(source_.place(sheet_.span(first->second, "id")).line)});
      }
    }
  }

  base::Result<table::EditedTable*> store(const Phrase& phrase) {
    const auto known = stores_.find(phrase.store);
    if (known != stores_.end()) return &known->second;
    if (!is_file(phrase.store)) {
      std::vector<std::string> names{"id", "speaker", strings_.locales.front()};
      for (size_t i = 1; i < strings_.locales.size(); ++i) {
        if (phrase.needed[i]) names.push_back(strings_.locales[i]);
      }
      names.emplace_back("note");
      return &stores_.emplace(phrase.store, table::EditedTable(std::move(names))).first->second;
    }
    const base::Result<std::string> bytes = read_file(phrase.store);
    if (!bytes) return bytes.error();
    base::Result<table::EditedTable> table = table::EditedTable::read(bytes.value());
    if (!table) return table.error();
    return &stores_.emplace(phrase.store, std::move(table).value()).first->second;
  }

  // The row of a phrase in its store; a new one stands behind that of the line before it.
  size_t row_in(table::EditedTable& table, const Phrase& phrase) {
    const std::optional<size_t> there = table.find(phrase.row);
    if (there) return *there;
    size_t at = table.row_count();
    for (const Phrase& other : strings_.phrases) {
      if (&other == &phrase) break;
      const std::optional<size_t> row = other.store == phrase.store ? table.find(other.row) : std::nullopt;
      if (row) at = *row + 1;
    }
    table.insert(at, phrase.row);
    table.set(at, "speaker", phrase.speaker);
    return at;
  }

  // Writes one row of the sheet into its store; true where it changes something.
  base::Result<bool> apply(const Phrase& phrase, size_t row) {
    const std::string& source_locale = strings_.locales.front();
    const std::string seen_source(sheet_.text(row, source_locale));
    if (seen_source != phrase.texts.front()) {
      diagnostics_.add(script::Code::SheetSourceDiffers, source_, sheet_.span(row, source_locale),
                       {phrase.id, phrase.texts.front()});
    }
    const std::string state(sheet_.text(row, "state"));
    if (!state.empty() && std::find(states.begin(), states.end(), state) == states.end()) {
      diagnostics_.add(script::Code::BadValue, source_, sheet_.span(row, "state"),
                       {state, "state", "missing, stale, done"}, script::nearest(state, states));
    }
    std::map<std::string, std::string> changes;  // by column of the store
    bool all_changed = true;
    bool had_text = false;
    for (size_t i = 1; i < strings_.locales.size(); ++i) {
      const std::string& locale = strings_.locales[i];
      const std::string& before = phrase.texts[i];
      const std::string after = sheet_.has(locale) ? std::string(sheet_.text(row, locale)) : before;
      had_text = had_text || !before.empty();
      if (after == before) {
        all_changed = all_changed && before.empty();
      } else if (after.empty()) {
        diagnostics_.add(script::Code::TranslationEmptied, source_, sheet_.span(row, locale),
                         {phrase.id, locale, phrase.store});
      } else {
        changes[locale + phrase.suffix] = after;
      }
      if (state == "done" && phrase.needed[i] && after.empty() && before.empty()) {
        diagnostics_.add(script::Code::DoneWithoutText, source_, sheet_.span(row, "state"), {phrase.id, locale});
      }
    }
    const bool is_line = phrase.id.substr(0, 10) == "scenarios/";
    const bool looked_over =
        state == "done" ? phrase.state == "stale" || !changes.empty() : !changes.empty() && (all_changed || !had_text);
    if (is_line && looked_over && seen_source != phrase.translated_source) changes[source_locale] = seen_source;
    if (sheet_.has("note") && phrase.suffix.empty() && sheet_.text(row, "note") != phrase.note) {
      changes["note"] = std::string(sheet_.text(row, "note"));
    }
    if (changes.empty()) return false;
    const base::Result<table::EditedTable*> table = store(phrase);
    if (!table) return table.error();
    for (const auto& [column, text] : changes) (*table.value()).add_column(column);
    const size_t at = row_in(*table.value(), phrase);
    for (const auto& [column, text] : changes) (*table.value()).set(at, column, text);
    return true;
  }

  // What the checker would say of the new contents, told where it stands in the sheet.
  void hold_against(const Import& import) {
    script::Diagnostics found;
    script::Library library = content_.library;
    replace(import, library.messages_source, library.messages);
    replace(import, library.flags_source, library.flags);
    replace(import, library.pictures_source, library.pictures);
    replace(import, library.reading_source, library.reading);
    replace(import, library.facts_source, library.facts);
    script::check_library(library, "", found);
    for (const script::Project& project : content_.projects) {
      const auto file = import.files.find(project.folder + "translations.csv");
      if (file == import.files.end()) continue;
      script::Project changed = project;
      changed.translations.emplace(file->first, file->second);
      script::check(changed, library, {}, found);
    }
    for (const script::Diagnostic& diagnostic : found.list()) {
      const auto file = import.files.find(diagnostic.place.file);
      if (file == import.files.end() || diagnostic.severity == script::Severity::Warning) continue;
      for (const std::string& id : import.changed_ids) {
        if (!is_about(diagnostic, file->second, id)) continue;
        diagnostics_.add(diagnostic.code, source_, sheet_.span(row_of_.at(id), strings_.locales.back()),
                         diagnostic.arguments, diagnostic.suggestion);
      }
    }
  }

  static void replace(const Import& import, script::Source& source, script::Sheet& sheet) {
    const auto file = import.files.find(source.path());
    if (file == import.files.end()) return;
    script::Diagnostics told_already;
    source = script::Source(file->first, file->second);
    sheet = script::Sheet(source, {"id"}, told_already);
  }

  // Whether it stands in the row of this phrase, and a text is there to be wrong.
  bool is_about(const script::Diagnostic& diagnostic, const std::string& bytes, const std::string& id) const {
    if (diagnostic.code == script::Code::MissingTranslation || diagnostic.code == script::Code::MissingCell)
      return false;
    const auto phrase = std::find_if(strings_.phrases.begin(), strings_.phrases.end(),
                                     [&](const Phrase& candidate) { return candidate.id == id; });
    if (phrase->store != diagnostic.place.file) return false;
    const script::Source source(diagnostic.place.file, bytes);
    script::Diagnostics told_already;
    const script::Sheet sheet(source, {"id"}, told_already);
    const std::optional<size_t> row = script::find_row(sheet, phrase->row);
    return row && source.place(sheet.span(*row, "id")).line == diagnostic.place.line;
  }

  const Content& content_;
  const Strings strings_;
  const script::Source& source_;
  const script::Sheet sheet_;
  script::Diagnostics& diagnostics_;
  std::map<std::string, size_t> row_of_;
  std::map<std::string, table::EditedTable> stores_;
};

}  // namespace

base::Result<std::optional<Strings>> read_strings(const std::string& content, script::Diagnostics& diagnostics) {
  const base::Result<std::optional<Content>> read = read_content(content, diagnostics);
  if (!read) return read.error();
  if (!read.value()) return std::optional<Strings>();
  return std::optional<Strings>(Collector(*read.value()).run());
}

std::vector<std::vector<std::string>> sheet_of(const Strings& strings) {
  std::vector<std::string> head{"id", "place", "speaker"};
  head.insert(head.end(), strings.locales.begin(), strings.locales.end());
  head.insert(head.end(), {"note", "state"});
  std::vector<std::vector<std::string>> rows{head};
  for (const Phrase& phrase : strings.phrases) {
    std::vector<std::string> row{phrase.id, phrase.place, phrase.speaker};
    row.insert(row.end(), phrase.texts.begin(), phrase.texts.end());
    row.insert(row.end(), {phrase.note, phrase.state});
    rows.push_back(std::move(row));
  }
  return rows;
}

base::Result<Import> import_sheet(const std::string& content, const std::string& path, std::string_view bytes,
                                  script::Diagnostics& diagnostics) {
  const base::Result<std::optional<Content>> read = read_content(content, diagnostics);
  if (!read) return read.error();
  if (!read.value()) return Import{};
  std::optional<std::string> text = utf8_of(bytes);
  if (!text) {
    diagnostics.add_at_file(script::Code::UnknownEncoding, path);
    return Import{};
  }
  const script::Source source(path, std::move(*text));
  return Importer(*read.value(), source, diagnostics).run();
}

}  // namespace firefly::tool
