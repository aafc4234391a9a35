#include "tools/firefly/files.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <system_error>

namespace firefly::tool {

namespace fs = std::filesystem;

base::Result<std::string> read_file(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) return base::Error{"cannot open " + path};
  std::string bytes;
  char buffer[65536];
  for (size_t got = 0; (got = std::fread(buffer, 1, sizeof(buffer), file)) > 0;) bytes.append(buffer, got);
  const bool failed = std::ferror(file) != 0;
  std::fclose(file);
  if (failed) return base::Error{"cannot read " + path};
  return bytes;
}

base::Result<base::Done> write_file(const std::string& path, std::string_view bytes) {
  const std::string beside = path + ".new";
  std::FILE* file = std::fopen(beside.c_str(), "wb");
  if (!file) return base::Error{"cannot write " + beside};
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  if ((std::fclose(file) != 0) || !written) return base::Error{"cannot write " + beside};
  if (std::rename(beside.c_str(), path.c_str()) != 0) return base::Error{"cannot replace " + path};
  return base::Done{};
}

std::vector<std::string> files_in(const std::string& folder, std::string_view ending) {
  std::vector<std::string> paths;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const std::string name = at->path().filename().string();
    const bool ends_so = name.size() >= ending.size() && name.substr(name.size() - ending.size()) == ending;
    if (ends_so && at->is_regular_file(error)) paths.push_back(join_path(folder, name));
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<std::string> folders_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->is_directory(error)) names.push_back(at->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool is_file(const std::string& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

bool is_folder(const std::string& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

std::string folder_of(const std::string& path) {
  const std::string parent = fs::path(path).parent_path().string();
  return parent.empty() ? "." : parent;
}

std::string name_of(const std::string& path) {
  fs::path named = fs::path(path).lexically_normal();
  if (named.filename().empty()) named = named.parent_path();
  std::string name = named.filename().string();
  if (name == "." || name == "..") {
    std::error_code error;
    name = fs::canonical(named, error).filename().string();
  }
  return name;
}

std::string join_path(const std::string& folder, const std::string& name) {
  return folder.empty() || folder == "." ? name : (fs::path(folder) / name).string();
}

}  // namespace firefly::tool
