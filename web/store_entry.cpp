#include <emscripten.h>

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/store/outbox.h"
#include "kiosk/sync/sync.h"

// What store_worker.js asks of store.wasm. Bytes go in through one buffer and come out through another; a number says
// what they are. The worker is the host of kiosk/sync: it keeps the journal, sends, and waits.

// Random bytes from the browser, and the way to the module's memory, whose name differs between Emscriptens.
EM_JS(void, firefly_store_random, (uint8_t * bytes, size_t length),
      { crypto.getRandomValues(HEAPU8.subarray(bytes, bytes + length)); });
EM_JS(void, firefly_store_show_memory, (), {
  Module['memoryBytes'] = function(from, to) { return HEAPU8.subarray(from, to); };
});

namespace firefly::store {
namespace {

constexpr const char* app = "firefly-web-1";

struct Everything {
  std::optional<Outbox> outbox;
  sync::Pace pace;
  sync::Step step;
  std::vector<Entry> entries;
  std::vector<uint8_t> input;
  std::vector<uint8_t> output;
  std::string trouble;
};

Everything& everything() {
  static Everything held;
  return held;
}

void fill_random(std::span<uint8_t> bytes) { firefly_store_random(bytes.data(), bytes.size()); }

// Keeps the reason, and answers with the number that means that something went wrong.
int fail(const base::Error& error) {
  everything().trouble = error.message;
  return -1;
}

}  // namespace
}  // namespace firefly::store

using firefly::store::everything;

extern "C" {

// Begins with an empty Outbox; 0, or -1 with a reason. The pace stays what it was.
int firefly_store_begin() {
  firefly_store_show_memory();
  auto outbox = firefly::store::Outbox::in_memory();
  if (!outbox) return firefly::store::fail(outbox.error());
  everything().outbox.emplace(std::move(outbox).value());
  return 0;
}

// Where the worker is to write so many bytes before it calls what takes them.
uint8_t* firefly_store_input(size_t length) {
  everything().input.resize(length);
  return everything().input.data();
}

// What the last call had to give.
const uint8_t* firefly_store_output() { return everything().output.data(); }
size_t firefly_store_output_length() { return everything().output.size(); }
const char* firefly_store_trouble() { return everything().trouble.c_str(); }

// Applies the entry of this kind in the input; 0, or -1 with a reason.
int firefly_store_apply(int kind) {
  auto& [outbox, pace, step, entries, input, output, trouble] = everything();
  const auto applied = outbox->apply({static_cast<firefly::store::Entry::Kind>(kind), input});
  return applied ? 0 : firefly::store::fail(applied.error());
}

// The next step: 1 keep and apply the entry in the output (its kind is firefly_store_entry_kind), 2 send the output,
// 3 wait for firefly_store_wait_ms, 4 rest; -1 with a reason.
int firefly_store_step(double now_ms) {
  auto& [outbox, pace, step, entries, input, output, trouble] = everything();
  auto next = firefly::sync::next_step(*outbox, pace, firefly::store::app, static_cast<int64_t>(now_ms),
                                       firefly::store::fill_random);
  if (!next) return firefly::store::fail(next.error());
  step = std::move(next).value();
  switch (step.kind) {
    case firefly::sync::Step::Kind::Keep: output = step.entry.bytes; return 1;
    case firefly::sync::Step::Kind::Send: output = step.body; return 2;
    case firefly::sync::Step::Kind::Wait: return 3;
    case firefly::sync::Step::Kind::Rest: return 4;
  }
  return 4;
}
int firefly_store_entry_kind() { return static_cast<int>(everything().step.entry.kind); }
double firefly_store_wait_ms() { return static_cast<double>(everything().step.wait_ms); }

// What was sent has been answered with this status (0: not at all), the body is the input. Gives how many entries are
// to be kept and applied.
int firefly_store_settle(int status, double retry_after_secs, double now_ms) {
  auto& [outbox, pace, step, entries, input, output, trouble] = everything();
  firefly::sync::Answer answer{status, std::nullopt, input};
  if (retry_after_secs >= 0 && retry_after_secs < 4e9)
    answer.retry_after_secs = static_cast<uint32_t>(retry_after_secs);
  entries = firefly::sync::settle(step.batch, answer, pace, static_cast<int64_t>(now_ms), firefly::store::fill_random);
  return static_cast<int>(entries.size());
}
// Puts the entry of that number into the output and gives its kind.
int firefly_store_settled(int number) {
  const auto& entry = everything().entries[static_cast<size_t>(number)];
  everything().output = entry.bytes;
  return static_cast<int>(entry.kind);
}

// The network came back.
void firefly_store_came_online(double now_ms) {
  firefly::sync::came_online(everything().pace, static_cast<int64_t>(now_ms), firefly::store::fill_random);
}

// Puts the ids of all records that are still to be kept into the output, 16 bytes each; 0, or -1 with a reason.
int firefly_store_held() {
  auto& [outbox, pace, step, entries, input, output, trouble] = everything();
  const auto held = outbox->held();
  if (!held) return firefly::store::fail(held.error());
  output.clear();
  for (const auto& id : held.value()) output.insert(output.end(), id.begin(), id.end());
  return 0;
}

}  // extern "C"
