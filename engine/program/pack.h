#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/program/instruction.h"
#include "engine/program/plural.h"

// A pack is one scenario (or one language's messages of the app) as it travels: instructions, lines, texts of every
// locale with their line breaks, pictures. `engine/compile` writes it, `Pack::open` checks it once (magic, format
// version, sizes, checksum, every index in bounds), and from then on it is used in place: nothing is parsed, nothing
// is copied, and a Session keeps only indices into it.

namespace firefly::program {

inline constexpr uint32_t no_index = 0xffffffffu;

// Where a line of text may be broken: before the byte `offset`; bit 31 set where it must be.
struct Break {
  uint32_t offset_and_must;
  uint32_t offset() const { return offset_and_must & 0x7fffffffu; }
  bool must() const { return (offset_and_must >> 31) != 0; }
};

// The three bytes of U+FFFC at `offset` stand for the substituted value number `value`. Breaks and marks count them, so
// that there may be a break before the value, after it, or both.
struct Slot {
  uint32_t offset;
  uint32_t value;
};

// Bytes [begin, end) of the text are the words that `flag` (an index for Pack::flag) points at.
struct Mark {
  uint32_t begin;
  uint32_t end;
  uint32_t flag;
};

// What a text's words depend on: which of the cases its value is, by its words or by its plural category; or none of
// them, which is the case number 0 and is called `other`.
struct Choice {
  enum class Kind : uint32_t { Select, Plural, Ordinal };
  Kind kind;
  uint32_t value;  // the number of the value that decides
  uint32_t first_case;
  uint32_t case_count;     // without `other`
  uint32_t more_readings;  // where the text's readings but the first begin
};

// The text of one line in one locale, as the pack holds it. Empty utf8 where the locale has no such line. A text with
// choices lies in the pack once for each way to read it, whole and with its own breaks; this is the one where every
// choice falls on `other`.
struct TextView {
  std::string_view utf8;
  std::span<const Break> breaks;
  std::span<const Slot> slots;
  std::span<const Mark> marks;
  std::span<const Choice> choices = {};
};

enum class Part : uint8_t { Story, Cover, Cast, Ending, Debrief };
enum class Channel : uint8_t { Chat, Call, Sms, Page, Face };
enum class Truth : uint8_t { Scam, Genuine };
enum class Audience : uint8_t { All, Adult };
enum class Act : uint8_t { None, Verify, Refuse, Stall, Comply, Leak, Report };
enum class Side : uint8_t { Them, Me, Centre };
enum class Outcome : uint8_t { None, Safe, Lost, Reported };

// The commands the program knows by themselves; any other has Command::Other and its text.
enum class Command : uint8_t { Other, Pay, Receive, Balance, Show, Join, End };

// What the scenario says of itself (headers of its Cover).
struct Scenario {
  std::string_view name;  // the folder's name
  uint32_t version;       // rises with every published build
  Truth truth;
  Audience audience;
  Channel channel;
  uint8_t difficulty;  // 1 to 3
  uint8_t minutes;
  uint32_t start_node;
  std::string_view valid_until;  // YYYY-MM-DD or empty
};

struct Node {
  std::string_view title;
  Part part;
  Channel channel;
  int8_t stage;         // 0 to 9, or -1
  uint32_t first_line;  // the node's lines (options too) are [first_line, first_line + line_count)
  uint32_t line_count;
};

// A line or an option.
struct Line {
  std::string_view id;  // as in #line:id
  uint32_t speaker;     // index for Pack::cast, no_index for narration
  uint32_t node;
  std::span<const uint32_t> flags;  // 破绽 of this line, indices for Pack::flag
  std::span<const uint32_t> tags;   // indices for Pack::symbol: every tag but #line as written, without #
  Act act;                          // options only
  uint8_t risk;                     // options only, 0 to 3
  uint32_t lesson;                  // options only: index for Pack::flag or no_index
};

// Somebody (or a conversation, a payee, a platform) who appears; the displayed name is the text of `name_line`.
struct CastMember {
  std::string_view key;
  uint32_t name_line;
  uint32_t avatar;  // index for Pack::picture or no_index
  Side side;
  bool thread;
  bool payee;
  bool platform;
};

// A 破绽 with its short label and why it gives a scam away, both lines of this pack.
struct Flag {
  std::string_view id;
  uint32_t label_line;
  uint32_t why_line;
};

// A vector picture: closed or open polygons in painting order, coordinates from 0 to `width`/`height`.
struct Shape {
  uint32_t first_point;  // index into Picture::points, counted in points
  uint32_t point_count;
  uint32_t fill_rgba;    // 0 alpha: not filled
  uint32_t stroke_rgba;  // 0 alpha: not stroked
  float stroke_width;
  uint32_t closed;
};
struct Point {
  float x;
  float y;
};
struct Picture {
  std::string_view name;
  float width;
  float height;
  std::span<const Shape> shapes;
  std::span<const Point> points;
  uint32_t alt_line;  // what it shows, in words
};

// What a Session walks, in place.
struct Code {
  std::span<const Instruction> instructions;
  std::span<const double> numbers;
  std::span<const MemorySlot> memory;
  std::span<const HostFunctionShape> host_functions;
  uint32_t string_slots;  // how many of `memory` hold strings
};

class Pack {
 public:
  // Checks the bytes and takes them over; the error says what is wrong with them and what to do. A pack of another
  // format version is refused as that, whatever else may be in it; another engine version is none of a reader's
  // business.
  static base::Result<Pack> open(std::vector<uint8_t> bytes);

  const Scenario& scenario() const;
  std::span<const std::string_view> locales() const;     // BCP 47, source locale first
  uint32_t locale_index(std::string_view locale) const;  // no_index where it is not there

  uint32_t node_count() const;
  Node node(uint32_t index) const;
  uint32_t find_node(std::string_view title) const;  // no_index where there is none
  uint32_t line_count() const;
  Line line(uint32_t index) const;
  uint32_t find_line(std::string_view id) const;  // by #line: id; for the app's messages, by message id
  TextView text(uint32_t locale, uint32_t line) const;
  // How often a text lies in the pack, and one of its readings. The number of a reading is that of the first choice's
  // case, plus that of the second times the cases of the first, and so on.
  uint32_t reading_count(const TextView& text) const;
  TextView reading(const TextView& text, uint32_t number) const;
  std::span<const uint32_t> cases(const Choice& choice) const;  // symbols in small letters, or Plural; from number 1 on
  std::span<const PluralRange> plural_rule(uint32_t locale, Choice::Kind kind) const;
  uint32_t cast_count() const;
  CastMember cast(uint32_t index) const;
  uint32_t find_cast(std::string_view key) const;
  uint32_t flag_count() const;
  Flag flag(uint32_t index) const;
  uint32_t picture_count() const;
  Picture picture(uint32_t index) const;
  uint32_t find_picture(std::string_view name) const;
  uint32_t symbol_count() const;
  std::string_view symbol(uint32_t index) const;
  bool has_tag(const Line& line, std::string_view tag) const;  // the tag as written, without #

  const Code& code() const;                // empty for messages
  uint32_t entry_of(uint32_t node) const;  // its first instruction; no_index where it is not played
  // Memory slots of a node: how often it was visited, and, of a group, whether any of its nodes would be played (as
  // HasContent finds it); no_index where nobody asks.
  uint32_t visits_of(uint32_t node) const;
  uint32_t content_of(uint32_t node) const;
  uint32_t engine_version() const;  // of the compiler that built it
  uint64_t checksum() const;        // tells this very pack from any other

 private:
  struct Sections;  // defined by engine/program/pack.cpp
  std::shared_ptr<const Sections> sections_;
};

}  // namespace firefly::program
