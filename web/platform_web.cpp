#include <algorithm>
#include <cstdlib>
#include <unordered_map>
#include <utility>

#include <emscripten.h>

#include "kiosk/host/platform.h"

// The browser's answers to kiosk/host/platform.h. What takes time goes to platform_web.js with a ticket, and comes
// back with it.

// Defined by platform_web.js.
extern "C" {
void firefly_load(const char* name, uint32_t ticket);
void firefly_append(const uint8_t* bytes, size_t length, uint32_t ticket);
void firefly_remember(const char* name, const uint8_t* bytes, size_t length);
void firefly_recall(const char* name, uint32_t ticket);
void firefly_forget(const char* name);
void firefly_dial(const char* number);
void firefly_station(uint32_t ticket);
void firefly_open_page(int page);
void firefly_random(uint8_t* bytes, size_t length);
int firefly_hours();
void firefly_announce_locale(const char* locale, const char* title);
}

namespace firefly::host {
namespace {

using Answer = std::function<void(base::Result<Bytes>)>;

// Questions under way, by ticket.
std::unordered_map<uint32_t, Answer>& open_questions() {
  static std::unordered_map<uint32_t, Answer> questions;
  return questions;
}

uint32_t ask(Answer answer) {
  static uint32_t last_ticket = 0;
  open_questions().emplace(++last_ticket, std::move(answer));
  return last_ticket;
}

void answer(uint32_t ticket, base::Result<Bytes> with) {
  const auto found = open_questions().find(ticket);
  if (found == open_questions().end()) return;
  const Answer question = std::move(found->second);
  open_questions().erase(found);
  question(std::move(with));
}

}  // namespace

void load(std::string_view name, Answer done) { firefly_load(std::string(name).c_str(), ask(std::move(done))); }

void append_record(std::span<const uint8_t> record, std::function<void(base::Result<base::Done>)> done) {
  firefly_append(record.data(), record.size(), ask([done = std::move(done)](const base::Result<Bytes>& stored) {
                   done(stored ? base::Result<base::Done>(base::Done{}) : base::Result<base::Done>(stored.error()));
                 }));
}

void remember(std::string_view name, std::span<const uint8_t> bytes) {
  firefly_remember(std::string(name).c_str(), bytes.data(), bytes.size());
}

void recall(std::string_view name, Answer done) { firefly_recall(std::string(name).c_str(), ask(std::move(done))); }

void forget(std::string_view name) { firefly_forget(std::string(name).c_str()); }

void load_station(Answer done) { firefly_station(ask(std::move(done))); }

void open_page(Page page) { firefly_open_page(static_cast<int>(page)); }

void dial(std::string_view number) { firefly_dial(std::string(number).c_str()); }

void fill_random(std::span<uint8_t> bytes) {
  // The browser gives at most so much at once.
  constexpr size_t most = 65536;
  for (size_t from = 0; from < bytes.size(); from += most)
    firefly_random(bytes.data() + from, std::min(most, bytes.size() - from));
}

int64_t hours_since_epoch() { return firefly_hours(); }

void announce_locale(std::string_view locale, std::string_view title) {
  firefly_announce_locale(std::string(locale).c_str(), std::string(title).c_str());
}

}  // namespace firefly::host

// Called by platform_web.js. The bytes and the text are malloc's and ours from now on.
extern "C" {

EMSCRIPTEN_KEEPALIVE void firefly_answered(uint32_t ticket, uint8_t* bytes, size_t length) {
  firefly::host::Bytes taken(bytes, bytes + length);
  std::free(bytes);
  firefly::host::answer(ticket, std::move(taken));
}

EMSCRIPTEN_KEEPALIVE void firefly_refused(uint32_t ticket, char* reason) {
  firefly::base::Error error{reason};
  std::free(reason);
  firefly::host::answer(ticket, std::move(error));
}

}  // extern "C"
