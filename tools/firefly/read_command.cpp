#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "engine/compile/compile.h"
#include "engine/program/draft.h"
#include "engine/script/check.h"
#include "tools/firefly/commands.h"
#include "tools/firefly/files.h"
#include "tools/firefly/workspace.h"
#include "tools/reading/book.h"

namespace firefly::tool {
namespace {

base::Result<program::Pack> words_of(const script::Sheet& sheet, const std::string& locale) {
  base::Result<program::Draft> draft = compile::compile_messages(sheet, locale);
  if (!draft) return draft.error();
  return program::Pack::open(program::write_pack(draft.value()));
}

base::Result<reading::Language> language_of(const script::Library& library, const std::string& locale) {
  base::Result<program::Pack> messages = words_of(library.messages, locale);
  if (!messages) return messages.error();
  base::Result<app::Messages> bound = app::Messages::bind(std::move(messages).value(), locale);
  if (!bound) return bound.error();
  base::Result<program::Pack> phrases = words_of(library.reading, locale);
  if (!phrases) return phrases.error();
  return reading::Language::bind(locale, std::move(bound).value(), std::move(phrases).value());
}

// The scenarios that a path means: a folder content/ has many.
std::vector<std::string> scenarios_of(const std::string& path) {
  if (!is_file(join_path(path, "vocabulary.csv"))) return {path};
  std::vector<std::string> scenarios;
  const std::string folder = join_path(path, "scenarios");
  for (const std::string& name : folders_in(folder)) scenarios.push_back(join_path(folder, name));
  return scenarios;
}

base::Result<reading::Shelf> shelf_of(const Options& options, script::Diagnostics& diagnostics) {
  const std::string& path = options.paths.front();
  const std::optional<std::string> content = find_content(path);
  if (!content) return base::Error{"there is no content folder around " + path};
  const script::Library library = load_library(*content, diagnostics);
  script::check_library(library, "", diagnostics);
  reading::Edition edition;
  edition.issuer = options.issuer;
  for (const app::Locale& locale : app::locales()) {
    base::Result<reading::Language> language = language_of(library, std::string(locale.tag));
    if (!language) return language.error();
    edition.languages.push_back(std::move(language).value());
  }
  std::vector<program::Pack> packs;
  for (const std::string& scenario : scenarios_of(path)) {
    base::Result<Built> built =
        build_pack(scenario, script::Dialect::Firefly, Pictures::With, options.version, diagnostics);
    if (!built) return built.error();
    if (built->pack) packs.push_back(std::move(*built->pack));
  }
  if (diagnostics.error_count() > 0) return reading::Shelf{};
  return reading::write_shelf(packs, edition);
}

// How much a scenario takes of the files; `name` is its folder.
void print_account(const reading::Account& account, const reading::Files& files) {
  size_t pages = 0;
  size_t bytes = 0;
  for (const auto& [path, contents] : files) {
    if (!path.starts_with(account.scenario + '/')) continue;
    ++pages;
    bytes += contents.size();
  }
  std::printf("%s: %zu passages, %zu of them endings, on %zu pages, %zu KB\n", account.scenario.c_str(),
              account.passages, account.endings, pages, bytes / 1000);
  if (!account.told_in_one.empty()) {
    std::fprintf(stderr, "firefly: %s. Its reading version tells one play.\n", account.told_in_one.c_str());
  }
}

}  // namespace

Exit read_command(const Options& options) {
  if (options.output.empty()) {
    std::fputs("firefly read: say where the pages go: -o DIR\n", stderr);
    return Exit::Usage;
  }
  script::Diagnostics diagnostics;
  const base::Result<reading::Shelf> shelf = shelf_of(options, diagnostics);
  diagnostics.sort();
  if (diagnostics.error_count() > 0) {
    report(diagnostics, options.language);
    return Exit::Wrong;
  }
  if (!shelf) {
    std::fprintf(stderr, "firefly: %s\n", shelf.error().message.c_str());
    return Exit::Wrong;
  }
  for (const auto& [path, contents] : shelf->files) {
    const std::string file = join_path(options.output, path);
    std::error_code error;
    std::filesystem::create_directories(folder_of(file), error);
    const base::Result<base::Done> written = write_file(file, contents);
    if (!written) {
      std::fprintf(stderr, "firefly: %s\n", written.error().message.c_str());
      return Exit::Wrong;
    }
  }
  for (const reading::Account& account : shelf->accounts) print_account(account, shelf->files);
  return Exit::Holds;
}

}  // namespace firefly::tool
