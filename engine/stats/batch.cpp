#include "engine/stats/batch.h"

#include <cbor.h>

#include <algorithm>
#include <string_view>

namespace firefly::stats {
namespace {

using base::Error;
using base::Result;

// Keys of the envelope. A key is never used again for something else; 3 and 5 to 10 belong to signed batches.
namespace key {
constexpr uint64_t protocol = 1;
constexpr uint64_t stream = 2;
constexpr uint64_t batch_id = 4;
constexpr uint64_t app = 11;
constexpr uint64_t records = 13;
}  // namespace key
constexpr size_t envelope_keys = 5;

// Keys of one record. 2 is kept for a sequence number, 3 says what is recorded: plays so far.
namespace record_key {
constexpr uint64_t id = 1;
constexpr uint64_t kind = 3;
constexpr uint64_t hour_bucket = 4;
constexpr uint64_t scenario = 5;
constexpr uint64_t scenario_version = 6;
constexpr uint64_t outcome = 7;
constexpr uint64_t acts = 8;
constexpr uint64_t stage_of_giving_in = 9;
constexpr uint64_t duration_bucket = 10;
constexpr uint64_t mode = 11;
constexpr uint64_t text_size = 12;
constexpr uint64_t locale = 13;
}  // namespace record_key
constexpr size_t record_keys = 12;
constexpr uint64_t kind_play = 1;

// Keys of the receipt.
namespace receipt_key {
constexpr uint64_t new_records = 2;
constexpr uint64_t duplicates = 3;
constexpr uint64_t batch_id = 7;
}  // namespace receipt_key
constexpr size_t receipt_keys = 3;

constexpr size_t app_bytes_max = 31;

bool is_app(std::string_view app) {
  return !app.empty() && app.size() <= app_bytes_max && std::all_of(app.begin(), app.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
}

// Appends items, each in its shortest form.
class Writer {
 public:
  void number(uint64_t value) { head(cbor_encode_uint(value, head_.data(), head_.size())); }
  void signed_number(int64_t value) {
    if (value >= 0) return number(static_cast<uint64_t>(value));
    head(cbor_encode_negint(static_cast<uint64_t>(-1 - value), head_.data(), head_.size()));
  }
  void map(size_t pairs) { head(cbor_encode_map_start(pairs, head_.data(), head_.size())); }
  void array(size_t items) { head(cbor_encode_array_start(items, head_.data(), head_.size())); }
  void bytes(std::span<const uint8_t> value) {
    head(cbor_encode_bytestring_start(value.size(), head_.data(), head_.size()));
    written_.insert(written_.end(), value.begin(), value.end());
  }
  void text(std::string_view value) {
    head(cbor_encode_string_start(value.size(), head_.data(), head_.size()));
    written_.insert(written_.end(), value.begin(), value.end());
  }
  std::vector<uint8_t> take() { return std::move(written_); }

 private:
  void head(size_t size) {
    FIREFLY_CHECK(size > 0);
    written_.insert(written_.end(), head_.begin(), head_.begin() + static_cast<std::ptrdiff_t>(size));
  }
  std::array<unsigned char, 9> head_{};
  std::vector<uint8_t> written_;
};

// One item of the input, its head only: what follows inside a map or an array are items of their own.
struct Item {
  enum class Kind : uint8_t { Number, Negative, Bytes, Text, Array, Map, Other };
  Kind kind = Kind::Other;
  uint64_t number = 0;  // the value; of Negative, -1 - value; of Array and Map, how many
  std::span<const uint8_t> bytes;
};

void tell(void* item, Item::Kind kind, uint64_t number) {
  static_cast<Item*>(item)->kind = kind;
  static_cast<Item*>(item)->number = number;
}

void tell_bytes(void* item, Item::Kind kind, cbor_data data, uint64_t size) {
  tell(item, kind, size);
  static_cast<Item*>(item)->bytes = {data, static_cast<size_t>(size)};
}

// How libcbor tells an item: one of these is called, at most once for each call of cbor_stream_decode.
cbor_callbacks callbacks_into_item() {
  using Kind = Item::Kind;
  cbor_callbacks callbacks = cbor_empty_callbacks;
  callbacks.uint8 = [](void* item, uint8_t value) { tell(item, Kind::Number, value); };
  callbacks.uint16 = [](void* item, uint16_t value) { tell(item, Kind::Number, value); };
  callbacks.uint32 = [](void* item, uint32_t value) { tell(item, Kind::Number, value); };
  callbacks.uint64 = [](void* item, uint64_t value) { tell(item, Kind::Number, value); };
  callbacks.negint8 = [](void* item, uint8_t value) { tell(item, Kind::Negative, value); };
  callbacks.negint16 = [](void* item, uint16_t value) { tell(item, Kind::Negative, value); };
  callbacks.negint32 = [](void* item, uint32_t value) { tell(item, Kind::Negative, value); };
  callbacks.negint64 = [](void* item, uint64_t value) { tell(item, Kind::Negative, value); };
  callbacks.array_start = [](void* item, uint64_t size) { tell(item, Kind::Array, size); };
  callbacks.map_start = [](void* item, uint64_t size) { tell(item, Kind::Map, size); };
  callbacks.byte_string = [](void* item, cbor_data data, uint64_t size) { tell_bytes(item, Kind::Bytes, data, size); };
  callbacks.string = [](void* item, cbor_data data, uint64_t size) { tell_bytes(item, Kind::Text, data, size); };
  return callbacks;
}

// How many bytes the head of an item with this number has in its shortest form.
size_t shortest_head(uint64_t number) {
  if (number < 24) return 1;
  if (number <= UINT8_MAX) return 2;
  if (number <= UINT16_MAX) return 3;
  return number <= UINT32_MAX ? 5 : 9;
}

// Walks through the input by the shape that is expected; the first thing that is otherwise is kept as the error, and
// from then on every answer is zero. So the depth is that of the calls, and nothing is set aside on the input's word.
class Reader {
 public:
  Reader(std::span<const uint8_t> input, std::string what) : input_(input), what_(std::move(what)) {}

  bool failed() const { return !error_.empty(); }
  Error error() const { return Error{error_}; }
  void fail(const std::string& reason) {
    if (failed()) return;
    error_ = what_ + ": byte " + std::to_string(at_) + ": " + place_ + reason;
  }
  void set_place(std::string place) { place_ = std::move(place); }
  void expect_end() {
    if (!failed() && at_ != input_.size()) fail("something follows after the end");
  }

  void map() {
    if (next().kind != Item::Kind::Map) fail("a map must be here");
  }
  void map_of(size_t pairs) {
    const Item item = next();
    if (item.kind != Item::Kind::Map || item.number != pairs) {
      fail("a map of " + std::to_string(pairs) + " keys must be here");
    }
  }
  size_t array_of(size_t least, size_t most) {
    const Item item = next();
    if (item.kind != Item::Kind::Array || item.number < least || item.number > most) {
      fail("an array of " + std::to_string(least) + " to " + std::to_string(most) + " items must be here");
    }
    return failed() ? 0 : static_cast<size_t>(item.number);
  }
  void key(uint64_t number) {
    const Item item = next();
    if (item.kind != Item::Kind::Number || item.number != number) {
      fail("key " + std::to_string(number) + " must be here");
    }
  }
  uint64_t number(const char* name, uint64_t most) {
    const Item item = next();
    if (item.kind != Item::Kind::Number || item.number > most) {
      fail(std::string(name) + " must be a number up to " + std::to_string(most));
    }
    return failed() ? 0 : item.number;
  }
  int8_t small_signed_number(const char* name) {
    const Item item = next();
    const bool negative = item.kind == Item::Kind::Negative;
    if ((!negative && item.kind != Item::Kind::Number) || item.number > INT8_MAX) {
      fail(std::string(name) + " must be a small number");
    }
    if (failed()) return 0;
    return static_cast<int8_t>(negative ? -1 - static_cast<int>(item.number) : static_cast<int>(item.number));
  }
  std::array<uint8_t, 16> id(const char* name) {
    std::array<uint8_t, 16> value{};
    const Item item = next();
    if (item.kind != Item::Kind::Bytes || item.bytes.size() != value.size()) {
      fail(std::string(name) + " must be 16 bytes");
    }
    if (!failed()) std::copy(item.bytes.begin(), item.bytes.end(), value.begin());
    return value;
  }
  std::string text(const char* name, size_t most) {
    const Item item = next();
    if (item.kind != Item::Kind::Text || item.bytes.size() > most) {
      fail(std::string(name) + " must be a text of at most " + std::to_string(most) + " bytes");
    }
    return failed() ? std::string() : std::string(item.bytes.begin(), item.bytes.end());
  }

 private:
  Item next() {
    static const cbor_callbacks callbacks = callbacks_into_item();
    Item item;
    if (failed()) return item;
    const auto result = cbor_stream_decode(input_.data() + at_, input_.size() - at_, &callbacks, &item);
    if (result.status == CBOR_DECODER_NEDATA) {
      fail("it ends in the middle");
    } else if (result.status != CBOR_DECODER_FINISHED) {
      fail("this is not CBOR");
    } else if (item.kind != Item::Kind::Other && result.read - item.bytes.size() != shortest_head(item.number)) {
      fail("not in the deterministic encoding of RFC 8949, 4.2");
    } else {
      at_ += result.read;
    }
    return item;
  }

  std::span<const uint8_t> input_;
  std::string what_;
  std::string place_;
  std::string error_;
  size_t at_ = 0;
};

void write(Writer& writer, const Record& record) {
  const auto& [id, scenario, version, outcome, acts, stage, duration, hour, mode, text_size, locale] = record;
  writer.map(record_keys);
  writer.number(record_key::id);
  writer.bytes(id);
  writer.number(record_key::kind);
  writer.number(kind_play);
  writer.number(record_key::hour_bucket);
  writer.number(hour);
  writer.number(record_key::scenario);
  writer.text(scenario);
  writer.number(record_key::scenario_version);
  writer.number(version);
  writer.number(record_key::outcome);
  writer.number(static_cast<uint8_t>(outcome));
  writer.number(record_key::acts);
  writer.array(acts.size());
  for (const uint8_t count : acts) writer.number(count);
  writer.number(record_key::stage_of_giving_in);
  writer.signed_number(stage);
  writer.number(record_key::duration_bucket);
  writer.number(duration);
  writer.number(record_key::mode);
  writer.number(static_cast<uint8_t>(mode));
  writer.number(record_key::text_size);
  writer.number(static_cast<uint8_t>(text_size));
  writer.number(record_key::locale);
  writer.text(locale);
}

Record read_record(Reader& reader) {
  Record record;
  auto& [id, scenario, version, outcome, acts, stage, duration, hour, mode, text_size, locale] = record;
  reader.map_of(record_keys);
  reader.key(record_key::id);
  id = reader.id("id");
  reader.key(record_key::kind);
  if (reader.number("kind", UINT8_MAX) != kind_play) reader.fail("kind must be 1, a play");
  reader.key(record_key::hour_bucket);
  hour = static_cast<uint32_t>(reader.number("hour bucket", UINT32_MAX));
  reader.key(record_key::scenario);
  scenario = reader.text("scenario", 31);
  reader.key(record_key::scenario_version);
  version = static_cast<uint32_t>(reader.number("scenario version", UINT32_MAX));
  reader.key(record_key::outcome);
  outcome = static_cast<program::Outcome>(reader.number("outcome", UINT8_MAX));
  reader.key(record_key::acts);
  reader.array_of(acts.size(), acts.size());
  for (uint8_t& count : acts) count = static_cast<uint8_t>(reader.number("acts", UINT8_MAX));
  reader.key(record_key::stage_of_giving_in);
  stage = reader.small_signed_number("stage of giving in");
  reader.key(record_key::duration_bucket);
  duration = static_cast<uint8_t>(reader.number("duration bucket", UINT8_MAX));
  reader.key(record_key::mode);
  mode = static_cast<Mode>(reader.number("mode", UINT8_MAX));
  reader.key(record_key::text_size);
  text_size = static_cast<TextSize>(reader.number("text size", UINT8_MAX));
  reader.key(record_key::locale);
  locale = reader.text("locale", 11);
  if (!reader.failed()) {
    const auto holds = validate(record);
    if (!holds) reader.fail(holds.error().message);
  }
  return record;
}

}  // namespace

std::vector<uint8_t> encode(const Batch& batch) {
  const auto& [id, stream, app, records] = batch;
  FIREFLY_CHECK(!records.empty() && records.size() <= batch_records_max);
  FIREFLY_CHECK(is_app(app));
  std::vector<const Record*> by_id;
  by_id.reserve(records.size());
  for (const Record& record : records) by_id.push_back(&record);
  std::sort(by_id.begin(), by_id.end(), [](const Record* a, const Record* b) { return a->id < b->id; });
  FIREFLY_CHECK(std::adjacent_find(by_id.begin(), by_id.end(),
                                   [](const Record* a, const Record* b) { return a->id == b->id; }) == by_id.end());
  Writer writer;
  writer.map(envelope_keys);
  writer.number(key::protocol);
  writer.number(protocol_newest);
  writer.number(key::stream);
  writer.number(static_cast<uint8_t>(stream));
  writer.number(key::batch_id);
  writer.bytes(id);
  writer.number(key::app);
  writer.text(app);
  writer.number(key::records);
  writer.array(records.size());
  for (const Record* record : by_id) {
    FIREFLY_CHECK(validate(*record));
    write(writer, *record);
  }
  std::vector<uint8_t> bytes = writer.take();
  FIREFLY_CHECK(bytes.size() <= batch_bytes_max);
  return bytes;
}

uint64_t protocol_of(std::span<const uint8_t> bytes) {
  Reader reader(bytes, "batch");
  reader.map();
  reader.key(key::protocol);
  return reader.number("protocol", UINT32_MAX);
}

Result<Batch> decode_batch(std::span<const uint8_t> bytes) {
  if (bytes.size() > batch_bytes_max) {
    return Error{"batch: " + std::to_string(bytes.size()) + " bytes are more than " + std::to_string(batch_bytes_max)};
  }
  Reader reader(bytes, "batch");
  Batch batch;
  reader.map_of(envelope_keys);
  reader.key(key::protocol);
  if (reader.number("protocol", UINT32_MAX) != protocol_newest) reader.fail("protocol must be 1");
  reader.key(key::stream);
  if (reader.number("stream", UINT8_MAX) != static_cast<uint8_t>(Stream::Public)) {
    reader.fail("stream must be 2, public: no other is accepted without a signature");
  }
  reader.key(key::batch_id);
  batch.id = reader.id("batch id");
  reader.key(key::app);
  batch.app = reader.text("app", app_bytes_max);
  if (!reader.failed() && !is_app(batch.app)) reader.fail("app must be of a to z, 0 to 9, dot, dash and underline");
  reader.key(key::records);
  const size_t count = reader.array_of(1, batch_records_max);
  for (size_t i = 0; i < count && !reader.failed(); ++i) {
    reader.set_place("record " + std::to_string(i + 1) + ": ");
    batch.records.push_back(read_record(reader));
    if (i > 0 && batch.records[i].id <= batch.records[i - 1].id) reader.fail("ids must ascend");
  }
  reader.set_place("");
  reader.expect_end();
  if (reader.failed()) return reader.error();
  return batch;
}

std::vector<uint8_t> encode(const Receipt& receipt) {
  const auto& [batch_id, new_records, duplicates] = receipt;
  Writer writer;
  writer.map(receipt_keys);
  writer.number(receipt_key::new_records);
  writer.number(new_records);
  writer.number(receipt_key::duplicates);
  writer.number(duplicates);
  writer.number(receipt_key::batch_id);
  writer.bytes(batch_id);
  return writer.take();
}

Result<Receipt> decode_receipt(std::span<const uint8_t> bytes) {
  Reader reader(bytes, "receipt");
  Receipt receipt;
  reader.map_of(receipt_keys);
  reader.key(receipt_key::new_records);
  receipt.new_records = static_cast<uint32_t>(reader.number("new records", batch_records_max));
  reader.key(receipt_key::duplicates);
  receipt.duplicates = static_cast<uint32_t>(reader.number("duplicates", batch_records_max));
  reader.key(receipt_key::batch_id);
  receipt.batch_id = reader.id("batch id");
  reader.expect_end();
  if (reader.failed()) return reader.error();
  return receipt;
}

}  // namespace firefly::stats
