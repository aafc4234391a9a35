#include "tools/firefly/check_paths.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/compile/compile.h"
#include "engine/program/draft.h"
#include "engine/script/check.h"
#include "engine/script/scene.h"
#include "tools/firefly/files.h"
#include "tools/firefly/plan.h"
#include "tools/firefly/workspace.h"

namespace firefly::tool {
namespace {

bool ends_with(std::string_view text, std::string_view ending) {
  return text.size() >= ending.size() && text.substr(text.size() - ending.size()) == ending;
}

// Everything that is found, over all paths.
class Check {
 public:
  explicit Check(const Options& options) : options_(options) {}

  // An Error where the path cannot be read.
  base::Result<base::Done> path(const std::string& path) {
    if (is_folder(path)) {
      const size_t before = programs_.size() + content_folders_.size();
      walk(path);
      if (programs_.size() + content_folders_.size() == before) {
        return base::Error{"there is nothing to check in " + path};
      }
      return base::Done{};
    }
    if (!is_file(path)) return base::Error{"there is no " + path};
    if (ends_with(path, ".yarn")) {
      // A script of a scenario is checked with its scenario, but only what concerns it is told.
      const std::string folder = folder_of(path);
      const bool of_scenario = !options_.language_only && name_of(folder_of(folder)) == "scenarios";
      programs_.push_back({of_scenario ? folder : path, of_scenario ? path : ""});
    } else if (ends_with(path, ".csv") || ends_with(path, ".testplan") || ends_with(path, ".svg")) {
      // It means something only together with the rest of its folder.
      return this->path(folder_of(path));
    } else {
      return base::Error{path + " is no .yarn script"};
    }
    return base::Done{};
  }

  base::Result<Checked> run() {
    for (const Program& program : programs_) {
      script::Diagnostics found;
      const base::Result<base::Done> done = check(program.path, found);
      if (!done) return done.error();
      for (const script::Diagnostic& diagnostic : found.list()) {
        if (program.only.empty() || diagnostic.place.file == program.only) diagnostics_.add(diagnostic);
      }
    }
    for (const std::string& folder : content_folders_) {
      Content& content = content_of(folder);
      script::check_library(content.library, options_.on_date, diagnostics_);
      script::check_unused(content.library, content.used_pictures, content.used_flags, diagnostics_);
      const std::vector<std::string> all(content.library.drawings.begin(), content.library.drawings.end());
      load_drawings(folder, all, diagnostics_);
    }
    diagnostics_.sort();
    return Checked{std::move(diagnostics_), script_count_, plan_count_};
  }

 private:
  struct Program {
    std::string path;
    std::string only;  // the one file whose diagnostics count; empty: all
  };
  struct Content {
    script::Library library;
    std::vector<std::string> used_pictures;
    std::vector<std::string> used_flags;
  };

  void walk(const std::string& folder) {
    if (!files_in(folder, ".yarn").empty()) programs_.push_back({folder, ""});
    if (!options_.language_only && is_file(join_path(folder, "vocabulary.csv"))) content_folders_.push_back(folder);
    for (const std::string& name : folders_in(folder)) walk(join_path(folder, name));
  }

  Content& content_of(const std::string& folder) {
    const auto [known, is_new] = contents_.try_emplace(folder);
    if (is_new) known->second.library = load_library(folder, diagnostics_);
    return known->second;
  }

  base::Result<base::Done> check(const std::string& path, script::Diagnostics& found) {
    const std::optional<std::string> folder = options_.language_only ? std::nullopt : find_content(path);
    Content nothing;
    Content& content = folder ? content_of(*folder) : nothing;
    script::CheckOptions check_options;
    check_options.dialect = folder ? script::Dialect::Firefly : script::Dialect::Yarn;
    check_options.on_date = options_.on_date;
    check_options.whole_scenario = is_folder(path);

    base::Result<script::Project> project = load_project(path, found);
    if (!project) return project.error();
    script_count_ += project->scripts.size();
    script::check(project.value(), content.library, check_options, found);
    note_use(project.value(), content);
    return found.error_count() == 0 ? plans(path, project.value(), content, check_options.dialect, found)
                                    : base::Done{};
  }

  static void note_use(const script::Project& project, Content& content) {
    for (std::string& name : compile::pictures_of(project)) content.used_pictures.push_back(std::move(name));
    for (const script::SceneLine& line : script::survey(project, script::Dialect::Firefly).lines) {
      for (const script::Tag& tag : line.line->tags) {
        if (tag.name() == "flag" || tag.name() == "lesson") content.used_flags.emplace_back(tag.value());
      }
    }
  }

  base::Result<base::Done> plans(const std::string& path, const script::Project& project, const Content& content,
                                 script::Dialect dialect, script::Diagnostics& found) {
    const std::vector<std::string> paths = is_folder(path) ? files_in(path, ".testplan") : std::vector<std::string>();
    if (paths.empty()) return base::Done{};
    base::Result<program::Draft> draft = compile::compile_scenario(project, content.library, {}, {dialect, 1});
    if (!draft) return draft.error();
    const base::Result<program::Pack> pack = program::Pack::open(program::write_pack(draft.value()));
    if (!pack) return pack.error();
    for (const std::string& plan_path : paths) {
      base::Result<std::string> text = read_file(plan_path);
      if (!text) return text.error();
      const script::Source source(plan_path, std::move(text).value());
      script::Diagnostics plan_found;
      const std::vector<PlanRun> runs = read_plan(source, plan_found);
      if (plan_found.error_count() == 0)
        run_plan(pack.value(), source, runs, between_runs_of(project), options_.seed, plan_found);
      found.append(std::move(plan_found));
      ++plan_count_;
    }
    return base::Done{};
  }

  const Options& options_;
  script::Diagnostics diagnostics_;
  std::vector<Program> programs_;
  std::vector<std::string> content_folders_;
  std::map<std::string, Content> contents_;
  size_t script_count_ = 0;
  size_t plan_count_ = 0;
};

}  // namespace

base::Result<Checked> check_paths(const Options& options) {
  Check check(options);
  for (const std::string& path : options.paths) {
    const base::Result<base::Done> taken = check.path(path);
    if (!taken) return taken.error();
  }
  return check.run();
}

}  // namespace firefly::tool
