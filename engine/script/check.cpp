#include "engine/script/check.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "engine/script/check_markup.h"
#include "engine/script/command.h"
#include "engine/script/scene.h"
#include "engine/script/types.h"
#include "engine/script/words.h"

namespace firefly::script {
namespace {

std::string printed(const Place& place) { return place.file + ":" + std::to_string(place.line); }

// What any Yarn script must hold to.
class Checker {
 public:
  Checker(const Project& project, const Library& library, const Scene& scene, const CheckOptions& options,
          Diagnostics& diagnostics)
      : project_(project), library_(library), scene_(scene), options_(options), diagnostics_(diagnostics) {
    for (const auto& [title, index] : scene.node_by_title) titles_.push_back(title);
  }

  void check() {
    duplicate_titles();
    duplicate_line_ids();
    for (const SceneNode& node : scene_.nodes) {
      source_ = &node.script->source;
      block(node.node->body);
    }
    std::vector<const Script*> scripts;
    for (const Script& script : project_.scripts) scripts.push_back(&script);
    const Variables variables = infer_types(scripts, diagnostics_);
    check_markup(scene_, variables, options_.dialect, library_, diagnostics_);
  }

 private:
  void duplicate_titles() {
    for (size_t i = 0; i < scene_.nodes.size(); ++i) {
      const SceneNode& node = scene_.nodes[i];
      const SceneNode& first = scene_.nodes[scene_.node_by_title.at(node.node->title)];
      if (first.node == node.node || node.node->title.empty()) continue;
      diagnostics_.add(Code::DuplicateTitle, node.script->source, node.node->span,
                       {node.node->title, printed(first.script->source.place(first.node->span))});
    }
  }

  void duplicate_line_ids() {
    std::map<std::string_view, const SceneLine*> known;
    for (const SceneLine& line : scene_.lines) {
      if (line.id.empty()) continue;
      const auto [first, is_new] = known.try_emplace(line.id, &line);
      if (is_new) continue;
      const Place place = first->second->script->source.place(find_tag(*first->second->line, "line")->span);
      diagnostics_.add(Code::DuplicateLineId, line.script->source, find_tag(*line.line, "line")->span,
                       {line.id, printed(place)});
    }
  }

  void node_name(const std::string& title, Span span) {
    if (scene_.node_by_title.count(title) != 0) return;
    diagnostics_.add(Code::UnknownNode, *source_, span, {title}, nearest(title, titles_));
  }

  void expression(const Expression& e) {
    if (e.kind == Expression::Kind::Call && (e.text == "visited" || e.text == "visited_count") &&
        e.operands.size() == 1) {
      const Expression& title = e.operands[0];
      if (title.kind == Expression::Kind::String) {
        node_name(title.text, title.span);
      } else {
        diagnostics_.add(Code::ConstantNodeNeeded, *source_, title.span, {e.text});
      }
    }
    for (const Expression& operand : e.operands) expression(operand);
  }

  void text(const Text& text) {
    for (const Piece& piece : text.pieces) {
      if (piece.expression) expression(*piece.expression);
    }
  }

  void line(const Line& line) {
    text(line.text);
    if (line.condition) expression(*line.condition);
  }

  // Whether the play never goes on behind this statement.
  bool leaves(const Statement& statement) const {
    if (std::holds_alternative<Jump>(statement.what) || std::holds_alternative<Stop>(statement.what)) return true;
    if (const auto* command = std::get_if<Command>(&statement.what)) {
      const std::vector<Word> words = words_of(command->text);
      return options_.dialect == Dialect::Firefly && !words.empty() && words[0].literal() == "end";
    }
    if (const auto* branches = std::get_if<If>(&statement.what)) {
      const bool has_else = !branches->clauses.empty() && !branches->clauses.back().condition;
      return has_else && std::all_of(branches->clauses.begin(), branches->clauses.end(),
                                     [&](const Clause& clause) { return leaves(clause.body); });
    }
    if (const auto* group = std::get_if<OptionGroup>(&statement.what)) {
      // Where every option has a condition, none may hold, and the play goes on below.
      const bool always_one = std::any_of(group->options.begin(), group->options.end(),
                                          [](const Option& option) { return !option.line.condition; });
      return always_one && std::all_of(group->options.begin(), group->options.end(),
                                       [&](const Option& option) { return leaves(option.body); });
    }
    return false;
  }
  bool leaves(const Block& statements) const {
    return std::any_of(statements.begin(), statements.end(), [&](const Statement& s) { return leaves(s); });
  }

  void block(const Block& statements) {
    bool left = false;
    for (const Statement& statement : statements) {
      if (left && !std::holds_alternative<Declare>(statement.what)) {
        diagnostics_.add(Code::NeverReached, *source_, statement.span);
        left = false;  // once a block is enough
      }
      left = left || leaves(statement);
      if (const auto* said = std::get_if<Line>(&statement.what)) {
        line(*said);
      } else if (const auto* group = std::get_if<OptionGroup>(&statement.what)) {
        for (const Option& option : group->options) {
          line(option.line);
          block(option.body);
        }
      } else if (const auto* branches = std::get_if<If>(&statement.what)) {
        for (const Clause& clause : branches->clauses) {
          if (clause.condition) expression(*clause.condition);
          block(clause.body);
        }
      } else if (const auto* set = std::get_if<Set>(&statement.what)) {
        expression(set->value);
      } else if (const auto* jump = std::get_if<Jump>(&statement.what)) {
        if (jump->expression) {
          expression(*jump->expression);
        } else {
          node_name(jump->target, jump->target_span);
        }
      } else if (const auto* call = std::get_if<Call>(&statement.what)) {
        expression(call->call);
      } else if (const auto* command = std::get_if<Command>(&statement.what)) {
        text(command->text);
      }
    }
  }

  const Project& project_;
  const Library& library_;
  const Scene& scene_;
  const CheckOptions& options_;
  Diagnostics& diagnostics_;
  std::vector<std::string> titles_;
  const Source* source_ = nullptr;
};

}  // namespace

void check(const Project& project, const Library& library, const CheckOptions& options, Diagnostics& diagnostics) {
  const Scene scene = survey(project, options.dialect);
  Checker(project, library, scene, options, diagnostics).check();
  if (options.dialect == Dialect::Firefly) check_scenario(project, library, options, diagnostics);
}

}  // namespace firefly::script
