#include "tools/firefly/plan.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "engine/play/session.h"
#include "engine/script/lexical.h"
#include "engine/script/scene.h"
#include "engine/script/words.h"
#include "tools/firefly/show.h"

namespace firefly::tool {
namespace {

using script::Code;
using script::Span;

// By play::Saliency.
constexpr std::array<std::string_view, 4> saliency_names{"random_best_least_recently_seen", "best_least_recently_seen",
                                                         "best", "first"};

// ---- reading ----

class PlanReader {
 public:
  PlanReader(const script::Source& source, script::Diagnostics& diagnostics)
      : source_(source), diagnostics_(diagnostics) {}

  std::vector<PlanRun> read() {
    runs_.emplace_back();
    for (uint32_t line = 0; line < source_.line_count(); ++line) {
      Span span = source_.line(line);
      span.begin = script::skip_spaces(source_, span.begin, span.end);
      while (span.end > span.begin && script::is_space(source_.text()[span.end - 1])) --span.end;
      const std::string_view text = source_.slice(span);
      if (text.empty() || text.front() == '#') continue;
      if (text == "---") {
        runs_.emplace_back();
        continue;
      }
      if (!step(span)) diagnostics_.add(Code::MalformedPlan, source_, span);
    }
    return std::move(runs_);
  }

 private:
  // The rest of the line behind `word`, where it begins so.
  std::optional<std::string_view> behind(std::string_view text, std::string_view word) const {
    if (text.substr(0, word.size()) != word) return std::nullopt;
    text.remove_prefix(word.size());
    while (!text.empty() && script::is_space(text.front())) text.remove_prefix(1);
    return text;
  }

  // Takes `text` in backquotes from the front.
  static bool quoted(std::string_view& rest, std::string& text) {
    if (rest.empty() || rest.front() != '`') return false;
    const size_t end = rest.find('`', 1);
    if (end == std::string_view::npos) return false;
    text = rest.substr(1, end - 1);
    rest.remove_prefix(end + 1);
    return true;
  }

  // Behind the text: nothing, [disabled] for an option, a comment.
  static bool ends(std::string_view rest, PlanStep& step) {
    rest = rest.substr(0, rest.find('#'));
    const std::vector<std::string> words = script::split(rest, ' ');
    step.disabled = step.kind == PlanStep::Kind::Option && words.size() == 1 && words[0] == "[disabled]";
    return words.empty() || step.disabled;
  }

  bool step(Span span) {
    const std::string_view text = source_.slice(span);
    PlanStep step{};
    step.span = span;
    std::optional<std::string_view> rest;
    bool good = false;
    if (text == "stop") {
      step.kind = PlanStep::Kind::Stop;
      good = true;
    } else if ((rest = behind(text, "line:"))) {
      step.kind = PlanStep::Kind::Line;
      step.any_text = !rest->empty() && rest->front() == '*';
      if (step.any_text) rest->remove_prefix(1);
      good = (step.any_text || quoted(*rest, step.text)) && ends(*rest, step);
    } else if ((rest = behind(text, "option:"))) {
      step.kind = PlanStep::Kind::Option;
      good = quoted(*rest, step.text) && ends(*rest, step);
    } else if ((rest = behind(text, "command:"))) {
      step.kind = PlanStep::Kind::Command;
      good = quoted(*rest, step.text) && ends(*rest, step);
    } else if ((rest = behind(text, "select:"))) {
      step.kind = PlanStep::Kind::Select;
      const int64_t number = script::whole_number(*rest);
      step.number = static_cast<uint32_t>(number);
      good = number >= 0;
    } else if ((rest = behind(text, "node:"))) {
      step.kind = PlanStep::Kind::Node;
      step.text = *rest;
      good = !rest->empty();
    } else if ((rest = behind(text, "saliency:"))) {
      step.kind = PlanStep::Kind::Saliency;
      const std::vector<std::string> words = script::split(rest->substr(0, rest->find('#')), ' ');
      const auto named =
          words.size() == 1 ? std::find(saliency_names.begin(), saliency_names.end(), words[0]) : saliency_names.end();
      good = named != saliency_names.end();
      if (good) step.saliency = static_cast<play::Saliency>(named - saliency_names.begin());
    } else if ((rest = behind(text, "set:"))) {
      step.kind = PlanStep::Kind::Set;
      const size_t equals = rest->find('=');
      if (equals != std::string_view::npos) {
        const auto trimmed = [](std::string_view part) {
          const std::vector<std::string> words = script::split(part, ' ');
          return words.size() == 1 ? words[0] : std::string();
        };
        step.text = trimmed(rest->substr(0, equals));
        step.value = trimmed(rest->substr(equals + 1));
      }
      good = step.text.substr(0, 1) == "$" && !step.value.empty();
    }
    if (good) runs_.back().push_back(std::move(step));
    return good;
  }

  const script::Source& source_;
  script::Diagnostics& diagnostics_;
  std::vector<PlanRun> runs_;
};

// ---- running ----

class PlanRunner {
 public:
  PlanRunner(const program::Pack& pack, const script::Source& source, script::Diagnostics& diagnostics,
             play::Session session)
      : pack_(pack), source_(source), diagnostics_(diagnostics), session_(std::move(session)) {
    // What is chosen must be the same each time.
    session_.saliency = play::Saliency::BestLeastRecentlySeen;
    add_functions();
  }

  void run(const PlanRun& run) {
    const uint32_t start = pack_.scenario().start_node;
    if (start != program::no_index) (void)play::enter(pack_, session_, pack_.node(start).title);
    events_.clear();
    next_event_ = 0;
    waiting_ = play::Waiting::ForContinue;
    for (const PlanStep& step : run) {
      const bool taken = take(step);
      if (assertion_failed_) fail(step, "assert(true)", "assert(false)");
      if (!taken || assertion_failed_) return;
    }
  }

 private:
  void add_functions() {
    using play::Value;
    using Values = std::span<const Value>;
    const auto add = [&](const char* name, std::function<Value(Values)> call) {
      functions_.push_back({name, std::move(call)});
    };
    const auto always = [&](const char* name, const Value& value) { add(name, [value](Values) { return value; }); };
    add("assert", [this](Values values) {
      const bool* holds = values.empty() ? nullptr : std::get_if<bool>(&values[0]);
      assertion_failed_ = assertion_failed_ || !holds || !*holds;
      return Value(true);
    });
    add("add_three_operands", [](Values values) {
      double sum = 0;
      for (const Value& value : values) sum += std::holds_alternative<double>(value) ? std::get<double>(value) : 0;
      return Value(sum);
    });
    always("dummy_bool", true);
    always("dummy_number", 1.0);
    always("dummy_string", std::string("string"));
    always("set_objective_complete", true);
    always("is_objective_active", true);
    always("get_quest_status", std::string("InProgress"));
  }

  bool fail(const PlanStep& step, std::string expected, std::string got) {
    diagnostics_.add(Code::PlanFailed, source_, step.span, {std::move(expected), std::move(got)});
    return false;
  }

  // The next thing that the play shows, without what plans do not speak of; nullptr at the end of what it will show
  // before something is chosen.
  const play::Event* next() {
    while (true) {
      while (next_event_ < events_.list.size()) {
        const play::Event& event = events_.list[next_event_];
        const bool shown = event.kind == play::Event::Kind::Said || event.kind == play::Event::Kind::Offered ||
                           event.kind == play::Event::Kind::Commanded || event.kind == play::Event::Kind::Failed ||
                           (event.kind == play::Event::Kind::Ended && event.outcome != program::Outcome::None);
        if (shown) return &event;
        ++next_event_;
      }
      if (waiting_ != play::Waiting::ForContinue) return nullptr;
      events_.clear();
      next_event_ = 0;
      waiting_ = play::advance(pack_, session_, events_, functions_);
    }
  }

  std::string text(const play::Event& event) const {
    const std::span<const std::string> values = events_.values_of(event);
    switch (event.kind) {
      case play::Event::Kind::Said:
      case play::Event::Kind::Offered: return shown_line(pack_, 0, event.index, values, Names::Keys);
      case play::Event::Kind::Commanded: return shown_command(event, values);
      case play::Event::Kind::Ended: return "end " + shown_outcome(event.outcome);
      default: return values.empty() ? std::string() : values[0];
    }
  }

  std::string described(const play::Event* event) const {
    if (!event) return waiting_ == play::Waiting::ForChoice ? "select" : "stop";
    switch (event->kind) {
      case play::Event::Kind::Said: return "line: `" + text(*event) + "`";
      case play::Event::Kind::Offered:
        return "option: `" + text(*event) + "`" + (event->available ? "" : " [disabled]");
      case play::Event::Kind::Commanded:
      case play::Event::Kind::Ended: return "command: `" + text(*event) + "`";
      default: return text(*event);
    }
  }

  bool shows(const PlanStep& step) {
    const play::Event* event = next();
    const auto kind = [&](play::Event::Kind wanted) { return event && event->kind == wanted; };
    bool same = false;
    switch (step.kind) {
      case PlanStep::Kind::Line:
        same = kind(play::Event::Kind::Said) && (step.any_text || text(*event) == step.text);
        break;
      case PlanStep::Kind::Option:
        same = kind(play::Event::Kind::Offered) && text(*event) == step.text && event->available != step.disabled;
        break;
      default:
        same = (kind(play::Event::Kind::Commanded) || kind(play::Event::Kind::Ended)) && text(*event) == step.text;
        break;
    }
    if (!same) return fail(step, std::string(source_.slice(step.span)), described(event));
    ++next_event_;
    return true;
  }

  bool take(const PlanStep& step) {
    const std::string written(source_.slice(step.span));
    switch (step.kind) {
      case PlanStep::Kind::Line:
      case PlanStep::Kind::Option:
      case PlanStep::Kind::Command: return shows(step);
      case PlanStep::Kind::Stop: {
        const play::Event* event = next();
        // <<end …>> is the last thing that a play shows; a plan may name it or not.
        if (event && event->kind == play::Event::Kind::Ended) return true;
        return !event && waiting_ == play::Waiting::ForNothing ? true : fail(step, written, described(event));
      }
      case PlanStep::Kind::Select: return select(step, written);
      case PlanStep::Kind::Node: {
        const base::Result<base::Done> entered = play::enter(pack_, session_, step.text);
        return entered ? true : fail(step, written, entered.error().message);
      }
      case PlanStep::Kind::Saliency: session_.saliency = step.saliency; return true;
      case PlanStep::Kind::Set: {
        const base::Result<base::Done> set = play::set_variable(pack_, session_, step.text, step.value);
        return set ? true : fail(step, written, set.error().message);
      }
    }
    return false;
  }

  bool select(const PlanStep& step, const std::string& written) {
    if (step.number == 0) {
      // Options of which none is available were passed by already.
      return waiting_ != play::Waiting::ForChoice ? true : fail(step, written, "select");
    }
    const play::Event* event = next();
    if (event || waiting_ != play::Waiting::ForChoice) return fail(step, written, described(event));
    const base::Result<base::Done> chosen = play::choose(pack_, session_, step.number - 1, events_);
    if (!chosen) return fail(step, written, chosen.error().message);
    events_.clear();
    next_event_ = 0;
    waiting_ = play::Waiting::ForContinue;
    return true;
  }

  const program::Pack& pack_;
  const script::Source& source_;
  script::Diagnostics& diagnostics_;
  play::Session session_;
  play::Events events_;
  size_t next_event_ = 0;
  play::Waiting waiting_ = play::Waiting::ForContinue;
  play::HostFunctions functions_;
  bool assertion_failed_ = false;
};

}  // namespace

const std::vector<script::FunctionSignature>& plan_functions() {
  using script::ValueType;
  constexpr ValueType n = ValueType::Number;
  constexpr ValueType s = ValueType::String;
  static const std::vector<script::FunctionSignature> functions{{"assert", {ValueType::Bool}, ValueType::Bool},
                                                                {"add_three_operands", {n, n, n}, n},
                                                                {"dummy_bool", {}, ValueType::Bool},
                                                                {"dummy_number", {}, n},
                                                                {"dummy_string", {}, s},
                                                                {"set_objective_complete", {s}, ValueType::Bool},
                                                                {"is_objective_active", {s}, ValueType::Bool},
                                                                {"get_quest_status", {s}, s}};
  return functions;
}

std::vector<PlanRun> read_plan(const script::Source& plan, script::Diagnostics& diagnostics) {
  return PlanReader(plan, diagnostics).read();
}

void run_plan(const program::Pack& pack, const script::Source& plan, const std::vector<PlanRun>& runs,
              BetweenRuns between, uint64_t seed, script::Diagnostics& diagnostics) {
  PlanRunner runner(pack, plan, diagnostics, play::begin(pack, seed));
  for (const PlanRun& run : runs) {
    if (between == BetweenRuns::BeginAnew) {
      PlanRunner(pack, plan, diagnostics, play::begin(pack, seed)).run(run);
    } else {
      runner.run(run);
    }
  }
}

BetweenRuns between_runs_of(const script::Project& project) {
  const script::Scene scene = script::survey(project, script::Dialect::Firefly);
  const bool has_cover = std::any_of(scene.nodes.begin(), scene.nodes.end(), [](const script::SceneNode& node) {
    return node.part == script::PartName::Cover;
  });
  return has_cover ? BetweenRuns::BeginAnew : BetweenRuns::KeepMemory;
}

}  // namespace firefly::tool
