#include "engine/program/draft.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <string_view>

#include "engine/base/bytes.h"
#include "engine/base/check.h"
#include "engine/base/checksum.h"
#include "engine/program/format.h"

namespace firefly::program {
namespace {

using namespace format;

uint32_t size32(size_t size) {
  FIREFLY_CHECK(size < 0x7fffffff);
  return static_cast<uint32_t>(size);
}

class Writer {
 public:
  explicit Writer(const Draft& draft) : draft_(draft) {}

  std::vector<uint8_t> write() {
    section(Section::Manifest, std::vector<ManifestRecord>{manifest()});
    locales();
    std::vector<StringRef> symbols;
    for (const std::string& symbol : draft_.symbols) symbols.push_back(keep(symbol));
    section(Section::Symbols, symbols);
    nodes();
    lines();
    cast_and_flags();
    pictures();
    texts();
    section(Section::Indices, indices_);
    section(Section::Instructions, draft_.instructions);
    section(Section::Numbers, draft_.numbers);
    section(Section::HostFunctions, draft_.host_functions);
    memory();
    section(Section::Strings, std::vector<char>(strings_.begin(), strings_.end()));
    return assemble();
  }

 private:
  template <class Record>
  void section(Section section, const std::vector<Record>& records) {
    const auto at = static_cast<size_t>(section);
    counts_[at] = size32(records.size());
    bodies_[at].resize(records.size() * sizeof(Record));
    if (!records.empty()) std::memcpy(bodies_[at].data(), records.data(), bodies_[at].size());
  }

  StringRef keep(const std::string& text) {
    const auto [known, is_new] = kept_.try_emplace(text, StringRef{size32(strings_.size()), size32(text.size())});
    if (is_new) strings_ += text;
    return known->second;
  }

  Range keep(const std::vector<uint32_t>& indices) {
    const Range range{size32(indices_.size()), size32(indices.size())};
    indices_.insert(indices_.end(), indices.begin(), indices.end());
    return range;
  }

  ManifestRecord manifest() {
    ManifestRecord record{};
    record.kind = draft_.kind == Draft::Kind::Scenario ? Kind::Scenario : Kind::Messages;
    record.version = draft_.version;
    record.name = keep(draft_.name);
    record.valid_until = keep(draft_.valid_until);
    record.truth = static_cast<uint8_t>(draft_.truth);
    record.audience = static_cast<uint8_t>(draft_.audience);
    record.channel = static_cast<uint8_t>(draft_.channel);
    record.difficulty = draft_.difficulty;
    record.minutes = draft_.minutes;
    record.start_node = draft_.start_node;
    record.string_slots = size32(static_cast<size_t>(std::count_if(
        draft_.memory.begin(), draft_.memory.end(), [](const DraftSlot& slot) { return slot.type == Type::String; })));
    return record;
  }

  // The indices of `named`, ordered by name, so that names are found by halving.
  template <class Named>
  static std::vector<uint32_t> ordered(const std::vector<Named>& named, std::string Named::*name) {
    std::vector<uint32_t> order(named.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t a, uint32_t b) { return named[a].*name < named[b].*name; });
    return order;
  }

  void locales() {
    FIREFLY_CHECK(draft_.plurals.empty() || draft_.plurals.size() == draft_.locales.size());
    std::vector<LocaleRecord> records;
    std::vector<PluralRange> ranges;
    const auto rule = [&](const std::vector<PluralRange>& of) {
      const Range range{size32(ranges.size()), size32(of.size())};
      ranges.insert(ranges.end(), of.begin(), of.end());
      return range;
    };
    for (size_t i = 0; i < draft_.locales.size(); ++i) {
      LocaleRecord record{keep(draft_.locales[i]), {}, {}};
      if (!draft_.plurals.empty()) {
        record.plural = rule(draft_.plurals[i].plural);
        record.ordinal = rule(draft_.plurals[i].ordinal);
      }
      records.push_back(record);
    }
    section(Section::Locales, records);
    section(Section::PluralRanges, ranges);
  }

  void nodes() {
    std::vector<NodeRecord> records;
    for (const DraftNode& node : draft_.nodes) {
      NodeRecord record{};
      record.title = keep(node.title);
      record.lines = {node.first_line, node.line_count};
      record.entry = node.entry;
      record.visits = node.visits;
      record.content = node.content;
      record.part = static_cast<uint8_t>(node.part);
      record.channel = static_cast<uint8_t>(node.channel);
      record.stage = node.stage;
      records.push_back(record);
    }
    section(Section::Nodes, records);
    section(Section::NodesByTitle, ordered(draft_.nodes, &DraftNode::title));
  }

  void lines() {
    std::vector<LineRecord> records;
    for (const DraftLine& line : draft_.lines) {
      LineRecord record{};
      record.id = keep(line.id);
      record.speaker = line.speaker;
      record.node = line.node;
      record.flags = keep(line.flags);
      record.tags = keep(line.tags);
      record.lesson = line.lesson;
      record.act = static_cast<uint8_t>(line.act);
      record.risk = line.risk;
      record.value_count = line.value_count;
      records.push_back(record);
    }
    section(Section::Lines, records);
    section(Section::LinesById, ordered(draft_.lines, &DraftLine::id));
  }

  void cast_and_flags() {
    std::vector<CastRecord> cast;
    for (const DraftCast& member : draft_.cast) {
      cast.push_back({keep(member.key), member.name_line, member.avatar, static_cast<uint8_t>(member.side),
                      static_cast<uint8_t>(member.thread), static_cast<uint8_t>(member.payee),
                      static_cast<uint8_t>(member.platform)});
    }
    section(Section::Cast, cast);
    std::vector<FlagRecord> flags;
    for (const DraftFlag& flag : draft_.flags) flags.push_back({keep(flag.id), flag.label_line, flag.why_line});
    section(Section::Flags, flags);
  }

  void pictures() {
    std::vector<PictureRecord> records;
    std::vector<Shape> shapes;
    std::vector<Point> points;
    for (const DraftPicture& picture : draft_.pictures) {
      PictureRecord record{};
      record.name = keep(picture.name);
      record.width = picture.width;
      record.height = picture.height;
      record.shapes = {size32(shapes.size()), size32(picture.shapes.size())};
      record.points = {size32(points.size()), size32(picture.points.size())};
      record.alt_line = picture.alt_line;
      records.push_back(record);
      shapes.insert(shapes.end(), picture.shapes.begin(), picture.shapes.end());
      points.insert(points.end(), picture.points.begin(), picture.points.end());
    }
    section(Section::Pictures, records);
    section(Section::Shapes, shapes);
    section(Section::Points, points);
  }

  void texts() {
    std::vector<TextRecord> records;
    std::vector<char> bytes;
    std::vector<Break> breaks;
    std::vector<Slot> slots;
    std::vector<Mark> marks;
    std::vector<Choice> choices;
    std::vector<uint32_t> cases;
    std::vector<const DraftText*> with_choices;
    const auto here = [&] {
      records.push_back({size32(bytes.size()), size32(breaks.size()), size32(slots.size()), size32(marks.size()),
                         size32(choices.size())});
    };
    const auto write = [&](const DraftText& text) {
      here();
      bytes.insert(bytes.end(), text.utf8.begin(), text.utf8.end());
      breaks.insert(breaks.end(), text.breaks.begin(), text.breaks.end());
      slots.insert(slots.end(), text.slots.begin(), text.slots.end());
      marks.insert(marks.end(), text.marks.begin(), text.marks.end());
    };
    size_t readings = draft_.locales.size() * draft_.lines.size();
    FIREFLY_CHECK(draft_.texts.size() == draft_.locales.size());
    for (const std::vector<DraftText>& locale : draft_.texts) {
      FIREFLY_CHECK(locale.size() == draft_.lines.size());
      for (const DraftText& text : locale) {
        write(text);
        for (const DraftChoice& choice : text.choices) {
          choices.push_back(
              {choice.kind, choice.value, size32(cases.size()), size32(choice.cases.size()), size32(readings)});
          cases.insert(cases.end(), choice.cases.begin(), choice.cases.end());
        }
        readings += text.more_readings.size();
        if (!text.choices.empty()) with_choices.push_back(&text);
      }
    }
    for (const DraftText* text : with_choices) {
      for (const DraftText& reading : text->more_readings) write(reading);
    }
    here();
    section(Section::Texts, records);
    section(Section::TextBytes, bytes);
    section(Section::Breaks, breaks);
    section(Section::Slots, slots);
    section(Section::Marks, marks);
    section(Section::Choices, choices);
    section(Section::Cases, cases);
  }

  void memory() {
    std::vector<MemorySlot> slots;
    uint32_t strings = 0;
    for (const DraftSlot& slot : draft_.memory) {
      MemorySlot record{};
      record.initial = slot.initial;
      record.type = slot.type;
      const auto name = std::find(draft_.symbols.begin(), draft_.symbols.end(), slot.name);
      FIREFLY_CHECK(name != draft_.symbols.end());
      record.name = size32(static_cast<size_t>(name - draft_.symbols.begin()));
      record.string = slot.type == Type::String ? strings++ : no_index;
      slots.push_back(record);
    }
    section(Section::Memory, slots);
  }

  std::vector<uint8_t> assemble() {
    base::ByteWriter out;
    FileHeader header{};
    std::memcpy(header.magic, magic, sizeof(magic));
    header.format_version = format_version;
    header.engine_version = engine_version;
    header.section_count = section_count;
    const size_t table_end = sizeof(FileHeader) + section_count * sizeof(SectionPlace);
    out.bytes().resize(table_end);
    std::vector<SectionPlace> places;
    for (size_t i = 0; i < section_count; ++i) {
      out.pad_to(8);
      places.push_back({size32(out.size()), counts_[i]});
      out.raw(bodies_[i]);
    }
    out.pad_to(8);
    header.file_size = size32(out.size());
    std::vector<uint8_t>& bytes = out.bytes();
    std::memcpy(bytes.data() + sizeof(FileHeader), places.data(), section_count * sizeof(SectionPlace));
    std::memcpy(bytes.data(), &header, sizeof(header));
    header.checksum = base::checksum(std::span<const uint8_t>(bytes).subspan(checked_from));
    std::memcpy(bytes.data(), &header, sizeof(header));
    return std::move(bytes);
  }

  const Draft& draft_;
  std::string strings_;
  std::map<std::string, StringRef> kept_;
  std::vector<uint32_t> indices_;
  std::vector<uint8_t> bodies_[section_count];
  uint32_t counts_[section_count] = {};
};

}  // namespace

uint32_t SourceTable::file(const std::string& path) {
  const auto known = std::find(files.begin(), files.end(), path);
  if (known == files.end()) {
    files.push_back(path);
    return static_cast<uint32_t>(files.size() - 1);
  }
  return static_cast<uint32_t>(known - files.begin());
}

uint32_t Draft::symbol(const std::string& text) {
  const auto [known, is_new] = symbol_index_.try_emplace(text, size32(symbols.size()));
  if (is_new) symbols.push_back(text);
  return known->second;
}

uint32_t Draft::number(double value) {
  uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof(bits));
  const auto [known, is_new] = number_index_.try_emplace(bits, size32(numbers.size()));
  if (is_new) numbers.push_back(value);
  return known->second;
}

std::vector<uint8_t> write_pack(const Draft& draft) { return Writer(draft).write(); }

}  // namespace firefly::program
