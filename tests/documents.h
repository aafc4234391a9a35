#pragma once

#include <unistd.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

// Documents whose examples are run. A block of code in a Markdown file may name the file that it stands for behind its
// language: ```yarn scenarios/example/story.yarn

namespace firefly::test {

struct Example {
  std::string section;   // the heading above it, without its #
  std::string language;  // "yarn", "csv", "sh"…
  std::string path;      // empty where none is named
  std::string text;
};

// The blocks of code in a document, in order.
inline std::vector<Example> examples_of(std::string_view document) {
  std::vector<Example> examples;
  std::string section;
  bool inside = false;
  while (!document.empty()) {
    const size_t end = document.find('\n');
    const std::string line(document.substr(0, end));
    document.remove_prefix(end == std::string_view::npos ? document.size() : end + 1);
    if (line.substr(0, 3) == "```") {
      inside = !inside;
      if (!inside) continue;
      const std::string named = line.substr(3);
      const size_t space = named.find(' ');
      examples.push_back(
          {section, named.substr(0, space), space == std::string::npos ? "" : named.substr(space + 1), ""});
    } else if (inside) {
      examples.back().text += line + "\n";
    } else if (line.substr(0, 3) == "## ") {
      section = line.substr(3);
    }
  }
  return examples;
}

// A folder of its own, emptied before and removed after.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::string& name)
      : path_(std::filesystem::temp_directory_path() / (name + "_" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  // The path of the folder, or of what is in it.
  std::string path() const { return path_.string(); }
  std::string path(const std::string& inside) const { return (path_ / inside).string(); }

  // Copies a file, or a folder with all that is in it, to `inside`.
  void copy(const std::string& from, const std::string& inside) const {
    std::filesystem::create_directories((path_ / inside).parent_path());
    std::filesystem::copy(from, path_ / inside,
                          std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
  }

  // Writes a file and the folders it needs.
  void write(const std::string& inside, std::string_view text) const {
    std::filesystem::create_directories((path_ / inside).parent_path());
    std::ofstream(path_ / inside, std::ios::binary) << text;
  }

  void remove(const std::string& inside) const { std::filesystem::remove_all(path_ / inside); }

 private:
  std::filesystem::path path_;
};

}  // namespace firefly::test
