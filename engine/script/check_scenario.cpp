#include "engine/script/check.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "engine/script/command.h"
#include "engine/script/lexical.h"
#include "engine/script/markup.h"
#include "engine/script/scene.h"
#include "engine/script/translation.h"
#include "engine/script/words.h"

namespace firefly::script {
namespace {

constexpr size_t fewest_options = 2;
constexpr size_t most_options = 4;

std::string quoted_list(const std::vector<std::string>& words) { return join(words, ", "); }

class Rules {
 public:
  Rules(const Project& project, const Library& library, const CheckOptions& options, Diagnostics& diagnostics)
      : project_(project),
        library_(library),
        options_(options),
        diagnostics_(diagnostics),
        scene_(survey(project, Dialect::Firefly)) {
    titles_ = titles_of(scene_);
    for (const CastEntry& entry : scene_.cast) cast_.push_back(entry.key);
  }

  void check() {
    if (options_.whole_scenario) parts();
    for (const SceneNode& node : scene_.nodes) {
      node_ = &node;
      source_ = &node.script->source;
      headers();
      block(node.node->body);
      part_lines();
    }
    for (const SceneLine& line : scene_.lines) {
      node_ = &scene_.nodes[line.node];
      source_ = &line.script->source;
      this->line(line);
    }
    translations();
  }

 private:
  std::string_view part_name() const { return part_names[static_cast<size_t>(node_->part)]; }

  // ---- the scenario as a whole ----

  void parts() {
    std::map<PartName, const SceneNode*> first;
    for (const SceneNode& node : scene_.nodes) {
      const auto [known, is_new] = first.try_emplace(node.part, &node);
      const bool single = node.part == PartName::Cover || node.part == PartName::Cast || node.part == PartName::Debrief;
      if (is_new || !single) continue;
      const Place place = known->second->script->source.place(known->second->node->span);
      diagnostics_.add(
          Code::RepeatedPart, node.script->source, node.node->span,
          {std::string(part_names[static_cast<size_t>(node.part)]), place.file + ":" + std::to_string(place.line)});
    }
    for (size_t i = 0; i < part_names.size(); ++i) {
      if (first.count(static_cast<PartName>(i)) != 0 || project_.scripts.empty()) continue;
      diagnostics_.add_at_file(Code::MissingPart, project_.scripts.front().source.path(), {std::string(part_names[i])});
    }
  }

  // ---- values ----

  // Whether `value` is of the kind that an entry asks for; tells where it is not.
  void value(std::string_view kind, const std::string& name, const std::string& value, Span span) {
    const auto bad = [&](std::string allowed, std::string suggestion = {}) {
      diagnostics_.add(Code::BadValue, *source_, span, {value, name, std::move(allowed)}, std::move(suggestion));
    };
    const size_t range = kind.find("..");
    if (kind == "-") {
      if (!value.empty()) bad("#" + name);
    } else if (kind.find('|') != std::string_view::npos) {
      const std::vector<std::string> known = split(kind, '|');
      if (std::find(known.begin(), known.end(), value) == known.end()) bad(quoted_list(known), nearest(value, known));
    } else if (range != std::string_view::npos) {
      const int64_t number = whole_number(value);
      if (number < whole_number(kind.substr(0, range)) || number > whole_number(kind.substr(range + 2))) {
        bad(std::string(kind));
      }
    } else if (kind == "number" || kind == "amount") {
      if (!is_amount(value)) bad("1000, 99.5");
    } else if (kind == "date") {
      if (!is_date(value)) bad("YYYY-MM-DD");
    } else if (kind == "locales") {
      if (value.empty()) bad("zh-Hans en");
    } else if (kind == "node") {
      if (!has_title(scene_, value)) {
        diagnostics_.add(Code::UnknownNode, *source_, span, {value}, nearest(value, titles_));
      }
    } else if (kind == "flag") {
      if (!library_.has_flag(value)) {
        diagnostics_.add(Code::UnknownFlag, *source_, span, {value}, nearest(value, library_.flag_ids()));
      }
    } else if (kind == "picture") {
      if (library_.drawings.count(value) == 0) {
        const std::vector<std::string> known(library_.drawings.begin(), library_.drawings.end());
        diagnostics_.add(Code::UnknownPicture, *source_, span, {value}, nearest(value, known));
      }
    } else if (kind == "cast" || kind == "thread" || kind == "payee") {
      if (scene_.has_cast && std::find(cast_.begin(), cast_.end(), value) == cast_.end()) {
        diagnostics_.add(Code::UnknownCast, *source_, span, {value}, nearest(value, cast_));
      }
    } else if (value.empty()) {  // text, name, id
      bad(std::string(kind));
    }
  }

  static bool is_amount(std::string_view text) {
    const size_t point = text.find('.');
    if (point == std::string_view::npos) return whole_number(text) >= 0;
    return whole_number(text.substr(0, point)) >= 0 && whole_number(text.substr(point + 1)) >= 0;
  }

  bool allowed_here(const Entry& entry, const std::string& shown, Span span) {
    if (entry.in(node_->part) != Entry::Place::Never) return true;
    diagnostics_.add(Code::MisplacedName, *source_, span, {shown, std::string(part_name()), entry.allowed_parts()});
    return false;
  }

  // ---- headers ----

  void headers() {
    for (const Header& header : node_->node->headers) {
      if (header.key == "title" || header.key == "tags") continue;
      if (header.key == "when" || header.key == "subtitle" || header.key == "tracking") {
        header_of_play(header);
        continue;
      }
      const Entry* entry = library_.vocabulary.find(Entry::Kind::Header, header.key);
      if (!entry) {
        diagnostics_.add(Code::UnknownHeader, *source_, header.key_span, {header.key},
                         nearest(header.key, library_.vocabulary.names(Entry::Kind::Header)));
      } else if (allowed_here(*entry, header.key, header.key_span)) {
        const Span span = header.value.empty() ? header.key_span : header.value_span;
        value(entry->values.front(), header.key, header.value, span);
        if (header.key == "valid_until" && is_date(header.value) && !options_.on_date.empty() &&
            header.value < options_.on_date) {
          diagnostics_.add(Code::Expired, *source_, header.value_span, {header.value});
        }
      }
    }
    for (const Entry& entry : library_.vocabulary.entries()) {
      if (entry.kind == Entry::Kind::Header && entry.in(node_->part) == Entry::Place::Required &&
          !find_header(*node_->node, entry.name)) {
        diagnostics_.add(Code::MissingHeader, *source_, node_->node->span, {entry.name, std::string(part_name())});
      }
    }
  }

  // A header that the language itself knows, for nodes that are played.
  void header_of_play(const Header& header) {
    if (node_->part != PartName::Story && node_->part != PartName::Ending) {
      diagnostics_.add(Code::MisplacedName, *source_, header.key_span,
                       {header.key, std::string(part_name()), "story, ending"});
    } else if (header.key == "tracking") {
      value("always|never", header.key, header.value, header.value.empty() ? header.key_span : header.value_span);
    }
  }

  // ---- lines ----

  void tags(const Line& line, Entry::Kind kind) {
    for (const Tag& tag : line.tags) {
      const std::string name(tag.name());
      if (name == "line" || name == "shadow") continue;
      const Entry* entry = library_.vocabulary.find(kind, name);
      if (!entry) {
        diagnostics_.add(Code::UnknownTag, *source_, tag.span, {name}, nearest(name, library_.vocabulary.names(kind)));
      } else if (allowed_here(*entry, "#" + name, tag.span)) {
        value(entry->values.front(), name, std::string(tag.value()), tag.span);
      }
    }
    for (const Entry& entry : library_.vocabulary.entries()) {
      if (entry.kind == kind && entry.in(node_->part) == Entry::Place::Required && !find_tag(line, entry.name)) {
        diagnostics_.add(Code::MissingTag, *source_, line.text.span, {entry.name});
      }
    }
  }

  void line(const SceneLine& scene_line) {
    const Line& line = *scene_line.line;
    tags(line, scene_line.is_option ? Entry::Kind::OptionTag : Entry::Kind::LineTag);
    if (scene_line.id.empty() && scene_line.shadow_of.empty())
      diagnostics_.add(Code::MissingLineId, *source_, line.text.span);
    speaker(line);
    flags(line);
    if (scene_line.is_option) {
      const Tag* risk = find_tag(line, "risk");
      if (risk && whole_number(risk->value()) >= 2 && !find_tag(line, "lesson")) {
        diagnostics_.add(Code::MissingLesson, *source_, risk->span, {std::string(risk->value())});
      }
    }
  }

  void speaker(const Line& line) {
    if (!scene_.has_cast || node_->part == PartName::Cast) return;
    if (line.speaker) {
      if (std::find(cast_.begin(), cast_.end(), line.speaker->name) != cast_.end()) return;
      diagnostics_.add(Code::UnknownSpeaker, *source_, line.speaker->span, {line.speaker->name},
                       nearest(line.speaker->name, cast_));
      return;
    }
    static constexpr std::string_view wide_colon = "\xef\xbc\x9a";
    const std::string_view text = source_->slice(line.text.span);
    for (const std::string& key : cast_) {
      if (text.substr(0, key.size()) != key || text.substr(key.size(), wide_colon.size()) != wide_colon) continue;
      const auto begin = line.text.span.begin + static_cast<uint32_t>(key.size());
      diagnostics_.add(Code::WideColon, *source_, {begin, begin + static_cast<uint32_t>(wide_colon.size())}, {key});
    }
  }

  void flags(const Line& line) {
    std::vector<std::string> ids;
    for (const Tag& tag : line.tags) {
      if (tag.name() == "flag") ids.emplace_back(tag.value());
    }
    Diagnostics told_already;
    const PlainText plain = read_markup(*source_, line.text, 0, told_already);
    for (const Attribute& mark : plain.attributes) {
      if (mark.name != "flag") {
        diagnostics_.add(Code::UnknownMarkup, *source_, mark.span, {mark.name}, nearest(mark.name, {"flag"}));
      } else if (ids.empty()) {
        diagnostics_.add(Code::MarkedWithoutFlag, *source_, mark.span);
      } else if (mark.value.empty() ? ids.size() > 1 : std::find(ids.begin(), ids.end(), mark.value) == ids.end()) {
        diagnostics_.add(Code::UnclearFlag, *source_, mark.span, {ids.front()});
      }
    }
  }

  // What covers, endings and debriefs must say.
  void part_lines() {
    switch (node_->part) {
      case PartName::Cover:
        count("cover:title", 1, 1);
        count("cover:summary", 1, 1);
        count("cover:what", 1, 3);
        break;
      case PartName::Ending:
        count("debrief:headline", 1, 1);
        count("debrief:text", 1, 3);
        break;
      case PartName::Debrief:
        count("debrief:genuine", 2, 4);
        count("debrief:ask", 3, 3);
        break;
      default: break;
    }
    const bool plain =
        node_->part == PartName::Cover || node_->part == PartName::Cast || node_->part == PartName::Debrief;
    for (const Statement& statement : node_->node->body) {
      if (plain && !std::holds_alternative<Line>(statement.what)) {
        diagnostics_.add(Code::OnlyLinesHere, *source_, statement.span, {std::string(part_name())});
      }
    }
    for (const Entry& entry : library_.vocabulary.entries()) {
      if (entry.kind != Entry::Kind::Command || entry.in(node_->part) != Entry::Place::Required) continue;
      if (!has_command(node_->node->body, entry.name)) {
        diagnostics_.add(Code::EndingWithoutEnd, *source_, node_->node->span, {node_->node->title});
      }
    }
  }

  void count(const std::string& tag, size_t fewest, size_t most) {
    size_t found = 0;
    for (const Statement& statement : node_->node->body) {
      const auto* line = std::get_if<Line>(&statement.what);
      if (!line) continue;
      found += static_cast<size_t>(std::count_if(line->tags.begin(), line->tags.end(),
                                                 [&](const Tag& candidate) { return candidate.text == tag; }));
    }
    if (found >= fewest && found <= most) return;
    const std::string needed =
        fewest == most ? std::to_string(fewest) : std::to_string(fewest) + "-" + std::to_string(most);
    diagnostics_.add(Code::WrongPartLines, *source_, node_->node->span, {tag, needed, std::to_string(found)});
  }

  static bool has_command(const Block& statements, const std::string& name) {
    return std::any_of(statements.begin(), statements.end(), [&](const Statement& statement) {
      if (const auto* command = std::get_if<Command>(&statement.what)) {
        const std::vector<Word> words = words_of(command->text);
        return !words.empty() && words.front().literal() == name;
      }
      if (const auto* branches = std::get_if<If>(&statement.what)) {
        return branches->clauses.back().is_else() &&
               std::all_of(branches->clauses.begin(), branches->clauses.end(),
                           [&](const Clause& clause) { return has_command(clause.body, name); });
      }
      return false;
    });
  }

  // ---- options and commands ----

  void block(const Block& statements) {
    for (const Statement& statement : statements) {
      for_each_block(statement, [&](const Block& inner) { block(inner); });
      if (const auto* group = std::get_if<OptionGroup>(&statement.what)) {
        const size_t count = group->options.size();
        if (group->kind == OptionGroup::Kind::Options && (count < fewest_options || count > most_options)) {
          diagnostics_.add(Code::OptionCount, *source_, group->options.front().span, {std::to_string(count)});
        }
      } else if (const auto* command = std::get_if<Command>(&statement.what)) {
        this->command(*command, statement.span);
      } else if (const auto* jump = std::get_if<Jump>(&statement.what)) {
        const auto target = scene_.node_by_title.find(jump->target);
        if (target == scene_.node_by_title.end()) continue;
        const PartName part = scene_.nodes[target->second].part;
        if (part != PartName::Story && part != PartName::Ending) {
          diagnostics_.add(
              Code::BadValue, *source_, jump->target_span,
              {jump->target, jump->kind == Jump::Kind::Jump ? "jump" : "detour", "part: story, part: ending"});
        }
      }
    }
  }

  void command(const Command& command, Span span) {
    const std::vector<Word> words = words_of(command.text);
    const std::string name = words.front().literal();
    const Entry* entry = library_.vocabulary.find(Entry::Kind::Command, name);
    if (!entry) {
      diagnostics_.add(Code::UnknownCommand, *source_, words.front().span,
                       {std::string(source_->slice(words.front().span))},
                       nearest(name, library_.vocabulary.names(Entry::Kind::Command)));
      return;
    }
    if (!allowed_here(*entry, "<<" + name + ">>", words.front().span)) return;
    std::vector<std::string> kinds = entry->values;
    if (kinds.size() == 1 && kinds[0] == "-") kinds.clear();
    const auto needed = static_cast<size_t>(
        std::count_if(kinds.begin(), kinds.end(), [](const std::string& kind) { return kind.back() != '?'; }));
    const size_t given = words.size() - 1;
    if (given < needed || given > kinds.size()) {
      diagnostics_.add(Code::WrongCommandArguments, *source_, span, {name, std::to_string(given), join(kinds, " ")});
      return;
    }
    for (size_t i = 0; i < given; ++i) {
      const Word& word = words[i + 1];
      std::string kind = kinds[i];
      if (kind.back() == '?') kind.pop_back();
      const bool computed = word.literal().empty();
      if (!computed) value(kind, name, word.literal(), word.span);
      // A picture or an ending must be known when the pack is built; a sum need not.
      if (computed && kind != "amount" && kind != "number" && kind != "text") {
        diagnostics_.add(Code::BadValue, *source_, word.span, {std::string(source_->slice(word.span)), name, kind});
      }
    }
  }

  // ---- translations ----

  void translations() {
    const std::vector<std::string> locales = locales_of(scene_);
    if (!project_.translations) {
      if (options_.whole_scenario && locales.size() > 1) {
        diagnostics_.add_at_file(Code::MissingTranslations, project_.folder + "translations.csv", {join(locales, " ")});
      }
      return;
    }
    const Source& table = *project_.translations;
    std::vector<std::string> needed{"id"};
    needed.insert(needed.end(), locales.begin(), locales.end());
    const Sheet sheet(table, needed, diagnostics_);
    std::map<std::string, size_t, std::less<>> rows;
    for (size_t row = 0; row < sheet.row_count(); ++row) {
      const auto [first, is_new] = rows.try_emplace(std::string(sheet.text(row, "id")), row);
      if (!is_new) {
        diagnostics_.add(Code::RepeatedRow, table, sheet.span(row, "id"),
                         {first->first, std::to_string(table.place(sheet.span(first->second, "id")).line)});
      }
    }
    std::map<std::string, bool, std::less<>> used;
    for (const SceneLine& line : scene_.lines) {
      if (!line.id.empty()) used[line.id] = true;
      if (!line.shadow_of.empty()) continue;
      // A line without an id has no row either.
      const auto row = line.id.empty() ? rows.end() : rows.find(line.id);
      translation(line, table, sheet, row == rows.end() ? sheet.row_count() : row->second, locales);
    }
    for (const auto& [id, row] : rows) {
      if (used.count(id) == 0) diagnostics_.add(Code::OrphanTranslation, table, sheet.span(row, "id"), {id});
    }
  }

  void translation(const SceneLine& scene_line, const Source& table, const Sheet& sheet, size_t row,
                   const std::vector<std::string>& locales) {
    const Line& line = *scene_line.line;
    const Source& source = scene_line.script->source;
    const std::string original = source_text(*scene_line.script, line);
    if (row < sheet.row_count() && sheet.has(locales[0]) && sheet.text(row, locales[0]) != original) {
      diagnostics_.add(Code::StaleTranslation, table, sheet.span(row, locales[0]), {scene_line.id, original});
    }
    for (size_t i = 1; i < locales.size(); ++i) {
      if (!sheet.has(locales[i])) continue;  // told as a missing column
      const std::string cell(sheet.text(row, locales[i]));
      if (cell.empty()) {
        if (row < sheet.row_count()) {
          diagnostics_.add(Code::MissingTranslation, table, sheet.span(row, locales[i]),
                           {scene_line.id, locales[i], table.path()});
        } else {
          diagnostics_.add(Code::MissingTranslation, source, line.text.span, {scene_line.id, locales[i], table.path()});
        }
        continue;
      }
      held_against(cell, scene_line, table, sheet.span(row, locales[i]));
    }
  }

  void held_against(const std::string& cell, const SceneLine& scene_line, const Source& table, Span place) {
    const Line& line = *scene_line.line;
    const Source cell_source(table.path(), cell);
    Diagnostics found;
    const Translation translation = read_translation(cell_source, scene_line.script->source, line, found);
    // The places are those of the cell, which may be quoted and start anywhere; the cell itself is what an author
    // finds.
    for (const Diagnostic& diagnostic : found.list()) {
      diagnostics_.add(diagnostic.code, table, place, diagnostic.arguments, diagnostic.suggestion);
    }
    std::vector<std::string> known;
    for (const Piece& piece : line.text.pieces) {
      if (piece.expression) known.emplace_back(scene_line.script->source.slice(piece.span));
    }
    std::vector<bool> seen(known.size());
    for (size_t i = 0; i < translation.values.size(); ++i) {
      if (translation.values[i]) {
        seen[*translation.values[i]] = true;
      } else {
        diagnostics_.add(Code::TranslationValues, table, place,
                         {std::string(cell_source.slice(translation.value_spans[i])), join(known, " ")});
      }
    }
    for (size_t i = 0; i < known.size(); ++i) {
      if (!seen[i]) diagnostics_.add(Code::TranslationValues, table, place, {known[i], join(known, " ")});
    }
    Diagnostics told_already;
    const PlainText original = read_markup(scene_line.script->source, line.text, 0, told_already);
    const auto count = [](const PlainText& text) {
      return std::count_if(text.attributes.begin(), text.attributes.end(),
                           [](const Attribute& mark) { return mark.name == "flag"; });
    };
    if (count(original) != count(translation.plain)) {
      diagnostics_.add(Code::TranslationMarkup, table, place,
                       {std::to_string(count(original)), std::to_string(count(translation.plain))});
    }
  }

  const Project& project_;
  const Library& library_;
  const CheckOptions& options_;
  Diagnostics& diagnostics_;
  Scene scene_;
  std::vector<std::string> titles_;
  std::vector<std::string> cast_;
  const SceneNode* node_ = nullptr;
  const Source* source_ = nullptr;
};

// Every row has an id of its own, and every cell is filled but those of the `optional` columns.
void complete_rows(const Source& source, const Sheet& sheet, const std::vector<std::string>& optional,
                   Diagnostics& diagnostics) {
  std::map<std::string, size_t> rows;
  for (size_t row = 0; row < sheet.row_count(); ++row) {
    const std::string id(sheet.text(row, "id"));
    const auto [first, is_new] = rows.try_emplace(id, row);
    if (!is_new) {
      diagnostics.add(Code::RepeatedRow, source, sheet.span(row, "id"),
                      {id, std::to_string(source.place(sheet.span(first->second, "id")).line)});
    }
    for (const std::string& column : sheet.column_names()) {
      if (!sheet.text(row, column).empty()) continue;
      if (std::find(optional.begin(), optional.end(), column) != optional.end()) continue;
      diagnostics.add(Code::MissingCell, source, sheet.span(row, column), {id, column});
    }
  }
}

// The placeholders {0}, {1}… of a message.
std::set<std::string> placeholders(std::string_view message) {
  std::set<std::string> found;
  for (size_t at = message.find('{'); at != std::string_view::npos; at = message.find('{', at + 1)) {
    const size_t end = message.find('}', at);
    if (end != std::string_view::npos && whole_number(message.substr(at + 1, end - at - 1)) >= 0) {
      found.emplace(message.substr(at, end - at + 1));
    }
  }
  return found;
}

void same_placeholders(const Source& source, const Sheet& sheet, Diagnostics& diagnostics) {
  if (sheet.column_names().size() < 2) return;
  const std::string& first = sheet.column_names()[1];
  for (size_t row = 0; row < sheet.row_count(); ++row) {
    const std::set<std::string> wanted = placeholders(sheet.text(row, first));
    for (const std::string& column : sheet.column_names()) {
      if (column == "id" || column == "note" || column == first) continue;
      const std::set<std::string> there = placeholders(sheet.text(row, column));
      std::vector<std::string> different;
      std::set_symmetric_difference(wanted.begin(), wanted.end(), there.begin(), there.end(),
                                    std::back_inserter(different));
      for (const std::string& one : different) {
        diagnostics.add(Code::TranslationValues, source, sheet.span(row, column), {one, join(wanted, " ")});
      }
    }
  }
}

// Limits are known by name, and numbers.
void known_limits(const Library& library, Diagnostics& diagnostics) {
  static const std::vector<std::string> kinds{"decisions", "minutes", "reading"};
  for (size_t row = 0; row < library.limits.row_count(); ++row) {
    const std::string kind(library.limits.text(row, "kind"));
    const std::string name(library.limits.text(row, "name"));
    const std::string value(library.limits.text(row, "value"));
    const auto bad = [&](std::string_view column, const std::string& what, const std::string& allowed) {
      diagnostics.add(Code::BadValue, library.limits_source, library.limits.span(row, column),
                      {what, std::string(column), allowed}, nearest(what, split(allowed, ' ')));
    };
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) bad("kind", kind, join(kinds, " "));
    if (kind == "decisions" && name != "longest") bad("name", name, "longest");
    if (kind == "minutes" && name != "percent") bad("name", name, "percent");
    if (kind == "reading" && name.empty()) bad("name", name, "zh-Hans en");
    if (whole_number(value) < 1) bad("value", value, "1000");
  }
}

}  // namespace

void check_scenario(const Project& project, const Library& library, const CheckOptions& options,
                    Diagnostics& diagnostics) {
  Rules(project, library, options, diagnostics).check();
}

void check_library(const Library& library, const std::string& on_date, Diagnostics& diagnostics) {
  complete_rows(library.flags_source, library.flags, {"note"}, diagnostics);
  complete_rows(library.pictures_source, library.pictures, {"note"}, diagnostics);
  complete_rows(library.messages_source, library.messages, {"note"}, diagnostics);
  complete_rows(library.facts_source, library.facts, {"note", "place", "valid_from", "valid_to"}, diagnostics);
  same_placeholders(library.messages_source, library.messages, diagnostics);
  known_limits(library, diagnostics);
  for (const std::string& name : library.drawings) {
    if (!find_row(library.pictures, name)) {
      diagnostics.add(Code::MissingPictureWords, library.pictures_source, {}, {name});
    }
  }
  for (size_t row = 0; row < library.facts.row_count(); ++row) {
    const std::string until(library.facts.text(row, "valid_to"));
    if (!until.empty() && !on_date.empty() && until < on_date) {
      diagnostics.add(Code::Expired, library.facts_source, library.facts.span(row, "valid_to"), {until});
    }
  }
}

void check_unused(const Library& library, const std::vector<std::string>& used_pictures,
                  const std::vector<std::string>& used_flags, Diagnostics& diagnostics) {
  const auto unused = [](const std::vector<std::string>& used, const std::string& name) {
    return std::find(used.begin(), used.end(), name) == used.end();
  };
  for (const std::string& name : library.drawings) {
    const std::optional<size_t> row = find_row(library.pictures, name);
    const Span span = row ? library.pictures.span(*row, "id") : Span{};
    if (unused(used_pictures, name)) diagnostics.add(Code::UnusedPicture, library.pictures_source, span, {name});
  }
  for (size_t row = 0; row < library.flags.row_count(); ++row) {
    const std::string id(library.flags.text(row, "id"));
    if (unused(used_flags, id)) {
      diagnostics.add(Code::UnusedFlag, library.flags_source, library.flags.span(row, "id"), {id});
    }
  }
}

}  // namespace firefly::script
