#include "tools/firefly/encoding.h"

#include <iconv.h>

#include <cstdint>

#include "engine/base/utf8.h"

namespace firefly::tool {
namespace {

std::optional<std::string> from_gb18030(std::string_view bytes) {
  iconv_t converter = ::iconv_open("UTF-8", "GB18030");
  if (reinterpret_cast<intptr_t>(converter) == -1) return std::nullopt;
  std::string out;
  std::string in(bytes);
  char* at = in.data();
  size_t left = in.size();
  bool done = false;
  while (!done) {
    char buffer[4096];
    char* into = buffer;
    size_t room = sizeof(buffer);
    const bool failed = ::iconv(converter, &at, &left, &into, &room) == static_cast<size_t>(-1);
    out.append(buffer, sizeof(buffer) - room);
    done = !failed || room == sizeof(buffer);  // a full buffer is no failure
    if (failed && done) {
      ::iconv_close(converter);
      return std::nullopt;
    }
  }
  ::iconv_close(converter);
  return out;
}

}  // namespace

std::optional<std::string> utf8_of(std::string_view bytes) {
  if (bytes.substr(0, 3) == "\xef\xbb\xbf") bytes.remove_prefix(3);
  if (base::find_invalid_utf8(bytes) == std::string_view::npos) return std::string(bytes);
  return from_gb18030(bytes);
}

}  // namespace firefly::tool
