#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "tools/collector/socket.h"

// The web app's files as HTTP gives them out: which file a path means, its type, and how long it may be kept.

namespace firefly::collector {

struct StaticFile {
  Descriptor descriptor;
  uint64_t bytes = 0;
  std::string content_type;
  std::string entity_tag;  // with its quotes
  bool brotli = false;     // the file is the compressed one beside it
  bool immutable = false;  // its name holds a hash of its contents
};

// The file in `folder` that the path of a request means ("/" is index.html). Takes the .br file beside it where the
// client accepts that. An Error for what is not there and for what is none of the client's business; nothing outside
// the folder is ever opened.
base::Result<StaticFile> find_static_file(const std::string& folder, std::string_view path,
                                          std::string_view accept_encoding);

// Whether the value of an Accept-Encoding header lets the body be brotli.
bool accepts_brotli(std::string_view accept_encoding);

}  // namespace firefly::collector
