#include "tools/firefly/workspace.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "engine/compile/compile.h"
#include "engine/program/draft.h"
#include "engine/script/check.h"
#include "engine/script/parser.h"
#include "engine/script/words.h"
#include "tools/firefly/files.h"

namespace firefly::tool {
namespace {

script::Source load_table(const std::string& path, const std::vector<std::string>& columns, script::Sheet& sheet,
                          script::Diagnostics& diagnostics) {
  base::Result<std::string> text = read_file(path);
  if (!text) return script::Source(path, "");
  script::Source source(path, std::move(text).value());
  sheet = script::Sheet(source, columns, diagnostics);
  return source;
}

}  // namespace

std::optional<std::string> find_content(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  const auto holds = [](const fs::path& folder) { return is_file((folder / "vocabulary.csv").string()); };
  fs::path typed = fs::path(path).lexically_normal();
  // Paths stay as they were typed as far as they go; above that they are absolute.
  for (fs::path folder = typed; !folder.empty(); folder = folder.parent_path()) {
    if (holds(folder)) return folder.string();
    if (holds(folder / "content")) return (folder / "content").string();
    if (folder == folder.parent_path()) break;
  }
  if (is_file("content/vocabulary.csv")) return "content";
  for (fs::path folder = fs::absolute(typed, error); folder != folder.parent_path(); folder = folder.parent_path()) {
    if (holds(folder)) return folder.string();
    if (holds(folder / "content")) return (folder / "content").string();
  }
  return std::nullopt;
}

script::Library load_library(const std::string& content, script::Diagnostics& diagnostics) {
  script::Library library;
  const std::string vocabulary = join_path(content, "vocabulary.csv");
  base::Result<std::string> text = read_file(vocabulary);
  if (text) library.vocabulary = script::Vocabulary(script::Source(vocabulary, std::move(text).value()), diagnostics);
  library.flags_source = load_table(join_path(content, "flags.csv"), {"id"}, library.flags, diagnostics);
  library.pictures_source = load_table(join_path(content, "pictures.csv"), {"id"}, library.pictures, diagnostics);
  library.messages_source = load_table(join_path(content, "messages.csv"), {"id"}, library.messages, diagnostics);
  library.facts_source = load_table(join_path(content, "facts.csv"), {"id"}, library.facts, diagnostics);
  library.limits_source =
      load_table(join_path(content, "limits.csv"), {"kind", "name", "value"}, library.limits, diagnostics);
  for (const std::string& path : files_in(join_path(content, "pictures"), ".svg")) {
    library.drawings.insert(std::filesystem::path(path).stem().string());
  }
  return library;
}

base::Result<script::Project> load_project(const std::string& path, script::Diagnostics& diagnostics) {
  script::Project project;
  std::vector<std::string> paths{path};
  if (is_folder(path)) {
    paths = files_in(path, ".yarn");
    if (paths.empty()) return base::Error{"there is no .yarn script in " + path};
    project.name = name_of(path);
    project.folder = join_path(path, "");
    const std::string translations = join_path(path, "translations.csv");
    if (is_file(translations)) {
      base::Result<std::string> text = read_file(translations);
      if (!text) return text.error();
      project.translations.emplace(translations, std::move(text).value());
    }
  } else {
    project.name = std::filesystem::path(path).stem().string();
  }
  for (const std::string& script_path : paths) {
    base::Result<std::string> text = read_file(script_path);
    if (!text) return text.error();
    project.scripts.push_back(script::parse(script::Source(script_path, std::move(text).value()), diagnostics));
  }
  return project;
}

std::map<std::string, picture::Drawing> load_drawings(const std::string& content, const std::vector<std::string>& names,
                                                      script::Diagnostics& diagnostics) {
  std::map<std::string, picture::Drawing> drawings;
  for (const std::string& name : names) {
    const std::string path = join_path(join_path(content, "pictures"), name + ".svg");
    const base::Result<std::string> svg = read_file(path);
    if (!svg) continue;  // an unknown picture, told by the checker
    base::Result<picture::Drawing> drawing = picture::read_svg(svg.value());
    if (drawing) {
      drawings.emplace(name, std::move(drawing).value());
    } else {
      diagnostics.add_at_file(script::Code::BadPicture, path, {drawing.error().message});
    }
  }
  return drawings;
}

base::Result<Built> build_pack(const std::string& path, script::Dialect dialect, Pictures pictures, uint32_t version,
                               script::Diagnostics& diagnostics,
                               const std::vector<script::FunctionSignature>& functions) {
  const std::optional<std::string> content = dialect == script::Dialect::Firefly ? find_content(path) : std::nullopt;
  if (!content) dialect = script::Dialect::Yarn;
  script::Library library;
  if (content) library = load_library(*content, diagnostics);
  base::Result<script::Project> project = load_project(path, diagnostics);
  if (!project) return project.error();
  Built built;
  built.project = std::move(project).value();
  script::check(built.project, library, {dialect, "", is_folder(path), functions}, diagnostics);
  std::map<std::string, picture::Drawing> drawings;
  if (content && pictures == Pictures::With) {
    drawings = load_drawings(*content, compile::pictures_of(built.project), diagnostics);
  }
  if (diagnostics.error_count() > 0) return built;
  base::Result<program::Draft> draft =
      compile::compile_scenario(built.project, library, drawings, {dialect, version, functions});
  if (!draft) return draft.error();
  built.bytes = program::write_pack(draft.value());
  built.sources = std::move(draft.value().sources);
  base::Result<program::Pack> pack = program::Pack::open(built.bytes);
  if (!pack) return pack.error();
  built.pack = std::move(pack).value();
  return built;
}

prove::Limits limits_of(const script::Sheet& table) {
  prove::Limits limits;
  for (size_t row = 0; row < table.row_count(); ++row) {
    const std::string_view kind = table.text(row, "kind");
    const auto value = static_cast<uint32_t>(std::max<int64_t>(script::whole_number(table.text(row, "value")), 0));
    if (kind == "decisions") limits.decisions = value;
    if (kind == "minutes") limits.percent_of_minutes = value;
    if (kind == "reading") limits.reading.push_back({std::string(table.text(row, "name")), value});
  }
  return limits;
}

bool report(const script::Diagnostics& diagnostics, script::Language language) {
  for (const script::Diagnostic& diagnostic : diagnostics.list()) {
    std::fputs(script::print(diagnostic, language).c_str(), stderr);
  }
  return diagnostics.error_count() == 0;
}

}  // namespace firefly::tool
