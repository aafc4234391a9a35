#include "tools/collector/http_client.h"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>

namespace firefly::collector {

using base::Done;
using base::Error;
using base::Result;

namespace {

constexpr int timeout_secs = 10;

}  // namespace

Result<HttpResponse> HttpClient::request(std::string_view method, std::string_view path,
                                         const std::vector<std::string>& headers, std::span<const uint8_t> body) {
  std::string bytes = std::string(method) + " " + std::string(path) + " HTTP/1.1\r\nHost: " + address_ + "\r\n";
  for (const auto& header : headers) bytes += header + "\r\n";
  if (!body.empty()) bytes += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  bytes += "\r\n";
  bytes.append(body.begin(), body.end());
  return raw(bytes);
}

Result<HttpResponse> HttpClient::raw(std::string_view bytes) {
  if (socket_.number() < 0) {
    auto connected = connect_to(address_, timeout_secs);
    if (!connected) return connected.error();
    socket_ = std::move(connected).value();
    received_.clear();
  }
  const bool has_body = bytes.substr(0, 5) != "HEAD ";
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    // A server may answer and close before it has read everything: then there is still something to read.
    if (sent <= 0) break;
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
  auto response = receive(has_body);
  if (!response || response->headers["connection"] == "close") socket_ = Descriptor();
  return response;
}

Result<Done> HttpClient::receive_more() {
  std::array<char, 16384> buffer;
  const ssize_t count = ::recv(socket_.number(), buffer.data(), buffer.size(), 0);
  if (count <= 0) return Error{address_ + ": the connection was lost"};
  received_.append(buffer.data(), static_cast<size_t>(count));
  return Done{};
}

Result<HttpResponse> HttpClient::receive(bool has_body) {
  size_t head_end = 0;
  while ((head_end = received_.find("\r\n\r\n")) == std::string::npos) {
    const auto more = receive_more();
    if (!more) return more.error();
  }
  HttpResponse response;
  response.status = received_.size() > 12 ? std::atoi(received_.c_str() + 9) : 0;
  for (size_t at = received_.find("\r\n") + 2; at < head_end;) {
    const size_t end = received_.find("\r\n", at);
    const size_t colon = received_.find(':', at);
    if (colon < end) {
      std::string name = received_.substr(at, colon - at);
      std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
      const size_t value = received_.find_first_not_of(' ', colon + 1);
      response.headers[name] = value < end ? received_.substr(value, end - value) : "";
    }
    at = end + 2;
  }
  size_t length = 0;
  if (has_body && response.headers.count("content-length") != 0) {
    length = static_cast<size_t>(std::atoll(response.headers["content-length"].c_str()));
  }
  const size_t body = head_end + 4;
  while (received_.size() < body + length) {
    const auto more = receive_more();
    if (!more) return more.error();
  }
  response.body.assign(received_.begin() + static_cast<std::ptrdiff_t>(body),
                       received_.begin() + static_cast<std::ptrdiff_t>(body + length));
  received_.erase(0, body + length);
  return response;
}

Result<HttpResponse> post_batch(HttpClient& client, std::span<const uint8_t> body) {
  return client.request("POST", "/v1/batch", {"Content-Type: application/cbor"}, body);
}

}  // namespace firefly::collector
