#include "kiosk/app/state.h"

namespace firefly::app {
namespace {

// Whether somebody has left a trace on the attract screen itself.
bool is_changed(const State& state) {
  return state.text_size != TextSize::Standard || state.locale != state.home_locale;
}

}  // namespace

std::optional<uint64_t> idle_after_ms(const State& state) {
  if (state.settings.mode != stats::Mode::Stall) return std::nullopt;
  if (state.screen == Screen::Attract && !is_changed(state)) return std::nullopt;
  const uint64_t patience = state.screen == Screen::Idle ? idle_question_ms
                            : is_large(state.text_size)  ? idle_large_ms
                                                         : idle_ms;
  const uint64_t waited = state.now_ms - state.acted_ms;
  return waited < patience ? patience - waited : 0;
}

Screen play_screen(const Drill& drill) {
  switch (drill.visits.back().channel) {
    case program::Channel::Chat: return Screen::Chat;
    case program::Channel::Page: return is_account(drill) ? Screen::Page : Screen::Web;
    case program::Channel::Face: return Screen::Face;
    case program::Channel::Call: return Screen::Call;
    case program::Channel::Sms: return Screen::Messages;
  }
  return Screen::Chat;
}

}  // namespace firefly::app
