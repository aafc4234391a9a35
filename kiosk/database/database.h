#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/result.h"

// SQLite, and the only room that knows it. A Database is a file (or memory) whose schema has been brought up to date by
// numbered migrations; a Statement is one line of a .sql file, prepared once and used many times. Whoever uses this
// keeps the SQL in .sql files beside the code: the build turns them into string constants.

struct sqlite3;
struct sqlite3_stmt;

namespace firefly::database {

// One prepared statement. Columns and parameters are counted as SQLite does: parameters from 1, columns from 0.
class Statement {
 public:
  // Forget the last row and its parameters, then give parameter 1, 2, … of the next run in order.
  Statement& start();
  Statement& with(int64_t number);
  Statement& with(std::string_view text);           // copied
  Statement& with(std::span<const uint8_t> bytes);  // copied

  // Goes to the next row; false after the last. The Error is SQLite's own words.
  base::Result<bool> next();
  // Runs a statement that gives no rows.
  base::Result<base::Done> run();

  int64_t number(int column) const;
  std::string_view text(int column) const;           // until next(), run() or start()
  std::span<const uint8_t> bytes(int column) const;  // likewise

 private:
  friend class Database;
  struct Close {
    void operator()(sqlite3_stmt* statement) const;
  };
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
  std::unique_ptr<sqlite3_stmt, Close> statement_;
  int parameter_ = 0;
};

class Database {
 public:
  // A migration is a script that ends with `PRAGMA user_version = N`, N being its place in the list, counted from 1.

  // A database in memory, gone with its Database.
  static base::Result<Database> in_memory(std::span<const std::string_view> migrations);

  // What to do with a file that is no sound database any more. SetAside also looks through the whole file.
  enum class WhenDamaged : uint8_t { SetAside, Refuse };
  struct Opened;
  // The database of a file, made where there is none. A transaction that has ended survives the loss of power. Of a
  // schema newer than the last migration nothing is touched: that is an Error.
  static base::Result<Opened> open(const std::string& path, std::span<const std::string_view> migrations,
                                   WhenDamaged when_damaged);

  // A statement of a .sql file; an Error where SQLite does not understand it.
  base::Result<Statement> prepare(std::string_view sql);
  // Runs all statements of a script.
  base::Result<base::Done> run(std::string_view script);
  // How many rows the last statement changed.
  int64_t changes() const;

 private:
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  explicit Database(sqlite3* connection) : connection_(connection) {}
  static base::Result<Database> connect(const std::string& path);
  base::Result<base::Done> migrate(std::span<const std::string_view> migrations);
  base::Result<size_t> schema_number();
  base::Result<std::string> check();  // what is wrong with the file; empty where nothing is
  base::Error error(std::string_view doing) const;
  bool looks_damaged() const;

  std::unique_ptr<sqlite3, Close> connection_;
};

struct Database::Opened {
  Database database;
  std::string notice;  // where a damaged file was set aside; empty where none was
};

// From begin to commit, all or nothing: what is not committed when a Transaction ends is undone.
class Transaction {
 public:
  static base::Result<Transaction> begin(Database& database);
  base::Result<base::Done> commit();

  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace firefly::database
