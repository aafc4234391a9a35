#include "tests/kiosk/app/story.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "engine/table/csv.h"
#include "tests/source_path.h"

namespace firefly::test {

using program::Channel;
using program::Command;
using program::no_index;
using program::Opcode;
using program::Part;
using program::Side;

namespace {

uint32_t size32(size_t size) { return static_cast<uint32_t>(size); }

// Puts U+FFFC and a slot where the text has {0}.
program::DraftText with_slots(const std::string& text) {
  program::DraftText made;
  for (size_t at = 0; at < text.size(); ++at) {
    const bool slot = text[at] == '{' && at + 2 < text.size() && text[at + 2] == '}';
    if (slot) {
      made.slots.push_back({size32(made.utf8.size()), static_cast<uint32_t>(text[at + 1] - '0')});
      made.utf8 += "\xef\xbf\xbc";
      at += 2;
    } else {
      made.utf8 += text[at];
    }
  }
  return made;
}

}  // namespace

Story::Story(std::string name) {
  draft_.name = std::move(name);
  draft_.version = 7;
  draft_.minutes = 4;
  draft_.locales = {"zh-Hans"};
  draft_.texts.resize(1);
  part("Names", Part::Cast);
}

uint32_t Story::line(const std::string& text, const std::string& speaker, const std::vector<std::string>& tags) {
  program::DraftLine made;
  made.id = draft_.name + "_" + std::to_string(draft_.lines.size());
  made.node = size32(draft_.nodes.size() - 1);
  if (!speaker.empty()) made.speaker = cast_.at(speaker);
  for (const std::string& tag : tags) made.tags.push_back(draft_.symbol(tag));
  draft_.lines.push_back(made);
  draft_.texts[0].push_back(with_slots(text));
  ++draft_.nodes.back().line_count;
  return size32(draft_.lines.size() - 1);
}

void Story::emit(Opcode op, uint32_t a, uint16_t b, uint8_t c) { draft_.instructions.push_back({op, c, b, a}); }

void Story::picture(const std::string& name, const std::string& alt) {
  program::DraftPicture made;
  made.name = name;
  made.width = 48;
  made.height = 48;
  made.alt_line = line(alt, "", {});
  draft_.pictures.push_back(made);
}

void Story::cast(const std::string& key, const std::string& name, Side side) {
  program::DraftCast made;
  made.key = key;
  made.side = side;
  made.name_line = line(name, "", {});
  for (size_t i = 0; i < draft_.pictures.size(); ++i) {
    if (draft_.pictures[i].name == "face") made.avatar = size32(i);
  }
  cast_[key] = size32(draft_.cast.size());
  draft_.cast.push_back(made);
}

void Story::thread(const std::string& key, const std::string& name) {
  cast(key, name, Side::Centre);
  draft_.cast.back().thread = true;
}

void Story::platform(const std::string& key, const std::string& name) {
  cast(key, name, Side::Centre);
  draft_.cast.back().platform = true;
}

void Story::flag(const std::string& id, const std::string& label, const std::string& why) {
  flags_[id] = size32(draft_.flags.size());
  const uint32_t label_line = line(label, "", {});
  const uint32_t why_line = line(why, "", {});
  draft_.flags.push_back({id, label_line, why_line});
}

void Story::node(const std::string& title, Channel channel, int8_t stage) {
  part(title, Part::Story);
  draft_.nodes.back().channel = channel;
  draft_.nodes.back().stage = stage;
  draft_.nodes.back().entry = size32(draft_.instructions.size());
  emit(Opcode::Enter, size32(draft_.nodes.size() - 1));
}

void Story::ending(const std::string& title) {
  node(title);
  draft_.nodes.back().part = Part::Ending;
}

void Story::part(const std::string& title, Part part) {
  program::DraftNode made;
  made.title = title;
  made.part = part;
  made.first_line = size32(draft_.lines.size());
  draft_.nodes.push_back(made);
}

void Story::say(const std::string& speaker, const std::string& text, const std::vector<std::string>& tags,
                const std::vector<std::string>& flags) {
  const uint32_t said = line(text, speaker, tags);
  for (const std::string& flag : flags) draft_.lines[said].flags.push_back(flags_.at(flag));
  const Part part = draft_.nodes.back().part;
  if (part == Part::Story || part == Part::Ending) emit(Opcode::Say, said);
}

void Story::perform(Command command, const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    emit(Opcode::PushString, draft_.symbol(word));
    emit(Opcode::StringValue);
  }
  emit(Opcode::Perform, static_cast<uint32_t>(command), static_cast<uint16_t>(words.size()));
}

void Story::option(const std::string& text, const std::string& target, const Choice& choice) {
  const uint32_t offered = line(text, "", choice.tags);
  program::DraftLine& made = draft_.lines[offered];
  made.act = choice.act;
  made.risk = choice.risk;
  if (!choice.lesson.empty()) made.lesson = flags_.at(choice.lesson);
  emit(Opcode::PushBool, choice.possible ? 1 : 0);
  emit(Opcode::Option, offered, 0, 1);
  // Taken, an option goes on at the jump behind it; offered, it passes that jump by.
  jump(target);
}

void Story::choose() { emit(Opcode::Choose); }

void Story::jump(const std::string& target) {
  jumps_.emplace_back(draft_.instructions.size(), target);
  emit(Opcode::Jump);
}

void Story::detour(const std::string& target) {
  jumps_.emplace_back(draft_.instructions.size(), target);
  emit(Opcode::Detour);
  emit(Opcode::Back, size32(draft_.nodes.size() - 1));
}

void Story::come_back() { emit(Opcode::Return); }

void Story::end(program::Outcome outcome) { emit(Opcode::End, static_cast<uint32_t>(outcome)); }

std::vector<uint8_t> Story::bytes(const std::string& start) {
  const auto index_of = [this](const std::string& title) {
    for (uint32_t i = 0; i < draft_.nodes.size(); ++i) {
      if (draft_.nodes[i].title == title) return i;
    }
    FAIL("no node " << title);
    return no_index;
  };
  for (const auto& [at, target] : jumps_) draft_.instructions[at].a = draft_.nodes[index_of(target)].entry;
  draft_.start_node = index_of(start);
  return program::write_pack(draft_);
}

program::Pack Story::pack(const std::string& start) {
  auto opened = program::Pack::open(bytes(start));
  REQUIRE_MESSAGE(opened, (opened ? std::string() : opened.error().message));
  return std::move(opened).value();
}

namespace {

Story make_little_story() {
  Story story("little");
  story.picture("face", "一张笑脸");
  story.picture("car", "一辆跑车");
  story.cast("Me", "兰姐", Side::Me);
  story.cast("Teacher", "顾老师", Side::Them);
  story.cast("Li", "退休老李", Side::Them);
  story.cast("Shop", "园艺店", Side::Centre);
  story.thread("Group", "学习群");
  story.platform("Platform", "跃鲤通");
  story.flag("sure", "稳赚", "没有稳赚的买卖。");
  story.flag("payee", "收款人不对", "平台是平台，收款是别人。");

  story.part("Cover", Part::Cover);
  story.say("", "小小的演练", {"cover:title"});
  story.say("", "一句话简介", {"cover:summary"});
  story.say("", "会收到几条消息", {"cover:what"});

  story.node("Meet");
  story.perform(Command::Join, {"Teacher"});
  story.say("", "三个月前", {"time"});
  story.say("Teacher", "一天两三个点，稳的。", {}, {"sure"});
  story.option("不加了", "EndSafe", {program::Act::Refuse, 0, "", {}, true});
  story.option("先看看", "Group", {program::Act::Stall, 1, "", {"do"}, true});
  story.option("这条路不通", "EndSafe", {program::Act::Report, 0, "", {"dial"}, false});
  story.choose();

  story.node("Group", Channel::Chat, 1);
  story.perform(Command::Join, {"Group"});
  story.perform(Command::Show, {"car", "Li"});
  story.say("Li", "讲得太好了！", {}, {"sure"});
  story.jump("Page");

  story.node("Page", Channel::Page, 3);
  story.perform(Command::Balance, {"1000"});
  story.say("", "收款方：园艺店", {}, {"payee"});
  story.option("买理财，怎么付给园艺店？", "Answer", {program::Act::Verify, 0, "", {}, true});
  story.option("试试水", "Pay", {program::Act::Comply, 2, "payee", {"do"}, true});
  story.choose();

  story.node("Answer", Channel::Chat, 3);
  story.perform(Command::Join, {"Teacher"});
  story.say("Teacher", "这是绿色通道。");
  story.option("那算了", "EndSafe", {program::Act::Refuse, 0, "", {}, true});
  story.option("行吧", "Pay", {program::Act::Comply, 3, "payee", {}, true});
  story.choose();

  story.node("Pay", Channel::Chat, 4);
  story.perform(Command::Join, {"Teacher"});
  story.perform(Command::Pay, {"12000", "Shop"});
  story.perform(Command::Balance, {"13800.5"});
  story.perform(Command::Receive, {"120"});
  story.say("Teacher", "看，到账了吧？");
  story.say("Me", "真的到了。");
  story.jump("EndLost");

  story.ending("EndSafe");
  story.say("", "没往下走", {"debrief:headline"});
  story.say("", "转身就好。", {"debrief:text"});
  story.end(program::Outcome::Safe);
  story.ending("EndLost");
  story.say("", "钱没了，还有三件事能做", {"debrief:headline"});
  story.end(program::Outcome::Lost);

  story.part("Debrief", Part::Debrief);
  story.say("", "正规的查得到。", {"debrief:genuine"});
  story.say("", "查得到吗？", {"debrief:ask"});
  return story;
}

}  // namespace

std::vector<uint8_t> little_story_bytes() { return make_little_story().bytes("Meet"); }

program::Pack little_story() { return make_little_story().pack("Meet"); }

std::vector<uint8_t> messages_bytes(std::string_view locale) { return words_bytes("content/messages.csv", locale); }

std::vector<uint8_t> words_bytes(const std::string& table_path, std::string_view locale) {
  std::ifstream file(test::source_path(table_path), std::ios::binary);
  std::stringstream contents;
  contents << file.rdbuf();
  auto rows = table::read_csv(contents.str());
  REQUIRE(rows);
  const table::Row& head = rows->front();
  size_t column = 0;
  while (column < head.size() && head[column].text != locale) ++column;
  REQUIRE(column < head.size());

  program::Draft draft;
  draft.kind = program::Draft::Kind::Messages;
  draft.name = "messages";
  draft.locales = {std::string(locale)};
  draft.texts.resize(1);
  for (size_t row = 1; row < rows->size(); ++row) {
    program::DraftLine line;
    line.id = rows.value()[row][0].text;
    draft.lines.push_back(line);
    draft.texts[0].push_back(with_slots(rows.value()[row][column].text));
    draft.lines.back().value_count = static_cast<uint16_t>(draft.texts[0].back().slots.size());
  }
  return program::write_pack(draft);
}

app::Messages messages(std::string_view locale) {
  auto pack = program::Pack::open(messages_bytes(locale));
  REQUIRE_MESSAGE(pack, (pack ? std::string() : pack.error().message));
  auto bound = app::Messages::bind(std::move(pack).value(), locale);
  REQUIRE_MESSAGE(bound, (bound ? std::string() : bound.error().message));
  return std::move(bound).value();
}

}  // namespace firefly::test
