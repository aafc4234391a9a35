#include "kiosk/native_platform.h"

#include <sys/random.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "kiosk/host/platform.h"
#include "kiosk/store/outbox.h"

namespace firefly::kiosk {
namespace {

// The verbs of the platform are plain functions, so what they work on is one for the whole program.
struct World {
  Places places;
  std::optional<store::Outbox> journal;
  std::map<std::string, host::Bytes, std::less<>> remembered;
  std::vector<std::function<void()>> answers;
};

World& world() {
  static World the_one;
  return the_one;
}

base::Result<host::Bytes> read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return base::Error{path.string() + " cannot be opened"};
  host::Bytes bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (file.bad()) return base::Error{path.string() + " cannot be read to its end"};
  return bytes;
}

}  // namespace

base::Result<std::string> open_platform(const Places& places) {
  world().places = places;
  if (places.store.empty()) {
    base::Result<store::Outbox> journal = store::Outbox::in_memory();
    if (!journal) return journal.error();
    world().journal = std::move(journal).value();
    return std::string();
  }
  std::error_code failed;
  const std::filesystem::path folder = std::filesystem::path(places.store).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, failed);
  base::Result<store::Outbox::Opened> opened = store::Outbox::open(places.store);
  if (!opened) return opened.error();
  world().journal = std::move(opened->outbox);
  return std::move(opened->notice);
}

Answers give_answers() {
  std::vector<std::function<void()>> answers;
  answers.swap(world().answers);
  for (const std::function<void()>& answer : answers) answer();
  return answers.empty() ? Answers::None : Answers::Given;
}

}  // namespace firefly::kiosk

namespace firefly::host {
namespace {

kiosk::World& world() { return kiosk::world(); }

void answer_later(std::function<void()> answer) { world().answers.push_back(std::move(answer)); }

}  // namespace

void load(std::string_view name, std::function<void(base::Result<Bytes>)> done) {
  const std::filesystem::path path = std::filesystem::path(world().places.content) / name;
  answer_later([path, done = std::move(done)] { done(kiosk::read_file(path)); });
}

void load_station(std::function<void(base::Result<Bytes>)> done) {
  answer_later([done = std::move(done)] { done(world().places.station); });
}

void append_record(std::span<const uint8_t> record, std::function<void(base::Result<base::Done>)> done) {
  FIREFLY_CHECK(world().journal.has_value());
  base::Result<base::Done> stored = world().journal->apply(store::recorded(record));
  answer_later([stored = std::move(stored), done = std::move(done)] { done(stored); });
}

void remember(std::string_view name, std::span<const uint8_t> bytes) {
  world().remembered.insert_or_assign(std::string(name), Bytes(bytes.begin(), bytes.end()));
}

void recall(std::string_view name, std::function<void(base::Result<Bytes>)> done) {
  answer_later([name = std::string(name), done = std::move(done)] {
    const auto found = world().remembered.find(name);
    if (found == world().remembered.end())
      done(base::Error{"nothing is remembered as " + name});
    else
      done(found->second);
  });
}

void forget(std::string_view name) {
  const auto found = world().remembered.find(name);
  if (found != world().remembered.end()) world().remembered.erase(found);
}

// A stall has no dialler, and no document whose language could be told.
void dial(std::string_view) {}

void open_page(Page) {}
void announce_locale(std::string_view, std::string_view) {}

void fill_random(std::span<uint8_t> bytes) {
  FIREFLY_CHECK(getrandom(bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()));
}

int64_t hours_since_epoch() {
  return std::chrono::duration_cast<std::chrono::hours>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace firefly::host
