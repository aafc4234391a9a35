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
      scene_.nodes.push_back({&script, &node, part_of(node)});
      scene_.node_by_title.try_emplace(node.title, index);
      if (scene_.nodes.back().part == PartName::Cast) scene_.has_cast = true;
      look(node.body, index);
    }
  }

 private:
  PartName part_of(const Node& node) const {
    const Header* part = dialect_ == Dialect::Firefly ? find_header(node, "part") : nullptr;
    if (!part) return PartName::Story;
    const auto named = std::find(part_names.begin(), part_names.end(), part->value);
    return named == part_names.end() ? PartName::Story : static_cast<PartName>(named - part_names.begin());
  }

  void add(const Line& line, size_t node, bool is_option) {
    const Tag* id = find_tag(line, "line");
    scene_.lines.push_back({scene_.nodes[node].script, &line, node, is_option, id ? std::string(id->value()) : ""});
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
          add(option.line, node, true);
          look(option.body, node);
        }
      } else if (const auto* branches = std::get_if<If>(&statement.what)) {
        for (const Clause& clause : branches->clauses) look(clause.body, node);
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
