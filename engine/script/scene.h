#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/script/project.h"

namespace firefly::script {

// A scenario's nodes and lines by name and in order, so that checker and compiler look at the same things.

struct SceneNode {
  const Script* script;
  const Node* node;
  PartName part;
  std::string title;  // its own alone: of a node in a group, with a point and its subtitle or number behind
  size_t group;       // of Scene::groups; no_group where it belongs to none
};
inline constexpr size_t no_group = static_cast<size_t>(-1);

// Nodes of one title, of which one is played when the group is.
struct SceneGroup {
  std::string title;
  std::vector<size_t> nodes;  // of Scene::nodes
};

struct SceneLine {
  const Script* script;
  const Line* line;
  size_t node;  // of Scene::nodes
  bool is_option;
  std::string id;         // as in #line:id, empty where there is none
  std::string shadow_of;  // as in #shadow:id: the line whose text and translations it has
  // The id under which its translations are found.
  const std::string& text_id() const { return shadow_of.empty() ? id : shadow_of; }
};

struct CastEntry {
  const Script* script;
  const Line* line;
  std::string key;
};

struct Scene {
  std::vector<SceneNode> nodes;
  std::vector<SceneGroup> groups;
  std::map<std::string, size_t, std::less<>> node_by_title;   // the first of a title
  std::map<std::string, size_t, std::less<>> group_by_title;  // of groups
  std::vector<SceneLine> lines;                               // node by node, as written
  std::vector<CastEntry> cast;
  bool has_cast = false;
};

Scene survey(const Project& project, Dialect dialect);

// Whether plays can go to a node or group of this title.
bool has_title(const Scene& scene, std::string_view title);
// The titles that plays can go to.
std::vector<std::string> titles_of(const Scene& scene);

// The line that a shadow stands for; nullptr where there is none.
const SceneLine* source_of(const SceneLine& shadow, const Scene& scene);

// The value of a node's header; nullptr where it is not there.
const Header* find_header(const Node& node, std::string_view key);

// The first tag of a name; nullptr where there is none.
const Tag* find_tag(const Line& line, std::string_view name);

// The line's text as written in its script, without the speaker: what a translator sees.
std::string source_text(const Script& script, const Line& line);

// The languages that the Cover declares, source language first; where there is no Cover, the one that is said:
// scenarios are Chinese, other Yarn scripts English.
inline constexpr const char* our_locale = "zh-Hans";
inline constexpr const char* yarn_locale = "en";
std::vector<std::string> locales_of(const Scene& scene, const std::string& otherwise = our_locale);

}  // namespace firefly::script
