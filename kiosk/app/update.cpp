#include "kiosk/app/update.h"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

#include "engine/base/check.h"

namespace firefly::app {
namespace {

// An interrupted play is offered again for a day.
constexpr int64_t kept_hours = 24;
// Whoever walks off in the middle of a play and comes back has not played in between.
constexpr uint64_t longest_step_ms = 60'000;

void ask(Turn& turn, Effect::Kind kind, std::string name = {}) {
  turn.effects.push_back({kind, std::move(name), {}, {}, 0});
}

// Puts a screen on top of the one of now; one that lies beneath already is uncovered instead.
void cover_with(State& state, Screen screen) {
  if (state.screen == screen) return;
  const auto found = std::find(state.beneath.begin(), state.beneath.end(), screen);
  if (found != state.beneath.end()) {
    state.beneath.erase(found, state.beneath.end());
  } else {
    state.beneath.push_back(state.screen);
  }
  state.screen = screen;
}

void uncover(State& state) {
  state.screen = state.beneath.back();
  state.beneath.pop_back();
}

void go_to(State& state, Screen screen) {
  state.beneath.clear();
  state.screen = screen;
}

TextSize neighbour(TextSize size, int steps) { return static_cast<TextSize>(static_cast<int>(size) + steps); }

bool is_phone(const State& state) { return state.settings.mode == stats::Mode::Phone; }

// ---- fetching

void fetch_messages(Turn& turn, std::string_view locale) {
  turn.state.wanted_locale = locale;
  turn.state.wanted_locale_fetch = Fetch::Asked;
  ask(turn, Effect::Kind::LoadMessages, turn.state.wanted_locale);
}

void fetch_catalogue(Turn& turn) {
  if (turn.state.catalogue == Fetch::Asked || turn.state.catalogue == Fetch::Here) return;
  turn.state.catalogue = Fetch::Asked;
  ask(turn, Effect::Kind::LoadCatalogue);
}

void fetch_pack(Turn& turn, Entry& entry) {
  if (entry.fetch == Fetch::Asked || entry.fetch == Fetch::Here) return;
  entry.fetch = Fetch::Asked;
  ask(turn, Effect::Kind::LoadPack, entry.name);
}

// The packs come one after the other, so that a chosen one need not share the line with all the rest.
void fetch_next_pack(Turn& turn) {
  for (const Entry& entry : turn.state.entries) {
    if (entry.fetch == Fetch::Asked) return;
  }
  for (Entry& entry : turn.state.entries) {
    if (entry.fetch == Fetch::Unasked) {
      fetch_pack(turn, entry);
      return;
    }
  }
}

// What failed before may come now.
void forgive(State& state) {
  for (Entry& entry : state.entries) {
    if (entry.fetch == Fetch::Absent || entry.fetch == Fetch::Broken) entry.fetch = Fetch::Unasked;
  }
}

void fetch_rest(Turn& turn) {
  fetch_catalogue(turn);
  if (turn.state.catalogue == Fetch::Here) fetch_next_pack(turn);
}

bool is_scenario_name(std::string_view name) {
  return !name.empty() && name.size() < 32 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

// One name a line. What is there already (a link asks for its scenario at once) stays where it is.
void take_catalogue(State& state, const Bytes& bytes) {
  std::string name;
  const auto take = [&] {
    const bool known =
        std::any_of(state.entries.begin(), state.entries.end(), [&](const Entry& entry) { return entry.name == name; });
    if (is_scenario_name(name) && !known) state.entries.push_back({name, Fetch::Unasked, {}});
    name.clear();
  };
  for (const uint8_t byte : bytes) {
    if (byte == '\n') {
      take();
    } else if (byte != '\r') {
      name += static_cast<char>(byte);
    }
  }
  take();
}

void announce_locale(Turn& turn) {
  const State& state = turn.state;
  turn.effects.push_back(
      {Effect::Kind::AnnounceLocale, state.locale, state.messages->text(Message::drill_label).utf8, {}, 0});
}

void show_catalogue(Turn& turn);

void take_messages(Turn& turn, Loaded loaded) {
  State& state = turn.state;
  if (loaded.name != state.wanted_locale) return;
  const bool first = !state.messages;
  std::string why;
  Fetch fetch = Fetch::Absent;
  if (loaded.bytes) {
    fetch = Fetch::Broken;
    auto pack = program::Pack::open(std::move(loaded.bytes).value());
    if (pack) {
      auto messages = Messages::bind(std::move(pack).value(), loaded.name);
      if (messages) {
        fetch = Fetch::Here;
        state.messages = std::move(messages).value();
      } else {
        why = messages.error().message;
      }
    } else {
      why = pack.error().message;
    }
  } else {
    why = loaded.bytes.error().message;
  }
  state.wanted_locale_fetch = fetch;
  if (fetch != Fetch::Here) {
    if (first) state.failure = why;
    return;
  }

  state.locale = loaded.name;
  state.wanted_locale.clear();
  state.wanted_locale_fetch = Fetch::Unasked;
  announce_locale(turn);
  if (state.screen == Screen::Language) uncover(state);
  if (!first) return;
  state.home = state.messages;
  state.home_locale = state.locale;
  ask(turn, Effect::Kind::LoadStation);
  if (is_phone(state)) ask(turn, Effect::Kind::Recall);
  if (is_scenario_name(state.settings.scenario)) {
    state.entries.push_back({state.settings.scenario, Fetch::Unasked, {}});
    state.screen = Screen::Cover;
    fetch_pack(turn, state.entries.front());
  } else if (state.settings.door == Door::Catalogue) {
    show_catalogue(turn);
  }
}

void take_pack(Turn& turn, Loaded loaded) {
  for (Entry& entry : turn.state.entries) {
    if (entry.name != loaded.name || entry.fetch != Fetch::Asked) continue;
    entry.fetch = Fetch::Absent;
    if (loaded.bytes) {
      entry.fetch = Fetch::Broken;
      auto pack = program::Pack::open(std::move(loaded.bytes).value());
      if (pack && pack->scenario().name == entry.name) {
        entry.fetch = Fetch::Here;
        entry.pack = std::move(pack).value();
      }
    }
    break;
  }
  fetch_next_pack(turn);
}

// A stall offers what its station chose for tonight, in that order.
void choose_tonight(State& state) {
  const std::vector<std::string>& tonight = state.settings.station.tonight;
  if (is_phone(state) || tonight.empty()) return;
  std::vector<Entry> chosen;
  for (const std::string& name : tonight) {
    const auto found = std::find_if(state.entries.begin(), state.entries.end(),
                                    [&](const Entry& entry) { return entry.name == name; });
    if (found != state.entries.end()) chosen.push_back(std::move(*found));
  }
  // A list of which nothing is there any more hides nothing.
  if (!chosen.empty()) state.entries = std::move(chosen);
}

void take_station(State& state, const Loaded& loaded) {
  if (!loaded.bytes) return;  // none, which is the ordinary case of a demonstration
  base::Result<Station> station = read_station(loaded.bytes.value());
  if (station) state.settings.station = std::move(station).value();
}

void answer(Turn& turn, Loaded loaded) {
  switch (loaded.what) {
    case Effect::Kind::LoadStation: take_station(turn.state, loaded); break;
    case Effect::Kind::LoadMessages: take_messages(turn, std::move(loaded)); break;
    case Effect::Kind::LoadPack: take_pack(turn, std::move(loaded)); break;
    case Effect::Kind::LoadCatalogue:
      turn.state.catalogue = loaded.bytes ? Fetch::Here : Fetch::Absent;
      if (loaded.bytes) take_catalogue(turn.state, loaded.bytes.value());
      choose_tonight(turn.state);
      fetch_next_pack(turn);
      break;
    default: FIREFLY_CHECK(false);
  }
}

void answer(Turn& turn, const Recalled& recalled, const Moment& moment) {
  // Nothing was kept, which is the ordinary case.
  if (!recalled.bytes) return;
  auto kept = read_kept(recalled.bytes.value());
  if (kept) {
    const int64_t age_hours = moment.hours_since_epoch - kept->hours_since_epoch;
    if (age_hours >= 0 && age_hours < kept_hours && is_scenario_name(kept->scenario)) {
      turn.state.kept = std::move(kept).value();
      return;
    }
  }
  ask(turn, Effect::Kind::Forget);
}

void answer(Turn& turn, const Stored& stored) {
  State& state = turn.state;
  if (state.recording != Recording::Storing || stored.number != state.records) return;
  state.recording = stored.done ? Recording::Stored : Recording::Failed;
}

// ---- the play

void forget_kept(Turn& turn) {
  if (!is_phone(turn.state)) return;
  turn.state.kept.reset();
  ask(turn, Effect::Kind::Forget);
}

void drop_drill(Turn& turn) {
  if (turn.state.drill && turn.state.recording == Recording::Open) forget_kept(turn);
  turn.state.drill.reset();
  turn.state.recording = Recording::Open;
  turn.state.debrief_page = 0;
}

void record_play(Turn& turn, const Moment& moment) {
  State& state = turn.state;
  const Drill& drill = *state.drill;
  state.recording = Recording::None;
  if (drill.outcome == program::Outcome::None) return;

  const program::Scenario& scenario = drill.pack.scenario();
  stats::Play play;
  play.scenario = scenario.name;
  play.scenario_version = scenario.version;
  play.outcome = drill.outcome;
  play.acts = drill.acts;
  play.stage_of_giving_in = drill.stage_of_giving_in;
  play.duration_secs = static_cast<uint32_t>(std::min<uint64_t>(drill.played_ms / 1000, UINT32_MAX));
  play.hours_since_epoch = moment.hours_since_epoch;
  play.mode = state.settings.mode;
  play.text_size = is_large(state.text_size) ? stats::TextSize::Large : stats::TextSize::Standard;
  play.locale = state.locale;
  const stats::RecordBytes bytes = stats::encode(stats::anonymise(play, moment.random));
  state.recording = Recording::Storing;
  ++state.records;
  turn.effects.push_back({Effect::Kind::Append, {}, {}, Bytes(bytes.begin(), bytes.end()), state.records});
}

// After every step of the play: the screen follows it, and the end is recorded once.
void follow_drill(Turn& turn, const Moment& moment) {
  State& state = turn.state;
  state.screen = play_screen(*state.drill);
  if (state.drill->phase != Phase::Over || state.recording != Recording::Open) return;
  record_play(turn, moment);
  forget_kept(turn);
}

Entry* chosen_entry(State& state) {
  return state.chosen < state.entries.size() ? &state.entries[state.chosen] : nullptr;
}

void play_chosen(Turn& turn, const Moment& moment) {
  State& state = turn.state;
  const Entry* entry = chosen_entry(state);
  if (entry == nullptr || entry->fetch != Fetch::Here) return;
  drop_drill(turn);
  uint64_t seed = 0;
  std::memcpy(&seed, moment.random.data(), sizeof seed);
  state.drill = start_drill(*entry->pack, seed);
  go_to(state, Screen::Chat);
  follow_drill(turn, moment);
}

void resume_chosen(Turn& turn, const Moment& moment) {
  State& state = turn.state;
  const Entry* entry = chosen_entry(state);
  if (entry == nullptr || entry->fetch != Fetch::Here || !state.kept || state.kept->scenario != entry->name) return;
  auto drill = resume_drill(*entry->pack, *state.kept);
  if (!drill) {
    // The content changed meanwhile: the cover goes on without the offer.
    forget_kept(turn);
    return;
  }
  state.drill = std::move(drill).value();
  go_to(state, Screen::Chat);
  follow_drill(turn, moment);
}

void choose(Turn& turn, uint32_t number, const Moment& moment) {
  State& state = turn.state;
  if (!pick(*state.drill, number)) return;
  if (is_phone(state) && state.drill->phase != Phase::Over) {
    turn.effects.push_back({Effect::Kind::Remember, {}, {}, write_kept(*state.drill, moment.hours_since_epoch), 0});
  }
  follow_drill(turn, moment);
}

void go_on(Turn& turn, const Moment& moment) {
  State& state = turn.state;
  if (state.screen == Screen::Debrief) {
    state.debrief_page = std::min(state.debrief_page + 1, debrief_pages - 1);
  } else if (is_play(state.screen) && state.drill->phase == Phase::Over) {
    state.debrief_page = 0;
    go_to(state, Screen::Debrief);
  } else if (is_play(state.screen)) {
    show_next(*state.drill);
    follow_drill(turn, moment);
  }
}

// As nobody had been there: what was fetched stays, everything else is made anew.
void wipe(Turn& turn) {
  State& state = turn.state;
  State fresh;
  fresh.settings = std::move(state.settings);
  fresh.settings.text_size = TextSize::Standard;  // were the first visitor's
  fresh.settings.door = Door::Attract;
  fresh.locale = fresh.home_locale = std::move(state.home_locale);
  fresh.messages = fresh.home = std::move(state.home);
  fresh.catalogue = state.catalogue;
  fresh.entries = std::move(state.entries);
  fresh.now_ms = fresh.acted_ms = state.now_ms;
  state = std::move(fresh);
  ask(turn, Effect::Kind::Wipe);
  announce_locale(turn);
}

// Nobody has done anything for long: asks once, then begins anew.
void idle(Turn& turn) {
  State& state = turn.state;
  if (state.screen == Screen::Idle || state.screen == Screen::Attract) {
    wipe(turn);
  } else {
    cover_with(state, Screen::Idle);
    state.acted_ms = state.now_ms;
  }
}

void invite(Turn& turn) {
  State& state = turn.state;
  switch (state.invitation) {
    case Invitation::Quiet:
      state.invitation = Invitation::Typing;
      // The first screen is there and takes input: now the line is free for the content.
      fetch_rest(turn);
      break;
    case Invitation::Typing: state.invitation = Invitation::Arrived; break;
    case Invitation::Arrived:
      if (is_phone(state)) break;
      state.invitation = Invitation::Quiet;
      state.inviter = (state.inviter + 1) % inviters.size();
      break;
  }
}

void tick(Turn& turn, const Moment& moment) {
  State& state = turn.state;
  if (idle_after_ms(state) == 0) {
    idle(turn);
    return;
  }
  // In large text nothing happens by itself.
  if (is_large(state.text_size)) return;
  if (state.screen == Screen::Attract) {
    invite(turn);
  } else if (is_play(state.screen) && state.drill->phase != Phase::Over) {
    const size_t shown = state.drill->transcript.size();
    let_time_pass(*state.drill);
    if (state.drill->transcript.size() != shown) state.acted_ms = state.now_ms;
    follow_drill(turn, moment);
  }
}

// ---- moving between screens

void show_catalogue(Turn& turn) {
  drop_drill(turn);
  forgive(turn.state);
  go_to(turn.state, Screen::Catalogue);
  fetch_rest(turn);
}

void open_entry(Turn& turn, uint32_t index) {
  if (index >= turn.state.entries.size()) return;
  drop_drill(turn);
  turn.state.chosen = index;
  go_to(turn.state, Screen::Cover);
  fetch_pack(turn, turn.state.entries[index]);
}

void go_back(Turn& turn) {
  State& state = turn.state;
  switch (state.screen) {
    case Screen::Attract: break;
    case Screen::Catalogue: go_to(state, Screen::Attract); break;
    case Screen::Cover: show_catalogue(turn); break;
    case Screen::Chat:
    case Screen::Page:
    case Screen::Call:
    case Screen::Messages:
    case Screen::Web:
    case Screen::Face: cover_with(state, Screen::Leave); break;
    case Screen::Debrief:
      if (state.debrief_page > 0) {
        --state.debrief_page;
      } else {
        cover_with(state, Screen::Leave);
      }
      break;
    case Screen::Thanks: show_catalogue(turn); break;
    case Screen::Help:
    case Screen::About:
    case Screen::Leave:
    case Screen::Idle: uncover(state); break;
    case Screen::Language:
      state.wanted_locale.clear();
      uncover(state);
      break;
    case Screen::Trouble:
      // What is beneath cannot be shown, so Back goes one further.
      uncover(state);
      go_back(turn);
      break;
  }
}

void retry(Turn& turn) {
  State& state = turn.state;
  uncover(state);
  if (state.screen == Screen::Language) {
    fetch_messages(turn, std::string(state.wanted_locale));
    return;
  }
  forgive(state);
  if (state.screen == Screen::Cover) fetch_pack(turn, state.entries[state.chosen]);
  fetch_rest(turn);
}

bool lacks_something(const State& state) {
  const auto failed = [](Fetch fetch) { return fetch == Fetch::Absent || fetch == Fetch::Broken; };
  if (state.screen == Screen::Language) return !state.wanted_locale.empty() && failed(state.wanted_locale_fetch);
  if (state.screen == Screen::Cover) return failed(state.entries[state.chosen].fetch);
  if (state.screen != Screen::Catalogue) return false;
  return failed(state.catalogue) ||
         (state.catalogue == Fetch::Here && std::all_of(state.entries.begin(), state.entries.end(),
                                                        [&](const Entry& entry) { return failed(entry.fetch); }));
}

void answer(Turn& turn, const Intent& intent, const Moment& moment) {
  State& state = turn.state;
  if (intent.kind != Intent::Kind::Tick) {
    state.acted_ms = state.now_ms;
    // Whoever touches anything is still there.
    if (state.screen == Screen::Idle) {
      uncover(state);
      if (intent.kind == Intent::Kind::Continue || intent.kind == Intent::Kind::Back) return;
    }
  }
  const Screen screen = state.screen;
  switch (intent.kind) {
    case Intent::Kind::None: break;
    case Intent::Kind::Start:
      if (screen == Screen::Attract) show_catalogue(turn);
      break;
    case Intent::Kind::ShowLanguages:
      state.wanted_locale.clear();
      cover_with(state, Screen::Language);
      break;
    case Intent::Kind::ChooseLanguage:
      if (screen != Screen::Language || intent.argument >= locales().size()) break;
      if (locales()[intent.argument].tag == state.locale) {
        go_back(turn);
      } else {
        fetch_messages(turn, locales()[intent.argument].tag);
      }
      break;
    case Intent::Kind::Open:
      if (screen == Screen::Catalogue || screen == Screen::Attract) open_entry(turn, intent.argument);
      break;
    case Intent::Kind::Play:
      if (screen == Screen::Cover) play_chosen(turn, moment);
      break;
    case Intent::Kind::Resume:
      if (screen == Screen::Cover) resume_chosen(turn, moment);
      break;
    case Intent::Kind::Continue: go_on(turn, moment); break;
    case Intent::Kind::Choose:
      if (is_play(screen)) choose(turn, intent.argument, moment);
      break;
    case Intent::Kind::Leave:
      if (is_play(screen) || screen == Screen::Debrief) cover_with(state, Screen::Leave);
      break;
    case Intent::Kind::Back: go_back(turn); break;
    case Intent::Kind::Again:
      if (screen == Screen::Thanks) play_chosen(turn, moment);
      break;
    case Intent::Kind::ShowCatalogue:
      if (screen == Screen::Leave || screen == Screen::Thanks) show_catalogue(turn);
      break;
    case Intent::Kind::Finish:
      if (screen != Screen::Debrief) break;
      for (size_t i = 0; i < state.takeaway.size(); ++i) state.takeaway[i] = moment.random[i] % check_word_count;
      go_to(state, Screen::Thanks);
      break;
    case Intent::Kind::Retry:
      if (screen == Screen::Trouble) retry(turn);
      break;
    case Intent::Kind::Help: cover_with(state, Screen::Help); break;
    case Intent::Kind::Dial:
      if (screen == Screen::Help && is_phone(state) && intent.argument < help_hotlines.size()) {
        ask(turn, Effect::Kind::Dial, state.messages->text(help_hotlines[intent.argument]).utf8);
      }
      break;
    case Intent::Kind::LargerText:
      if (state.text_size != TextSize::Largest) state.text_size = neighbour(state.text_size, 1);
      break;
    case Intent::Kind::SmallerText:
      if (state.text_size != TextSize::Standard) state.text_size = neighbour(state.text_size, -1);
      break;
    case Intent::Kind::ShowAbout: cover_with(state, Screen::About); break;
    case Intent::Kind::ReadLicences:
      if (screen == Screen::About && is_phone(state)) ask(turn, Effect::Kind::OpenLicences);
      break;
    case Intent::Kind::ReadFiling:
      if (screen == Screen::About && is_phone(state)) ask(turn, Effect::Kind::OpenFiling);
      break;
    case Intent::Kind::Tick: tick(turn, moment); break;
  }
}

}  // namespace

Turn begin(const Settings& settings) {
  Turn turn;
  turn.state.settings = settings;
  turn.state.text_size = settings.text_size;
  const auto known = [&](const Locale& locale) { return locale.tag == settings.locale; };
  const bool speaks = std::any_of(locales().begin(), locales().end(), known);
  fetch_messages(turn, speaks ? std::string_view(settings.locale) : locales().front().tag);
  return turn;
}

Turn update(State state, Input input, const Moment& moment) {
  Turn turn{std::move(state), {}};
  State& now = turn.state;
  if (is_play(now.screen) && moment.now_ms > now.now_ms) {
    now.drill->played_ms += std::min(moment.now_ms - now.now_ms, longest_step_ms);
  }
  now.now_ms = moment.now_ms;

  if (auto* loaded = std::get_if<Loaded>(&input)) answer(turn, std::move(*loaded));
  if (const auto* recalled = std::get_if<Recalled>(&input)) answer(turn, *recalled, moment);
  if (const auto* stored = std::get_if<Stored>(&input)) answer(turn, *stored);
  // Without words there is no screen to want anything on.
  if (const auto* intent = std::get_if<Intent>(&input); intent != nullptr && now.messages) {
    answer(turn, *intent, moment);
  }
  if (now.messages && lacks_something(now)) cover_with(now, Screen::Trouble);
  return turn;
}

}  // namespace firefly::app
