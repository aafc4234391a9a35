#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "kiosk/database/database.h"
#include "tests/source_path.h"

namespace firefly::database {

// Prepares every statement of a room's .sql files, migrations left out; checks that there are some.
inline void check_that_all_prepare(Database& database, const std::string& room) {
  int statements = 0;
  for (const auto& entry : std::filesystem::directory_iterator(firefly::test::source_path(room))) {
    if (entry.path().extension() != ".sql" || entry.path().filename().string().rfind("migration_", 0) == 0) continue;
    ++statements;
    std::ifstream file(entry.path());
    const std::string sql{std::istreambuf_iterator<char>(file), {}};
    const auto statement = database.prepare(sql);
    CHECK_MESSAGE(statement, entry.path().string() << ": " << (statement ? "" : statement.error().message));
  }
  CHECK(statements > 0);
}

}  // namespace firefly::database
