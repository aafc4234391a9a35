#include "engine/script/check.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "engine/script/command.h"
#include "engine/script/lexical.h"
#include "engine/script/markup.h"
#include "engine/script/scene.h"
#include "engine/script/types.h"
#include "engine/script/words.h"

namespace firefly::script {
namespace {

std::string printed(const Place& place) { return place.file + ":" + std::to_string(place.line); }

// What any Yarn script must hold to.
class Checker {
 public:
  Checker(const Project& project, const Scene& scene, const CheckOptions& options, Diagnostics& diagnostics)
      : project_(project), scene_(scene), options_(options), diagnostics_(diagnostics) {
    titles_ = titles_of(scene);
  }

  void check() {
    titles();
    duplicate_line_ids();
    shadows();
    for (const SceneNode& node : scene_.nodes) {
      source_ = &node.script->source;
      for (const When& when : node.node->whens) {
        if (when.condition) expression(*when.condition);
      }
      block(node.node->body);
    }
    for (const SceneLine& line : scene_.lines) {
      const uint32_t prefix = scene_.has_cast && line.line->speaker ? line.line->speaker->prefix : 0;
      read_markup(line.script->source, line.line->text, prefix, diagnostics_);
    }
    std::vector<const Script*> scripts;
    for (const Script& script : project_.scripts) scripts.push_back(&script);
    infer_types(scripts, options_.surroundings(), diagnostics_);
  }

 private:
  void titles() {
    for (const SceneNode& node : scene_.nodes) {
      const std::string& title = node.node->title;
      if (title.empty()) continue;
      const Source& source = node.script->source;
      if (node.group == no_group && scene_.group_by_title.count(title) != 0) {
        diagnostics_.add(Code::MissingWhen, source, node.node->span, {title});
        continue;
      }
      const SceneNode& first = scene_.nodes[scene_.node_by_title.at(node.title)];
      const bool repeated = first.node != node.node;
      const Header* subtitle = find_header(*node.node, "subtitle");
      if (node.group == no_group) {
        if (repeated) diagnostics_.add(Code::DuplicateTitle, source, node.node->span, {title, place_of(first)});
      } else if (subtitle && !subtitle->value.empty()) {
        if (repeated) {
          diagnostics_.add(Code::DuplicateSubtitle, source, subtitle->value_span,
                           {title, subtitle->value, place_of(first)});
        }
        const Span span = subtitle->value_span;
        if (identifier_end(source.text(), span.begin, span.end) != span.end) {
          diagnostics_.add(Code::InvalidTitle, source, span, {subtitle->value});
        }
      }
    }
  }

  static std::string place_of(const SceneNode& node) { return printed(node.script->source.place(node.node->span)); }

  // A shadow reads as its line does, so that one text and one translation serve both.
  void shadows() {
    for (const SceneLine& line : scene_.lines) {
      if (line.shadow_of.empty()) continue;
      const Source& source = line.script->source;
      const Span span = find_tag(*line.line, "shadow")->span;
      const SceneLine* original = source_of(line, scene_);
      if (!line.id.empty()) diagnostics_.add(Code::ShadowWithLineId, source, span);
      if (!original) {
        diagnostics_.add(Code::ShadowWithoutSource, source, span, {line.shadow_of});
        continue;
      }
      const std::string text = whole_text(*original);
      if (has_values(*original) || has_values(line)) {
        diagnostics_.add(Code::ShadowWithValues, source, line.line->text.span);
      } else if (text != whole_text(line)) {
        const Place place = original->script->source.place(original->line->text.span);
        diagnostics_.add(Code::ShadowDiffers, source, line.line->text.span, {text, printed(place)});
      }
    }
  }
  static std::string whole_text(const SceneLine& line) {
    return std::string(line.script->source.slice(line.line->text.span));
  }
  static bool has_values(const SceneLine& line) {
    const std::vector<Piece>& pieces = line.line->text.pieces;
    return std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) { return piece.expression.has_value(); });
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
    if (has_title(scene_, title)) return;
    diagnostics_.add(Code::UnknownNode, *source_, span, {title}, nearest(title, titles_));
  }

  // Where any script may ask for a node that is not there, in ours it is a slip of the pen.
  void expression(const Expression& e) {
    const bool asks_for_node = e.kind == Expression::Kind::Call &&
                               (e.text == "visited" || e.text == "visited_count" || e.text == "has_any_content") &&
                               e.operands.size() == 1;
    if (asks_for_node && options_.dialect == Dialect::Firefly && e.operands[0].kind == Expression::Kind::String) {
      node_name(e.operands[0].text, e.operands[0].span);
    }
    for (const Expression& operand : e.operands) expression(operand);
  }

  // Whether the play never goes on behind this statement.
  bool leaves(const Statement& statement) const {
    if (std::holds_alternative<Return>(statement.what) || std::holds_alternative<Stop>(statement.what)) return true;
    if (const auto* jump = std::get_if<Jump>(&statement.what)) return jump->kind == Jump::Kind::Jump;
    if (const auto* command = std::get_if<Command>(&statement.what)) {
      const std::vector<Word> words = words_of(command->text);
      return options_.dialect == Dialect::Firefly && !words.empty() && words[0].literal() == "end";
    }
    if (const auto* branches = std::get_if<If>(&statement.what)) {
      const bool has_else = !branches->clauses.empty() && branches->clauses.back().is_else();
      return has_else && std::all_of(branches->clauses.begin(), branches->clauses.end(),
                                     [&](const Clause& clause) { return leaves(clause.body); });
    }
    if (const auto* group = std::get_if<OptionGroup>(&statement.what)) {
      // Where every option has a condition, none may hold, and the play goes on below.
      const bool always_one = std::any_of(group->options.begin(), group->options.end(),
                                          [](const Option& option) { return !option.line.is_conditional(); });
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
      const bool is_played =
          !std::holds_alternative<Declare>(statement.what) && !std::holds_alternative<Enum>(statement.what);
      if (left && is_played) {
        diagnostics_.add(Code::NeverReached, *source_, statement.span);
        left = false;  // once a block is enough
      }
      left = left || leaves(statement);
      for_each_expression(statement, [&](const Expression& e) { expression(e); });
      for_each_block(statement, [&](const Block& inner) { block(inner); });
      const auto* jump = std::get_if<Jump>(&statement.what);
      if (jump && !jump->expression) node_name(jump->target, jump->target_span);
    }
  }

  const Project& project_;
  const Scene& scene_;
  const CheckOptions& options_;
  Diagnostics& diagnostics_;
  std::vector<std::string> titles_;
  const Source* source_ = nullptr;
};

}  // namespace

void check(const Project& project, const Library& library, const CheckOptions& options, Diagnostics& diagnostics) {
  const Scene scene = survey(project, options.dialect);
  Checker(project, scene, options, diagnostics).check();
  if (options.dialect == Dialect::Firefly) check_scenario(project, library, options, diagnostics);
}

}  // namespace firefly::script
