#pragma once

#include <cstdint>

#include "engine/program/instruction.h"
#include "engine/program/pack.h"

// How a pack lies in its file, for its writer (draft.cpp) and its reader (pack.cpp) alone. All numbers are
// little-endian. A FileHeader, then one SectionPlace a section in the order of `Section`, then the sections, each
// beginning at a multiple of 8 bytes; every section is a flat table of one fixed-size record or of bytes.

namespace firefly::program::format {

inline constexpr uint8_t magic[8] = {0x89, 'F', 'F', 'P', '\r', '\n', 0x1a, '\n'};
inline constexpr uint32_t format_version = 3;
inline constexpr uint32_t engine_version = 2;  // rises whenever packs are built otherwise than before

struct FileHeader {
  uint8_t magic[8];
  uint64_t checksum;  // of everything behind this field
  uint32_t format_version;
  uint32_t engine_version;
  uint32_t file_size;
  uint32_t section_count;
};
static_assert(sizeof(FileHeader) == 32);
inline constexpr uint32_t checked_from = 16;

struct SectionPlace {
  uint32_t offset;
  uint32_t count;  // records
};

enum class Section : uint32_t {
  Manifest,
  Locales,
  Strings,
  Symbols,
  Nodes,
  NodesByTitle,
  Lines,
  LinesById,
  Indices,
  Cast,
  Flags,
  Pictures,
  Shapes,
  Points,
  Texts,
  TextBytes,
  Breaks,
  Slots,
  Marks,
  Choices,
  Cases,
  PluralRanges,
  Instructions,
  Numbers,
  Memory,
  HostFunctions,
  Count
};
inline constexpr uint32_t section_count = static_cast<uint32_t>(Section::Count);

enum class Kind : uint32_t { Scenario, Messages };

struct StringRef {  // into Strings
  uint32_t offset;
  uint32_t size;
};

struct Range {
  uint32_t first;
  uint32_t count;
};

struct ManifestRecord {
  Kind kind;
  uint32_t version;
  StringRef name;
  StringRef valid_until;
  uint8_t truth;
  uint8_t audience;
  uint8_t channel;
  uint8_t difficulty;
  uint8_t minutes;
  uint8_t unused[3];
  uint32_t start_node;
  uint32_t string_slots;  // memory slots that hold strings
};

struct LocaleRecord {
  StringRef name;
  Range plural;   // of PluralRanges
  Range ordinal;  // of PluralRanges
};

struct NodeRecord {
  StringRef title;
  Range lines;
  uint32_t entry;    // instruction, or no_index for a node that is not played
  uint32_t visits;   // memory slot, or no_index
  uint32_t content;  // memory slot, or no_index
  uint8_t part;
  uint8_t channel;
  int8_t stage;
  uint8_t unused;
};

struct LineRecord {
  StringRef id;
  uint32_t speaker;
  uint32_t node;
  Range flags;  // of Indices
  Range tags;   // of Indices
  uint32_t lesson;
  uint8_t act;
  uint8_t risk;
  uint16_t value_count;
};

struct CastRecord {
  StringRef key;
  uint32_t name_line;
  uint32_t avatar;
  uint8_t side;
  uint8_t thread;
  uint8_t payee;
  uint8_t platform;
};

struct FlagRecord {
  StringRef id;
  uint32_t label_line;
  uint32_t why_line;
};

struct PictureRecord {
  StringRef name;
  float width;
  float height;
  Range shapes;
  Range points;
  uint32_t alt_line;
  uint32_t unused;
};

// The text of a line ends where that of the next record begins; locale by locale, then the other readings of texts with
// choices in the same order, and one record more at the end.
struct TextRecord {
  uint32_t bytes;
  uint32_t breaks;
  uint32_t slots;
  uint32_t marks;
  uint32_t choices;
};

}  // namespace firefly::program::format
