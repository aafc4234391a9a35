#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

// Reads the pages that tools/reading writes, which are simple enough for that.

namespace firefly::test {

// Everything between `begin` and the next `end`, each time it occurs.
inline std::vector<std::string> all_between(std::string_view text, std::string_view begin, std::string_view end) {
  std::vector<std::string> found;
  for (size_t at = text.find(begin); at != std::string_view::npos; at = text.find(begin, at)) {
    at += begin.size();
    const size_t stop = text.find(end, at);
    if (stop == std::string_view::npos) break;
    found.emplace_back(text.substr(at, stop - at));
    at = stop;
  }
  return found;
}

inline std::vector<std::string> links_of(std::string_view html) { return all_between(html, "href=\"", "\""); }

// The words of a piece of HTML, its tags left out.
inline std::string words_of(std::string_view html) {
  std::string words;
  bool inside = false;
  for (const char c : html) {
    if (c == '<') inside = true;
    if (!inside) words += c;
    if (c == '>') inside = false;
  }
  for (const auto& [name, character] :
       {std::pair{"&lt;", "<"}, std::pair{"&gt;", ">"}, std::pair{"&quot;", "\""}, std::pair{"&amp;", "&"}}) {
    for (size_t at = words.find(name); at != std::string::npos; at = words.find(name, at + 1)) {
      words.replace(at, std::string_view(name).size(), character);
    }
  }
  return words;
}

// Where a link of a page leads: the path of a file and a fragment.
struct Target {
  std::string path;
  std::string fragment;
  friend bool operator<(const Target& one, const Target& other) {
    return std::tie(one.path, one.fragment) < std::tie(other.path, other.fragment);
  }
};

inline Target target_of(const std::string& page, std::string_view link) {
  Target target;
  const size_t hash = link.find('#');
  if (hash != std::string_view::npos) target.fragment = link.substr(hash + 1);
  std::string_view path = link.substr(0, hash);
  std::string folder = page.substr(0, page.rfind('/') + 1);
  while (path.starts_with("../")) {
    path.remove_prefix(3);
    if (folder.empty()) return {"out of the folder", ""};
    folder.resize(folder.size() - 1);
    folder.resize(folder.rfind('/') + 1);
  }
  target.path = path.empty() ? page : folder + std::string(path);
  return target;
}

// The element with this id, from its tag on to the end of its section; empty where there is none.
inline std::string section_of(std::string_view html, const std::string& id) {
  size_t at = html.find("<section id=" + id + ">");
  if (at == std::string_view::npos) at = html.find("<section id=" + id + " ");
  if (at == std::string_view::npos) return {};
  return std::string(html.substr(at, html.find("</section>", at) - at));
}

}  // namespace firefly::test
