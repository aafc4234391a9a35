#pragma once

// Our own bugs. A failed check is never the author's mistake (that is a Diagnostic) nor the world failing
// (that is a Result): it prints where and stops. On a kiosk the shell starts again at the attract screen.

namespace firefly::base {

// Prints the place and the broken promise to standard error and aborts.
[[noreturn]] void fail_check(const char* promise, const char* file, int line);

}  // namespace firefly::base

#define FIREFLY_CHECK(promise) \
  ((promise) ? static_cast<void>(0) : ::firefly::base::fail_check(#promise, __FILE__, __LINE__))
