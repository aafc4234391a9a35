#include <algorithm>
#include <vector>

#include "engine/base/bytes.h"
#include "engine/base/check.h"
#include "engine/base/checksum.h"
#include "engine/play/session.h"
#include "tests/fuzz/program_walk.h"

// Any bytes as a saved play of a small story: refused, or a play that goes on and can be saved again. What every saved
// play of the story has at both ends (the mark, the pack's checksum, its own checksum) is put around them.

namespace firefly::fuzz {
namespace {

constexpr int stops_to_play = 24;

void go_on(const program::Pack& pack, play::Session session) {
  const std::vector<uint8_t> saved = play::save(pack, session);
  const base::Result<play::Session> again = play::load(pack, saved);
  FIREFLY_CHECK(again && play::save(pack, again.value()) == saved);
  play::Events events;
  for (int stop = 0; stop < stops_to_play; ++stop) {
    events.clear();
    const play::Waiting waiting = play::advance(pack, session, events);
    if (waiting == play::Waiting::ForNothing) return;
    if (waiting == play::Waiting::ForContinue) continue;
    for (uint32_t i = 0; i < session.offers.size() && session.status == play::Session::Status::Choosing; ++i) {
      (void)play::choose(pack, session, i, events);
    }
    FIREFLY_CHECK(session.status == play::Session::Status::Running);
  }
}

constexpr size_t beginning_size = sizeof(uint32_t) + sizeof(uint64_t);  // the mark and the pack's checksum
constexpr size_t end_size = sizeof(uint64_t);                           // of the checksum

}  // namespace
}  // namespace firefly::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace firefly;
  const program::Pack& pack = fuzz::small_pack();
  (void)play::load(pack, {data, size});
  static const std::vector<uint8_t> beginning = [&] {
    std::vector<uint8_t> saved = play::save(pack, play::begin(pack, 1));
    saved.resize(fuzz::beginning_size);
    return saved;
  }();
  base::ByteWriter whole;
  whole.raw(beginning);
  whole.raw({data, size});
  whole.u64(base::checksum(whole.bytes()));
  const base::Result<play::Session> session = play::load(pack, whole.bytes());
  if (session) fuzz::go_on(pack, session.value());
  return 0;
}

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

// Begins with a true play again now and then, saved at a stop or two from its start.
extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned seed) {
  using namespace firefly;
  constexpr unsigned rounds_with_one_play = 100;
  constexpr unsigned most_stops = 4;
  if (size > 1 && seed % rounds_with_one_play != 0) return LLVMFuzzerMutate(data, size, max_size);
  const program::Pack& pack = fuzz::small_pack();
  play::Session session = play::begin(pack, seed);
  play::Events events;
  for (unsigned stop = seed / rounds_with_one_play % most_stops; stop > 0; --stop) {
    if (play::advance(pack, session, events) == play::Waiting::ForChoice) (void)play::choose(pack, session, 0, events);
  }
  const std::vector<uint8_t> saved = play::save(pack, session);
  const size_t middle = saved.size() - fuzz::beginning_size - fuzz::end_size;
  if (middle > max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::copy_n(saved.begin() + fuzz::beginning_size, middle, data);
  return middle;
}
