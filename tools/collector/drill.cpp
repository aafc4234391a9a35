#include "tools/collector/drill.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <random>
#include <set>
#include <thread>
#include <vector>

#include "engine/stats/batch.h"
#include "tools/collector/child.h"
#include "tools/collector/http_client.h"
#include "tools/collector/store.h"

namespace firefly::collector {

using base::Error;
using base::Result;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int shortest_life_ms = 20;
constexpr int longest_life_ms = 250;

// A kiosk that makes batches and sends each one until it has its receipt.
struct Writer {
  std::mt19937_64 random;
  std::vector<stats::RecordId> sent;  // whether acknowledged or not
  std::vector<stats::RecordId> acknowledged;
  std::vector<double> answer_ms;
  uint64_t batches = 0;
  uint64_t came_again = 0;
  std::string refusal;  // what a collector should never have said
};

std::array<uint8_t, 16> some_id(std::mt19937_64& random) {
  std::array<uint8_t, 16> id{};
  for (auto& byte : id) byte = static_cast<uint8_t>(random());
  return id;
}

stats::Record some_record(std::mt19937_64& random) {
  stats::Play play;
  play.scenario = "drill";
  play.scenario_version = 1;
  play.outcome = static_cast<program::Outcome>(1 + random() % 3);
  for (auto& count : play.acts) count = static_cast<uint16_t>(random() % 5);
  play.stage_of_giving_in = static_cast<int8_t>(static_cast<int>(random() % 11) - 1);
  play.duration_secs = static_cast<uint32_t>(random() % 600);
  play.hours_since_epoch = static_cast<int64_t>(498'000 + random() % 24);
  play.mode = stats::Mode::Stall;
  play.locale = "zh-Hans";
  return stats::anonymise(play, some_id(random));
}

void write_until(const std::atomic<bool>& stop, const std::string& address, int records_per_batch, Writer& writer) {
  HttpClient client(address);
  while (!stop && writer.refusal.empty()) {
    stats::Batch batch;
    batch.id = some_id(writer.random);
    batch.app = "drill";
    for (int i = 0; i < records_per_batch; ++i) batch.records.push_back(some_record(writer.random));
    std::vector<stats::RecordId> ids;
    for (const auto& record : batch.records) ids.push_back(record.id);
    writer.sent.insert(writer.sent.end(), ids.begin(), ids.end());
    const auto body = stats::encode(batch);
    while (!stop) {
      const auto begun = Clock::now();
      const auto response = post_batch(client, body);
      if (!response || response.value().status == 503) {
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        continue;
      }
      const auto receipt = stats::decode_receipt(response.value().body);
      if (response.value().status != 200 || !receipt) {
        writer.refusal = "answer " + std::to_string(response.value().status) + " to a good batch";
        break;
      }
      writer.answer_ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begun).count());
      writer.acknowledged.insert(writer.acknowledged.end(), ids.begin(), ids.end());
      ++writer.batches;
      writer.came_again += receipt.value().duplicates;
      break;
    }
  }
}

struct Folder {
  explicit Folder(std::string made) : path(std::move(made)) {}
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  std::string path;
};

// Compares what was acknowledged with what is in the store.
Result<base::Done> count(const std::string& address, const std::vector<Writer>& writers, DrillResult& result) {
  auto store = Store::open(address, Store::WhenAbsent::Refuse);
  if (!store) return store.error();
  const auto sound = store->check_integrity();
  if (!sound) return sound.error();
  std::set<stats::RecordId> sent;
  std::set<stats::RecordId> stored;
  for (const Writer& writer : writers) sent.insert(writer.sent.begin(), writer.sent.end());
  const auto read = store->each_play([&](const stats::RecordId& id) {
    if (!stored.insert(id).second || sent.count(id) == 0) ++result.duplicates;
  });
  if (!read) return read.error();
  for (const Writer& writer : writers) {
    result.records += writer.acknowledged.size();
    for (const auto& id : writer.acknowledged) result.lost += stored.count(id) == 0 ? 1 : 0;
  }
  return base::Done{};
}

}  // namespace

Result<DrillResult> hold_drill(const DrillSettings& settings) {
  std::string name = (std::filesystem::temp_directory_path() / "firefly_drill_XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) return Error{name + ": no folder for the drill"};
  const Folder folder(name);
  const std::string store = "sqlite:" + folder.path + "/drill.db";
  const auto start = [&](const std::string& address) {
    return Child::start({settings.program, "serve", "--listen", address, "--store", store});
  };
  auto collector = start("127.0.0.1:0");
  if (!collector) return collector.error();
  const std::string address = collector->address();

  std::random_device seed;
  std::vector<Writer> writers(static_cast<size_t>(settings.writers));
  for (Writer& writer : writers) writer.random.seed(static_cast<uint64_t>(seed()) << 32 | seed());
  std::atomic<bool> stop = false;
  std::vector<std::thread> threads;
  threads.reserve(writers.size());
  const auto begun = Clock::now();
  for (Writer& writer : writers) {
    threads.emplace_back([&] { write_until(stop, address, settings.records_per_batch, writer); });
  }

  DrillResult result;
  std::optional<Error> trouble;
  std::mt19937 random(seed());
  for (; result.kills < settings.kills && !trouble; ++result.kills) {
    std::this_thread::sleep_for(
        std::chrono::milliseconds(shortest_life_ms + random() % (longest_life_ms - shortest_life_ms)));
    collector->end(SIGKILL);
    auto next = start(address);
    if (next) {
      collector = std::move(next);
    } else {
      trouble = next.error();
    }
  }
  if (settings.kills == 0) std::this_thread::sleep_for(std::chrono::seconds(settings.load_secs));
  stop = true;
  for (auto& thread : threads) thread.join();
  result.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
  if (trouble) return *trouble;
  const int exit_code = collector->end(SIGTERM);
  if (exit_code != 0) return Error{"the collector ended with " + std::to_string(exit_code) + " at SIGTERM"};

  std::vector<double> answer_ms;
  for (const Writer& writer : writers) {
    if (!writer.refusal.empty()) return Error{writer.refusal};
    result.batches += writer.batches;
    result.came_again += writer.came_again;
    answer_ms.insert(answer_ms.end(), writer.answer_ms.begin(), writer.answer_ms.end());
  }
  if (answer_ms.empty()) return Error{"nothing was acknowledged: the drill shows nothing"};
  std::sort(answer_ms.begin(), answer_ms.end());
  result.answer_ms_median = answer_ms[answer_ms.size() / 2];
  result.answer_ms_p99 = answer_ms[answer_ms.size() * 99 / 100];
  const auto counted = count(store, writers, result);
  if (!counted) return counted.error();
  return result;
}

}  // namespace firefly::collector
