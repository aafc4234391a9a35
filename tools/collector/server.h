#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "engine/base/result.h"
#include "tools/collector/committer.h"
#include "tools/collector/socket.h"

// The collector as HTTP sees it. Two origins, so that what the public may ask for and what officers may ask for never
// meet on one:
//
//   public     POST /v1/batch, the web app's files, /station.json; /7K and the like are its page, with a stall's check
//              words in the address
//   officers   /report.json
//   both       /healthz
//
// No log, no row and no error of it names a client's address.

namespace firefly::collector {

struct ServerSettings {
  std::string web_folder;                             // empty: no files
  std::string station;                                // what /station.json answers; empty: nothing is there
  std::function<base::Result<std::string>()> report;  // the station's report as JSON, for officers
};

class Server {
 public:
  // Serves from now on, on threads of its own, until it ends. The Committer must outlive it.
  static base::Result<Server> start(Listener listener, std::optional<Listener> officers, ServerSettings settings,
                                    Committer& committer);
  Server(Server&&) noexcept;
  Server& operator=(Server&&) = delete;
  // Lets nobody in any more, waits a little for those who are owed an answer, and stops.
  ~Server();

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace firefly::collector
