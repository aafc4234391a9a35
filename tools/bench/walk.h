#pragma once

#include <cstdint>
#include <string>

#include "engine/play/session.h"
#include "engine/program/pack.h"

// Walking a pack as fast as it goes, all its text made, choosing by a fixed rule: what Firefly's speed is measured
// with, natively and in WebAssembly. The same rule walks the same story in other engines (tests/bench), and the
// transcripts must be the same.

namespace firefly::bench {

struct Walked {
  uint64_t choices = 0;
  uint64_t plays = 0;      // plays that ended
  uint64_t bytes = 0;      // of text
  std::string transcript;  // its beginning
};

// Walks one play after the other. Of the options that can be taken it takes the one whose number is the next number of
// a fixed row, modulo their count.
class Walker {
 public:
  // Keeps the first `transcript_bytes` (and a little more) of the text.
  Walker(const program::Pack& pack, size_t transcript_bytes);

  // Takes up to `choices` more; false where one could not be taken. WebAssembly is made fast function by function, each
  // from its next call on: so this is a function to be called again and again, as an app calls it, and never a part
  // of its caller.
  [[gnu::noinline]] bool walk(uint64_t choices);

  const Walked& walked() const { return walked_; }

 private:
  uint32_t next_number();

  const program::Pack& pack_;
  size_t transcript_bytes_;
  uint32_t row_ = 1;
  play::Session fresh_;
  play::Session session_;
  play::Events events_;
  std::string text_;
  Walked walked_;
};

// The whole of it, a thousand choices at a time.
Walked walk(const program::Pack& pack, uint64_t choices, size_t transcript_bytes);

}  // namespace firefly::bench
