#include "tools/collector/socket.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

namespace firefly::collector {

using base::Error;
using base::Result;

namespace {

constexpr int backlog = 1024;

struct FreeAddresses {
  void operator()(addrinfo* addresses) const { ::freeaddrinfo(addresses); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

Result<Addresses> resolve(std::string_view address) {
  const size_t colon = address.rfind(':');
  const std::string port(colon == std::string_view::npos ? "" : address.substr(colon + 1));
  std::string host(address.substr(0, colon));
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  if (host.empty() || port.empty() || port.find_first_not_of("0123456789") != std::string::npos || port.size() > 5 ||
      std::stoi(port) > 65535) {
    return Error{std::string(address) + ": not an address; it is written HOST:PORT, such as 127.0.0.1:8080"};
  }
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int failure = ::getaddrinfo(host.c_str(), port.c_str(), &wanted, &found);
  if (failure != 0) return Error{std::string(address) + ": " + ::gai_strerror(failure)};
  return Addresses(found);
}

Error error_of(std::string_view address, int number) {
  const char* cure = number == EADDRINUSE ? "; another program listens there already" : "";
  return Error{std::string(address) + ": " + std::strerror(number) + cure};
}

// Fills in address, port and loopback from what the system made of it.
void name_it(Listener& listener) {
  sockaddr_storage bound{};
  socklen_t size = sizeof bound;
  FIREFLY_CHECK(::getsockname(listener.socket.number(), reinterpret_cast<sockaddr*>(&bound), &size) == 0);
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (bound.ss_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &bound, sizeof v6);
    ::inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
    listener.port = ntohs(v6.sin6_port);
    listener.loopback = IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr) != 0;
    listener.address = "[" + std::string(text.data()) + "]:" + std::to_string(listener.port);
  } else {
    sockaddr_in v4{};
    std::memcpy(&v4, &bound, sizeof v4);
    ::inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
    listener.port = ntohs(v4.sin_port);
    listener.loopback = ntohl(v4.sin_addr.s_addr) >> 24 == 127;
    listener.address = std::string(text.data()) + ":" + std::to_string(listener.port);
  }
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (number_ >= 0) ::close(number_);
  number_ = other.release();
  return *this;
}

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

Result<Listener> listen_on(std::string_view address) {
  const auto addresses = resolve(address);
  if (!addresses) return addresses.error();
  const addrinfo& first = *addresses.value();
  Listener listener;
  listener.socket = Descriptor(::socket(first.ai_family, first.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  const int yes = 1;
  // A restart need not wait for the connections of the last run to be forgotten.
  ::setsockopt(listener.socket.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (::bind(listener.socket.number(), first.ai_addr, first.ai_addrlen) != 0 ||
      ::listen(listener.socket.number(), backlog) != 0) {
    return error_of(address, errno);
  }
  name_it(listener);
  return listener;
}

Result<Descriptor> connect_to(std::string_view address, int timeout_secs) {
  const auto addresses = resolve(address);
  if (!addresses) return addresses.error();
  const addrinfo& first = *addresses.value();
  Descriptor socket(::socket(first.ai_family, first.ai_socktype | SOCK_CLOEXEC, 0));
  const timeval timeout{timeout_secs, 0};
  ::setsockopt(socket.number(), SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
  ::setsockopt(socket.number(), SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
  const int yes = 1;
  ::setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  if (::connect(socket.number(), first.ai_addr, first.ai_addrlen) != 0) return error_of(address, errno);
  return socket;
}

}  // namespace firefly::collector
