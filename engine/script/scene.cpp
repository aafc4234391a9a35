#include "engine/script/scene.h"

#include <algorithm>

#include "engine/script/words.h"

namespace firefly::script {
namespace {

class Survey {
 public:
  Survey(Scene& scene, Dialect dialect) : scene_(scene), dialect_(dialect) {}

  void look(const Script& script) {
    for (const Node& node : script.nodes) {
      const size_t index = scene_.nodes.size();
      scene_.nodes.push_back({&script, &node, part_of(node), node.title, no_group});
      if (!node.whens.empty()) join_group(scene_.nodes.back(), index);
      scene_.node_by_title.try_emplace(scene_.nodes.back().title, index);
      if (scene_.nodes.back().part == PartName::Cast) scene_.has_cast = true;
      look(node.body, index);
    }
  }

 private:
  void join_group(SceneNode& member, size_t index) {
    const std::string& title = member.node->title;
    const auto [known, is_new] = scene_.group_by_title.try_emplace(title, scene_.groups.size());
    if (is_new) scene_.groups.push_back({title, {}});
    SceneGroup& group = scene_.groups[known->second];
    group.nodes.push_back(index);
    member.group = known->second;
    const Header* subtitle = find_header(*member.node, "subtitle");
    member.title += "." + (subtitle && !subtitle->value.empty() ? subtitle->value : std::to_string(group.nodes.size()));
  }

  PartName part_of(const Node& node) const {
    const Header* part = dialect_ == Dialect::Firefly ? find_header(node, "part") : nullptr;
    if (!part) return PartName::Story;
    const auto named = std::find(part_names.begin(), part_names.end(), part->value);
    return named == part_names.end() ? PartName::Story : static_cast<PartName>(named - part_names.begin());
  }

  void add(const Line& line, size_t node, bool is_option) {
    const auto value = [&](std::string_view name) {
      const Tag* tag = find_tag(line, name);
      return tag ? std::string(tag->value()) : std::string();
    };
    scene_.lines.push_back({scene_.nodes[node].script, &line, node, is_option, value("line"), value("shadow")});
    if (scene_.nodes[node].part == PartName::Cast && line.speaker) {
      scene_.cast.push_back({scene_.nodes[node].script, &line, line.speaker->name});
    }
  }

  void look(const Block& statements, size_t node) {
    for (const Statement& statement : statements) {
      if (const auto* line = std::get_if<Line>(&statement.what)) {
        add(*line, node, false);
      } else if (const auto* group = std::get_if<OptionGroup>(&statement.what)) {
        for (const Option& option : group->options) {
          add(option.line, node, group->kind == OptionGroup::Kind::Options);
          look(option.body, node);
        }
      } else {
        for_each_block(statement, [&](const Block& inner) { look(inner, node); });
      }
    }
  }

  Scene& scene_;
  Dialect dialect_;
};

}  // namespace

Scene survey(const Project& project, Dialect dialect) {
  Scene scene;
  Survey survey(scene, dialect);
  for (const Script& script : project.scripts) survey.look(script);
  return scene;
}

bool has_title(const Scene& scene, std::string_view title) {
  return scene.node_by_title.count(title) != 0 || scene.group_by_title.count(title) != 0;
}

std::vector<std::string> titles_of(const Scene& scene) {
  std::vector<std::string> titles;
  for (const auto& [title, group] : scene.group_by_title) titles.push_back(title);
  for (const auto& [title, node] : scene.node_by_title) {
    if (scene.nodes[node].group == no_group) titles.push_back(title);
  }
  return titles;
}

const SceneLine* source_of(const SceneLine& shadow, const Scene& scene) {
  const auto found = std::find_if(scene.lines.begin(), scene.lines.end(),
                                  [&](const SceneLine& line) { return line.id == shadow.shadow_of; });
  return found == scene.lines.end() || shadow.shadow_of.empty() ? nullptr : &*found;
}

const Header* find_header(const Node& node, std::string_view key) {
  for (const Header& header : node.headers) {
    if (header.key == key) return &header;
  }
  return nullptr;
}

const Tag* find_tag(const Line& line, std::string_view name) {
  for (const Tag& tag : line.tags) {
    if (tag.name() == name) return &tag;
  }
  return nullptr;
}

std::string source_text(const Script& script, const Line& line) {
  Span span = line.text.span;
  if (line.speaker) span.begin = std::min(span.begin + line.speaker->prefix, span.end);
  return std::string(script.source.slice(span));
}

std::vector<std::string> locales_of(const Scene& scene, const std::string& otherwise) {
  for (const SceneNode& node : scene.nodes) {
    const Header* locales = node.part == PartName::Cover ? find_header(*node.node, "locales") : nullptr;
    if (locales && !locales->value.empty()) return split(locales->value, ' ');
  }
  return {otherwise};
}

}  // namespace firefly::script
