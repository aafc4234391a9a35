#include "tools/collector/static_files.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

namespace firefly::collector {

using base::Error;
using base::Result;

namespace {

constexpr std::array<std::pair<std::string_view, const char*>, 20> types = {{
    {"html", "text/html; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"js", "text/javascript; charset=utf-8"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"wasm", "application/wasm"},
    {"json", "application/json"},
    {"webmanifest", "application/manifest+json"},
    {"map", "application/json"},
    {"txt", "text/plain; charset=utf-8"},
    {"md", "text/plain; charset=utf-8"},
    {"svg", "image/svg+xml"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"webp", "image/webp"},
    {"ico", "image/x-icon"},
    {"otf", "font/otf"},
    {"ttf", "font/ttf"},
    {"woff2", "font/woff2"},
    {"opus", "audio/ogg"},
    {"mp3", "audio/mpeg"},
}};

constexpr size_t hash_digits_min = 8;

const char* type_of(std::string_view path) {
  const std::string_view extension = path.substr(path.rfind('.') + 1);
  const auto found =
      std::find_if(types.begin(), types.end(), [&](const auto& type) { return type.first == extension; });
  return found == types.end() ? "application/octet-stream" : found->second;
}

// "firefly.3f9a01bc.wasm", "firefly-3f9a01bc.js": a part of at least 8 hexadecimal digits, one of them a number.
bool has_hash(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  size_t digits = 0;
  bool number = false;
  bool part_is_hex = false;
  for (const char c : name) {
    if (c == '.' || c == '-') {
      if (part_is_hex && digits >= hash_digits_min && number) return true;
      digits = 0;
      number = false;
      part_is_hex = true;
    } else if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')) {
      ++digits;
      number = number || c <= '9';
    } else {
      part_is_hex = false;
    }
  }
  return false;
}

// No part may begin with a dot: that keeps out "..", and files that somebody thought hidden.
bool is_safe(std::string_view path) {
  if (path.empty() || path[0] != '/') return false;
  for (size_t i = 0; i < path.size(); ++i) {
    const char c = path[i];
    if (c <= ' ' || c > '~' || c == '\\') return false;
    if (c == '/' && i + 1 < path.size() && (path[i + 1] == '.' || path[i + 1] == '/')) return false;
  }
  return true;
}

struct Open {
  Descriptor descriptor;
  struct stat status;
};

Result<Open> open_regular(const std::string& path) {
  Open opened{Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)), {}};
  if (opened.descriptor.number() < 0 || ::fstat(opened.descriptor.number(), &opened.status) != 0 ||
      !S_ISREG(opened.status.st_mode)) {
    return Error{path + ": is not there"};
  }
  return opened;
}

bool is_newer(const struct stat& a, const struct stat& b) {
  return std::pair(a.st_mtim.tv_sec, a.st_mtim.tv_nsec) > std::pair(b.st_mtim.tv_sec, b.st_mtim.tv_nsec);
}

}  // namespace

bool accepts_brotli(std::string_view accept_encoding) {
  while (!accept_encoding.empty()) {
    const size_t comma = std::min(accept_encoding.find(','), accept_encoding.size());
    std::string_view part = accept_encoding.substr(0, comma);
    accept_encoding.remove_prefix(std::min(comma + 1, accept_encoding.size()));
    part.remove_prefix(std::min(part.find_first_not_of(" \t"), part.size()));
    const std::string_view coding = part.substr(0, part.find_first_of("; \t"));
    if (coding != "br") continue;
    const size_t quality = part.find("q=");
    return quality == std::string_view::npos || part.find_first_of("123456789", quality) != std::string_view::npos;
  }
  return false;
}

Result<StaticFile> find_static_file(const std::string& folder, std::string_view path,
                                    std::string_view accept_encoding) {
  if (!is_safe(path)) return Error{"that is not a path of this site"};
  std::string file_path = folder + std::string(path);
  if (file_path.back() == '/') file_path += "index.html";
  auto opened = open_regular(file_path);
  if (!opened) return opened.error();

  StaticFile file;
  file.content_type = type_of(file_path);
  file.immutable = has_hash(file_path);
  if (accepts_brotli(accept_encoding)) {
    auto compressed = open_regular(file_path + ".br");
    // An older one was made of an older file.
    if (compressed && !is_newer(opened->status, compressed->status)) {
      opened = std::move(compressed);
      file.brotli = true;
    }
  }
  file.bytes = static_cast<uint64_t>(opened->status.st_size);
  std::array<char, 64> tag{};
  std::snprintf(tag.data(), tag.size(), "\"%llx-%llx-%lx%s\"", static_cast<unsigned long long>(file.bytes),
                static_cast<unsigned long long>(opened->status.st_mtim.tv_sec),
                static_cast<unsigned long>(opened->status.st_mtim.tv_nsec), file.brotli ? "-br" : "");
  file.entity_tag = tag.data();
  file.descriptor = std::move(opened->descriptor);
  return file;
}

}  // namespace firefly::collector
