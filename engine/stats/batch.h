#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/stats/record.h"

// How Records travel. A Batch is up to 500 Records in one CBOR envelope (RFC 8949) with integer keys, the same whether
// it goes by HTTP or by file; a Receipt is what the collector answers. Both have exactly one encoding (the
// deterministic one of RFC 8949, 4.2), so a batch that came through unharmed can be compared byte by byte. The Records
// lie in the order of their random ids: nothing tells which play came first. docs/protocol.md is the same for a reader
// of bytes.

namespace firefly::stats {

inline constexpr size_t batch_bytes_max = 256 * 1024;
inline constexpr size_t batch_records_max = 500;

using BatchId = std::array<uint8_t, 16>;

// Who vouches for the records. 1 is kept for the signed batches of enrolled kiosks.
enum class Stream : uint8_t { Public = 2 };

struct Batch {
  BatchId id{};  // random; the same at every attempt to send it
  Stream stream = Stream::Public;
  std::string app;              // which program sealed it, [a-z0-9._-]{1,31}
  std::vector<Record> records;  // 1 to 500, no id twice; decoded, by ascending id
  friend bool operator==(const Batch&, const Batch&) = default;
};

// The batch as it travels, whatever order its records were in; a check fails where a field is out of its class or an id
// comes twice.
std::vector<uint8_t> encode(const Batch& batch);

inline constexpr uint64_t protocol_newest = 1;

// The protocol that a batch says it is of; 0 where the bytes do not begin like a batch.
uint64_t protocol_of(std::span<const uint8_t> bytes);

// The batch that the bytes are; the Error names the byte, the record and the field that cannot be.
base::Result<Batch> decode_batch(std::span<const uint8_t> bytes);

// The collector's word that every record of the batch is durably in its store.
struct Receipt {
  BatchId batch_id{};
  uint32_t new_records = 0;
  uint32_t duplicates = 0;  // were there already; as good as new
  friend bool operator==(const Receipt&, const Receipt&) = default;
};

// The Receipt as it travels.
std::vector<uint8_t> encode(const Receipt& receipt);

// The Receipt that the bytes are; an Error where they are anything else, such as the page of a hotel's network.
base::Result<Receipt> decode_receipt(std::span<const uint8_t> bytes);

}  // namespace firefly::stats
