#include "kiosk/database/database.h"

#include <sqlite3.h>

#include <cstdio>

#include "kiosk/database/sql.h"

namespace firefly::database {

using base::Done;
using base::Error;
using base::Result;

namespace {

constexpr int busy_timeout_ms = 5000;

bool exists(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return false;
  std::fclose(file);
  return true;
}

// Renames the file and what belongs to it, so that a person can still open it and take out what is left.
Result<std::string> set_aside(const std::string& path) {
  std::string aside;
  for (int number = 1; aside.empty() || exists(aside); ++number) aside = path + ".damaged-" + std::to_string(number);
  if (std::rename(path.c_str(), aside.c_str()) != 0) {
    return Error{path + ": is damaged and cannot be renamed to " + aside + "; move it away by hand"};
  }
  for (const char* part : {"-wal", "-shm"}) {
    if (exists(path + part)) std::rename((path + part).c_str(), (aside + part).c_str());
  }
  return aside;
}

}  // namespace

void Statement::Close::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
void Database::Close::operator()(sqlite3* connection) const { sqlite3_close(connection); }

Statement& Statement::start() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
  parameter_ = 0;
  return *this;
}

Statement& Statement::with(int64_t number) {
  FIREFLY_CHECK(sqlite3_bind_int64(statement_.get(), ++parameter_, number) == SQLITE_OK);
  return *this;
}

Statement& Statement::with(std::string_view text) {
  FIREFLY_CHECK(sqlite3_bind_text(statement_.get(), ++parameter_, text.data(), static_cast<int>(text.size()),
                                  SQLITE_TRANSIENT) == SQLITE_OK);
  return *this;
}

Statement& Statement::with(std::span<const uint8_t> bytes) {
  FIREFLY_CHECK(sqlite3_bind_blob(statement_.get(), ++parameter_, bytes.data(), static_cast<int>(bytes.size()),
                                  SQLITE_TRANSIENT) == SQLITE_OK);
  return *this;
}

Result<bool> Statement::next() {
  const int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) return true;
  // A statement that stays at its last row holds its read lock.
  sqlite3_reset(statement_.get());
  if (result == SQLITE_DONE) return false;
  return Error{std::string("database: ") + sqlite3_errmsg(sqlite3_db_handle(statement_.get()))};
}

Result<Done> Statement::run() {
  auto row = next();
  if (!row) return row.error();
  FIREFLY_CHECK(!row.value());
  return Done{};
}

int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string_view Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  return text == nullptr ? std::string_view()
                         : std::string_view(text, static_cast<size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

std::span<const uint8_t> Statement::bytes(int column) const {
  const auto* bytes = static_cast<const uint8_t*>(sqlite3_column_blob(statement_.get(), column));
  return {bytes, static_cast<size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

Result<Database> Database::connect(const std::string& path) {
  sqlite3* connection = nullptr;
  const int result = sqlite3_open_v2(path.c_str(), &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  if (connection == nullptr) return Error{path + ": no memory for a database"};
  Database database(connection);
  if (result != SQLITE_OK) return database.error(path);
  sqlite3_busy_timeout(connection, busy_timeout_ms);
  return database;
}

Result<Database> Database::in_memory(std::span<const std::string_view> migrations) {
  auto database = connect(":memory:");
  if (!database) return database;
  const auto migrated = database->migrate(migrations);
  if (!migrated) return migrated.error();
  return database;
}

Result<Database::Opened> Database::open(const std::string& path, std::span<const std::string_view> migrations,
                                        WhenDamaged when_damaged) {
  std::string notice;
  while (true) {
    auto database = connect(path);
    if (!database) return database.error();
    std::string damage;
    const auto durable = database->run(sql::keep_durably);
    if (!durable) {
      if (!database->looks_damaged()) return Error{path + ": " + durable.error().message};
      damage = durable.error().message;
    } else if (when_damaged == WhenDamaged::SetAside) {
      const auto checked = database->check();
      if (!checked) return Error{path + ": " + checked.error().message};
      damage = checked.value();
    }
    if (damage.empty()) {
      const auto migrated = database->migrate(migrations);
      if (!migrated) return Error{path + ": " + migrated.error().message};
      return Opened{std::move(database).value(), std::move(notice)};
    }
    if (when_damaged == WhenDamaged::Refuse || !notice.empty()) {
      return Error{
          std::string(path).append(": is damaged (").append(damage).append("); move it away and put back a backup")};
    }
    database = Error{};  // closes the file
    const auto aside = set_aside(path);
    if (!aside) return aside.error();
    notice.append(path).append(" is damaged (").append(damage).append("). It is kept as ");
    notice.append(aside.value()).append("; a new one has been begun.");
  }
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int result = sqlite3_prepare_v3(connection_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (result != SQLITE_OK) return error(sql);
  FIREFLY_CHECK(statement != nullptr);
  return Statement(statement);
}

Result<Done> Database::run(std::string_view script) {
  const std::string terminated(script);
  if (sqlite3_exec(connection_.get(), terminated.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return error("database");
  return Done{};
}

int64_t Database::changes() const { return sqlite3_changes(connection_.get()); }

Result<std::string> Database::check() {
  auto statement = prepare(sql::check);
  const auto row = statement ? statement->next() : Result<bool>(statement.error());
  if (!row) {
    if (looks_damaged()) return row.error().message;
    return row.error();
  }
  const std::string_view answer = statement->text(0);
  return answer == "ok" ? std::string() : std::string(answer);
}

Result<size_t> Database::schema_number() {
  auto statement = prepare(sql::schema_number);
  if (!statement) return statement.error();
  const auto row = statement->next();
  if (!row) return row.error();
  return static_cast<size_t>(statement->number(0));
}

Result<Done> Database::migrate(std::span<const std::string_view> migrations) {
  while (true) {
    const auto number = schema_number();
    if (!number) return number.error();
    if (number.value() == migrations.size()) return Done{};
    if (number.value() > migrations.size()) {
      return Error{"its schema is number " + std::to_string(number.value()) + ", this program knows up to " +
                   std::to_string(migrations.size()) + "; use a newer program"};
    }
    auto transaction = Transaction::begin(*this);
    if (!transaction) return transaction.error();
    const auto migrated = run(migrations[number.value()]);
    if (!migrated) return migrated.error();
    const auto reached = schema_number();
    if (!reached) return reached.error();
    FIREFLY_CHECK(reached.value() == number.value() + 1);
    const auto committed = transaction->commit();
    if (!committed) return committed.error();
  }
}

Error Database::error(std::string_view doing) const {
  return Error{std::string(doing) + ": " + sqlite3_errmsg(connection_.get())};
}

bool Database::looks_damaged() const {
  const int code = sqlite3_errcode(connection_.get());
  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

Result<Transaction> Transaction::begin(Database& database) {
  const auto begun = database.run(sql::begin);
  if (!begun) return begun.error();
  return Transaction(database);
}

Result<Done> Transaction::commit() {
  auto committed = database_->run(sql::commit);
  if (committed) database_ = nullptr;
  return committed;
}

Transaction::~Transaction() {
  if (database_ != nullptr) static_cast<void>(database_->run(sql::rollback));
}

}  // namespace firefly::database
