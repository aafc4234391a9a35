#include "engine/compile/compile.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/compile/code.h"
#include "engine/compile/text_draft.h"
#include "engine/script/command.h"
#include "engine/script/markup.h"
#include "engine/script/scene.h"
#include "engine/script/types.h"
#include "engine/script/words.h"

namespace firefly::compile {
namespace {

using program::no_index;

// The place of a word among the words of an enumeration, as the headers and tags name them; `otherwise` where it is
// none of them.
template <class Enum>
Enum named(std::string_view word, std::initializer_list<std::string_view> words, Enum otherwise) {
  uint8_t value = 0;
  for (const std::string_view known : words) {
    if (known == word) return static_cast<Enum>(value);
    ++value;
  }
  return otherwise;
}

program::Channel channel_named(std::string_view word) {
  return named(word, {"chat", "call", "sms", "page", "face"}, program::Channel::Chat);
}

class Compiler {
 public:
  Compiler(const script::Project& project, const script::Library& library,
           const std::map<std::string, picture::Drawing>& drawings, const Options& options)
      : project_(project), library_(library), drawings_(drawings), options_(options) {}

  base::Result<program::Draft> compile() {
    scene_ = script::survey(project_, options_.dialect);
    draft_.name = project_.name;
    draft_.version = options_.version;
    const bool ours = options_.dialect == script::Dialect::Firefly;
    draft_.locales = script::locales_of(scene_, ours ? script::our_locale : script::yarn_locale);
    if (!ours) draft_.locales.resize(1);
    for (const std::string& locale : draft_.locales) {
      base::Result<Language> language = open_language(locale);
      if (!language) return language.error();
      draft_.plurals.push_back(language->plurals);
      languages_.push_back(std::move(language).value());
    }
    draft_.texts.resize(draft_.locales.size());
    script::Diagnostics told_by_the_checker;
    if (project_.translations) {
      translations_ = script::Sheet(*project_.translations, {"id"}, told_by_the_checker);
      for (size_t row = 0; row < translations_.row_count(); ++row) {
        translation_rows_.try_emplace(std::string(translations_.text(row, "id")), row);
      }
    }

    collect_flags();
    collect_pictures();
    nodes_and_lines();
    cast();
    cover();
    words_of_flags();
    words_of_pictures();

    std::vector<const script::Script*> scripts;
    for (const script::Script& script : project_.scripts) scripts.push_back(&script);
    const script::Types types = script::infer_types(
        scripts, script::surroundings_of(options_.dialect, options_.functions), told_by_the_checker);
    write_code(scene_, types, line_numbers_, options_.dialect, draft_);
    return std::move(draft_);
  }

 private:
  uint32_t line_count() const { return static_cast<uint32_t>(draft_.lines.size()); }

  void collect_flags() {
    if (options_.dialect == script::Dialect::Yarn) return;
    for (const script::SceneLine& line : scene_.lines) {
      for (const script::Tag& tag : line.line->tags) {
        if (tag.name() != "flag" && tag.name() != "lesson") continue;
        const std::string id(tag.value());
        if (flags_.count(id) != 0) continue;
        flags_[id] = static_cast<uint32_t>(draft_.flags.size());
        draft_.flags.push_back({id, no_index, no_index});
      }
    }
  }

  void collect_pictures() {
    for (const std::string& name : pictures_of(project_)) {
      const auto drawing = drawings_.find(name);
      if (drawing == drawings_.end()) continue;
      picture_numbers_[name] = static_cast<uint32_t>(draft_.pictures.size());
      draft_.pictures.push_back({name, drawing->second.width, drawing->second.height, drawing->second.shapes,
                                 drawing->second.points, no_index});
    }
  }

  void nodes_and_lines() {
    for (size_t i = 0; i < scene_.cast.size(); ++i) {
      cast_numbers_.try_emplace(scene_.cast[i].key, static_cast<uint32_t>(i));
    }
    for (const script::SceneNode& scene_node : scene_.nodes) {
      program::DraftNode node;
      node.title = scene_node.title;
      node.part = named(script::part_names[static_cast<size_t>(scene_node.part)],
                        {"story", "cover", "cast", "ending", "debrief"}, program::Part::Story);
      const bool ours = options_.dialect == script::Dialect::Firefly;  // elsewhere headers mean what they like
      const script::Header* channel = ours ? script::find_header(*scene_node.node, "channel") : nullptr;
      if (channel) node.channel = channel_named(channel->value);
      const script::Header* stage = ours ? script::find_header(*scene_node.node, "stage") : nullptr;
      if (stage) node.stage = static_cast<int8_t>(script::whole_number(stage->value));
      draft_.nodes.push_back(std::move(node));
    }
    // A group is a node of its own, which leads to the others and looks like the first of them.
    for (const script::SceneGroup& group : scene_.groups) {
      program::DraftNode node = draft_.nodes[group.nodes.front()];
      node.title = group.title;
      draft_.nodes.push_back(std::move(node));
    }
    // The scene's lines come node by node, so each node's lines are one stretch.
    for (const script::SceneLine& line : scene_.lines) {
      program::DraftNode& node = draft_.nodes[line.node];
      if (node.line_count++ == 0) node.first_line = line_count();
      line_numbers_[line.line] = line_count();
      add_line(line);
    }
  }

  void add_line(const script::SceneLine& scene_line) {
    const script::Line& line = *scene_line.line;
    program::DraftLine draft;
    draft.node = static_cast<uint32_t>(scene_line.node);
    draft.id = scene_line.id;
    if (draft.id.empty()) {
      const program::DraftNode& node = draft_.nodes[scene_line.node];
      draft.id = node.title + ":" + std::to_string(node.line_count);
    }
    uint32_t prefix = 0;
    if (scene_.has_cast && line.speaker) {
      const auto speaker = cast_numbers_.find(line.speaker->name);
      if (speaker != cast_numbers_.end()) {
        draft.speaker = speaker->second;
        prefix = line.speaker->prefix;
      }
    }
    draft.value_count =
        static_cast<uint16_t>(std::count_if(line.text.pieces.begin(), line.text.pieces.end(),
                                            [](const script::Piece& piece) { return piece.expression.has_value(); }));
    for (const script::Tag& tag : line.tags) {
      if (tag.name() == "line") continue;  // that is the id
      draft.tags.push_back(draft_.symbol(tag.text));
      if (options_.dialect == script::Dialect::Yarn) continue;
      if (tag.name() == "flag") draft.flags.push_back(flags_.at(std::string(tag.value())));
      if (tag.name() == "lesson") draft.lesson = flags_.at(std::string(tag.value()));
      if (tag.name() == "act") {
        draft.act =
            named(tag.value(), {"", "verify", "refuse", "stall", "comply", "leak", "report"}, program::Act::None);
      }
      if (tag.name() == "risk") draft.risk = static_cast<uint8_t>(script::whole_number(tag.value()));
    }
    const script::Source& source = scene_line.script->source;
    draft_.texts[0].push_back(drafter_.line(source, line, prefix, languages_[0]));
    const auto row = translation_rows_.find(scene_line.text_id());
    for (size_t locale = 1; locale < draft_.locales.size(); ++locale) {
      const std::string_view cell =
          row == translation_rows_.end() ? std::string_view() : translations_.text(row->second, draft_.locales[locale]);
      draft_.texts[locale].push_back(drafter_.translation(cell, source, line, languages_[locale]));
    }
    draft_.lines.push_back(std::move(draft));
    draft_.sources.lines.push_back({draft_.sources.file(source.path()), source.line_of(line.text.span.begin) + 1});
  }

  void cast() {
    for (const script::CastEntry& entry : scene_.cast) {
      program::DraftCast member;
      member.key = entry.key;
      member.name_line = line_numbers_.at(entry.line);
      for (const script::Tag& tag : entry.line->tags) {
        if (tag.name() == "avatar") member.avatar = picture_number(tag.value());
        if (tag.name() == "side") member.side = named(tag.value(), {"them", "me", "centre"}, program::Side::Them);
        if (tag.name() == "thread") member.thread = true;
        if (tag.name() == "payee") member.payee = true;
        if (tag.name() == "platform") member.platform = true;
      }
      draft_.cast.push_back(std::move(member));
    }
  }

  uint32_t picture_number(std::string_view name) const {
    const auto found = picture_numbers_.find(name);
    return found == picture_numbers_.end() ? no_index : found->second;
  }

  void cover() {
    std::string start = "Start";
    for (const script::SceneNode& scene_node : scene_.nodes) {
      // Our scenarios can be played as plain Yarn too, and then begin at the same place.
      const script::Header* first = script::find_header(*scene_node.node, "start");
      if (first && !script::has_title(scene_, "Start")) start = first->value;
      if (scene_node.part != script::PartName::Cover) continue;
      const auto value = [&](std::string_view key) -> std::string_view {
        const script::Header* header = script::find_header(*scene_node.node, key);
        return header ? std::string_view(header->value) : std::string_view();
      };
      draft_.truth = named(value("truth"), {"scam", "genuine"}, program::Truth::Scam);
      draft_.audience = named(value("audience"), {"all", "adult"}, program::Audience::All);
      draft_.channel = channel_named(value("channel"));
      draft_.difficulty = static_cast<uint8_t>(std::max<int64_t>(script::whole_number(value("difficulty")), 1));
      draft_.minutes = static_cast<uint8_t>(std::max<int64_t>(script::whole_number(value("minutes")), 1));
      draft_.valid_until = value("valid_until");
      if (!value("start").empty()) start = value("start");
    }
    const auto is_story = [](const program::DraftNode& node) { return node.part == program::Part::Story; };
    const auto group = scene_.group_by_title.find(start);
    const auto found = scene_.node_by_title.find(start);
    const auto first = std::find_if(draft_.nodes.begin(), draft_.nodes.end(), is_story);
    if (group != scene_.group_by_title.end()) {
      draft_.start_node = static_cast<uint32_t>(scene_.nodes.size() + group->second);
    } else if (found != scene_.node_by_title.end() && is_story(draft_.nodes[found->second])) {
      draft_.start_node = static_cast<uint32_t>(found->second);
    } else if (first != draft_.nodes.end()) {
      draft_.start_node = static_cast<uint32_t>(first - draft_.nodes.begin());
    }
  }

  // A line of no node, its text by locale from the columns of a shared table.
  uint32_t add_shared_line(const std::string& id, const script::Sheet& sheet, size_t row, const std::string& suffix) {
    program::DraftLine line;
    line.id = id;
    for (size_t locale = 0; locale < draft_.locales.size(); ++locale) {
      draft_.texts[locale].push_back(draft_plain(sheet.text(row, draft_.locales[locale] + suffix), languages_[locale]));
    }
    draft_.lines.push_back(std::move(line));
    return line_count() - 1;
  }

  void words_of_flags() {
    for (program::DraftFlag& flag : draft_.flags) {
      const size_t row = script::find_row(library_.flags, flag.id).value_or(library_.flags.row_count());
      flag.label_line = add_shared_line("flag:" + flag.id, library_.flags, row, "");
      flag.why_line = add_shared_line("why:" + flag.id, library_.flags, row, "-why");
    }
  }

  void words_of_pictures() {
    for (program::DraftPicture& picture : draft_.pictures) {
      const size_t row = script::find_row(library_.pictures, picture.name).value_or(library_.pictures.row_count());
      picture.alt_line = add_shared_line("picture:" + picture.name, library_.pictures, row, "");
    }
  }

  const script::Project& project_;
  const script::Library& library_;
  const std::map<std::string, picture::Drawing>& drawings_;
  const Options& options_;
  script::Scene scene_;
  script::Sheet translations_;
  std::map<std::string, size_t, std::less<>> translation_rows_;  // by line id
  std::vector<Language> languages_;
  program::Draft draft_;
  FlagNumbers flags_;
  TextDrafter drafter_{flags_, draft_};
  std::map<std::string, uint32_t, std::less<>> cast_numbers_;
  std::map<std::string, uint32_t, std::less<>> picture_numbers_;
  std::map<const script::Line*, uint32_t> line_numbers_;
};

void find_shown(const script::Block& statements, std::set<std::string>& names) {
  for (const script::Statement& statement : statements) {
    script::for_each_block(statement, [&](const script::Block& inner) { find_shown(inner, names); });
    if (const auto* command = std::get_if<script::Command>(&statement.what)) {
      const std::vector<script::Word> words = script::words_of(command->text);
      if (words.size() > 1 && words[0].literal() == "show") names.insert(words[1].literal());
    }
  }
}

}  // namespace

std::vector<std::string> pictures_of(const script::Project& project) {
  const script::Scene scene = script::survey(project, script::Dialect::Firefly);
  std::set<std::string> names;
  for (const script::CastEntry& entry : scene.cast) {
    if (const script::Tag* avatar = script::find_tag(*entry.line, "avatar")) names.emplace(avatar->value());
  }
  for (const script::SceneNode& node : scene.nodes) find_shown(node.node->body, names);
  names.erase("");
  return {names.begin(), names.end()};
}

base::Result<program::Draft> compile_scenario(const script::Project& project, const script::Library& library,
                                              const std::map<std::string, picture::Drawing>& drawings,
                                              const Options& options) {
  return Compiler(project, library, drawings, options).compile();
}

base::Result<program::Draft> compile_messages(const script::Sheet& messages, const std::string& locale) {
  const base::Result<Language> language = open_language(locale);
  if (!language) return language.error();
  program::Draft draft;
  draft.kind = program::Draft::Kind::Messages;
  draft.name = "messages";
  draft.locales = {locale};
  draft.texts.resize(1);
  for (size_t row = 0; row < messages.row_count(); ++row) {
    program::DraftLine line;
    line.id = messages.text(row, "id");
    program::DraftText text;
    const std::string_view cell = messages.text(row, locale);
    for (size_t i = 0; i < cell.size(); ++i) {
      const bool slot = cell[i] == '{' && i + 2 < cell.size() && cell[i + 2] == '}' &&
                        script::whole_number(cell.substr(i + 1, 1)) >= 0;
      if (!slot) {
        text.utf8 += cell[i];
        continue;
      }
      const auto value = static_cast<uint32_t>(cell[i + 1] - '0');
      text.slots.push_back({static_cast<uint32_t>(text.utf8.size()), value});
      text.utf8 += script::value_mark;
      line.value_count = std::max<uint16_t>(line.value_count, static_cast<uint16_t>(value + 1));
      i += 2;
    }
    text.breaks = language->breaker.find(text.utf8);
    draft.lines.push_back(std::move(line));
    draft.texts[0].push_back(std::move(text));
  }
  return draft;
}

}  // namespace firefly::compile
