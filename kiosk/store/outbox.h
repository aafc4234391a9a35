#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/stats/batch.h"
#include "engine/stats/record.h"
#include "kiosk/database/database.h"

// What has not reached the collector yet. Everything that happens to an Outbox is an Entry: a record came, some were
// sealed into a batch, a batch was acknowledged, a batch was parked. `apply` is the only way to change it, so there are
// two ways to keep it, and one Outbox:
//
//   natively, it is a file, and an Entry is on the disk when `apply` returns;
//   in the browser it is in memory, the page keeps the Entries as rows of its own journal, and the Outbox is made anew
//   by applying them in their order. Entries that come again lead to the same Outbox.

namespace firefly::store {

// The numbers are written to the browser's journal: they never change their meaning.
struct Entry {
  enum class Kind : uint8_t { Recorded = 1, Sealed = 2, Acknowledged = 3, Parked = 4 };
  Kind kind = Kind::Recorded;
  std::vector<uint8_t> bytes;  // Recorded: the record; Sealed: batch id, then record ids; the others: batch id
  friend bool operator==(const Entry&, const Entry&) = default;
};

Entry recorded(std::span<const uint8_t> record);
Entry sealed(const stats::BatchId& batch, std::span<const stats::RecordId> records);
Entry acknowledged(const stats::BatchId& batch);
Entry parked(const stats::BatchId& batch);

class Outbox {
 public:
  struct SealedBatch {
    stats::BatchId id{};
    std::vector<stats::Record> records;  // oldest first
  };
  struct Counts {
    uint64_t waiting = 0;
    uint64_t parked = 0;
  };
  struct Opened;

  // An empty Outbox that is gone with the process.
  static base::Result<Outbox> in_memory();
  // The Outbox of a file, made where there is none. A damaged file is set aside and a new one begun.
  static base::Result<Opened> open(const std::string& path);

  // Does what the Entry says; natively it is durable on return. An Error where its bytes are no Entry, or the disk
  // fails: then nothing was changed.
  base::Result<base::Done> apply(const Entry& entry);

  // The oldest records that are in no batch, at most so many.
  base::Result<std::vector<stats::RecordId>> unsealed(size_t most);
  // The batch to send next: the one sealed first, those parked left out.
  base::Result<std::optional<SealedBatch>> oldest_batch();
  // Every record that is still here, parked ones too.
  base::Result<std::vector<stats::RecordId>> held();
  base::Result<Counts> counts();

 private:
  explicit Outbox(database::Database database) : database_(std::move(database)) {}
  base::Result<base::Done> add(std::span<const uint8_t> record);
  base::Result<base::Done> seal(const stats::BatchId& batch, std::span<const uint8_t> record_ids);
  database::Database database_;
};

struct Outbox::Opened {
  Outbox outbox;
  std::string notice;  // where a damaged file was set aside; empty where none was
};

}  // namespace firefly::store
