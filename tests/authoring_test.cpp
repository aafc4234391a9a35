#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/documents.h"
#include "tests/source_path.h"
#include "tools/firefly/files.h"

// docs/authoring.md as an officer follows it: the files it shows are written, the commands are run by the real
// program, and what they print is what it says.

namespace firefly {
namespace {

// Built beside the tests.
std::string program() { return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "firefly").string(); }

// What the commands print, run one after the other in a folder.
std::string run(const std::string& commands, const std::string& folder) {
  const std::string line = "cd '" + folder + "' && export LANG=zh_CN.UTF-8 LC_ALL= LC_MESSAGES= && firefly() { '" +
                           program() + "' \"$@\"; } && { " + commands + "} 2>&1";
  std::FILE* pipe = ::popen(line.c_str(), "r");
  REQUIRE(pipe);
  std::string out;
  char buffer[4096];
  for (size_t got = 0; (got = std::fread(buffer, 1, sizeof(buffer), pipe)) > 0;) out.append(buffer, got);
  ::pclose(pipe);
  return out;
}

// Whether the guide shows what was printed; a … in it stands for a number that grows with the content.
bool is_shown(std::string_view printed, std::string_view shown) {
  static constexpr std::string_view any_number = "…";
  while (!shown.empty()) {
    const bool is_number = !printed.empty() && printed[0] >= '0' && printed[0] <= '9';
    if (is_number && shown.substr(0, any_number.size()) == any_number) {
      shown.remove_prefix(any_number.size());
      while (!printed.empty() && printed[0] >= '0' && printed[0] <= '9') printed.remove_prefix(1);
    } else {
      if (printed.empty() || printed[0] != shown[0]) return false;
      printed.remove_prefix(1);
      shown.remove_prefix(1);
    }
  }
  return printed.empty();
}

TEST_CASE("who follows the guide for authors gets from an empty folder to a play, and sees what it shows") {
  const test::TemporaryFolder folder("firefly_authoring_test");
  for (const char* shared : {"vocabulary.csv", "flags.csv", "pictures.csv", "pictures", "messages.csv", "facts.csv"}) {
    folder.copy(test::source_path("content/" + std::string(shared)), "content/" + std::string(shared));
  }
  const std::string guide = tool::read_file(test::source_path("docs/authoring.md")).value();
  std::string printed;
  size_t commands = 0;
  for (const test::Example& example : test::examples_of(guide)) {
    INFO(example.section);
    if (!example.path.empty()) {
      folder.write(example.path, example.text);
    } else if (example.language == "sh") {
      printed = run(example.text, folder.path());
      ++commands;
    } else {
      INFO(printed);
      CHECK(is_shown(printed, example.text));
    }
  }
  CHECK(commands >= 10);
  CHECK(tool::is_file(folder.path("packs/refund.pack")));
}

}  // namespace
}  // namespace firefly
