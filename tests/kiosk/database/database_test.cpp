#include "kiosk/database/database.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <vector>

#include "tests/kiosk/database/prepare_all.h"

namespace firefly::database {
namespace {

constexpr std::string_view first_schema =
    "CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT); PRAGMA user_version = 1;";
constexpr std::string_view second_schema = "ALTER TABLE note ADD COLUMN bytes BLOB; PRAGMA user_version = 2;";
constexpr std::array<std::string_view, 1> old_program = {first_schema};
constexpr std::array<std::string_view, 2> new_program = {first_schema, second_schema};
constexpr std::string_view add = "INSERT INTO note (words) VALUES (?1)";
constexpr std::string_view count = "SELECT count(*) FROM note";

int64_t count_of(Database& database) {
  auto statement = database.prepare(count);
  REQUIRE(statement);
  REQUIRE(statement->next().value());
  return statement->number(0);
}

void add_one(Database& database, std::string_view words) {
  auto statement = database.prepare(add);
  REQUIRE(statement);
  REQUIRE(statement->start().with(words).run());
}

}  // namespace

TEST_CASE("What goes into a statement comes out of it") {
  auto database = Database::in_memory(new_program);
  REQUIRE(database);
  auto insert = database->prepare("INSERT INTO note (id, words, bytes) VALUES (?1, ?2, ?3)");
  REQUIRE(insert);
  const std::vector<uint8_t> bytes = {0, 1, 255};
  CHECK(insert->start().with(int64_t{7}).with("萤火虫").with(bytes).run());
  CHECK(database->changes() == 1);
  CHECK(insert->start().with(int64_t{8}).with("").with(std::span<const uint8_t>()).run());
  const auto twice = insert->start().with(int64_t{8}).with("").with(bytes).run();
  REQUIRE_FALSE(twice);
  CHECK(twice.error().message == "database: UNIQUE constraint failed: note.id");

  auto select = database->prepare("SELECT id, words, bytes FROM note ORDER BY id");
  REQUIRE(select);
  REQUIRE(select->next().value());
  CHECK(select->number(0) == 7);
  CHECK(select->text(1) == "萤火虫");
  CHECK(std::vector<uint8_t>(select->bytes(2).begin(), select->bytes(2).end()) == bytes);
  REQUIRE(select->next().value());
  CHECK(select->text(1).empty());
  CHECK(select->bytes(2).empty());
  CHECK_FALSE(select->next().value());

  const auto nonsense = database->prepare("SELECT colour FROM note");
  REQUIRE_FALSE(nonsense);
  CHECK(nonsense.error().message == "SELECT colour FROM note: no such column: colour");
}

TEST_CASE("A transaction that is not committed is undone") {
  auto database = Database::in_memory(old_program);
  REQUIRE(database);
  {
    auto transaction = Transaction::begin(database.value());
    REQUIRE(transaction);
    add_one(database.value(), "lost");
  }
  CHECK(count_of(database.value()) == 0);
  {
    auto transaction = Transaction::begin(database.value());
    REQUIRE(transaction);
    add_one(database.value(), "kept");
    CHECK(transaction->commit());
  }
  CHECK(count_of(database.value()) == 1);
}

#ifndef __EMSCRIPTEN__  // a browser has no database files

namespace {

struct Folder {
  Folder() : path(std::filesystem::temp_directory_path() / ("firefly_database_test_" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path);
    std::filesystem::create_directories(path);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string file(const char* name) const { return (path / name).string(); }
  std::filesystem::path path;
};

}  // namespace

TEST_CASE("An older file is brought up to date with what is in it, a newer one is left alone") {
  const Folder folder;
  {
    auto old = Database::open(folder.file("notes.db"), old_program, Database::WhenDamaged::Refuse);
    REQUIRE(old);
    CHECK(old->notice.empty());
    add_one(old->database, "from before");
  }
  {
    auto current = Database::open(folder.file("notes.db"), new_program, Database::WhenDamaged::Refuse);
    REQUIRE(current);
    CHECK(count_of(current->database) == 1);
    CHECK(current->database.prepare("SELECT bytes FROM note"));
  }
  for (const auto when_damaged : {Database::WhenDamaged::Refuse, Database::WhenDamaged::SetAside}) {
    const auto old = Database::open(folder.file("notes.db"), old_program, when_damaged);
    REQUIRE_FALSE(old);
    CHECK(old.error().message ==
          folder.file("notes.db") + ": its schema is number 2, this program knows up to 1; use a newer program");
  }
}

TEST_CASE("A damaged file is set aside with a notice, or refused, and never overwritten") {
  const Folder folder;
  const std::string path = folder.file("notes.db");
  const auto damage = [&path](int kind) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(kind == 0 ? 0 : 4096);  // the header, or the table's first page
    for (int i = 0; i < 2000; ++i) file.put('x');
  };
  for (int kind = 0; kind < 2; ++kind) {
    {
      auto fresh = Database::open(path, old_program, Database::WhenDamaged::SetAside);
      REQUIRE(fresh);
      for (int i = 0; i < 100; ++i) add_one(fresh->database, "words enough to fill a page or two of the file");
    }
    damage(kind);
    std::ifstream before(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(before), {}};
    if (kind == 0) {
      const auto refused = Database::open(path, old_program, Database::WhenDamaged::Refuse);
      REQUIRE_FALSE(refused);
      CHECK(refused.error().message ==
            path + ": is damaged (database: file is not a database); move it away and put back a backup");
    }
    const auto opened = Database::open(path, old_program, Database::WhenDamaged::SetAside);
    REQUIRE(opened);
    const std::string aside = path + ".damaged-" + std::to_string(kind + 1);
    CHECK(opened.value().notice.find("It is kept as " + aside + "; a new one has been begun.") != std::string::npos);
    std::ifstream kept(aside, std::ios::binary);
    CHECK(std::string{std::istreambuf_iterator<char>(kept), {}} == bytes);
    auto again = Database::open(path, old_program, Database::WhenDamaged::SetAside);
    REQUIRE(again);
    CHECK(again->notice.empty());
    CHECK(count_of(again->database) == 0);
  }
}

TEST_CASE("A place that cannot be written is an error and nothing is set aside") {
  const Folder folder;
  const auto opened =
      Database::open(folder.file("no_such_folder/notes.db"), old_program, Database::WhenDamaged::SetAside);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().message.find("unable to open database file") != std::string::npos);
}

#endif

TEST_CASE("This room's own statements are understood") {
  auto database = Database::in_memory(old_program);
  REQUIRE(database);
  check_that_all_prepare(database.value(), "kiosk/database");
}

}  // namespace firefly::database
