#include "tools/firefly/tag.h"

#include <algorithm>
#include <cstdio>
#include <vector>

#include "engine/script/scene.h"

namespace firefly::tool {
namespace {

struct Insertion {
  uint32_t at;
  std::string text;
};

// snake_case of a node's title: EndSafe becomes end_safe.
std::string snake(const std::string& title) {
  std::string name;
  for (const char c : title) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital && !name.empty() && name.back() != '_') name += '_';
    name += capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return name;
}

class Tagger {
 public:
  Tagger(const script::Script& script, const std::string& prefix, std::set<std::string>& taken)
      : script_(script), prefix_(prefix), taken_(taken) {}

  std::string run() {
    for (const script::Node& node : script_.nodes) {
      node_ = snake(node.title);
      number_ = 0;
      block(node.body);
    }
    std::string out;
    uint32_t copied = 0;
    for (const Insertion& insertion : insertions_) {
      out += script_.source.slice({copied, insertion.at});
      out += insertion.text;
      copied = insertion.at;
    }
    return out + std::string(script_.source.text().substr(copied));
  }

 private:
  void block(const script::Block& statements) {
    for (const script::Statement& statement : statements) {
      if (const auto* line = std::get_if<script::Line>(&statement.what)) {
        this->line(*line);
      } else if (const auto* group = std::get_if<script::OptionGroup>(&statement.what)) {
        for (const script::Option& option : group->options) {
          this->line(option.line);
          block(option.body);
        }
      } else {
        script::for_each_block(statement, [&](const script::Block& inner) { block(inner); });
      }
    }
  }

  void line(const script::Line& line) {
    ++number_;
    // A shadow has the id of the line that it stands for.
    if (script::find_tag(line, "line") || script::find_tag(line, "shadow") || line.text.pieces.empty()) return;
    std::string id;
    do {
      char digits[16];
      std::snprintf(digits, sizeof(digits), "_%02u", number_);
      id = prefix_ + (prefix_.empty() ? "" : "_") + node_ + digits;
      if (taken_.count(id) != 0) ++number_;
    } while (!taken_.insert(id).second);
    // Behind the last thing of the line, before a comment.
    uint32_t at = std::max(line.text.span.end, line.condition_span.end);
    for (const script::Tag& tag : line.tags) at = std::max(at, tag.span.end);
    insertions_.push_back({at, " #line:" + id});
  }

  const script::Script& script_;
  const std::string& prefix_;
  std::set<std::string>& taken_;
  std::string node_;
  uint32_t number_ = 0;
  std::vector<Insertion> insertions_;
};

}  // namespace

std::string with_line_ids(const script::Script& script, const std::string& prefix, std::set<std::string>& taken) {
  return Tagger(script, prefix, taken).run();
}

}  // namespace firefly::tool
