#include "engine/program/pack.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/checksum.h"
#include "engine/base/utf8.h"
#include "engine/program/format.h"
#include "engine/program/verify.h"

namespace firefly::program {

using namespace format;

static_assert(static_cast<uint32_t>(0x01020304u) == 0x01020304u && sizeof(double) == 8);

struct Pack::Sections {
  std::vector<uint8_t> bytes;
  uint64_t checksum = 0;
  uint32_t engine = 0;
  const ManifestRecord* manifest = nullptr;
  std::span<const LocaleRecord> locales;
  std::span<const char> strings;
  std::span<const StringRef> symbols;
  std::span<const NodeRecord> nodes;
  std::span<const uint32_t> nodes_by_title;
  std::span<const LineRecord> lines;
  std::span<const uint32_t> lines_by_id;
  std::span<const uint32_t> indices;
  std::span<const CastRecord> cast;
  std::span<const FlagRecord> flags;
  std::span<const PictureRecord> pictures;
  std::span<const Shape> shapes;
  std::span<const Point> points;
  std::span<const TextRecord> texts;
  std::span<const char> text_bytes;
  std::span<const Break> breaks;
  std::span<const Slot> slots;
  std::span<const Mark> marks;
  std::span<const Choice> choices;
  std::span<const uint32_t> cases;
  std::span<const PluralRange> plural_ranges;
  Code code{};
  Scenario scenario{};
  std::vector<std::string_view> locale_names;

  std::string_view view(StringRef ref) const { return {strings.data() + ref.offset, ref.size}; }
  std::span<const uint32_t> view(Range range) const { return indices.subspan(range.first, range.count); }
  TextView text_at(size_t index) const {
    const TextRecord& here = texts[index];
    const TextRecord& next = texts[index + 1];
    return {{text_bytes.data() + here.bytes, next.bytes - here.bytes},
            breaks.subspan(here.breaks, next.breaks - here.breaks),
            slots.subspan(here.slots, next.slots - here.slots),
            marks.subspan(here.marks, next.marks - here.marks),
            here.choices == next.choices ? std::span<const Choice>()
                                         : choices.subspan(here.choices, next.choices - here.choices)};
  }

  // Checks everything and fills the fields from `bytes`; empty where all is well, otherwise what is wrong.
  std::string read();

 private:
  template <class Record>
  bool take(Section section, std::span<const Record>& records);
  std::string check_names() const;
  std::string check_tables() const;
  std::string check_plurals() const;
  std::string check_texts() const;
  std::string check_text(const TextView& text, uint32_t value_count) const;
  std::string check_choices(const TextView& text, uint32_t value_count, size_t& next_reading) const;
};

namespace {

bool in_bounds(Range range, size_t size) { return range.first <= size && range.count <= size - range.first; }
bool index_or_none(uint32_t index, size_t size) { return index < size || index == no_index; }

template <class Enum>
bool known(uint8_t value, Enum last) {
  return value <= static_cast<uint8_t>(last);
}

base::Error damaged(std::string what) {
  return {"this is not a sound Firefly pack (" + std::move(what) + "); build or download it again"};
}

// A pack of another format may be as sound as can be, so it is told before anything behind its header is looked at.
// Empty where it is of ours, or no pack at all.
std::string of_another_format(std::span<const uint8_t> bytes) {
  FileHeader header{};
  if (bytes.size() < sizeof(header)) return {};
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (std::memcmp(header.magic, magic, sizeof(magic)) != 0 || header.format_version == format_version) return {};
  const bool newer = header.format_version > format_version;
  return std::string("this Firefly pack was built by ") + (newer ? "a newer" : "an older") +
         " Firefly (format version " + std::to_string(header.format_version) + ", engine version " +
         std::to_string(header.engine_version) + "); this program reads format version " +
         std::to_string(format_version) +
         (newer ? ": update the program" : ": build the pack again with it, or download a new one");
}

}  // namespace

template <class Record>
bool Pack::Sections::take(Section section, std::span<const Record>& records) {
  SectionPlace place{};
  std::memcpy(&place, bytes.data() + sizeof(FileHeader) + static_cast<size_t>(section) * sizeof(place), sizeof(place));
  const size_t size = bytes.size();
  if (place.offset % 8 != 0 || place.offset > size || place.count > (size - place.offset) / sizeof(Record)) {
    return false;
  }
  records = {reinterpret_cast<const Record*>(bytes.data() + place.offset), place.count};
  return true;
}

std::string Pack::Sections::read() {
  FileHeader header{};
  if (bytes.size() < sizeof(header)) return "it is cut off";
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (std::memcmp(header.magic, magic, sizeof(magic)) != 0) return "it is some other file";
  if (header.file_size != bytes.size()) return "its length is not what it says";
  if (header.section_count != section_count || bytes.size() < sizeof(header) + section_count * sizeof(SectionPlace)) {
    return "its table of sections is wrong";
  }
  if (base::checksum(std::span<const uint8_t>(bytes).subspan(checked_from)) != header.checksum) {
    return "its checksum does not match";
  }
  checksum = header.checksum;
  engine = header.engine_version;
  std::span<const ManifestRecord> manifests;
  const bool placed =
      take(Section::Manifest, manifests) && take(Section::Locales, locales) && take(Section::Strings, strings) &&
      take(Section::Symbols, symbols) && take(Section::Nodes, nodes) && take(Section::NodesByTitle, nodes_by_title) &&
      take(Section::Lines, lines) && take(Section::LinesById, lines_by_id) && take(Section::Indices, indices) &&
      take(Section::Cast, cast) && take(Section::Flags, flags) && take(Section::Pictures, pictures) &&
      take(Section::Shapes, shapes) && take(Section::Points, points) && take(Section::Texts, texts) &&
      take(Section::TextBytes, text_bytes) && take(Section::Breaks, breaks) && take(Section::Slots, slots) &&
      take(Section::Marks, marks) && take(Section::Choices, choices) && take(Section::Cases, cases) &&
      take(Section::PluralRanges, plural_ranges) && take(Section::Instructions, code.instructions) &&
      take(Section::Numbers, code.numbers) && take(Section::Memory, code.memory) &&
      take(Section::HostFunctions, code.host_functions);
  if (!placed || manifests.size() != 1) return "a section lies outside of it";
  manifest = manifests.data();
  std::string wrong = check_names();
  if (wrong.empty()) wrong = check_tables();
  if (wrong.empty()) wrong = check_plurals();
  if (wrong.empty()) wrong = check_texts();
  if (!wrong.empty()) return wrong;

  code.string_slots = manifest->string_slots;
  std::vector<VerifiedLine> verified_lines(lines.size());
  for (size_t i = 0; i < lines.size(); ++i) verified_lines[i].value_count = lines[i].value_count;
  wrong = verify(code, verified_lines, static_cast<uint32_t>(nodes.size()), static_cast<uint32_t>(symbols.size()));
  if (!wrong.empty()) return wrong;
  for (const NodeRecord& node : nodes) {
    if (node.entry == no_index) continue;
    if (node.entry >= code.instructions.size() || code.instructions[node.entry].op != Opcode::Enter) {
      return "a node does not begin where it says";
    }
  }
  const auto is_slot = [&](uint32_t slot, Type type) {
    return slot == no_index || (slot < code.memory.size() && code.memory[slot].type == type);
  };
  for (const NodeRecord& node : nodes) {
    if (!is_slot(node.visits, Type::Number) || !is_slot(node.content, Type::Bool)) return "a node remembers nowhere";
  }

  for (const LocaleRecord& locale : locales) locale_names.push_back(view(locale.name));
  scenario = {view(manifest->name),
              manifest->version,
              static_cast<Truth>(manifest->truth),
              static_cast<Audience>(manifest->audience),
              static_cast<Channel>(manifest->channel),
              manifest->difficulty,
              manifest->minutes,
              manifest->start_node,
              view(manifest->valid_until)};
  return {};
}

std::string Pack::Sections::check_names() const {
  const std::string_view all(strings.data(), strings.size());
  if (base::find_invalid_utf8(all) != std::string_view::npos) return "a name in it is not UTF-8";
  const auto sound = [&](StringRef ref) {
    return ref.offset <= all.size() && ref.size <= all.size() - ref.offset && base::is_utf8_boundary(all, ref.offset) &&
           base::is_utf8_boundary(all, ref.offset + ref.size);
  };
  bool good = sound(manifest->name) && sound(manifest->valid_until);
  for (const LocaleRecord& locale : locales) good = good && sound(locale.name);
  for (const StringRef& ref : symbols) good = good && sound(ref);
  for (const NodeRecord& node : nodes) good = good && sound(node.title);
  for (const LineRecord& line : lines) good = good && sound(line.id);
  for (const CastRecord& member : cast) good = good && sound(member.key);
  for (const FlagRecord& flag : flags) good = good && sound(flag.id);
  for (const PictureRecord& picture : pictures) good = good && sound(picture.name);
  return good ? "" : "a name lies outside of its table";
}

std::string Pack::Sections::check_tables() const {
  if (!known(manifest->truth, Truth::Genuine) || !known(manifest->audience, Audience::Adult) ||
      !known(manifest->channel, Channel::Face) || static_cast<uint32_t>(manifest->kind) > 1 ||
      !index_or_none(manifest->start_node, nodes.size())) {
    return "its cover is wrong";
  }
  if (nodes_by_title.size() != nodes.size() || lines_by_id.size() != lines.size()) return "an index is incomplete";
  for (const uint32_t index : nodes_by_title) {
    if (index >= nodes.size()) return "an index names a node that is not there";
  }
  for (const uint32_t index : lines_by_id) {
    if (index >= lines.size()) return "an index names a line that is not there";
  }
  for (const NodeRecord& node : nodes) {
    if (!in_bounds(node.lines, lines.size()) || !known(node.part, Part::Debrief) ||
        !known(node.channel, Channel::Face) || node.stage < -1 || node.stage > 9) {
      return "a node is wrong";
    }
  }
  for (const LineRecord& line : lines) {
    bool good = index_or_none(line.speaker, cast.size()) && index_or_none(line.node, nodes.size()) &&
                in_bounds(line.flags, indices.size()) && in_bounds(line.tags, indices.size()) &&
                index_or_none(line.lesson, flags.size()) && known(line.act, Act::Report) && line.risk <= 3;
    for (size_t i = 0; good && i < line.flags.count; ++i) good = indices[line.flags.first + i] < flags.size();
    for (size_t i = 0; good && i < line.tags.count; ++i) good = indices[line.tags.first + i] < symbols.size();
    if (!good) return "a line is wrong";
  }
  for (const CastRecord& member : cast) {
    if (member.name_line >= lines.size() || !index_or_none(member.avatar, pictures.size()) ||
        !known(member.side, Side::Centre)) {
      return "a member of the cast is wrong";
    }
  }
  for (const FlagRecord& flag : flags) {
    if (flag.label_line >= lines.size() || flag.why_line >= lines.size()) return "a flag is wrong";
  }
  for (const PictureRecord& picture : pictures) {
    bool good = in_bounds(picture.shapes, shapes.size()) && in_bounds(picture.points, points.size()) &&
                picture.alt_line < lines.size();
    for (size_t i = 0; good && i < picture.shapes.count; ++i) {
      const Shape& shape = shapes[picture.shapes.first + i];
      good = in_bounds({shape.first_point, shape.point_count}, picture.points.count);
    }
    if (!good) return "a picture is wrong";
  }
  return {};
}

std::string Pack::Sections::check_plurals() const {
  for (const PluralRange& range : plural_ranges) {
    if (!known(static_cast<uint8_t>(range.operand), PluralOperand::C) ||
        !known(static_cast<uint8_t>(range.then), PluralRange::Then::Category) ||
        !known(static_cast<uint8_t>(range.category), Plural::Other)) {
      return "a plural rule is wrong";
    }
  }
  for (const LocaleRecord& locale : locales) {
    for (const Range rule : {locale.plural, locale.ordinal}) {
      if (!in_bounds(rule, plural_ranges.size())) return "a plural rule lies outside of its table";
    }
  }
  return {};
}

std::string Pack::Sections::check_texts() const {
  const std::string_view all(text_bytes.data(), text_bytes.size());
  if (base::find_invalid_utf8(all) != std::string_view::npos) return "a text in it is not UTF-8";
  const size_t first_readings = locales.size() * lines.size();
  if (texts.size() <= first_readings) return "its table of texts is wrong";
  const TextRecord& end = texts.back();
  if (texts.front().bytes != 0 || texts.front().breaks != 0 || texts.front().slots != 0 || texts.front().marks != 0 ||
      texts.front().choices != 0 || end.bytes != all.size() || end.breaks != breaks.size() ||
      end.slots != slots.size() || end.marks != marks.size() || end.choices != choices.size()) {
    return "its table of texts is wrong";
  }
  for (size_t i = 0; i + 1 < texts.size(); ++i) {
    const TextRecord& here = texts[i];
    const TextRecord& next = texts[i + 1];
    if (here.bytes > next.bytes || here.breaks > next.breaks || here.slots > next.slots || here.marks > next.marks ||
        here.choices > next.choices || next.bytes > all.size() || next.breaks > breaks.size() ||
        next.slots > slots.size() || next.marks > marks.size() || next.choices > choices.size() ||
        !base::is_utf8_boundary(all, here.bytes)) {
      return "a text lies outside of its table";
    }
  }
  size_t next_reading = first_readings;
  for (size_t i = 0; i < first_readings; ++i) {
    const uint32_t value_count = lines[i % lines.size()].value_count;
    const TextView text = text_at(i);
    std::string wrong = check_text(text, value_count);
    if (wrong.empty() && !text.choices.empty()) wrong = check_choices(text, value_count, next_reading);
    if (!wrong.empty()) return wrong;
  }
  return next_reading + 1 == texts.size() ? "" : "its table of texts is wrong";
}

std::string Pack::Sections::check_text(const TextView& text, uint32_t value_count) const {
  uint32_t last = 0;
  for (const Break& place : text.breaks) {
    const uint32_t offset = place.offset();
    if (offset < last || offset > text.utf8.size() || !base::is_utf8_boundary(text.utf8, offset)) {
      return "a line break is wrong";
    }
    last = offset;
  }
  uint32_t behind = 0;
  for (const Slot& slot : text.slots) {
    if (slot.offset < behind || slot.offset > text.utf8.size() || text.utf8.substr(slot.offset, 3) != "\xef\xbf\xbc" ||
        slot.value >= value_count) {
      return "a place for a value is wrong";
    }
    behind = slot.offset + 3;
  }
  for (const Mark& mark : text.marks) {
    if (mark.begin > mark.end || mark.end > text.utf8.size() || mark.flag >= flags.size() ||
        !base::is_utf8_boundary(text.utf8, mark.begin) || !base::is_utf8_boundary(text.utf8, mark.end)) {
      return "a mark is wrong";
    }
  }
  return {};
}

// The readings of texts with choices lie one behind the other, in the order of their texts, and have no choices.
std::string Pack::Sections::check_choices(const TextView& text, uint32_t value_count, size_t& next_reading) const {
  uint64_t count = 1;
  for (const Choice& choice : text.choices) {
    if (static_cast<uint32_t>(choice.kind) > static_cast<uint32_t>(Choice::Kind::Ordinal) ||
        choice.value >= value_count || !in_bounds({choice.first_case, choice.case_count}, cases.size()) ||
        choice.more_readings != next_reading) {
      return "a choice is wrong";
    }
    const size_t case_limit = choice.kind == Choice::Kind::Select ? symbols.size() : static_cast<size_t>(Plural::Other);
    for (const uint32_t value : cases.subspan(choice.first_case, choice.case_count)) {
      if (value >= case_limit) return "a choice is wrong";
    }
    count *= uint64_t{choice.case_count} + 1;
    if (count > texts.size()) return "a text lacks some of its readings";
  }
  const uint64_t end = next_reading + count - 1;
  if (end >= texts.size()) return "a text lacks some of its readings";
  for (; next_reading < end; ++next_reading) {
    const TextView reading = text_at(next_reading);
    if (!reading.choices.empty()) return "a choice is wrong";
    std::string wrong = check_text(reading, value_count);
    if (!wrong.empty()) return wrong;
  }
  return {};
}

base::Result<Pack> Pack::open(std::vector<uint8_t> bytes) {
  if (std::string other = of_another_format(bytes); !other.empty()) return base::Error{std::move(other)};
  auto sections = std::make_shared<Sections>();
  sections->bytes = std::move(bytes);
  std::string wrong = sections->read();
  if (!wrong.empty()) return damaged(std::move(wrong));
  Pack pack;
  pack.sections_ = std::move(sections);
  return pack;
}

const Scenario& Pack::scenario() const { return sections_->scenario; }
std::span<const std::string_view> Pack::locales() const { return sections_->locale_names; }
uint32_t Pack::engine_version() const { return sections_->engine; }
uint64_t Pack::checksum() const { return sections_->checksum; }
const Code& Pack::code() const { return sections_->code; }

uint32_t Pack::locale_index(std::string_view locale) const {
  const auto& names = sections_->locale_names;
  const auto found = std::find(names.begin(), names.end(), locale);
  return found == names.end() ? no_index : static_cast<uint32_t>(found - names.begin());
}

namespace {

// The index whose name is `name`, by halving; `name_at` gives the name of an index.
template <class NameAt>
uint32_t find_by_name(std::span<const uint32_t> order, std::string_view name, NameAt name_at) {
  const auto found = std::lower_bound(order.begin(), order.end(), name,
                                      [&](uint32_t index, std::string_view wanted) { return name_at(index) < wanted; });
  return found == order.end() || name_at(*found) != name ? no_index : *found;
}

}  // namespace

uint32_t Pack::node_count() const { return static_cast<uint32_t>(sections_->nodes.size()); }

Node Pack::node(uint32_t index) const {
  FIREFLY_CHECK(index < node_count());
  const NodeRecord& record = sections_->nodes[index];
  return {sections_->view(record.title),
          static_cast<Part>(record.part),
          static_cast<Channel>(record.channel),
          record.stage,
          record.lines.first,
          record.lines.count};
}

uint32_t Pack::entry_of(uint32_t node) const {
  FIREFLY_CHECK(node < node_count());
  return sections_->nodes[node].entry;
}

uint32_t Pack::visits_of(uint32_t node) const {
  FIREFLY_CHECK(node < node_count());
  return sections_->nodes[node].visits;
}

uint32_t Pack::content_of(uint32_t node) const {
  FIREFLY_CHECK(node < node_count());
  return sections_->nodes[node].content;
}

uint32_t Pack::find_node(std::string_view title) const {
  return find_by_name(sections_->nodes_by_title, title,
                      [&](uint32_t index) { return sections_->view(sections_->nodes[index].title); });
}

uint32_t Pack::line_count() const { return static_cast<uint32_t>(sections_->lines.size()); }

Line Pack::line(uint32_t index) const {
  FIREFLY_CHECK(index < line_count());
  const LineRecord& record = sections_->lines[index];
  return {sections_->view(record.id),
          record.speaker,
          record.node,
          sections_->view(record.flags),
          sections_->view(record.tags),
          static_cast<Act>(record.act),
          record.risk,
          record.lesson};
}

uint32_t Pack::find_line(std::string_view id) const {
  return find_by_name(sections_->lines_by_id, id,
                      [&](uint32_t index) { return sections_->view(sections_->lines[index].id); });
}

TextView Pack::text(uint32_t locale, uint32_t line) const {
  FIREFLY_CHECK(locale < locales().size() && line < line_count());
  return sections_->text_at(static_cast<size_t>(locale) * sections_->lines.size() + line);
}

uint32_t Pack::reading_count(const TextView& text) const {
  uint32_t count = 1;
  for (const Choice& choice : text.choices) count *= choice.case_count + 1;
  return count;
}

TextView Pack::reading(const TextView& text, uint32_t number) const {
  FIREFLY_CHECK(number < reading_count(text));
  return number == 0 ? text : sections_->text_at(text.choices.front().more_readings + number - 1);
}

std::span<const uint32_t> Pack::cases(const Choice& choice) const {
  return sections_->cases.subspan(choice.first_case, choice.case_count);
}

std::span<const PluralRange> Pack::plural_rule(uint32_t locale, Choice::Kind kind) const {
  FIREFLY_CHECK(locale < locales().size());
  const LocaleRecord& record = sections_->locales[locale];
  const Range rule = kind == Choice::Kind::Ordinal ? record.ordinal : record.plural;
  return sections_->plural_ranges.subspan(rule.first, rule.count);
}

uint32_t Pack::cast_count() const { return static_cast<uint32_t>(sections_->cast.size()); }

CastMember Pack::cast(uint32_t index) const {
  FIREFLY_CHECK(index < cast_count());
  const CastRecord& record = sections_->cast[index];
  return {sections_->view(record.key), record.name_line,  record.avatar,       static_cast<Side>(record.side),
          record.thread != 0,          record.payee != 0, record.platform != 0};
}

uint32_t Pack::find_cast(std::string_view key) const {
  for (uint32_t i = 0; i < cast_count(); ++i) {
    if (sections_->view(sections_->cast[i].key) == key) return i;
  }
  return no_index;
}

uint32_t Pack::flag_count() const { return static_cast<uint32_t>(sections_->flags.size()); }

Flag Pack::flag(uint32_t index) const {
  FIREFLY_CHECK(index < flag_count());
  const FlagRecord& record = sections_->flags[index];
  return {sections_->view(record.id), record.label_line, record.why_line};
}

uint32_t Pack::picture_count() const { return static_cast<uint32_t>(sections_->pictures.size()); }

Picture Pack::picture(uint32_t index) const {
  FIREFLY_CHECK(index < picture_count());
  const PictureRecord& record = sections_->pictures[index];
  return {sections_->view(record.name),
          record.width,
          record.height,
          sections_->shapes.subspan(record.shapes.first, record.shapes.count),
          sections_->points.subspan(record.points.first, record.points.count),
          record.alt_line};
}

uint32_t Pack::find_picture(std::string_view name) const {
  for (uint32_t i = 0; i < picture_count(); ++i) {
    if (sections_->view(sections_->pictures[i].name) == name) return i;
  }
  return no_index;
}

uint32_t Pack::symbol_count() const { return static_cast<uint32_t>(sections_->symbols.size()); }

std::string_view Pack::symbol(uint32_t index) const {
  FIREFLY_CHECK(index < sections_->symbols.size());
  return sections_->view(sections_->symbols[index]);
}

bool Pack::has_tag(const Line& line, std::string_view tag) const {
  constexpr std::string_view id_tag = "line:";
  if (tag.substr(0, id_tag.size()) == id_tag) return tag.substr(id_tag.size()) == line.id;
  return std::any_of(line.tags.begin(), line.tags.end(), [&](uint32_t index) { return symbol(index) == tag; });
}

}  // namespace firefly::program
