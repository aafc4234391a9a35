#include "engine/program/pack.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstring>
#include <random>
#include <string>

#include "engine/base/checksum.h"
#include "engine/program/draft.h"
#include "engine/program/format.h"
#include "tests/engine/play/tiny_pack.h"

namespace firefly::program {
namespace {

using test::draft_with;
using test::op;

// A draft that has something in every section.
Draft full_draft() {
  Draft draft = draft_with({"你好", "给您 \uFFFC 元", "名字"});
  draft.locales = {"zh-Hans", "en"};
  draft.texts.resize(2);
  draft.texts[1] = draft.texts[0];
  draft.texts[1][0].utf8 = "hello";
  draft.texts[0][0].breaks = {{3}};
  draft.texts[0][0].marks = {{0, 3, 0}};
  draft.texts[1][1].choices = {{Choice::Kind::Plural, 0, {1, 4}}, {Choice::Kind::Select, 0, {draft.symbol("7")}}};
  for (const char* reading : {"one", "many \uFFFC", "seven", "one seven", "many seven"}) {
    DraftText text;
    text.utf8 = reading;
    if (text.utf8.size() > 5 && text.utf8[5] == '\xef') text.slots = {{5, 0}};
    text.breaks = {{3}};
    draft.texts[1][1].more_readings.push_back(text);
  }
  draft.plurals.resize(2);
  draft.plurals[1].plural = {{PluralOperand::N, PluralRange::Then::Category, 0, Plural::One, 0, 1, 1},
                             {PluralOperand::I, PluralRange::Then::Category, 0, Plural::Many, 10, 5, 9}};
  draft.valid_until = "2027-06-30";
  draft.lines[0].tags = {draft.symbol("time"), draft.symbol("flag:secret")};
  draft.lines[0].flags = {0};
  draft.lines[0].speaker = 0;
  draft.lines[1].act = Act::Comply;
  draft.lines[1].risk = 3;
  draft.lines[1].lesson = 0;
  draft.cast.push_back({"Teacher", 2, 0, Side::Them, true, false, true});
  draft.flags.push_back({"secret", 0, 2});
  draft.pictures.push_back({"face", 48, 48, {{0, 3, 0xff0000ff, 0, 0, 1}}, {{0, 0}, {48, 0}, {24, 48}}, 2});
  draft.symbol("$n");
  draft.memory.push_back({"$n", Type::Number, 0});
  const uint32_t sum = draft.number(12.5);
  draft.instructions = {op(Opcode::Enter, 0),    op(Opcode::Say, 0),    op(Opcode::PushNumber, sum),
                        op(Opcode::NumberValue), op(Opcode::Say, 1, 1), op(Opcode::End, 2)};
  return draft;
}

TEST_CASE("what is written is found again, in place") {
  const Pack pack = Pack::open(write_pack(full_draft())).value();
  CHECK(pack.scenario().name == "tiny");
  CHECK(pack.scenario().valid_until == "2027-06-30");
  CHECK(pack.locales().size() == 2);
  CHECK(pack.locale_index("en") == 1);
  CHECK(pack.locale_index("fr") == no_index);
  CHECK(pack.find_node("Start") == 0);
  CHECK(pack.find_node("Nowhere") == no_index);
  CHECK(pack.node(0).line_count == 3);
  CHECK(pack.find_line("名字") == 2);
  CHECK(pack.find_line("nobody") == no_index);
  const Line line = pack.line(0);
  CHECK(line.speaker == 0);
  CHECK(pack.has_tag(line, "time"));
  CHECK_FALSE(pack.has_tag(line, "tim"));
  CHECK(line.flags.size() == 1);
  CHECK(pack.line(1).lesson == 0);
  CHECK(pack.line(1).act == Act::Comply);
  CHECK(pack.text(0, 0).utf8 == "你好");
  CHECK(pack.text(0, 0).breaks.size() == 1);
  CHECK(pack.text(0, 0).marks[0].end == 3);
  CHECK(pack.text(1, 0).utf8 == "hello");
  CHECK(pack.text(1, 0).breaks.empty());
  CHECK(pack.text(0, 1).slots.size() == 1);
  CHECK(pack.cast(0).platform);
  CHECK(pack.find_cast("Teacher") == 0);
  CHECK(pack.flag(0).why_line == 2);
  CHECK(pack.find_picture("face") == 0);
  CHECK(pack.picture(0).points.size() == 3);
}

TEST_CASE("a text with choices is there in each of its readings, and its language's plural rule beside it") {
  const Pack pack = Pack::open(write_pack(full_draft())).value();
  CHECK(pack.reading_count(pack.text(0, 1)) == 1);
  const TextView text = pack.text(1, 1);
  REQUIRE(text.choices.size() == 2);
  CHECK(pack.reading_count(text) == 6);
  CHECK(pack.reading(text, 0).utf8 == text.utf8);
  CHECK(pack.reading(text, 1).utf8 == "one");
  CHECK(pack.reading(text, 2).slots.size() == 1);
  CHECK(pack.reading(text, 5).utf8 == "many seven");
  CHECK(pack.reading(text, 5).choices.empty());
  CHECK(pack.cases(text.choices[0]).size() == 2);
  CHECK(pack.symbol(pack.cases(text.choices[1])[0]) == "7");
  CHECK(pack.plural_rule(1, Choice::Kind::Plural).size() == 2);
  CHECK(pack.plural_rule(1, Choice::Kind::Ordinal).empty());
  CHECK(pack.plural_rule(0, Choice::Kind::Plural).empty());
}

TEST_CASE("a pack whose choices, readings or rules do not agree is refused") {
  const auto refused = [](const auto& change) {
    Draft draft = full_draft();
    change(draft);
    return !Pack::open(write_pack(draft));
  };
  CHECK_FALSE(refused([](Draft&) {}));
  CHECK(refused([](Draft& draft) { draft.texts[1][1].more_readings.pop_back(); }));
  CHECK(refused([](Draft& draft) { draft.texts[1][1].more_readings.push_back({}); }));
  CHECK(refused([](Draft& draft) { draft.texts[1][1].choices[0].value = 1; }));
  CHECK(refused([](Draft& draft) { draft.texts[1][1].choices[0].cases[0] = 5; }));
  CHECK(refused([](Draft& draft) { draft.texts[1][1].choices[1].cases[0] = 1000; }));
  CHECK(refused([](Draft& draft) { draft.texts[1][1].choices[1].kind = static_cast<Choice::Kind>(3); }));
  CHECK(refused([](Draft& draft) { draft.texts[1][1].more_readings[1].slots[0].value = 1; }));
  CHECK(refused([](Draft& draft) { draft.texts[1][1].more_readings[1].breaks[0] = {7}; }));
  CHECK(refused([](Draft& draft) { draft.plurals[1].plural[0].operand = static_cast<PluralOperand>(7); }));
  CHECK(refused([](Draft& draft) { draft.plurals[1].plural[0].category = static_cast<Plural>(6); }));
}

TEST_CASE("the same draft gives the same bytes") { CHECK(write_pack(full_draft()) == write_pack(full_draft())); }

TEST_CASE("a pack cut off anywhere is refused") {
  const std::vector<uint8_t> good = write_pack(full_draft());
  for (size_t size = 0; size < good.size(); ++size) {
    const auto opened = Pack::open({good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)});
    REQUIRE_FALSE(opened);
    REQUIRE(opened.error().message.find("Firefly pack") != std::string::npos);
  }
}

TEST_CASE("a pack with any one bit flipped is refused") {
  const std::vector<uint8_t> good = write_pack(full_draft());
  for (size_t bit = 0; bit < good.size() * 8; ++bit) {
    std::vector<uint8_t> bad = good;
    bad[bit / 8] = static_cast<uint8_t>(bad[bit / 8] ^ (1u << (bit % 8)));
    REQUIRE_FALSE(Pack::open(std::move(bad)));
  }
}

TEST_CASE("foreign files are refused") {
  std::mt19937 random(3);
  for (int round = 0; round < 300; ++round) {
    std::vector<uint8_t> bytes(random() % 3000);
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random());
    if (round % 2 == 0 && bytes.size() > 8) std::memcpy(bytes.data(), format::magic, 8);
    REQUIRE_FALSE(Pack::open(std::move(bytes)));
  }
  const std::string png("\x89PNG\r\n\x1a\n rest of a picture, long enough to look like something");
  CHECK_FALSE(Pack::open({png.begin(), png.end()}));
}

TEST_CASE("a picture without words for those who cannot see it is refused") {
  Draft draft = full_draft();
  draft.pictures[0].alt_line = no_index;
  CHECK_FALSE(Pack::open(write_pack(draft)));
}

TEST_CASE("values out of their order in a text are refused") {
  Draft draft = draft_with({"\uFFFC and \uFFFC"});
  draft.instructions = {op(Opcode::Enter, 0), op(Opcode::End, 0)};
  REQUIRE(Pack::open(write_pack(draft)));
  std::swap(draft.texts[0][0].slots[0], draft.texts[0][0].slots[1]);
  CHECK_FALSE(Pack::open(write_pack(draft)));
  draft.texts[0][0].slots[1] = draft.texts[0][0].slots[0];
  CHECK_FALSE(Pack::open(write_pack(draft)));
}

// The checksum keeps accidents out. A pack that was damaged on purpose has a right one, and must still not make the
// program read out of bounds: it is refused, or opens and can be walked.
TEST_CASE("packs damaged behind a right checksum are refused or harmless") {
  const std::vector<uint8_t> good = write_pack(full_draft());
  std::mt19937 random(9);
  int refused = 0;
  for (int round = 0; round < 4000; ++round) {
    std::vector<uint8_t> bad = good;
    for (size_t hits = 1 + random() % 3; hits > 0; --hits) {
      bad[16 + random() % (bad.size() - 16)] = static_cast<uint8_t>(random());
    }
    const uint64_t sum = base::checksum(std::span<const uint8_t>(bad).subspan(16));
    std::memcpy(bad.data() + 8, &sum, 8);
    const auto opened = Pack::open(std::move(bad));
    if (!opened) {
      ++refused;
      continue;
    }
    const Pack& pack = opened.value();
    size_t seen = pack.scenario().name.size();
    for (uint32_t i = 0; i < pack.node_count(); ++i) seen += pack.node(i).title.size();
    for (uint32_t i = 0; i < pack.line_count(); ++i) {
      for (const uint32_t tag : pack.line(i).tags) seen += pack.symbol(tag).size();
      for (uint32_t locale = 0; locale < pack.locales().size(); ++locale) {
        const TextView text = pack.text(locale, i);
        for (uint32_t number = 0; number < pack.reading_count(text); ++number) {
          const TextView reading = pack.reading(text, number);
          for (const Break& place : reading.breaks) seen += place.offset();
          seen += reading.utf8.size();
        }
        for (const Choice& choice : text.choices) {
          for (const uint32_t one : pack.cases(choice)) {
            seen += choice.kind == Choice::Kind::Select ? pack.symbol(one).size() : one;
          }
        }
        for (const PluralRange& range : pack.plural_rule(locale, Choice::Kind::Plural)) seen += range.low;
      }
    }
    for (uint32_t i = 0; i < pack.picture_count(); ++i) {
      const Picture picture = pack.picture(i);
      for (const Shape& shape : picture.shapes) {
        for (uint32_t k = 0; k < shape.point_count; ++k) seen += picture.points[shape.first_point + k].x > 0;
      }
    }
    CHECK(seen > 0);
  }
  CHECK(refused > 1000);
}

TEST_CASE("a pack of another format is refused politely: who built it, what this program reads, what to do") {
  const auto told = [](uint32_t version) {
    std::vector<uint8_t> bytes = write_pack(full_draft());
    std::memcpy(bytes.data() + offsetof(format::FileHeader, format_version), &version, sizeof(version));
    bytes.resize(sizeof(format::FileHeader));  // how the rest lies is that version's business
    const auto opened = Pack::open(std::move(bytes));
    REQUIRE_FALSE(opened);
    return opened.error().message;
  };
  const std::string ours = std::to_string(format::format_version);
  CHECK(told(format::format_version + 98) ==
        "this Firefly pack was built by a newer Firefly (format version " +
            std::to_string(format::format_version + 98) + ", engine version " + std::to_string(format::engine_version) +
            "); this program reads format version " + ours + ": update the program");
  CHECK(told(0) == "this Firefly pack was built by an older Firefly (format version 0, engine version " +
                       std::to_string(format::engine_version) + "); this program reads format version " + ours +
                       ": build the pack again with it, or download a new one");
}

TEST_CASE("a pack records which engine built it, and one of another engine opens as long as the format is ours") {
  std::vector<uint8_t> bytes = write_pack(full_draft());
  CHECK(Pack::open(bytes).value().engine_version() == format::engine_version);
  format::FileHeader header{};
  std::memcpy(&header, bytes.data(), sizeof(header));
  header.engine_version += 5;
  std::memcpy(bytes.data(), &header, sizeof(header));
  header.checksum = base::checksum(std::span<const uint8_t>(bytes).subspan(format::checked_from));
  std::memcpy(bytes.data(), &header, sizeof(header));
  CHECK(Pack::open(bytes).value().engine_version() == format::engine_version + 5);
}

}  // namespace
}  // namespace firefly::program
