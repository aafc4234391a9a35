#include "kiosk/store/outbox.h"

#include <algorithm>
#include <array>

#include "kiosk/store/sql.h"

namespace firefly::store {

using base::Done;
using base::Error;
using base::Result;
using database::Database;
using database::Statement;
using database::Transaction;

namespace {

constexpr std::array<std::string_view, 1> migrations = {sql::migration_1};
constexpr size_t id_bytes = std::tuple_size_v<stats::RecordId>;
static_assert(id_bytes == std::tuple_size_v<stats::BatchId>);

stats::RecordId id_at(std::span<const uint8_t> bytes) {
  stats::RecordId id{};
  std::copy_n(bytes.begin(), id.size(), id.begin());
  return id;
}

// Runs one statement whose only parameter is an id.
Result<Done> run_with_id(Database& database, std::string_view sql, std::span<const uint8_t> id) {
  auto statement = database.prepare(sql);
  if (!statement) return statement.error();
  return statement->start().with(id).run();
}

Result<Done> run(Database& database, std::string_view sql) {
  auto statement = database.prepare(sql);
  if (!statement) return statement.error();
  return statement->run();
}

// All ids that a statement gives.
Result<std::vector<stats::RecordId>> ids_of(Statement& statement) {
  std::vector<stats::RecordId> ids;
  while (true) {
    const auto row = statement.next();
    if (!row) return row.error();
    if (!row.value()) return ids;
    FIREFLY_CHECK(statement.bytes(0).size() == id_bytes);
    ids.push_back(id_at(statement.bytes(0)));
  }
}

}  // namespace

Entry recorded(std::span<const uint8_t> record) {
  return {Entry::Kind::Recorded, std::vector<uint8_t>(record.begin(), record.end())};
}

Entry sealed(const stats::BatchId& batch, std::span<const stats::RecordId> records) {
  Entry entry{Entry::Kind::Sealed, std::vector<uint8_t>(batch.begin(), batch.end())};
  for (const auto& id : records) entry.bytes.insert(entry.bytes.end(), id.begin(), id.end());
  return entry;
}

Entry acknowledged(const stats::BatchId& batch) {
  return {Entry::Kind::Acknowledged, std::vector<uint8_t>(batch.begin(), batch.end())};
}

Entry parked(const stats::BatchId& batch) {
  return {Entry::Kind::Parked, std::vector<uint8_t>(batch.begin(), batch.end())};
}

Result<Outbox> Outbox::in_memory() {
  auto database = Database::in_memory(migrations);
  if (!database) return database.error();
  return Outbox(std::move(database).value());
}

Result<Outbox::Opened> Outbox::open(const std::string& path) {
  auto opened = Database::open(path, migrations, Database::WhenDamaged::SetAside);
  if (!opened) return opened.error();
  return Opened{Outbox(std::move(opened->database)), std::move(opened->notice)};
}

Result<Done> Outbox::apply(const Entry& entry) {
  const std::span<const uint8_t> bytes = entry.bytes;
  if (entry.kind == Entry::Kind::Recorded) return add(bytes);

  const bool sized = entry.kind == Entry::Kind::Sealed ? bytes.size() >= id_bytes && bytes.size() % id_bytes == 0
                                                       : bytes.size() == id_bytes;
  if (!sized) return Error{"outbox: an entry of " + std::to_string(bytes.size()) + " bytes names no batch"};
  auto transaction = Transaction::begin(database_);
  if (!transaction) return transaction.error();
  Result<Done> done = Error{"outbox: an entry of unknown kind " + std::to_string(static_cast<int>(entry.kind))};
  switch (entry.kind) {
    case Entry::Kind::Recorded: break;
    case Entry::Kind::Sealed: done = seal(id_at(bytes), bytes.subspan(id_bytes)); break;
    case Entry::Kind::Acknowledged: done = run_with_id(database_, sql::drop_records_of_batch, bytes); break;
    case Entry::Kind::Parked: done = run_with_id(database_, sql::park_batch, bytes); break;
  }
  if (done) done = run(database_, sql::drop_empty_batches);
  if (!done) return done;
  return transaction->commit();
}

Result<Done> Outbox::add(std::span<const uint8_t> record) {
  const auto decoded = stats::decode(record);
  if (!decoded) return decoded.error();
  auto statement = database_.prepare(sql::add_record);
  if (!statement) return statement.error();
  return statement->start().with(decoded.value().id).with(record).run();
}

Result<Done> Outbox::seal(const stats::BatchId& batch, std::span<const uint8_t> record_ids) {
  auto done = run_with_id(database_, sql::add_batch, batch);
  if (!done) return done;
  auto statement = database_.prepare(sql::seal_record);
  if (!statement) return statement.error();
  for (size_t at = 0; at < record_ids.size() && done; at += id_bytes) {
    done = statement->start().with(batch).with(record_ids.subspan(at, id_bytes)).run();
  }
  return done;
}

Result<std::vector<stats::RecordId>> Outbox::unsealed(size_t most) {
  auto statement = database_.prepare(sql::unsealed_records);
  if (!statement) return statement.error();
  statement->start().with(static_cast<int64_t>(most));
  return ids_of(statement.value());
}

Result<std::vector<stats::RecordId>> Outbox::held() {
  auto statement = database_.prepare(sql::held_records);
  if (!statement) return statement.error();
  return ids_of(statement.value());
}

Result<std::optional<Outbox::SealedBatch>> Outbox::oldest_batch() {
  auto oldest = database_.prepare(sql::oldest_batch);
  if (!oldest) return oldest.error();
  const auto found = ids_of(oldest.value());
  if (!found) return found.error();
  if (found.value().empty()) return std::optional<SealedBatch>();

  SealedBatch batch{found.value().front(), {}};
  auto statement = database_.prepare(sql::records_of_batch);
  if (!statement) return statement.error();
  statement->start().with(batch.id);
  while (true) {
    const auto row = statement->next();
    if (!row) return row.error();
    if (!row.value()) return std::optional(std::move(batch));
    auto record = stats::decode(statement->bytes(0));
    if (!record) return Error{"outbox: " + record.error().message};
    batch.records.push_back(std::move(record).value());
  }
}

Result<Outbox::Counts> Outbox::counts() {
  auto statement = database_.prepare(sql::counts);
  if (!statement) return statement.error();
  const auto row = statement->next();
  if (!row) return row.error();
  return Counts{static_cast<uint64_t>(statement->number(0)), static_cast<uint64_t>(statement->number(1))};
}

}  // namespace firefly::store
