#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/result.h"

// The operating system's sockets, as far as the collector needs them.

namespace firefly::collector {

// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();
  int number() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

struct Listener {
  Descriptor socket;
  std::string address;  // as in a link: "127.0.0.1:8080", "[::1]:8080"
  uint16_t port = 0;
  bool loopback = false;  // only this very machine can reach it
};

// Listens on "HOST:PORT" ("[::1]:8080", port 0 for any that is free); the Error says what is wrong with the address.
base::Result<Listener> listen_on(std::string_view address);

// Connects to "HOST:PORT"; reading and writing give up after so many seconds.
base::Result<Descriptor> connect_to(std::string_view address, int timeout_secs);

}  // namespace firefly::collector
