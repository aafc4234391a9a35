#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/app/present.h"
#include "kiosk/app/update.h"
#include "kiosk/app/view.h"

// The shell stands between the pure app and the world: it holds the one State, carries Effects out through
// `kiosk/host/platform.h`, hands the answers back as Inputs, and sends the Tick that a View asks for. It draws nothing
// and has no loop of its own; both hosts run the same one:
//
//   shell.want(intent);                       // whatever a person touched, on the canvas or in the mirror
//   if (shell.turn(now_ms)) draw(*shell.view());
//   sleep until input, an answer (`wake` is called) or shell.wake_at_ms()

namespace firefly::shell {

class Shell {
 public:
  // Asks for the first messages. `wake` is called whenever an answer has come and `turn` should run soon.
  Shell(const app::Settings& settings, std::function<void()> wake);

  // Takes a person's wish; `turn` answers it.
  void want(app::Intent intent);

  // Answers all that has come since the last turn, the Tick included where it is due; true where there is a new View.
  bool turn(uint64_t now_ms);

  // What to show; nullptr until the first messages have come.
  const app::View* view() const;

  // When `turn` wants to run although nothing comes, on the clock that `turn` is given.
  std::optional<uint64_t> wake_at_ms() const { return tick_at_ms_; }

  // Whether the stall began anew since this was last asked: then nothing that was drawn or remembered may stay.
  bool take_wipe() { return std::exchange(wiped_, false); }

  // Why nothing can ever be shown, for the log and the page around; empty while all is well.
  const std::string& failure() const { return state_.failure; }

 private:
  // Answers may come after the Shell is gone: they keep the inbox, not the Shell.
  struct Inbox {
    std::vector<app::Input> inputs;
    std::function<void()> wake;
  };

  void answer(app::Input input, uint64_t now_ms);
  void carry_out(const app::Effect& effect);

  std::shared_ptr<Inbox> inbox_;
  app::State state_;
  std::optional<app::View> view_;
  std::optional<uint64_t> tick_at_ms_;
  bool wiped_ = false;
};

}  // namespace firefly::shell
