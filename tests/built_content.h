#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/kiosk/app/person.h"
#include "tests/source_path.h"
#include "tools/firefly/commands.h"

namespace firefly::test {

// The packs of content/ as `firefly build` makes them, by their file names; empty where it fails.
inline const Person::Files& built_content() {
  static const Person::Files files = [] {
    namespace fs = std::filesystem;
    Person::Files built;
    const fs::path folder =
        fs::temp_directory_path() /
        ("firefly-content-" + std::to_string(std::hash<std::string>{}(fs::current_path().string())));
    tool::Options options;
    options.paths = {test::source_path("content")};
    options.output = folder.string();
    if (tool::build_command(options) != tool::Exit::Holds) return built;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      std::ifstream file(entry.path(), std::ios::binary);
      built[entry.path().filename().string()] = std::vector<uint8_t>(std::istreambuf_iterator<char>(file), {});
    }
    fs::remove_all(folder);
    return built;
  }();
  return files;
}

}  // namespace firefly::test
