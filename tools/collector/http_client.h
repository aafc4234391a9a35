#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "tools/collector/socket.h"

// Just enough of HTTP to speak to a collector of our own: for the drill, and for tests that send what no proper client
// would. One connection, one request at a time.

namespace firefly::collector {

struct HttpResponse {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::vector<uint8_t> body;
};

class HttpClient {
 public:
  // Connects at the first request, and again after the connection was lost.
  explicit HttpClient(std::string address) : address_(std::move(address)) {}

  // Sends and waits for the answer, 10 seconds at most. An Error leaves open whether the request was received.
  base::Result<HttpResponse> request(std::string_view method, std::string_view path,
                                     const std::vector<std::string>& headers, std::span<const uint8_t> body);
  // Sends these very bytes and reads one answer.
  base::Result<HttpResponse> raw(std::string_view bytes);

 private:
  base::Result<HttpResponse> receive(bool has_body);
  base::Result<base::Done> receive_more();
  std::string address_;
  Descriptor socket_;
  std::string received_;
};

// POSTs a batch as a kiosk does.
base::Result<HttpResponse> post_batch(HttpClient& client, std::span<const uint8_t> body);

}  // namespace firefly::collector
