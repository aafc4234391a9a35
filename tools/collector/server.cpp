#include "tools/collector/server.h"

#include <microhttpd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstring>
#include <thread>
#include <utility>
#include <vector>

#include "engine/stats/batch.h"
#include "tools/collector/static_files.h"

namespace firefly::collector {

using base::Error;
using base::Result;

namespace {

constexpr unsigned connections_max = 2048;
constexpr unsigned idle_secs_max = 15;
constexpr std::chrono::milliseconds farewell_max{2000};
constexpr const char* retry_after_secs = "2";

using Header = std::pair<const char*, const char*>;

// The page runs only what is served here, is shown in no frame, and asks for nothing of the device.
constexpr std::array<Header, 5> security_headers = {{
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' data: blob:; "
     "style-src 'self'; font-src 'self'; media-src 'self' blob:; worker-src 'self'; manifest-src 'self'; "
     "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"},
    {"Permissions-Policy",
     "accelerometer=(), autoplay=(self), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
     "magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), usb=()"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Strict-Transport-Security", "max-age=31536000"},
}};

// Two signs behind the slash: the address in a stall's QR code. What they say is the page's business.
bool is_takeaway(std::string_view path) {
  const auto sign = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  return path.size() == 3 && path[0] == '/' && sign(path[1]) && sign(path[2]);
}

struct FreeResponse {
  void operator()(MHD_Response* response) const { MHD_destroy_response(response); }
};
using ResponseHandle = std::unique_ptr<MHD_Response, FreeResponse>;

// What is to be answered: bytes in memory.
struct Answer {
  unsigned status = MHD_HTTP_OK;
  std::string content_type = "text/plain; charset=utf-8";
  std::string body;
  std::vector<Header> headers;
};

Answer say(unsigned status, std::string line) {
  return {status, "text/plain; charset=utf-8", std::move(line) + "\n", {}};
}

Answer say_busy(std::string line) {
  Answer answer = say(MHD_HTTP_SERVICE_UNAVAILABLE, std::move(line));
  answer.headers.emplace_back("Retry-After", retry_after_secs);
  return answer;
}

Answer say_receipt(const Result<stats::Receipt>& receipt) {
  // The reason may name a path of this machine: it is for the operator, who sees it in /healthz of the officers.
  if (!receipt) return say_busy("the store takes nothing at the moment");
  const auto bytes = stats::encode(receipt.value());
  return {MHD_HTTP_OK, "application/cbor", std::string(bytes.begin(), bytes.end()), {}};
}

MHD_Result queue(MHD_Connection* connection, unsigned status, MHD_Response* response) {
  for (const auto& [name, value] : security_headers) MHD_add_response_header(response, name, value);
  return MHD_queue_response(connection, status, response);
}

MHD_Result queue(MHD_Connection* connection, const Answer& answer) {
  const ResponseHandle response(MHD_create_response_from_buffer(
      answer.body.size(), const_cast<char*>(answer.body.data()), MHD_RESPMEM_MUST_COPY));
  if (!response) return MHD_NO;
  MHD_add_response_header(response.get(), MHD_HTTP_HEADER_CONTENT_TYPE, answer.content_type.c_str());
  MHD_add_response_header(response.get(), MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
  for (const auto& [name, value] : answer.headers) MHD_add_response_header(response.get(), name, value);
  return queue(connection, answer.status, response.get());
}

std::string_view header_of(MHD_Connection* connection, const char* name) {
  const char* value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

MHD_Result queue_file(MHD_Connection* connection, StaticFile file) {
  const bool unchanged =
      header_of(connection, MHD_HTTP_HEADER_IF_NONE_MATCH).find(file.entity_tag) != std::string_view::npos;
  ResponseHandle response;
  if (unchanged) {
    response.reset(MHD_create_response_from_buffer(0, nullptr, MHD_RESPMEM_PERSISTENT));
  } else {
    response.reset(MHD_create_response_from_fd64(file.bytes, file.descriptor.number()));
    if (response) file.descriptor.release();  // the response closes it
  }
  if (!response) return MHD_NO;
  MHD_add_response_header(response.get(), MHD_HTTP_HEADER_CONTENT_TYPE, file.content_type.c_str());
  MHD_add_response_header(response.get(), MHD_HTTP_HEADER_ETAG, file.entity_tag.c_str());
  MHD_add_response_header(response.get(), MHD_HTTP_HEADER_VARY, MHD_HTTP_HEADER_ACCEPT_ENCODING);
  MHD_add_response_header(response.get(), MHD_HTTP_HEADER_CACHE_CONTROL,
                          file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  if (file.brotli) MHD_add_response_header(response.get(), MHD_HTTP_HEADER_CONTENT_ENCODING, "br");
  return queue(connection, unchanged ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK, response.get());
}

enum class Origin : uint8_t { Public, Officers };

// One request on its way: it comes in parts, waits for the disk with its connection suspended, and is answered.
struct Request {
  std::string body;
  bool too_large = false;
  std::optional<Answer> answer;
};

}  // namespace

struct Server::State {
  struct Daemon {
    Origin origin = Origin::Public;
    State* state = nullptr;
    MHD_Daemon* daemon = nullptr;
  };

  State(ServerSettings given, Committer& writer) : settings(std::move(given)), committer(writer) {}

  ServerSettings settings;
  Committer& committer;
  std::atomic<int> owed{0};         // requests that are let in and not yet answered
  std::atomic<int> at_the_disk{0};  // those of them that the Committer has
  std::array<Daemon, 2> daemons;

  Result<base::Done> listen(Daemon& daemon, Origin origin, Listener listener);
  MHD_Result handle(MHD_Connection* connection, Origin origin, std::string_view path, std::string_view method,
                    std::string_view upload, size_t* upload_size, Request*& request);
  MHD_Result take_batch(MHD_Connection* connection, std::string_view upload, size_t* upload_size, Request& request);
  Answer health(Origin origin);
};

Result<base::Done> Server::State::listen(Daemon& daemon, Origin origin, Listener listener) {
  daemon.origin = origin;
  daemon.state = this;
  const auto handle_request = [](void* given, MHD_Connection* connection, const char* path, const char* method,
                                 const char*, const char* upload, size_t* upload_size, void** context) -> MHD_Result {
    auto& self = *static_cast<Daemon*>(given);
    auto* request = static_cast<Request*>(*context);
    const MHD_Result result =
        self.state->handle(connection, self.origin, path, method,
                           std::string_view(upload, upload == nullptr ? 0 : *upload_size), upload_size, request);
    *context = request;
    return result;
  };
  const auto forget_request = [](void* given, MHD_Connection*, void** context, MHD_RequestTerminationCode) {
    if (*context == nullptr) return;
    delete static_cast<Request*>(*context);
    *context = nullptr;
    --static_cast<Daemon*>(given)->state->owed;
  };
  MHD_AccessHandlerCallback on_request = handle_request;
  MHD_RequestCompletedCallback on_end = forget_request;
  daemon.daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, nullptr, nullptr,
                                   on_request, &daemon, MHD_OPTION_LISTEN_SOCKET, listener.socket.number(),
                                   MHD_OPTION_NOTIFY_COMPLETED, on_end, &daemon, MHD_OPTION_CONNECTION_LIMIT,
                                   connections_max, MHD_OPTION_CONNECTION_TIMEOUT, idle_secs_max, MHD_OPTION_END);
  if (daemon.daemon == nullptr) return Error{listener.address + ": the HTTP server did not start"};
  listener.socket.release();  // the daemon closes it
  return base::Done{};
}

MHD_Result Server::State::handle(MHD_Connection* connection, Origin origin, std::string_view path,
                                 std::string_view method, std::string_view upload, size_t* upload_size,
                                 Request*& request) {
  const bool is_batch = origin == Origin::Public && path == "/v1/batch";
  const bool is_post = method == MHD_HTTP_METHOD_POST;
  if (request == nullptr) {
    request = new Request;
    ++owed;
    if (!is_batch || !is_post) return MHD_YES;
    // What says beforehand that it is too large need not be sent at all.
    const std::string_view length = header_of(connection, MHD_HTTP_HEADER_CONTENT_LENGTH);
    const std::string most = std::to_string(stats::batch_bytes_max);
    if (length.size() > most.size() || (length.size() == most.size() && length > most)) {
      return queue(connection, say(MHD_HTTP_CONTENT_TOO_LARGE, "a batch has at most " + most + " bytes"));
    }
    return MHD_YES;
  }
  if (is_batch && is_post) return take_batch(connection, upload, upload_size, *request);
  if (!upload.empty()) {
    *upload_size = 0;  // read and dropped: what follows says that it was not wanted
    return MHD_YES;
  }
  if (is_batch || (method != MHD_HTTP_METHOD_GET && method != MHD_HTTP_METHOD_HEAD)) {
    Answer answer = say(MHD_HTTP_METHOD_NOT_ALLOWED, "that is not done here");
    answer.headers.emplace_back("Allow", is_batch ? "POST" : "GET, HEAD");
    return queue(connection, answer);
  }
  if (path == "/healthz") return queue(connection, health(origin));
  if (origin == Origin::Officers) {
    if (path != "/report.json") return queue(connection, say(MHD_HTTP_NOT_FOUND, "nothing is here"));
    const auto report = settings.report();
    if (!report) return queue(connection, say(MHD_HTTP_SERVICE_UNAVAILABLE, report.error().message));
    return queue(connection, Answer{MHD_HTTP_OK, "application/json", report.value(), {}});
  }
  if (path == "/station.json" && !settings.station.empty()) {
    return queue(connection, Answer{MHD_HTTP_OK, "application/json", settings.station, {}});
  }
  if (settings.web_folder.empty()) return queue(connection, say(MHD_HTTP_NOT_FOUND, "nothing is here"));
  auto file = find_static_file(settings.web_folder, is_takeaway(path) ? "/" : path,
                               header_of(connection, MHD_HTTP_HEADER_ACCEPT_ENCODING));
  if (!file) return queue(connection, say(MHD_HTTP_NOT_FOUND, "nothing is here"));
  return queue_file(connection, std::move(file).value());
}

MHD_Result Server::State::take_batch(MHD_Connection* connection, std::string_view upload, size_t* upload_size,
                                     Request& request) {
  if (request.answer) return queue(connection, *request.answer);
  if (!upload.empty()) {
    request.too_large = request.too_large || request.body.size() + upload.size() > stats::batch_bytes_max;
    if (!request.too_large) request.body.append(upload);
    *upload_size = 0;
    return MHD_YES;
  }
  if (request.too_large) {
    return queue(connection, say(MHD_HTTP_CONTENT_TOO_LARGE,
                                 "a batch has at most " + std::to_string(stats::batch_bytes_max) + " bytes"));
  }
  const std::span<const uint8_t> body(reinterpret_cast<const uint8_t*>(request.body.data()), request.body.size());
  if (stats::protocol_of(body) > stats::protocol_newest) {
    return queue(connection, say(MHD_HTTP_NOT_IMPLEMENTED, "the batch is of a newer protocol than this collector's"));
  }
  auto batch = stats::decode_batch(body);
  if (!batch) return queue(connection, say(MHD_HTTP_UNPROCESSABLE_CONTENT, batch.error().message));
  request.body = std::string();

  // Suspended first: the answer may come before submit returns.
  MHD_suspend_connection(connection);
  ++at_the_disk;
  const auto answer_with = [this, connection, &request](Answer answer) {
    request.answer = std::move(answer);
    MHD_resume_connection(connection);
    --at_the_disk;
  };
  const bool accepted =
      committer.submit(std::move(batch).value(),
                       [answer_with](const Result<stats::Receipt>& receipt) { answer_with(say_receipt(receipt)); });
  if (!accepted) answer_with(say_busy("too many batches are waiting for the disk"));
  return MHD_YES;
}

Answer Server::State::health(Origin origin) {
  const auto trouble = committer.trouble();
  if (!trouble) return say(MHD_HTTP_OK, "ok");
  return say_busy(origin == Origin::Officers ? *trouble : "the store takes nothing at the moment");
}

Result<Server> Server::start(Listener listener, std::optional<Listener> officers, ServerSettings settings,
                             Committer& committer) {
  Server server(std::make_unique<State>(std::move(settings), committer));
  auto listening = server.state_->listen(server.state_->daemons[0], Origin::Public, std::move(listener));
  if (listening && officers) {
    listening = server.state_->listen(server.state_->daemons[1], Origin::Officers, std::move(*officers));
  }
  if (!listening) return listening.error();
  return server;
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::Server(Server&&) noexcept = default;

Server::~Server() {
  if (!state_) return;
  for (auto& daemon : state_->daemons) {
    if (daemon.daemon != nullptr) Descriptor(MHD_quiesce_daemon(daemon.daemon));
  }
  const auto end = std::chrono::steady_clock::now() + farewell_max;
  // A connection that waits for the disk is answered in any case: the HTTP library must not be stopped under it.
  while (state_->at_the_disk > 0 || (state_->owed > 0 && std::chrono::steady_clock::now() < end)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  for (auto& daemon : state_->daemons) {
    if (daemon.daemon != nullptr) MHD_stop_daemon(daemon.daemon);
  }
}

}  // namespace firefly::collector
