#include "tools/bench/story.h"

#include <algorithm>

namespace firefly::bench {
namespace {

constexpr uint32_t chapter_size = 20;
constexpr uint32_t truths = 8;   // $b0 to $b7
constexpr uint32_t numbers = 4;  // $n0 to $n3

// splitmix64.
class Dice {
 public:
  uint32_t below(uint32_t count) {
    state_ += 0x9e3779b97f4a7c15u;
    uint64_t mixed = state_;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
    return static_cast<uint32_t>((mixed ^ mixed >> 31) % count);
  }

 private:
  uint64_t state_ = 1;
};

std::string number(uint32_t value) { return std::to_string(value); }

class Maker {
 public:
  explicit Maker(uint32_t nodes) : nodes_(nodes) {}

  Story make() {
    begin();
    for (uint32_t node = 0; node < nodes_; ++node) this->node(node);
    endings();
    return std::move(story_);
  }

 private:
  void yarn(const std::string& line) { story_.yarn += line + "\n"; }
  void ink(const std::string& line) { story_.ink += line + "\n"; }

  void begin() {
    yarn(
        "title: Cover\npart: cover\ntruth: scam\nchannel: chat\naudience: all\ndifficulty: 2\nminutes: 9\n"
        "locales: zh-Hans\nstart: Zero\nvalid_until: 2099-12-31\n---\n"
        "made by rule #cover:title #line:made_cover_1\nfor measuring #cover:summary #line:made_cover_2\n"
        "many choices #cover:what #line:made_cover_3\n===\n"
        "title: Cast\npart: cast\n---\nMe: me #side:me #avatar:me #line:made_cast_1\n===\n"
        "title: Debrief\npart: debrief\n---\n"
        "a #debrief:genuine #line:made_debrief_1\nb #debrief:genuine #line:made_debrief_2\n"
        "c #debrief:ask #line:made_debrief_3\nd #debrief:ask #line:made_debrief_4\n"
        "e #debrief:ask #line:made_debrief_5\n===\n"
        "title: Zero\n---");
    for (uint32_t i = 0; i < truths; ++i) {
      yarn("<<declare $b" + number(i) + " = false>>");
      ink("VAR b" + number(i) + " = false");
    }
    for (uint32_t i = 0; i < numbers; ++i) {
      yarn("<<declare $n" + number(i) + " = 0>>");
      ink("VAR n" + number(i) + " = 0");
    }
    yarn("this comes first #flag:guaranteed_return #line:made_zero\n<<jump N0>>\n===");
    ink("-> Zero\n=== Zero ===\nthis comes first\n-> N0");
  }

  std::string words(uint32_t count) {
    static constexpr const char* known[] = {"money", "teacher", "group", "bank", "phone", "daughter", "melon",  "stall",
                                            "gold",  "paper",   "rider", "fee",  "night", "morning",  "friend", "page"};
    std::string out;
    for (uint32_t i = 0; i < count; ++i) out += (i == 0 ? "" : " ") + std::string(known[dice_.below(16)]);
    return out;
  }

  std::string id() { return " #line:made_" + number(next_id_++); }

  // A line in both languages; {n} in yarn is {$n}.
  void line(const std::string& text, const std::string& yarn_value = {}, const std::string& ink_value = {}) {
    yarn(text + yarn_value + id());
    ink(text + ink_value);
  }

  // Where an option of a node leads: on in its chapter, or over to the next.
  std::string target(uint32_t node, uint32_t furthest) {
    const uint32_t chapter_end = (node / chapter_size + 1) * chapter_size;
    const uint32_t to = std::min(node + 1 + dice_.below(furthest), chapter_end);
    if (to < nodes_) return "N" + number(to);
    static constexpr const char* ends[] = {"EndSafe", "EndReported", "EndLost"};
    return ends[dice_.below(3)];
  }

  void option(const std::string& text, const std::string& variable, const std::string& comparison,
              const std::string& change, const std::string& to, bool risky) {
    const std::string condition = variable.empty() ? "" : " <<if $" + variable + comparison + ">>";
    yarn("-> " + text + condition + (risky ? " #act:comply #risk:2 #lesson:guaranteed_return" : " #act:stall #risk:0") +
         id());
    ink("+ " + (variable.empty() ? "" : "{" + variable + comparison + "} ") + "[" + text + "]");
    if (!change.empty()) {
      yarn("    <<set $" + change + ">>");
      ink("    ~ " + change);
    }
    yarn("    <<jump " + to + ">>");
    ink("    -> " + to);
  }

  void node(uint32_t node) {
    const uint32_t chapter = node / chapter_size;
    const std::string own_a = "b" + number(2 + chapter * 2 % 6);
    const std::string own_b = "b" + number(2 + (chapter * 2 + 1) % 6);
    const std::string own_n = "n" + number(1 + chapter % 3);
    yarn("title: N" + number(node) + "\n---");
    ink("=== N" + number(node) + " ===");
    if (node % chapter_size == 0) {
      for (const std::string& own : {own_a, own_b}) {
        yarn("<<set $" + own + " = false>>");
        ink("~ " + own + " = false");
      }
      yarn("<<set $" + own_n + " = 0>>");
      ink("~ " + own_n + " = 0");
    }
    line(words(6) + " " + number(node));
    line(words(3) + " ", "{$" + own_n + "}", "{" + own_n + "}");
    const bool late = node % chapter_size >= chapter_size / 2;
    if (late) {
      static constexpr uint32_t kinds = 4;
      const uint32_t kind = dice_.below(kinds);
      const std::string condition = kind == 0 ? own_a : kind == 1 ? own_b : kind == 2 ? own_n + " >= 1" : "b0";
      const std::string text = words(5);
      yarn("<<if $" + condition + ">>\n    " + text + id() + "\n<<endif>>");
      ink("{" + condition + ": " + text + "}");
    }
    const uint32_t turn = node % 5;
    option(words(2), "", "",
           turn == 0            ? own_a + " = true"
           : !late && turn == 1 ? own_b + " = true"
                                : "",
           target(node, 1), false);
    option(words(2), "", "",
           turn == 2 || turn == 3 ? own_n + " += 1"
           : turn == 4            ? "n0 += 1"
                                  : "",
           target(node, 4), true);
    if (late) {
      option(words(2), dice_.below(2) == 0 ? own_n : "n0", " < 1", node % 7 == 0 ? "b1 = true" : "", target(node, 9),
             false);
    } else if (turn == 3) {
      option(words(2), "", "", "b0 = true", target(node, 4), false);
    }
    yarn("===");
  }

  void endings() {
    const auto ending = [&](const char* title, const char* outcome) {
      yarn(std::string("title: ") + title + "\npart: ending\n---");
      ink(std::string("=== ") + title + " ===");
      story_.yarn += "it is over #debrief:headline" + id() + "\nnow do this #debrief:text" + id() + "\n";
      ink("it is over\nnow do this\n-> END");
      yarn(std::string("<<end ") + outcome + ">>\n===");
    };
    ending("EndSafe", "safe");
    ending("EndReported", "reported");
    ending("EndLost", "lost");
  }

  uint32_t nodes_;
  uint32_t next_id_ = 1;
  Dice dice_;
  Story story_;
};

}  // namespace

Story make_story(uint32_t nodes) { return Maker(nodes).make(); }

}  // namespace firefly::bench
