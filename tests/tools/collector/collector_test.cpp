// The collector as its neighbours know it: a process, an address, and what it answers.

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <thread>

#include "tests/engine/stats/some_records.h"
#include "tests/source_path.h"
#include "tools/collector/child.h"
#include "tools/collector/drill.h"
#include "tools/collector/http_client.h"
#include "tools/collector/store.h"

namespace firefly::collector {
namespace {

// Built beside the tests.
std::string collector_program() {
  return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "firefly-collector").string();
}

// A collector of its own on a free port, with a small site.
struct Running {
  Running()
      : folder(std::filesystem::temp_directory_path() / ("firefly_collector_test_" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder / "web");
    std::ofstream(folder / "web/index.html") << "<p>page</p>";
    std::ofstream(folder / "web/app.wasm") << "plain wasm";
    std::ofstream(folder / "web/app.wasm.br") << "wasm";
    std::ofstream(folder / "secret.txt") << "secret";
    start();
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() {
    child.reset();
    std::filesystem::remove_all(folder);
  }
  void start() {
    auto started = Child::start({collector_program(), "serve", "--listen", "127.0.0.1:0", "--store", store(), "--web",
                                 (folder / "web").string()});
    REQUIRE_MESSAGE(started, (started ? "" : started.error().message));
    child.emplace(std::move(started).value());
  }
  std::string store() const { return "sqlite:" + (folder / "store.db").string(); }
  uint64_t plays() const {
    auto opened = Store::open(store(), Store::WhenAbsent::Refuse);
    REQUIRE(opened);
    uint64_t plays = 0;
    REQUIRE(opened->each_play([&](const stats::RecordId&) { ++plays; }));
    return plays;
  }
  HttpResponse get(const std::string& path, const std::vector<std::string>& headers = {},
                   const char* method = "GET") const {
    HttpClient client(child->address());
    auto response = client.request(method, path, headers, {});
    REQUIRE_MESSAGE(response, (response ? "" : response.error().message));
    return std::move(response).value();
  }
  HttpResponse post(std::span<const uint8_t> body) const {
    HttpClient client(child->address());
    auto response = post_batch(client, body);
    REQUIRE_MESSAGE(response, (response ? "" : response.error().message));
    return std::move(response).value();
  }
  std::filesystem::path folder;
  std::optional<Child> child;
};

std::string text_of(const HttpResponse& response) { return {response.body.begin(), response.body.end()}; }

std::vector<uint8_t> golden_batch() {
  std::ifstream file(test::source_path("tests/corpus/batch/play_v1.cbor"), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

stats::Batch some_batch(std::mt19937_64& random, size_t records) {
  stats::Batch batch;
  batch.id = stats::some_id(random);
  batch.app = "test";
  for (size_t i = 0; i < records; ++i) batch.records.push_back(stats::some_record(random));
  return batch;
}

bool is_refusal(int status) { return status >= 400 && status < 500; }

}  // namespace

TEST_CASE("A batch that is posted twice is in the store once, also after a restart") {
  Running running;
  const auto golden = golden_batch();
  const auto id = stats::decode_batch(golden)->id;
  auto first = running.post(golden);
  CHECK(first.status == 200);
  CHECK(first.headers["content-type"] == "application/cbor");
  CHECK(stats::decode_receipt(first.body).value() == stats::Receipt{id, 2, 0});
  const auto second = running.post(golden);
  CHECK(second.status == 200);
  CHECK(stats::decode_receipt(second.body).value() == stats::Receipt{id, 0, 2});
  CHECK(running.plays() == 2);
  CHECK(running.child->end(SIGTERM) == 0);
  running.start();
  CHECK(stats::decode_receipt(running.post(golden).body).value() == stats::Receipt{id, 0, 2});
  CHECK(running.plays() == 2);
}

TEST_CASE("What is no batch is refused with a reason, and leaves nothing behind") {
  Running running;
  std::mt19937_64 random(3);
  const auto good = stats::encode(some_batch(random, 3));
  std::vector<std::vector<uint8_t>> bad = {
      {}, {0}, {0xff}, std::vector<uint8_t>(1000, 0x81), std::vector<uint8_t>(262'144, 0xa5)};
  for (size_t size = 1; size < good.size(); size += 7)
    bad.emplace_back(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size));
  const int changes = std::getenv("FIREFLY_LONG") != nullptr ? 10'000 : 300;
  for (int i = 0; i < changes; ++i) {
    auto changed = good;
    changed[random() % changed.size()] ^= static_cast<uint8_t>(1 + random() % 255);
    if (!stats::decode_batch(changed) && stats::protocol_of(changed) <= 1) bad.push_back(std::move(changed));
  }
  REQUIRE(bad.size() > 60);
  HttpClient client(running.child->address());
  for (const auto& body : bad) {
    const auto response = post_batch(client, body);
    REQUIRE(response);
    CHECK(is_refusal(response.value().status));
    CHECK(text_of(response.value()).find("batch") == 0);
  }
  CHECK(running.plays() == 0);
  const auto after = post_batch(client, good);
  REQUIRE(after);
  CHECK(after.value().status == 200);
  CHECK(running.plays() == 3);
}

TEST_CASE("A batch of a newer protocol is told so, and is not refused for ever") {
  Running running;
  auto newer = golden_batch();
  newer[2] = 2;
  CHECK(running.post(newer).status == 501);
  CHECK(running.plays() == 0);
}

TEST_CASE("A body that is too large is refused, said or unsaid beforehand") {
  Running running;
  const std::string head = "POST /v1/batch HTTP/1.1\r\nHost: x\r\n";
  for (const char* length : {"262145", "10737418240", "99999999999999999999"}) {
    HttpClient client(running.child->address());
    const auto response = client.raw(head + "Content-Length: " + length + "\r\n\r\n");
    // What is beyond every number may also be answered by closing.
    if (response) CHECK(is_refusal(response.value().status));
  }
  HttpClient client(running.child->address());
  std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 17; ++i) chunked += "4000\r\n" + std::string(0x4000, 'x') + "\r\n";
  const auto response = client.raw(chunked + "0\r\n\r\n");
  REQUIRE(response);
  CHECK(response.value().status == 413);
  CHECK(running.plays() == 0);
}

TEST_CASE("Nonsense instead of HTTP does not disturb the others") {
  Running running;
  for (const char* bytes : {"GET\r\n\r\n", "POST /v1/batch HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                            "\x16\x03\x01\r\n\r\n", "GET / HTTP/9.9\r\n\r\n"}) {
    HttpClient client(running.child->address());
    const auto response = client.raw(bytes);
    if (response) CHECK(response.value().status >= 400);
  }
  CHECK(running.get("/healthz").status == 200);
}

TEST_CASE("The site is served with types, tags and the headers that keep it safe") {
  Running running;
  auto page = running.get("/");
  CHECK(page.status == 200);
  CHECK(text_of(page) == "<p>page</p>");
  CHECK(page.headers["content-type"] == "text/html; charset=utf-8");
  CHECK(page.headers["cache-control"] == "no-cache");
  CHECK(page.headers["content-security-policy"].find("default-src 'none'") == 0);
  CHECK(page.headers["x-content-type-options"] == "nosniff");
  CHECK(page.headers["referrer-policy"] == "no-referrer");
  CHECK(page.headers.count("permissions-policy") == 1);

  auto again = running.get("/", {"If-None-Match: " + page.headers["etag"]});
  CHECK(again.status == 304);
  CHECK(again.body.empty());

  auto wasm = running.get("/app.wasm", {"Accept-Encoding: gzip, deflate, br"});
  CHECK(text_of(wasm) == "wasm");
  CHECK(wasm.headers["content-encoding"] == "br");
  CHECK(wasm.headers["content-type"] == "application/wasm");
  CHECK(wasm.headers["vary"] == "Accept-Encoding");
  CHECK(text_of(running.get("/app.wasm")) == "plain wasm");

  auto head = running.get("/app.wasm", {}, "HEAD");
  CHECK(head.status == 200);
  CHECK(head.headers["content-length"] == "10");
  CHECK(head.body.empty());

  for (const char* path :
       {"/nothing", "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/v1", "/report.json"}) {
    auto absent = running.get(path);
    CHECK(absent.status == 404);
    CHECK(absent.headers.count("content-security-policy") == 1);
  }
  CHECK(running.get("/", {}, "DELETE").status == 405);
  CHECK(running.get("/", {}, "POST").headers["allow"] == "GET, HEAD");
  CHECK(running.get("/v1/batch").headers["allow"] == "POST");
}

TEST_CASE("The report is for officers on their own address, and that one is of this machine") {
  Running running;
  running.child->end(SIGTERM);
  // A free port for the officers: that of a listener which is closed again.
  const std::string officers = listen_on("127.0.0.1:0")->address;
  auto child = Child::start(
      {collector_program(), "serve", "--listen", "127.0.0.1:0", "--officers", officers, "--store", running.store()});
  REQUIRE(child);
  HttpClient to_public(child->address());
  REQUIRE(post_batch(to_public, golden_batch()));
  HttpClient to_officers(officers);
  const auto report = to_officers.request("GET", "/report.json", {}, {});
  REQUIRE(report);
  CHECK(text_of(report.value()).find("{\"plays\":2,\"by_scenario\":{\"teacher\":1,\"teacher_short\":1}") == 0);
  CHECK(to_public.request("GET", "/report.json", {}, {})->status == 404);
  CHECK(post_batch(to_officers, golden_batch())->status == 405);
  CHECK(to_officers.request("GET", "/healthz", {}, {})->status == 200);

  CHECK_FALSE(Child::start({collector_program(), "serve", "--listen", "127.0.0.1:0", "--officers", "0.0.0.0:0",
                            "--store", running.store()}));
}

TEST_CASE("A port that is taken is said, and so is an address that is none") {
  const auto first = listen_on("127.0.0.1:0");
  REQUIRE(first);
  const auto second = listen_on(first.value().address);
  REQUIRE_FALSE(second);
  CHECK(second.error().message ==
        first.value().address + ": Address already in use; another program listens there already");
  for (const char* address : {"", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:65536", ":8080"}) {
    const auto refused = listen_on(address);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("it is written HOST:PORT") != std::string::npos);
  }
}

TEST_CASE("At SIGTERM the collector ends at once, though a connection is open") {
  Running running;
  HttpClient idle(running.child->address());
  REQUIRE(idle.request("GET", "/healthz", {}, {}));
  const auto begun = std::chrono::steady_clock::now();
  CHECK(running.child->end(SIGTERM) == 0);
  CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(2));
}

TEST_CASE("Killed again and again under load, the collector keeps all that it has acknowledged, once") {
  DrillSettings settings;
  settings.program = collector_program();
  settings.kills = std::getenv("FIREFLY_LONG") != nullptr ? 1000 : 20;
  const auto held = hold_drill(settings);
  REQUIRE_MESSAGE(held, (held ? "" : held.error().message));
  const DrillResult& result = held.value();
  std::printf("figure: collector: %d kills under 8 writers, %llu records acknowledged, %llu lost, %llu duplicates\n",
              result.kills, static_cast<unsigned long long>(result.records),
              static_cast<unsigned long long>(result.lost), static_cast<unsigned long long>(result.duplicates));
  CHECK(result.kills == settings.kills);
  CHECK(result.batches > static_cast<uint64_t>(settings.kills));
  CHECK(result.lost == 0);
  CHECK(result.duplicates == 0);
}

}  // namespace firefly::collector
