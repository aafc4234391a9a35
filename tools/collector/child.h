#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "tools/collector/socket.h"

// A collector in a process of its own, for the drill and for tests.

namespace firefly::collector {

class Child {
 public:
  // Starts the program and waits until it says that it listens; an Error has what it said instead.
  static base::Result<Child> start(const std::vector<std::string>& command);
  Child(Child&& other) noexcept;
  Child& operator=(Child&& other) noexcept;
  // Kills it where it still runs.
  ~Child();

  // Where it listens, "HOST:PORT".
  const std::string& address() const { return address_; }
  // Sends the signal and waits for the end; gives the exit code, or minus the signal that ended it.
  int end(int signal);

 private:
  Child(pid_t process, Descriptor output) : process_(process), output_(std::move(output)) {}
  pid_t process_;
  Descriptor output_;
  std::string address_;
};

}  // namespace firefly::collector
