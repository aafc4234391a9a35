#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/stats/batch.h"
#include "kiosk/store/outbox.h"

// When to send, and what an answer means. Nothing here sends, waits, looks at a clock or throws dice: the host does,
// and tells. It asks for the next step, takes it, and asks again:
//
//   Keep   write step.entry to the journal (natively there is none to write), then outbox.apply(entry)
//   Send   POST step.body to the collector; then take each entry that `settle` makes of the answer like Keep
//   Wait   come back in step.wait_ms, or earlier when a record was added (the wait still holds)
//   Rest   all is sent; come back when a record was added

namespace firefly::sync {

// Fills with random bytes.
using FillRandom = std::function<void(std::span<uint8_t>)>;

// How the collector has been answering. A new Pace sends at once.
struct Pace {
  enum class Because : uint8_t { NothingHappened, NobodyAnswered, Told };
  Because because = Because::NothingHappened;
  uint32_t failures = 0;      // one after the other
  int64_t send_after_ms = 0;  // on the host's clock, which only goes forward
};

struct Step {
  enum class Kind : uint8_t { Keep, Send, Wait, Rest };
  Kind kind = Kind::Rest;
  store::Entry entry;
  store::Outbox::SealedBatch batch;  // what is sent, for settle
  std::vector<uint8_t> body;
  int64_t wait_ms = 0;
};

// What to do now. `app` says in the batch which program sealed it.
base::Result<Step> next_step(store::Outbox& outbox, const Pace& pace, std::string_view app, int64_t now_ms,
                             const FillRandom& fill_random);

// What came back; status 0 where nothing did.
struct Answer {
  int status = 0;
  std::optional<uint32_t> retry_after_secs;
  std::span<const uint8_t> body;
};

// What the answer means for the batch that was sent: entries to be kept and applied, and the pace from now on.
std::vector<store::Entry> settle(const store::Outbox::SealedBatch& batch, const Answer& answer, Pace& pace,
                                 int64_t now_ms, const FillRandom& fill_random);

// The network came back: shortens the wait where nobody had answered, but not all at once, please.
void came_online(Pace& pace, int64_t now_ms, const FillRandom& fill_random);

}  // namespace firefly::sync
