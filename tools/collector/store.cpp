#include "tools/collector/store.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "tools/collector/sql.h"

namespace firefly::collector {

using base::Done;
using base::Error;
using base::Result;
using database::Database;
using database::Transaction;

namespace {

constexpr std::string_view scheme = "sqlite:";
constexpr std::array<std::string_view, 1> migrations = {sql::migration_1};

}  // namespace

Result<Store> Store::open(std::string_view address, WhenAbsent when_absent) {
  if (address.substr(0, scheme.size()) != scheme || address.size() == scheme.size()) {
    return Error{std::string(address) + ": not the address of a store; it is written sqlite:PATH"};
  }
  const std::string path(address.substr(scheme.size()));
  std::error_code ignored;
  if (when_absent == WhenAbsent::Refuse && !std::filesystem::exists(path, ignored)) {
    return Error{path + ": there is no such store"};
  }
  auto opened = Database::open(path, migrations, Database::WhenDamaged::Refuse);
  if (!opened) return opened.error();
  auto add_batch = opened->database.prepare(sql::add_batch);
  if (!add_batch) return add_batch.error();
  auto add_play = opened->database.prepare(sql::add_play);
  if (!add_play) return add_play.error();
  return Store(std::move(opened->database), std::move(add_batch).value(), std::move(add_play).value());
}

Result<std::vector<stats::Receipt>> Store::take(std::span<const stats::Batch> batches, int64_t received_day) {
  std::vector<stats::Receipt> receipts;
  auto transaction = Transaction::begin(database_);
  if (!transaction) return transaction.error();
  for (const auto& [batch_id, stream, app, records] : batches) {
    const auto stream_number = static_cast<int64_t>(stream);
    const auto known = add_batch_.start()
                           .with(batch_id)
                           .with(stream_number)
                           .with(app)
                           .with(static_cast<int64_t>(records.size()))
                           .with(received_day)
                           .run();
    if (!known) return known.error();
    stats::Receipt receipt{batch_id, 0, 0};
    for (const auto& [id, scenario, version, outcome, acts, stage, duration, hour, mode, text_size, locale] : records) {
      add_play_.start().with(id).with(stream_number).with(scenario).with(int64_t{version});
      add_play_.with(static_cast<int64_t>(outcome));
      for (const uint8_t count : acts) add_play_.with(int64_t{count});
      add_play_.with(int64_t{stage}).with(int64_t{duration}).with(int64_t{hour});
      add_play_.with(static_cast<int64_t>(mode)).with(static_cast<int64_t>(text_size)).with(locale).with(received_day);
      const auto added = add_play_.run();
      if (!added) return added.error();
      ++(database_.changes() == 1 ? receipt.new_records : receipt.duplicates);
    }
    receipts.push_back(receipt);
  }
  const auto committed = transaction->commit();
  if (!committed) return committed.error();
  return receipts;
}

Result<std::vector<stats::Group>> Store::groups() {
  auto statement = database_.prepare(sql::groups);
  if (!statement) return statement.error();
  std::vector<stats::Group> groups;
  while (true) {
    const auto row = statement->next();
    if (!row) return row.error();
    if (!row.value()) return groups;
    groups.push_back({std::string(statement->text(0)), static_cast<program::Outcome>(statement->number(1)),
                      static_cast<stats::Mode>(statement->number(2)), static_cast<uint32_t>(statement->number(3)),
                      static_cast<uint64_t>(statement->number(4))});
  }
}

Result<Done> Store::each_play(const std::function<void(const stats::RecordId&)>& each) {
  auto statement = database_.prepare(sql::play_ids);
  if (!statement) return statement.error();
  while (true) {
    const auto row = statement->next();
    if (!row) return row.error();
    if (!row.value()) return Done{};
    stats::RecordId id{};
    const auto bytes = statement->bytes(0);
    std::copy_n(bytes.begin(), std::min(bytes.size(), id.size()), id.begin());
    each(id);
  }
}

Result<Done> Store::check_integrity() {
  auto statement = database_.prepare(sql::integrity);
  if (!statement) return statement.error();
  const auto row = statement->next();
  if (!row) return row.error();
  if (statement->text(0) != "ok") return Error{"store: " + std::string(statement->text(0))};
  return Done{};
}

}  // namespace firefly::collector
