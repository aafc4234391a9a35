#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "engine/program/pack.h"
#include "tools/bench/walk.h"

// firefly-bench PACK CHOICES [TRANSCRIPT BYTES]: opens a pack, walks it, and prints what it took as one JSON object;
// with a third argument the first text instead.

namespace {

double seconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

std::vector<uint8_t> read(const char* path) {
  std::vector<uint8_t> bytes;
  std::FILE* file = std::fopen(path, "rb");
  if (!file) return bytes;
  uint8_t part[1 << 16];
  for (size_t count = 0; (count = std::fread(part, 1, sizeof(part), file)) > 0;) {
    bytes.insert(bytes.end(), part, part + count);
  }
  std::fclose(file);
  return bytes;
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count < 3) {
    std::fputs("usage: firefly-bench PACK CHOICES [TRANSCRIPT BYTES]\n", stderr);
    return 3;
  }
  const std::vector<uint8_t> bytes = read(arguments[1]);
  constexpr int times = 50;
  std::vector<double> opening;
  for (int i = 0; i < times; ++i) {
    std::vector<uint8_t> copy = bytes;
    const double begun = seconds();
    const auto opened = firefly::program::Pack::open(std::move(copy));
    opening.push_back(seconds() - begun);
    if (!opened) {
      std::fprintf(stderr, "firefly-bench: %s\n", opened.error().message.c_str());
      return 1;
    }
  }
  std::sort(opening.begin(), opening.end());
  const firefly::program::Pack pack = firefly::program::Pack::open(bytes).value();
  const auto choices = static_cast<uint64_t>(std::strtoull(arguments[2], nullptr, 10));
  const size_t transcript = argument_count > 3 ? static_cast<size_t>(std::strtoull(arguments[3], nullptr, 10)) : 0;
  const double begun = seconds();
  const firefly::bench::Walked walked = firefly::bench::walk(pack, choices, transcript);
  const double took = seconds() - begun;
  if (transcript > 0) {
    std::fputs(walked.transcript.c_str(), stdout);
  } else {
    std::printf(
        "{\"choices\":%llu,\"plays\":%llu,\"text_bytes\":%llu,\"seconds\":%.6f,\"open_ms\":%.4f,\"pack_bytes\":%zu}\n",
        static_cast<unsigned long long>(walked.choices), static_cast<unsigned long long>(walked.plays),
        static_cast<unsigned long long>(walked.bytes), took, opening[opening.size() / 2] * 1000, bytes.size());
  }
  return walked.choices >= choices ? 0 : 1;
}
