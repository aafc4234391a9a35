#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/program/draft.h"
#include "kiosk/app/messages.h"

// Small packs made by hand, so that the app is tested without the compiler and in the browser's build too.

namespace firefly::test {

struct Choice {
  program::Act act = program::Act::Comply;
  uint8_t risk = 0;
  std::string lesson;  // flag id
  std::vector<std::string> tags;
  bool possible = true;
};

// A scenario in one locale (zh-Hans), written node after node.
class Story {
 public:
  explicit Story(std::string name);

  void picture(const std::string& name, const std::string& alt);
  void cast(const std::string& key, const std::string& name, program::Side side);
  void thread(const std::string& key, const std::string& name);
  void platform(const std::string& key, const std::string& name);
  void flag(const std::string& id, const std::string& label, const std::string& why);

  void node(const std::string& title, program::Channel channel = program::Channel::Chat, int8_t stage = 0);
  void ending(const std::string& title);
  void part(const std::string& title, program::Part part);
  void say(const std::string& speaker, const std::string& text, const std::vector<std::string>& tags = {},
           const std::vector<std::string>& flags = {});
  void perform(program::Command command, const std::vector<std::string>& words);
  void option(const std::string& text, const std::string& target, const Choice& choice = {});
  void choose();
  void jump(const std::string& target);
  void detour(const std::string& target);
  void come_back();
  void end(program::Outcome outcome);

  // The pack; plays from `start`.
  std::vector<uint8_t> bytes(const std::string& start);
  program::Pack pack(const std::string& start);

 private:
  uint32_t line(const std::string& text, const std::string& speaker, const std::vector<std::string>& tags);
  void emit(program::Opcode op, uint32_t a = 0, uint16_t b = 0, uint8_t c = 0);

  program::Draft draft_;
  std::map<std::string, uint32_t> cast_;
  std::map<std::string, uint32_t> flags_;
  std::vector<std::pair<size_t, std::string>> jumps_;  // instruction, node
};

// A story that has a little of everything: a stall, a private chat, a group, the trading page, two endings.
std::vector<uint8_t> little_story_bytes();
program::Pack little_story();

// The messages pack of a locale, made from content/messages.csv.
std::vector<uint8_t> messages_bytes(std::string_view locale);
app::Messages messages(std::string_view locale);

// The same of another table of the app's words, such as "content/messages.csv".
std::vector<uint8_t> words_bytes(const std::string& table_path, std::string_view locale);

}  // namespace firefly::test
