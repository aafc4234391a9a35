#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/program/instruction.h"
#include "engine/program/pack.h"

// A pack before it is one: plain vectors that a compiler fills. `write_pack` lays them out; the same draft always gives
// the same bytes.

namespace firefly::program {

struct DraftChoice {
  Choice::Kind kind = Choice::Kind::Select;
  uint32_t value = 0;
  std::vector<uint32_t> cases;
};

struct DraftText {
  std::string utf8;  // U+FFFC where a slot is
  std::vector<Break> breaks;
  std::vector<Slot> slots;
  std::vector<Mark> marks;
  std::vector<DraftChoice> choices;
  std::vector<DraftText> more_readings;  // from number 1 on; this text itself is number 0
};

// The plural rules of a locale; empty ones know no category but Other.
struct DraftPlurals {
  std::vector<PluralRange> plural;
  std::vector<PluralRange> ordinal;
};

struct DraftNode {
  std::string title;
  Part part = Part::Story;
  Channel channel = Channel::Chat;
  int8_t stage = -1;
  uint32_t first_line = 0;
  uint32_t line_count = 0;
  uint32_t entry = no_index;
  uint32_t visits = no_index;   // memory slot
  uint32_t content = no_index;  // memory slot
};

struct DraftLine {
  std::string id;
  uint32_t speaker = no_index;
  uint32_t node = no_index;
  std::vector<uint32_t> flags;
  std::vector<uint32_t> tags;
  Act act = Act::None;
  uint8_t risk = 0;
  uint32_t lesson = no_index;
  uint16_t value_count = 0;
};

struct DraftCast {
  std::string key;
  uint32_t name_line = no_index;
  uint32_t avatar = no_index;
  Side side = Side::Them;
  bool thread = false;
  bool payee = false;
  bool platform = false;
};

struct DraftFlag {
  std::string id;
  uint32_t label_line = no_index;
  uint32_t why_line = no_index;
};

struct DraftPicture {
  std::string name;
  float width = 0;
  float height = 0;
  std::vector<Shape> shapes;
  std::vector<Point> points;
  uint32_t alt_line = no_index;
};

struct DraftSlot {
  std::string name;
  Type type = Type::Number;
  uint64_t initial = 0;
};

// Where in its scripts a program stands, for whoever speaks to authors about it; this stays out of the pack.
struct SourcePlace {
  uint32_t file = no_index;  // of SourceTable::files
  uint32_t line = 0;         // from 1
};
struct SourceTable {
  std::vector<std::string> files;
  std::vector<SourcePlace> lines;          // one a line of the pack, as far as they stand in a script
  std::vector<SourcePlace> instructions;   // one an instruction
  uint32_t file(const std::string& path);  // its index, added where it is new
};

struct Draft {
  enum class Kind : uint8_t { Scenario, Messages };
  Kind kind = Kind::Scenario;
  std::string name;
  uint32_t version = 1;
  Truth truth = Truth::Scam;
  Audience audience = Audience::All;
  Channel channel = Channel::Chat;
  uint8_t difficulty = 1;
  uint8_t minutes = 1;
  uint32_t start_node = no_index;
  std::string valid_until;
  std::vector<std::string> locales;
  std::vector<DraftPlurals> plurals;  // one a locale, or none at all

  std::vector<DraftNode> nodes;
  std::vector<DraftLine> lines;
  std::vector<DraftCast> cast;
  std::vector<DraftFlag> flags;
  std::vector<DraftPicture> pictures;
  std::vector<std::vector<DraftText>> texts;  // [locale][line]
  std::vector<std::string> symbols;
  std::vector<Instruction> instructions;
  std::vector<double> numbers;
  std::vector<DraftSlot> memory;
  std::vector<HostFunctionShape> host_functions;

  SourceTable sources;

  // The index of a symbol or number, added where it is new.
  uint32_t symbol(const std::string& text);
  uint32_t number(double value);

 private:
  std::map<std::string, uint32_t> symbol_index_;
  std::map<uint64_t, uint32_t> number_index_;
};

// The bytes of the pack.
std::vector<uint8_t> write_pack(const Draft& draft);

}  // namespace firefly::program
