#pragma once

#include <string>
#include <utility>
#include <variant>

#include "engine/base/check.h"

// The world failing: a file that is not there, a pack that is torn, a full disk. A Result is handled exactly
// once, by whoever can still do something about it.

namespace firefly::base {

// What went wrong, in one plain English sentence that names the place and, where there is one, the cure.
struct Error {
  std::string message;
};

// Either a T or an Error.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return held_.index() == 0; }

  // The value; a check fails where there is none.
  T& value() & { return checked(); }
  const T& value() const& { return const_cast<Result*>(this)->checked(); }
  T value() && { return std::move(checked()); }
  T* operator->() { return &checked(); }
  const T* operator->() const { return &const_cast<Result*>(this)->checked(); }
  T& operator*() & { return checked(); }
  const T& operator*() const& { return const_cast<Result*>(this)->checked(); }

  // The error; a check fails where there is a value.
  const Error& error() const {
    FIREFLY_CHECK(held_.index() == 1);
    return *std::get_if<1>(&held_);
  }

 private:
  T& checked() {
    FIREFLY_CHECK(held_.index() == 0);
    return *std::get_if<0>(&held_);
  }
  std::variant<T, Error> held_;
};

// The Result of something that gives nothing back.
struct Done {};

}  // namespace firefly::base
