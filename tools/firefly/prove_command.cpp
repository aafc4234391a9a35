#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "engine/prove/exploration.h"
#include "engine/prove/judge.h"
#include "engine/prove/words.h"
#include "tools/firefly/commands.h"
#include "tools/firefly/files.h"
#include "tools/firefly/playthrough.h"
#include "tools/firefly/workspace.h"

namespace firefly::tool {

namespace {

constexpr uint32_t states_a_step = 4096;
constexpr size_t undecided_to_print = 10;

// The folders and scripts to prove below a path, each one program.
void programs_in(const std::string& path, std::vector<std::string>& programs) {
  if (is_file(path)) {
    // A script of a scenario means something only together with the others.
    const std::string folder = folder_of(path);
    programs.push_back(name_of(folder_of(folder)) == "scenarios" ? folder : path);
    return;
  }
  if (!files_in(path, ".yarn").empty()) programs.push_back(path);
  for (const std::string& name : folders_in(path)) programs_in(join_path(path, name), programs);
}

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < ' ') {
      char escaped[8];
      std::snprintf(escaped, sizeof(escaped), "\\u%04x", static_cast<unsigned>(c));
      out += escaped;
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string json_both(const prove::Both& both) {
  return "{\"en\":" + json_text(both.english) + ",\"zh\":" + json_text(both.chinese) + "}";
}

// What was found of one program, told to people or to tools.
class Told {
 public:
  Told(const Options& options, std::string path, const Built& built, const prove::Report& report)
      : options_(options), path_(std::move(path)), built_(built), pack_(*built.pack), report_(report) {}

  void print() const {
    size_t undecided = 0;
    size_t following = 0;
    for (const prove::Claim& claim : report_.claims) {
      if (claim.verdict == prove::Verdict::Holds) continue;
      if (claim.follows) {
        ++following;
      } else if (claim.verdict == prove::Verdict::Refuted || undecided++ < undecided_to_print) {
        print(claim);
      }
    }
    const auto more = [&](size_t count, const char* english, const char* chinese) {
      if (count > 0) std::printf("%s: %zu %s\n", path_.c_str(), count, chosen({english, chinese}).c_str());
    };
    more(following, "more lines are never shown because of this", "句话因此看不到");
    more(undecided > undecided_to_print ? undecided - undecided_to_print : 0, "more claims are undecided",
         "条也没能判定");
    std::printf("%s: %s\n", path_.c_str(), chosen(prove::summary_of(report_)).c_str());
  }

  std::string json() const {
    std::string out = "{\"path\":" + json_text(path_) + ",\"verdict\":\"" + prove::name_of(report_.verdict()) +
                      "\",\"all_plays_followed\":" + (report_.whole ? "true" : "false") +
                      ",\"states\":" + std::to_string(report_.states) + ",\"bytes\":" + std::to_string(report_.bytes) +
                      ",\"claims\":[";
    for (const prove::Claim& claim : report_.claims) {
      if (&claim != &report_.claims.front()) out += ',';
      out += '\n' + json(claim);
    }
    return out + "]}";
  }

  // The play-throughs as test plans; an Error where one cannot be written.
  base::Result<base::Done> write_plans(const std::string& folder) const {
    size_t number = 0;
    for (const prove::Claim& claim : report_.claims) {
      if (!claim.play || claim.follows) continue;
      const std::string name =
          name_of(path_) + "_" + std::to_string(++number) + "_" + prove::name_of(claim.kind) + ".testplan";
      base::Result<base::Done> written =
          write_file(join_path(folder, name), plan_of(pack_, *claim.play, prove::message_of(claim, pack_).english));
      if (!written) return written;
    }
    return base::Done{};
  }

 private:
  std::string chosen(const prove::Both& both) const {
    return options_.language == script::Language::Chinese ? both.chinese : both.english;
  }

  program::SourcePlace place_of(const prove::Claim& claim) const {
    const program::SourceTable& sources = built_.sources;
    if (claim.instruction < sources.instructions.size()) return sources.instructions[claim.instruction];
    if (claim.line < sources.lines.size()) return sources.lines[claim.line];
    if (claim.node != program::no_index && pack_.entry_of(claim.node) < sources.instructions.size()) {
      return sources.instructions[pack_.entry_of(claim.node)];
    }
    return {};
  }

  // The line of the script, as written there.
  std::string written_at(program::SourcePlace place) const {
    for (const script::Script& script : built_.project.scripts) {
      if (script.source.path() != built_.sources.files[place.file] || place.line > script.source.line_count()) continue;
      const std::string_view text = script.source.slice(script.source.line(place.line - 1));
      const size_t begin = text.find_first_not_of(" \t");
      return std::string(begin == std::string_view::npos ? std::string_view() : text.substr(begin));
    }
    return {};
  }

  std::string command(const prove::Playthrough& play) const {
    std::string command = "firefly play " + path_;
    if (options_.language_only) command += " --language-only";
    const std::optional<uint64_t> seed = seed_of(pack_, play);
    if (seed && *seed != 1) command += " --seed " + std::to_string(*seed);
    return command + " --picks " + (play.picks.empty() ? "\"\"" : picks_of(play));
  }

  void print(const prove::Claim& claim) const {
    const program::SourcePlace place = place_of(claim);
    const bool placed = place.file != program::no_index;
    const std::string where = placed ? built_.sources.files[place.file] + ":" + std::to_string(place.line) : path_;
    std::printf("%s: %s[%s]: %s\n", where.c_str(), prove::name_of(claim.verdict).c_str(),
                prove::name_of(claim.kind).c_str(), chosen(prove::message_of(claim, pack_)).c_str());
    if (placed) std::printf("    %s\n", written_at(place).c_str());
    std::printf("  %s: %s\n", chosen({"cure", "怎么办"}).c_str(), chosen(prove::cure_of(claim)).c_str());
    if (!claim.play) return;
    std::printf("  %s: %s\n", chosen({"play", "走法"}).c_str(), command(*claim.play).c_str());
    const std::vector<std::string> choices = choices_of(pack_, *claim.play);
    for (size_t i = 0; i < choices.size(); ++i) {
      std::printf("    %u. %s\n", claim.play->picks[i] + 1, choices[i].c_str());
    }
  }

  std::string json(const prove::Claim& claim) const {
    const program::SourcePlace place = place_of(claim);
    const prove::Both message = prove::message_of(claim, pack_);
    std::string out = "{\"claim\":\"" + prove::name_of(claim.kind) + "\",\"verdict\":\"" +
                      prove::name_of(claim.verdict) + "\",\"message\":" + json_both(message);
    if (claim.verdict != prove::Verdict::Holds) out += ",\"cure\":" + json_both(prove::cure_of(claim));
    if (claim.follows) out += ",\"follows\":true";
    if (place.file != program::no_index) {
      out += ",\"file\":" + json_text(built_.sources.files[place.file]) + ",\"line\":" + std::to_string(place.line);
    }
    if (claim.play) {
      out += ",\"picks\":[" + picks_of(*claim.play) + "]";
      const std::optional<uint64_t> seed = seed_of(pack_, *claim.play);
      out += ",\"seed\":" + (seed ? std::to_string(*seed) : "null");
      out += ",\"testplan\":" + json_text(plan_of(pack_, *claim.play, message.english));
    }
    return out + "}";
  }

  const Options& options_;
  std::string path_;
  const Built& built_;
  const program::Pack& pack_;
  const prove::Report& report_;
};

}  // namespace

Exit prove_command(const Options& options) {
  std::vector<std::string> programs;
  for (const std::string& path : options.paths) {
    if (!is_file(path) && !is_folder(path)) {
      std::fprintf(stderr, "firefly: there is no %s\n", path.c_str());
      return Exit::Usage;
    }
    programs_in(path, programs);
  }
  if (programs.empty()) {
    std::fprintf(stderr, "firefly: there is nothing to prove in %s\n", options.paths.front().c_str());
    return Exit::Usage;
  }
  bool refuted = false;
  bool undecided = false;
  std::string json;
  for (const std::string& path : programs) {
    script::Diagnostics diagnostics;
    const script::Dialect dialect = options.language_only ? script::Dialect::Yarn : script::Dialect::Firefly;
    const base::Result<Built> built = build_pack(path, dialect, Pictures::Without, options.version, diagnostics);
    if (!built) {
      std::fprintf(stderr, "firefly: %s\n", built.error().message.c_str());
      return Exit::Wrong;
    }
    diagnostics.sort();
    if (!report(diagnostics, options.language)) {
      refuted = true;
      continue;
    }
    const std::optional<std::string> content = dialect == script::Dialect::Firefly ? find_content(path) : std::nullopt;
    prove::Limits limits;
    if (content) {
      script::Diagnostics told_by_check;
      limits = limits_of(load_library(*content, told_by_check).limits);
    }
    prove::Bound bound;
    if (options.states > 0) bound.states = options.states;
    prove::Exploration exploration(*built->pack, bound);
    while (!exploration.step(states_a_step)) {
    }
    const prove::Report found = prove::judge(exploration, limits);
    refuted = refuted || found.verdict() == prove::Verdict::Refuted;
    undecided = undecided || found.verdict() == prove::Verdict::Undecided;
    const Told told(options, path, *built, found);
    if (options.json) {
      json += (json.empty() ? "\n" : ",\n") + told.json();
    } else {
      told.print();
    }
    if (!options.output.empty()) {
      const base::Result<base::Done> written = told.write_plans(options.output);
      if (!written) {
        std::fprintf(stderr, "firefly: %s\n", written.error().message.c_str());
        return Exit::Wrong;
      }
    }
  }
  const prove::Verdict verdict = refuted     ? prove::Verdict::Refuted
                                 : undecided ? prove::Verdict::Undecided
                                             : prove::Verdict::Holds;
  if (options.json) {
    std::printf("{\"verdict\":\"%s\",\"programs\":[%s]}\n", prove::name_of(verdict).c_str(), json.c_str());
  }
  return refuted ? Exit::Wrong : undecided ? Exit::Undecided : Exit::Holds;
}

}  // namespace firefly::tool
