#include "kiosk/shell/shell.h"

#include <utility>

#include "kiosk/host/platform.h"

namespace firefly::shell {
namespace {

// Under this name the interrupted play stays on the device.
constexpr const char* kept_name = "play";

}  // namespace

Shell::Shell(const app::Settings& settings, std::function<void()> wake) : inbox_(std::make_shared<Inbox>()) {
  inbox_->wake = std::move(wake);
  app::Turn turn = app::begin(settings);
  state_ = std::move(turn.state);
  for (const app::Effect& effect : turn.effects) carry_out(effect);
}

void Shell::want(app::Intent intent) {
  inbox_->inputs.emplace_back(intent);
  inbox_->wake();
}

bool Shell::turn(uint64_t now_ms) {
  std::vector<app::Input> inputs;
  inputs.swap(inbox_->inputs);
  bool person_acted = false;
  for (const app::Input& input : inputs) person_acted = person_acted || std::holds_alternative<app::Intent>(input);
  if (!person_acted && tick_at_ms_ && now_ms >= *tick_at_ms_) {
    inputs.emplace_back(app::Intent{app::Intent::Kind::Tick, 0});
    person_acted = true;
  }
  if (inputs.empty()) return false;

  for (app::Input& input : inputs) answer(std::move(input), now_ms);
  if (!state_.messages) return false;
  view_ = app::present(state_);
  if (!view_->wake_after_ms) {
    tick_at_ms_.reset();
  } else if (person_acted || !tick_at_ms_) {
    // An answer from outside does not make anybody wait longer.
    tick_at_ms_ = now_ms + *view_->wake_after_ms;
  }
  return true;
}

const app::View* Shell::view() const { return view_ ? &*view_ : nullptr; }

void Shell::answer(app::Input input, uint64_t now_ms) {
  app::Moment moment;
  moment.now_ms = now_ms;
  moment.hours_since_epoch = host::hours_since_epoch();
  host::fill_random(moment.random);
  app::Turn turn = app::update(std::move(state_), std::move(input), moment);
  state_ = std::move(turn.state);
  for (const app::Effect& effect : turn.effects) carry_out(effect);
}

void Shell::carry_out(const app::Effect& effect) {
  const auto hand_in = [inbox = inbox_](app::Input input) {
    inbox->inputs.push_back(std::move(input));
    inbox->wake();
  };
  const auto load = [&](const std::string& file) {
    host::load(file, [hand_in, what = effect.kind, name = effect.name](base::Result<host::Bytes> bytes) {
      hand_in(app::Loaded{what, name, std::move(bytes)});
    });
  };
  switch (effect.kind) {
    case app::Effect::Kind::LoadMessages: load("messages." + effect.name + ".pack"); break;
    case app::Effect::Kind::LoadCatalogue: load("catalogue.txt"); break;
    case app::Effect::Kind::LoadPack: load(effect.name + ".pack"); break;
    case app::Effect::Kind::LoadStation:
      host::load_station([hand_in](base::Result<host::Bytes> lines) {
        hand_in(app::Loaded{app::Effect::Kind::LoadStation, {}, std::move(lines)});
      });
      break;
    case app::Effect::Kind::Append:
      host::append_record(effect.bytes, [hand_in, number = effect.number](base::Result<base::Done> done) {
        hand_in(app::Stored{number, std::move(done)});
      });
      break;
    case app::Effect::Kind::Remember: host::remember(kept_name, effect.bytes); break;
    case app::Effect::Kind::Recall:
      host::recall(kept_name, [hand_in](base::Result<host::Bytes> bytes) { hand_in(app::Recalled{std::move(bytes)}); });
      break;
    case app::Effect::Kind::Forget: host::forget(kept_name); break;
    case app::Effect::Kind::Dial: host::dial(effect.name); break;
    case app::Effect::Kind::OpenLicences: host::open_page(host::Page::Licences); break;
    case app::Effect::Kind::OpenFiling: host::open_page(host::Page::Filing); break;
    case app::Effect::Kind::AnnounceLocale: host::announce_locale(effect.name, effect.title); break;
    case app::Effect::Kind::Wipe: wiped_ = true; break;
  }
}

}  // namespace firefly::shell
