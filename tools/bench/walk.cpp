#include "tools/bench/walk.h"

#include <array>
#include <span>

#include "i18n/text/text.h"

namespace firefly::bench {
namespace {

// The words of a line with its values in their places, and a line end.
void append_line(std::string& out, const program::Pack& pack, uint32_t line, std::span<const std::string> values) {
  text::append(out, text::reading_for(pack, 0, line, values), values);
  out += '\n';
}

}  // namespace

Walker::Walker(const program::Pack& pack, size_t transcript_bytes)
    : pack_(pack), transcript_bytes_(transcript_bytes), fresh_(play::begin(pack, 1)), session_(fresh_) {}

// Numerical Recipes' generator, which JavaScript can follow in 32 bits.
uint32_t Walker::next_number() {
  row_ = row_ * 1664525u + 1013904223u;
  return row_ >> 16;
}

bool Walker::walk(uint64_t choices) {
  std::array<uint32_t, 64> open{};
  const uint64_t enough = walked_.choices + choices;
  while (walked_.choices < enough) {
    events_.clear();
    const play::Waiting waiting = play::advance(pack_, session_, events_);
    uint32_t offered = 0;
    uint32_t open_count = 0;
    for (const play::Event& event : events_.list) {
      if (event.kind == play::Event::Kind::Offered) {
        if (event.available) {
          append_line(text_, pack_, event.index, events_.values_of(event));
          if (open_count < open.size()) open[open_count++] = offered;
        }
        ++offered;
      } else if (event.kind == play::Event::Kind::Said) {
        append_line(text_, pack_, event.index, events_.values_of(event));
      }
    }
    if (waiting == play::Waiting::ForContinue) continue;
    walked_.bytes += text_.size();
    if (walked_.transcript.size() < transcript_bytes_) walked_.transcript += text_;
    text_.clear();
    if (waiting == play::Waiting::ForNothing) {
      ++walked_.plays;
      session_ = fresh_;
      continue;
    }
    events_.clear();
    if (!play::choose(pack_, session_, open[next_number() % open_count], events_)) return false;
    ++walked_.choices;
  }
  return true;
}

Walked walk(const program::Pack& pack, uint64_t choices, size_t transcript_bytes) {
  constexpr uint64_t at_a_time = 1000;
  Walker walker(pack, transcript_bytes);
  // Through a pointer, for else the last optimizer of WebAssembly makes it a part of its caller after all.
  bool (Walker::*volatile walk_on)(uint64_t) = &Walker::walk;
  while (walker.walked().choices < choices && (walker.*walk_on)(at_a_time)) {
  }
  return walker.walked();
}

}  // namespace firefly::bench
