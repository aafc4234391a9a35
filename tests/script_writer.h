#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace firefly::test {

// Writes scripts that are well formed and use every construct of the language, as many hands would: any depth, any
// spaces, empty lines and comments anywhere. The same seed gives the same script. A new construct is one more case in
// `statement`, `value_of_*` or `words`.
class ScriptWriter {
 public:
  explicit ScriptWriter(uint32_t seed) : random_(seed) {}

  std::string script();

 private:
  // Chance.
  size_t pick(size_t count) { return random_() % count; }
  std::string one_of(const std::vector<std::string>& all) { return all[pick(all.size())]; }
  std::string maybe(const std::string& text, size_t one_of) { return pick(one_of) == 0 ? text : std::string(); }
  std::string spaces(size_t fewest) { return std::string(fewest + pick(3), pick(9) == 0 ? '\t' : ' '); }
  std::string empty_lines() { return std::string(pick(4) == 0 ? pick(4) : 0, '\n'); }

  // Nodes.
  std::string node(const std::string& title);
  std::string declarations();

  // Statements, each with its line end. Two groups of options need something between them, so who writes a block must
  // know what was written last.
  enum class Kind : uint8_t { Line, Options, Branches, Other };
  std::string block(const std::string& indent, int depth);
  std::string statement(const std::string& indent, int depth, Kind& kind);
  std::string options(const std::string& indent, int depth);
  std::string branches(const std::string& indent, int depth);
  std::string assignment();
  std::string jump();
  std::string command(const std::string& inner) { return "<<" + spaces(0) + inner + spaces(0) + ">>"; }
  std::string said_line();
  std::string behind_words();

  // Expressions, by their type.
  std::string between(const std::string& left, const std::string& sign, const std::string& right);
  std::string number(int depth);
  std::string truth(int depth);
  std::string text(int depth);
  std::string any_value(int depth);

  std::string words();

  std::mt19937 random_;
  uint32_t ids_ = 0;  // given to lines so far
};

}  // namespace firefly::test
