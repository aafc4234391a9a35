#include "tools/collector/child.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <utility>

extern char** environ;

namespace firefly::collector {

using base::Error;
using base::Result;

namespace {

constexpr std::string_view listening = "listening on http://";

// The first line of its output; nothing more is read, so the child must not say much.
std::string first_line(int descriptor) {
  std::string line;
  std::array<char, 1> c;
  while (::read(descriptor, c.data(), c.size()) == 1 && c[0] != '\n') line += c[0];
  return line;
}

}  // namespace

Result<Child> Child::start(const std::vector<std::string>& command) {
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return Error{"no pipe for a child process"};
  Descriptor read_end(pipe[0]);
  Descriptor write_end(pipe[1]);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, write_end.number(), STDOUT_FILENO);
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const auto& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  pid_t process = 0;
  const int failure = ::posix_spawn(&process, arguments[0], &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (failure != 0) return Error{command[0] + ": cannot be started"};
  Child child(process, std::move(read_end));
  write_end = Descriptor();
  const std::string line = first_line(child.output_.number());
  const size_t found = line.find(listening);
  if (found == std::string::npos) return Error{command[0] + " does not listen: " + line};
  child.address_ = line.substr(found + listening.size());
  return child;
}

Child::Child(Child&& other) noexcept
    : process_(std::exchange(other.process_, 0)),
      output_(std::move(other.output_)),
      address_(std::move(other.address_)) {}

Child& Child::operator=(Child&& other) noexcept {
  if (process_ != 0) end(SIGKILL);
  process_ = std::exchange(other.process_, 0);
  output_ = std::move(other.output_);
  address_ = std::move(other.address_);
  return *this;
}

Child::~Child() {
  if (process_ != 0) end(SIGKILL);
}

int Child::end(int signal) {
  int status = 0;
  ::kill(process_, signal);
  ::waitpid(process_, &status, 0);
  process_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace firefly::collector
