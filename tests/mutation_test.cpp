#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/compile/compile.h"
#include "engine/play/session.h"
#include "engine/script/check.h"
#include "engine/script/parser.h"
#include "engine/script/words.h"
#include "tests/source_path.h"
#include "tests/tools/firefly/proved_text.h"
#include "tools/firefly/files.h"
#include "tools/firefly/workspace.h"

// The prover's own trial. Every shipped scenario is damaged in many ways, one defect at a time, and each damaged one is
// played whole by brute force: every way through it, without any of the prover's cleverness. What is found that way is
// the truth; the prover must say the same of every claim, and its play-throughs must be as short as the shortest that
// brute force finds.

namespace firefly {
namespace {

using prove::Kind;
using script::Code;

struct Line {
  size_t file;
  size_t number;
};

// A scenario as text, line by line.
struct Text {
  std::vector<std::string> paths;
  std::vector<std::vector<std::string>> files;
  std::string translations;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  size_t from = 0;
  for (size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', from)) {
    lines.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return lines;
}

Text text_of(const std::string& folder) {
  Text text;
  text.paths = tool::files_in(folder, ".yarn");
  for (const std::string& path : text.paths) text.files.push_back(lines_of(tool::read_file(path).value()));
  text.translations = tool::read_file(folder + "/translations.csv").value();
  return text;
}

script::Project project_of(const Text& text, const std::string& name, script::Diagnostics& diagnostics) {
  script::Project project;
  project.name = name;
  for (size_t file = 0; file < text.files.size(); ++file) {
    std::string whole;
    for (const std::string& line : text.files[file]) whole += line + "\n";
    project.scripts.push_back(script::parse(script::Source(text.paths[file], whole), diagnostics));
  }
  project.translations = script::Source("translations.csv", text.translations);
  return project;
}

// ---- defects ----

struct Mutant {
  std::string kind;
  Text text;
};

bool begins(const std::string& line, const std::string& with) {
  const size_t at = line.find_first_not_of(' ');
  return at != std::string::npos && line.compare(at, with.size(), with) == 0;
}

class Mutator {
 public:
  explicit Mutator(Text text) : text_(std::move(text)) {
    for (size_t file = 0; file < text_.files.size(); ++file) {
      bool story = false;
      for (size_t number = 0; number < text_.files[file].size(); ++number) {
        const std::string& line = text_.files[file][number];
        if (begins(line, "title: ")) {
          titles_.push_back(line.substr(7));
          story = line != "title: Cover" && line != "title: Cast" && line != "title: Debrief";
        }
        if (story) places_.push_back({file, number});
      }
    }
  }

  std::vector<Mutant> all() {
    lines("dropped jump", [](std::string& line) { return begins(line, "<<jump ") && take(line); });
    lines("option without its way", [this](std::string& line, const Line& at) {
      return begins(line, "<<jump ") && at.number > 0 && begins(text_.files[at.file][at.number - 1], "-> ") &&
             take(line);
    });
    lines("jump to itself", [this](std::string& line, const Line& at) { return aim(line, node_of(at)); });
    lines("jump back to the start", [this](std::string& line, const Line&) { return aim(line, titles_first_story()); });
    lines("jump to another node", [this](std::string& line, const Line& at) {
      return aim(line, titles_[(at.number * 7 + at.file) % titles_.size()]);
    });
    lines("jump into a circle", [](std::string& line) { return aim(line, "MutantRound"); },
          {"title: MutantRound", "---", "round #line:mutant_round", "<<jump MutantRound>>", "==="});
    lines("jump into choices without end", [](std::string& line) { return aim(line, "MutantTrap"); },
          {"title: MutantTrap", "---", "-> a #act:stall #risk:0 #line:mutant_a", "    <<jump MutantTrap>>",
           "-> b #act:stall #risk:0 #line:mutant_b", "    <<jump MutantTrap>>", "==="});
    lines("swapped condition", [](std::string& line) {
      return replace(line, "<<if $", "<<if not $") && line.find(">=") == std::string::npos;
    });
    lines("option made impossible", [](std::string& line) {
      return begins(line, "-> ") && line.find("<<if") == std::string::npos &&
             replace(line, " #act:", " <<if 1 > 2>> #act:");
    });
    lines("condition never true", [](std::string& line) { return begins(line, "<<if ") && set(line, "<<if 1 > 2>>"); });
    lines("condition always true",
          [](std::string& line) { return begins(line, "<<if ") && set(line, "<<if 1 < 2>>"); });
    lines("assignment dropped", [](std::string& line) { return begins(line, "<<set ") && take(line); });
    lines("assignment turned round", [](std::string& line) {
      return begins(line, "<<set ") && (replace(line, "= true", "= false") || replace(line, "+=", "-="));
    });
    lines("lesson removed", [](std::string& line) { return begins(line, "-> ") && cut_tag(line, "#lesson:"); });
    lines("ending without outcome", [](std::string& line) { return begins(line, "<<end ") && take(line); });
    lines("headline removed", [](std::string& line) { return replace(line, " #debrief:headline", ""); });
    lines("advice removed", [](std::string& line) { return replace(line, " #debrief:text", ""); });
    lines("play over in the middle",
          [](std::string& line) { return begins(line, "<<jump ") && set(line, "<<end lost>>"); });
    lines("play stopped in the middle",
          [](std::string& line) { return begins(line, "<<jump ") && set(line, "<<stop>>"); });
    lines("text behind the jump", [](std::string& line) {
      return begins(line, "<<jump ") && (line += "\nnever seen #line:mutant_never", true);
    });
    lines("loss at the very beginning", [this](std::string& line, const Line& at) {
      return at.number > 0 && begins(line, "---") && node_of(at) == titles_first_story() &&
             (line += "\n<<pay 5>>", true);
    });
    options_made_impossible();
    orphans();
    flags();
    translations();
    return std::move(mutants_);
  }

 private:
  static bool take(std::string& line) {
    return (line = line.substr(0, line.find_first_not_of(' ')) + "// taken out", true);
  }
  static bool set(std::string& line, const std::string& to) {
    return (line = line.substr(0, line.find_first_not_of(' ')) + to, true);
  }
  static bool replace(std::string& line, const std::string& what, const std::string& with) {
    const size_t at = line.find(what);
    if (at == std::string::npos) return false;
    line.replace(at, what.size(), with);
    return true;
  }
  static bool cut_tag(std::string& line, const std::string& tag) {
    const size_t at = line.find(tag);
    if (at == std::string::npos) return false;
    line.erase(at, line.find(' ', at) - at);
    return true;
  }
  static bool aim(std::string& line, const std::string& title) {
    return begins(line, "<<jump ") && title != "Cover" && title != "Cast" && title != "Debrief" &&
           set(line, "<<jump " + title + ">>");
  }

  std::string node_of(const Line& at) const {
    for (size_t number = at.number + 1; number-- > 0;) {
      const std::string& line = text_.files[at.file][number];
      if (begins(line, "title: ")) return line.substr(7);
    }
    return {};
  }
  std::string titles_first_story() const { return node_of(places_.front()); }

  // One mutant for each line that `change` changes.
  void lines(const std::string& kind, const std::function<bool(std::string&, const Line&)>& change,
             const std::vector<std::string>& more = {}) {
    for (const Line& at : places_) {
      Mutant mutant{kind, text_};
      std::string& line = mutant.text.files[at.file][at.number];
      const std::string before = line;
      if (!change(line, at) || line == before) continue;
      mutant.text.files[at.file].insert(mutant.text.files[at.file].end(), more.begin(), more.end());
      mutants_.push_back(std::move(mutant));
    }
  }
  void lines(const std::string& kind, bool (*change)(std::string&), const std::vector<std::string>& more = {}) {
    lines(
        kind, [change](std::string& line, const Line&) { return change(line); }, more);
  }

  // Every option of a choice closed: then options run out.
  void options_made_impossible() {
    for (size_t i = 0; i < places_.size(); ++i) {
      Mutant mutant{"all options of a choice closed", text_};
      bool any = false;
      for (size_t k = i; k < places_.size() && places_[k].file == places_[i].file; ++k) {
        std::string& line = mutant.text.files[places_[k].file][places_[k].number];
        if (!begins(line, "-> ") && !begins(line, "<<")) break;
        if (begins(line, "-> ")) any = replace(line, " #act:", " <<if 1 > 2>> #act:") || any;
      }
      const bool first = i == 0 || !begins(text_.files[places_[i - 1].file][places_[i - 1].number], "<<jump");
      if (any && first && begins(text_.files[places_[i].file][places_[i].number], "-> ")) mutants_.push_back(mutant);
    }
  }

  void orphans() {
    for (size_t file = 0; file < text_.files.size(); ++file) {
      Mutant mutant{"orphaned node", text_};
      const std::string title = "Mutant" + std::to_string(file);
      for (const std::string& line : {"title: " + title, std::string("---"), "alone #line:mutant_" + title,
                                      "<<jump " + titles_first_story() + ">>", std::string("===")}) {
        mutant.text.files[file].push_back(line);
      }
      mutants_.push_back(std::move(mutant));
    }
  }

  void flags() {
    Mutant mutant{"nothing gives the scam away", text_};
    for (const Line& at : places_) {
      std::string& line = mutant.text.files[at.file][at.number];
      if (!begins(line, "-> ")) {
        while (cut_tag(line, "#flag:")) {
        }
      }
    }
    mutants_.push_back(std::move(mutant));
  }

  void translations() {
    const std::vector<std::string> rows = lines_of(text_.translations);
    for (size_t row = 1; row < rows.size(); row += 5) {
      Mutant mutant{"translation removed", text_};
      mutant.text.translations.clear();
      for (size_t i = 0; i < rows.size(); ++i) {
        if (i != row) mutant.text.translations += rows[i] + "\n";
      }
      mutants_.push_back(std::move(mutant));
    }
  }

  Text text_;
  std::vector<std::string> titles_;
  std::vector<Line> places_;  // lines of nodes that are played
  std::vector<Mutant> mutants_;
};

// ---- the truth, by brute force ----

// What is wrong, and in how few picks it shows; where no play shows it, nothing.
using Truth = std::map<std::string, std::optional<size_t>>;

std::string named(Kind kind, const std::string& what) { return prove::name_of(kind) + " " + what; }

class BruteForce {
 public:
  explicit BruteForce(const program::Pack& pack) : pack_(pack) {}

  // False where there are more plays than one can count.
  bool play() {
    std::vector<Point> level{{play::begin(pack_, 1), 0, "", false, false, false}};
    for (depth_ = 0; !level.empty(); ++depth_) {
      std::vector<Point> next;
      for (Point& point : level) {
        if (++played_ > most_plays || depth_ > most_picks) return false;
        follow(point, next);
      }
      level = std::move(next);
    }
    return true;
  }

  Truth truth() {
    for (uint32_t node = 0; node < pack_.node_count(); ++node) {
      const program::Part part = pack_.node(node).part;
      const std::string title(pack_.node(node).title);
      if (part == program::Part::Story && nodes_.count(node) == 0) found_[named(Kind::NodeMet, title)];
      if (part == program::Part::Ending && nodes_.count(node) == 0) found_[named(Kind::EndingMet, title)];
    }
    for (uint32_t line = 0; line < pack_.line_count(); ++line) {
      const program::Line one = pack_.line(line);
      const std::string id(one.id);
      const bool played = one.node != program::no_index && (pack_.node(one.node).part == program::Part::Story ||
                                                            pack_.node(one.node).part == program::Part::Ending);
      if (played && lines_.count(line) == 0) found_[named(Kind::LineMet, id)];
      if (one.act != program::Act::None && one.risk >= 2 && one.lesson == program::no_index) {
        found_[named(Kind::RiskHasLesson, id)] = first_of(lines_, line);
      }
      if (offered_.count(line) != 0 && open_.count(line) == 0)
        found_[named(Kind::OptionOpen, id)] = first_of(offered_, line);
      for (uint32_t locale = 0; locale < pack_.locales().size(); ++locale) {
        if (!pack_.text(locale, line).utf8.empty()) continue;
        found_[named(Kind::LocaleComplete, id + " " + std::string(pack_.locales()[locale]))] = first_of(lines_, line);
      }
    }
    return found_;
  }

  uint64_t plays() const { return played_; }

 private:
  struct Point {
    play::Session session;
    uint32_t node;
    std::string unused;
    bool warned;
    bool headline;
    bool advice;
  };
  static constexpr uint64_t most_plays = 4'000;
  static constexpr size_t most_picks = 60;
  static constexpr uint32_t most_lines = 500;

  static std::optional<size_t> first_of(const std::map<uint32_t, size_t>& met, uint32_t line) {
    const auto known = met.find(line);
    return known == met.end() ? std::nullopt : std::optional<size_t>(known->second);
  }

  void wrong(const std::string& what) { found_.try_emplace(what, depth_); }

  void follow(Point& point, std::vector<Point>& next) {
    play::Events events;
    play::Waiting waiting = play::Waiting::ForContinue;
    for (uint32_t lines = 0; waiting == play::Waiting::ForContinue; ++lines) {
      if (lines == most_lines) {
        wrong(named(Kind::NoCircle, title(point)));
        return;
      }
      events.clear();
      waiting = play::advance(pack_, point.session, events);
      size_t offered = 0;
      std::string first_offered;
      for (const play::Event& event : events.list) {
        switch (event.kind) {
          case play::Event::Kind::Entered:
            point.node = event.index;
            point.headline = point.advice = false;
            nodes_.insert(event.index);
            break;
          case play::Event::Kind::Returned: point.node = event.index; break;
          case play::Event::Kind::Said: {
            lines_.try_emplace(event.index, depth_);
            const program::Line line = pack_.line(event.index);
            point.warned = point.warned || !line.flags.empty();
            point.headline = point.headline || pack_.has_tag(line, "debrief:headline");
            point.advice = point.advice || pack_.has_tag(line, "debrief:text");
            break;
          }
          case play::Event::Kind::Offered:
            if (offered++ == 0) first_offered = pack_.line(event.index).id;
            lines_.try_emplace(event.index, depth_);
            offered_.try_emplace(event.index, depth_);
            if (event.available) open_.insert(event.index);
            break;
          case play::Event::Kind::Commanded:
            if (event.command == program::Command::Pay && !point.warned) wrong(named(Kind::WarnedBeforeLoss, ""));
            break;
          case play::Event::Kind::Ended:
            if (event.outcome == program::Outcome::Lost && !point.warned) wrong(named(Kind::WarnedBeforeLoss, ""));
            if (event.outcome == program::Outcome::None) {
              wrong(named(Kind::NoDeadEnd, title(point)));
            } else if (pack_.node(point.node).part != program::Part::Ending || !point.headline || !point.advice) {
              wrong(named(Kind::Debriefed, title(point)));
            }
            break;
          case play::Event::Kind::Failed: wrong(named(Kind::NoCircle, title(point))); return;
          case play::Event::Kind::Chose: break;
        }
      }
      if (offered != point.session.offers.size()) wrong(named(Kind::OptionsLeft, first_offered));
    }
    if (waiting != play::Waiting::ForChoice) return;
    for (uint32_t pick = 0; pick < point.session.offers.size(); ++pick) {
      if (!point.session.offers[pick].available) continue;
      Point on = point;
      events.clear();
      if (play::choose(pack_, on.session, pick, events)) next.push_back(std::move(on));
    }
  }

  std::string title(const Point& point) const { return std::string(pack_.node(point.node).title); }

  const program::Pack& pack_;
  size_t depth_ = 0;
  uint64_t played_ = 0;
  std::set<uint32_t> nodes_;
  std::map<uint32_t, size_t> lines_;
  std::map<uint32_t, size_t> offered_;
  std::set<uint32_t> open_;
  Truth found_;
};

// What the prover says, of the same claims and in the same words. (Conditions are nothing that brute
// force can see, limits are no defects here, and a trap is a play without an end.)
Truth said(const program::Pack& pack, const prove::Report& report) {
  Truth truth;
  for (const prove::Claim& claim : report.claims) {
    if (claim.verdict == prove::Verdict::Holds) continue;
    const std::string node = claim.node == program::no_index ? "" : std::string(pack.node(claim.node).title);
    const std::string line = claim.line == program::no_index ? "" : std::string(pack.line(claim.line).id);
    std::string what;
    switch (claim.kind) {
      case Kind::NodeMet:
      case Kind::EndingMet:
      case Kind::NoDeadEnd:
      case Kind::NoCircle:
      case Kind::Debriefed: what = named(claim.kind, node); break;
      case Kind::LineMet:
      case Kind::OptionOpen:
      case Kind::OptionsLeft:
      case Kind::RiskHasLesson: what = named(claim.kind, line); break;
      case Kind::LocaleComplete:
        what = named(claim.kind, line + " " + std::string(pack.locales()[claim.locale]));
        break;
      case Kind::WarnedBeforeLoss: what = named(claim.kind, ""); break;
      default: continue;
    }
    const std::optional<size_t> picks = claim.play ? std::optional<size_t>(claim.play->picks.size()) : std::nullopt;
    const auto [known, is_new] = truth.try_emplace(what, picks);
    if (!is_new) known->second = std::min(known->second, picks);
  }
  return truth;
}

std::string printed(const Truth& truth) {
  std::string out;
  for (const auto& [what, picks] : truth) out += what + (picks ? " in " + std::to_string(*picks) : "") + "; ";
  return out;
}

// Defects that harm wherever they are put.
const std::set<std::string> always_harmful{"jump into a circle",
                                           "jump into choices without end",
                                           "option made impossible",
                                           "condition never true",
                                           "lesson removed",
                                           "ending without outcome",
                                           "headline removed",
                                           "play stopped in the middle",
                                           "text behind the jump",
                                           "loss at the very beginning",
                                           "all options of a choice closed",
                                           "orphaned node",
                                           "dropped jump",
                                           "translation removed",
                                           "nothing gives the scam away"};

bool is_refuted(const prove::Report& report) { return report.verdict() == prove::Verdict::Refuted; }

}  // namespace

TEST_CASE("defects put into every shipped scenario are all found, in the fewest picks, and nothing else is") {
  script::Diagnostics told;
  const std::string content = test::source_path("content");
  const script::Library library = tool::load_library(content, told);
  const prove::Limits limits = tool::limits_of(library.limits);
  struct Count {
    uint32_t made = 0;
    uint32_t harmful = 0;
    uint32_t by_checker = 0;
    uint32_t by_prover = 0;
    uint32_t compared = 0;
  };
  std::map<std::string, Count> counts;
  Count all;
  for (const std::string& name : tool::folders_in(content + "/scenarios")) {
    const Text clean = text_of(content + "/scenarios/" + name);
    script::Diagnostics diagnostics;
    const script::Project project = project_of(clean, name, diagnostics);
    const program::Pack clean_pack = test::compiled(project, library);
    INFO(name);
    CHECK(test::complaints(clean_pack, test::judged(clean_pack, limits)).empty());  // no false alarm
    // Where the undamaged scenario has more plays than one can count, its mutants have too; of those an ordinary run
    // takes a part.
    const bool small = BruteForce(clean_pack).play();
    const size_t stride = small || std::getenv("FIREFLY_LONG") ? 1 : 12;
    const std::vector<Mutant> mutants = Mutator(clean).all();
    for (size_t number = 0; number < mutants.size(); number += stride) {
      const Mutant& mutant = mutants[number];
      Count count;
      count.made = 1;
      script::Diagnostics found;
      const script::Project damaged = project_of(mutant.text, name, found);
      script::check(damaged, library, {}, found);
      // What the checker finds in names and syntax cannot be compiled; of all else the prover must know too.
      const bool uncompiled = std::any_of(found.list().begin(), found.list().end(), [](const script::Diagnostic& one) {
        return static_cast<uint16_t>(one.code) < 300 && one.code != Code::NeverReached;
      });
      count.by_checker = found.error_count() > 0;
      if (!uncompiled) {
        const program::Pack pack = test::compiled(damaged, library);
        const prove::Report report = test::judged(pack, limits);
        count.by_prover = is_refuted(report);
        CHECK(report.whole);
        BruteForce brute(pack);
        if (small && brute.play()) {
          ++count.compared;
          const Truth truth = brute.truth();
          count.harmful = !truth.empty();
          INFO(mutant.kind);
          CHECK(printed(said(pack, report)) == printed(truth));
        } else {
          count.harmful = always_harmful.count(mutant.kind) != 0 || count.by_prover > 0;
        }
      } else {
        count.harmful = 1;
      }
      INFO(mutant.kind << " " << number);
      CHECK((count.harmful == 0 || count.by_checker + count.by_prover > 0));
      CHECK((count.harmful == 1 || always_harmful.count(mutant.kind) == 0));
      for (Count* sum : {&counts[mutant.kind], &all}) {
        sum->made += count.made;
        sum->harmful += count.harmful;
        sum->by_checker += count.by_checker;
        sum->by_prover += count.by_prover;
        sum->compared += count.compared;
      }
    }
  }
  for (const auto& [kind, count] : counts) {
    std::printf(
        "%-32s %4u made, %4u harmful, %4u told by the checker, %4u by the prover, %4u compared with brute force\n",
        kind.c_str(), count.made, count.harmful, count.by_checker, count.by_prover, count.compared);
  }
  std::printf(
      "figure: %u mutants of %zu kinds, %u harmful, all found; %u compared with brute force, every "
      "counter-example as short as its shortest\n",
      all.made, counts.size(), all.harmful, all.compared);
  CHECK(counts.size() >= 15);
  CHECK(all.made >= 300);
  CHECK(all.compared >= 100);
}

}  // namespace firefly
