// firefly-collector: takes the records of kiosks and phones, keeps them, and reports.

#include <argp.h>
#include <pthread.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "engine/stats/report.h"
#include "tools/collector/committer.h"
#include "tools/collector/drill.h"
#include "tools/collector/server.h"
#include "tools/collector/socket.h"
#include "tools/collector/store.h"

namespace firefly::collector {
namespace {

using base::Error;
using base::Result;

enum ExitCode : int { Good = 0, Bad = 1, Usage = 3 };

struct Options {
  std::string command;
  std::string listen = "127.0.0.1:8080";
  std::string officers;
  std::string store = "sqlite:firefly.db";
  std::string web;
  std::string station;
  std::string format = "json";
  DrillSettings drill;
};

enum Key : int { Listen = 256, Officers, StoreAddress, Web, Station, Format, Kills, Writers, Records, Seconds };

constexpr std::array<argp_option, 11> option_table = {{
    {"listen", Listen, "HOST:PORT", 0, "serve: the public address (127.0.0.1:8080)", 0},
    {"officers", Officers, "HOST:PORT", 0, "serve: the officers' address, of this machine only", 0},
    {"store", StoreAddress, "ADDRESS", 0, "serve, report: sqlite:PATH (sqlite:firefly.db)", 0},
    {"web", Web, "FOLDER", 0, "serve: the web app's files", 0},
    {"station", Station, "FILE", 0, "serve: the station file, given to the web app as /station.json", 0},
    {"format", Format, "FORMAT", 0, "report: json", 0},
    {"kills", Kills, "N", 0, "drill: how often to kill the collector (20); 0: load only", 0},
    {"writers", Writers, "N", 0, "drill: how many send at once (8)", 0},
    {"records", Records, "N", 0, "drill: records in a batch (5)", 0},
    {"seconds", Seconds, "N", 0, "drill: how long to send where there are no kills (10)", 0},
    {nullptr, 0, nullptr, 0, nullptr, 0},
}};

int number_of(const char* argument, int least, int most, argp_state* state) {
  char* end = nullptr;
  const long number = std::strtol(argument, &end, 10);
  if (*argument == '\0' || *end != '\0' || number < least || number > most) {
    argp_error(state, "%s: a number from %d to %d is wanted", argument, least, most);
  }
  return static_cast<int>(number);
}

error_t parse_option(int key, char* argument, argp_state* state) {
  auto& options = *static_cast<Options*>(state->input);
  switch (key) {
    case Listen: options.listen = argument; break;
    case Officers: options.officers = argument; break;
    case StoreAddress: options.store = argument; break;
    case Web: options.web = argument; break;
    case Station: options.station = argument; break;
    case Format:
      options.format = argument;
      if (options.format != "json") argp_error(state, "%s: the only format is json", argument);
      break;
    case Kills: options.drill.kills = number_of(argument, 0, 1'000'000, state); break;
    case Writers: options.drill.writers = number_of(argument, 1, 256, state); break;
    case Records: options.drill.records_per_batch = number_of(argument, 1, 500, state); break;
    case Seconds: options.drill.load_secs = number_of(argument, 1, 86'400, state); break;
    case ARGP_KEY_ARG:
      if (!options.command.empty()) argp_error(state, "%s: one command at a time", argument);
      options.command = argument;
      break;
    case ARGP_KEY_END:
      if (options.command != "serve" && options.command != "report" && options.command != "drill") {
        argp_error(state, "a command is wanted: serve, report or drill");
      }
      break;
    default: return ARGP_ERR_UNKNOWN;
  }
  return 0;
}

int fail(const Error& error) {
  std::fprintf(stderr, "firefly-collector: %s\n", error.message.c_str());
  return Bad;
}

Result<std::string> read_station_file(const std::string& path) {
  constexpr size_t largest = 16 * 1024;
  if (path.empty()) return std::string();
  std::ifstream file(path, std::ios::binary);
  std::string json{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file) return Error{path + " cannot be read"};
  if (json.empty() || json.size() > largest) return Error{path + " is no station file: it is empty or too long"};
  return json;
}

// A reader of its own for each report: SQLite lets it look while the Committer writes.
Result<std::string> report_of(const std::string& address) {
  auto store = Store::open(address, Store::WhenAbsent::Refuse);
  if (!store) return store.error();
  const auto groups = store->groups();
  if (!groups) return groups.error();
  return stats::to_json(stats::summarise(groups.value()));
}

int serve(const Options& options) {
  // Blocked before any thread starts, so that only sigwait below hears of them.
  sigset_t ending;
  ::sigemptyset(&ending);
  ::sigaddset(&ending, SIGTERM);
  ::sigaddset(&ending, SIGINT);
  ::pthread_sigmask(SIG_BLOCK, &ending, nullptr);
  ::signal(SIGPIPE, SIG_IGN);

  auto listener = listen_on(options.listen);
  if (!listener) return fail(listener.error());
  std::optional<Listener> officers;
  if (!options.officers.empty()) {
    auto opened = listen_on(options.officers);
    if (!opened) return fail(opened.error());
    if (!opened->loopback) {
      return fail(
          {options.officers + ": the officers' pages have no sign-in; use an address of this machine, 127.0.0.1"});
    }
    officers = std::move(opened).value();
  }
  auto store = Store::open(options.store, Store::WhenAbsent::Make);
  if (!store) return fail(store.error());
  Committer committer(std::move(store).value());
  const std::string address = listener->address;
  auto station = read_station_file(options.station);
  if (!station) return fail(station.error());
  ServerSettings settings{options.web, std::move(station).value(), [&options] { return report_of(options.store); }};
  auto server = Server::start(std::move(listener).value(), std::move(officers), std::move(settings), committer);
  if (!server) return fail(server.error());
  std::printf("firefly-collector: listening on http://%s\n", address.c_str());
  std::fflush(stdout);
  int signal = 0;
  ::sigwait(&ending, &signal);
  return Good;
}

int report(const Options& options) {
  const auto text = report_of(options.store);
  if (!text) return fail(text.error());
  std::fputs(text.value().c_str(), stdout);
  return Good;
}

int drill(DrillSettings settings) {
  std::error_code failure;
  settings.program = std::filesystem::read_symlink("/proc/self/exe", failure).string();
  const auto held = hold_drill(settings);
  if (!held) return fail(held.error());
  const auto& [kills, batches, records, came_again, lost, duplicates, seconds, median, p99] = held.value();
  std::printf(
      "%d kills, %llu batches with %llu records acknowledged in %.1f s: %.0f batches/s, %.0f records/s, "
      "answer %.1f ms median, %.1f ms p99; %llu came again; %llu lost, %llu duplicates, integrity ok\n",
      kills, static_cast<unsigned long long>(batches), static_cast<unsigned long long>(records), seconds,
      static_cast<double>(batches) / seconds, static_cast<double>(records) / seconds, median, p99,
      static_cast<unsigned long long>(came_again), static_cast<unsigned long long>(lost),
      static_cast<unsigned long long>(duplicates));
  return lost == 0 && duplicates == 0 ? Good : Bad;
}

}  // namespace
}  // namespace firefly::collector

int main(int argument_count, char** arguments) {
  namespace collector = firefly::collector;
  argp_err_exit_status = collector::Usage;
  const argp parser = {
      collector::option_table.data(),
      collector::parse_option,
      "serve|report|drill",
      "Takes the records of kiosks and phones, keeps them, and reports.\v"
      "serve takes batches and serves the web app until it is told to end (SIGTERM). report prints what "
      "is in the store. drill kills a collector of its own under load and exits with 0 only where "
      "nothing was lost and nothing is there twice.",
      nullptr,
      nullptr,
      nullptr};
  collector::Options options;
  argp_parse(&parser, argument_count, arguments, 0, nullptr, &options);
  if (options.command == "serve") return collector::serve(options);
  if (options.command == "report") return collector::report(options);
  return collector::drill(options.drill);
}
