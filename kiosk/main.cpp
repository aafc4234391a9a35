// firefly-kiosk: the app in a window or on the whole screen of a stall.

#include <argp.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <imgui.h>

#include "kiosk/file_fonts.h"
#include "kiosk/host/window.h"
#include "kiosk/native_platform.h"
#include "kiosk/rehearsal.h"
#include "kiosk/screenshot.h"
#include "kiosk/shell/shell.h"
#include "kiosk/station.h"
#include "kiosk/ui/draw.h"

namespace firefly::kiosk {
namespace {

enum ExitCode : int { Good = 0, Bad = 1 };
enum Key : int { Content = 256, Config, Store, Size, Mode, Locale, Large, Scheme, Font, Script, Screenshots };

constexpr std::array<argp_option, 12> option_table = {{
    {"content", Content, "FOLDER", 0, "the packs that `firefly build` wrote", 0},
    {"config", Config, "FILE", 0, "the station file", 0},
    {"store", Store, "PATH", 0, "the journal's SQLite file; without it nothing outlives the program", 0},
    {"size", Size, "WxH", 0, "a window of this size instead of the whole screen", 0},
    {"mode", Mode, "MODE", 0, "stall (the default) or phone", 0},
    {"locale", Locale, "LOCALE", 0, "the first language: zh-Hans, en", 0},
    {"large", Large, nullptr, 0, "begin with large text", 0},
    {"scheme", Scheme, "SCHEME", 0, "the colours: light (the default), dark, contrast or sunlight", 0},
    {"font", Font, "FILE", 0, "this font instead of Noto Sans CJK", 0},
    {"script", Script, "STEPS", 0, "play these steps and end: \"Start, Open 1, Play, Advance, Choose 2\"", 0},
    {"screenshot", Screenshots, "FOLDER", 0, "with --script: a PNG of the first screen and of each step", 0},
    {nullptr, 0, nullptr, 0, nullptr, 0},
}};

struct Options {
  app::Settings settings;
  Places places;
  std::string config;
  std::string locale;
  std::string font;
  std::string script;
  std::string screenshots;
  int width = 0;  // 0: the whole screen
  int height = 0;
  enum class Begin : uint8_t { Standard, Large } begin = Begin::Standard;
};

error_t parse_option(int key, char* argument, argp_state* state) {
  auto& options = *static_cast<Options*>(state->input);
  switch (key) {
    case Content: options.places.content = argument; break;
    case Config: options.config = argument; break;
    case Store: options.places.store = argument; break;
    case Size:
      if (std::sscanf(argument, "%dx%d", &options.width, &options.height) != 2 || options.width < 1 ||
          options.height < 1)
        argp_error(state, "%s: a size such as 360x640 is wanted", argument);
      break;
    case Mode:
      if (std::string_view(argument) == "phone")
        options.settings.mode = stats::Mode::Phone;
      else if (std::string_view(argument) != "stall")
        argp_error(state, "%s: the mode is stall or phone", argument);
      break;
    case Locale: options.locale = argument; break;
    case Large: options.begin = Options::Begin::Large; break;
    case Scheme:
      if (const std::optional<app::Scheme> scheme = app::scheme_named(argument))
        options.settings.scheme = *scheme;
      else
        argp_error(state, "%s: the scheme is light, dark, contrast or sunlight", argument);
      break;
    case Font: options.font = argument; break;
    case Script: options.script = argument; break;
    case Screenshots: options.screenshots = argument; break;
    case ARGP_KEY_ARG: argp_usage(state); break;
    case ARGP_KEY_END:
      if (options.places.content.empty())
        argp_error(state, "--content is needed: the folder that `firefly build` wrote");
      break;
    default: return ARGP_ERR_UNKNOWN;
  }
  return 0;
}

uint64_t now_ms() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(since).count());
}

// The window, the app behind it, and what drawing remembers.
struct Kiosk {
  std::unique_ptr<host::Window> window;
  ui::Fonts fonts;
  ui::Memory memory;
  // Waking is not needed: this program looks for answers whenever it turns.
  shell::Shell shell;

  ui::Drawn draw(ui::Motion motion) {
    window->begin_frame();
    const double now_secs = static_cast<double>(now_ms()) / 1000;
    return ui::draw(*shell.view(), {window->width(), window->height(), now_secs, motion}, fonts, memory);
  }
};

// Turns until nothing is left to answer; true where there is a new View.
bool settle(Kiosk& kiosk) {
  bool changed = false;
  while (give_answers() == Answers::Given || kiosk.shell.turn(now_ms())) changed = true;
  return changed;
}

std::optional<uint32_t> soonest(std::optional<uint32_t> redraw_after_ms, std::optional<uint64_t> wake_at_ms) {
  if (!wake_at_ms) return redraw_after_ms;
  const uint64_t now = now_ms();
  const auto wake_after_ms = static_cast<uint32_t>(*wake_at_ms > now ? *wake_at_ms - now : 0);
  return std::min(redraw_after_ms.value_or(wake_after_ms), wake_after_ms);
}

// The stall's loop: sleeps until there is something to draw, and draws only then.
int run(Kiosk& kiosk) {
  constexpr uint32_t for_ever_ms = 60'000;
  constexpr uint32_t at_once_ms = 1;
  std::optional<uint32_t> wait_ms = 0;
  for (;;) {
    const host::Input input = kiosk.window->take_input(wait_ms.value_or(for_ever_ms));
    if (input == host::Input::Quit) return Good;
    const bool changed = settle(kiosk);
    if (kiosk.shell.take_wipe()) kiosk.memory = {};
    if (kiosk.shell.view() == nullptr) {
      std::fprintf(stderr, "firefly-kiosk: %s\n", kiosk.shell.failure().c_str());
      return Bad;
    }
    // Once woken for no reason, sleep again.
    if (input == host::Input::Nothing && !changed && !wait_ms) continue;
    const ui::Drawn drawn = kiosk.draw(ui::Motion::Full);
    kiosk.window->end_frame();
    if (drawn.intent.kind != app::Intent::Kind::None) {
      kiosk.shell.want(drawn.intent);
      wait_ms = at_once_ms;
    } else if (kiosk.window->left() == host::Left::Input) {
      wait_ms = at_once_ms;
    } else {
      wait_ms = soonest(drawn.redraw_after_ms, kiosk.shell.wake_at_ms());
    }
  }
}

// Draws the screen as it comes to rest and keeps a picture of it.
base::Result<base::Done> photograph(Kiosk& kiosk, const std::string& folder, size_t number) {
  // The first frame asks for the glyphs, the second has them.
  kiosk.window->take_input();
  kiosk.draw(ui::Motion::Reduced);
  kiosk.window->end_frame();
  kiosk.draw(ui::Motion::Reduced);
  const host::Pixels pixels = kiosk.window->end_frame_and_read();
  std::array<char, 32> prefix{};
  std::snprintf(prefix.data(), prefix.size(), "%03zu-", number);
  const std::string name = prefix.data() + std::string(app::name_of(kiosk.shell.view()->screen)) + ".png";
  return write_png((std::filesystem::path(folder) / name).string(), pixels);
}

bool can_choose(const app::View& view) {
  return std::any_of(view.dock.begin(), view.dock.end(),
                     [](const app::Element& element) { return element.intent.kind == app::Intent::Kind::Choose; });
}

base::Result<base::Done> take_step(Kiosk& kiosk, const Step& step) {
  constexpr int longest_walk = 1000;
  for (int walked = 0; walked < longest_walk; ++walked) {
    const app::View& view = *kiosk.shell.view();
    const bool advancing = step.extent == Step::Extent::UntilChoice;
    if (advancing && (can_choose(view) || !app::is_play(view.screen))) return base::Done{};
    base::Result<app::Intent> intent = find_intent(view, step);
    if (!intent) return intent.error();
    kiosk.shell.want(*intent);
    settle(kiosk);
    if (!advancing) return base::Done{};
  }
  return base::Error{"the step \"" + step.written + "\" never comes to an end"};
}

int rehearse(Kiosk& kiosk, const Options& options) {
  const auto failed = [](const base::Error& error) {
    std::fprintf(stderr, "firefly-kiosk: %s\n", error.message.c_str());
    return Bad;
  };
  settle(kiosk);
  if (kiosk.shell.view() == nullptr) return failed({kiosk.shell.failure()});
  base::Result<std::vector<Step>> steps = read_script(options.script);
  if (!steps) return failed(steps.error());
  if (options.begin == Options::Begin::Large) {
    kiosk.shell.want({app::Intent::Kind::LargerText, 0});
    settle(kiosk);
  }
  std::error_code ignored;
  if (!options.screenshots.empty()) std::filesystem::create_directories(options.screenshots, ignored);
  for (size_t number = 0; number <= steps->size(); ++number) {
    if (!options.screenshots.empty()) {
      base::Result<base::Done> kept = photograph(kiosk, options.screenshots, number);
      if (!kept) return failed(kept.error());
    }
    if (number == steps->size()) break;
    base::Result<base::Done> taken = take_step(kiosk, (*steps)[number]);
    if (!taken) return failed(taken.error());
  }
  return Good;
}

// What options and station file say; the station's lines go to `places`.
base::Result<app::Settings> settings_of(const Options& options, Places& places) {
  app::Settings settings = options.settings;
  if (!options.config.empty()) {
    std::ifstream file(options.config, std::ios::binary);
    if (!file) return base::Error{options.config + " cannot be opened"};
    const std::string json{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    base::Result<std::vector<uint8_t>> lines = lines_of_station(json);
    if (!lines) return base::Error{options.config + ": " + lines.error().message};
    base::Result<app::Station> station = app::read_station(lines.value());
    if (!station) return base::Error{options.config + ": " + station.error().message};
    if (!station->locales.empty()) settings.locale = station->locales.front();
    places.station = std::move(lines).value();
  }
  if (!options.locale.empty()) settings.locale = options.locale;
  return settings;
}

int start(const Options& options) {
  const auto failed = [](const base::Error& error) {
    std::fprintf(stderr, "firefly-kiosk: %s\n", error.message.c_str());
    return Bad;
  };
  Places places = options.places;
  base::Result<app::Settings> settings = settings_of(options, places);
  if (!settings) return failed(settings.error());
  base::Result<std::string> opened = open_platform(places);
  if (!opened) return failed(opened.error());
  if (!opened->empty()) std::fprintf(stderr, "firefly-kiosk: %s\n", opened->c_str());

  host::WindowOptions window_options;
  window_options.title = "Firefly";
  if (options.width > 0) {
    window_options.width = options.width;
    window_options.height = options.height;
  } else {
    window_options.extent = host::WindowOptions::Extent::FullScreen;
  }
  base::Result<std::unique_ptr<host::Window>> window = host::Window::open(std::move(window_options));
  if (!window) return failed(window.error());
  base::Result<ui::Fonts> fonts = add_file_fonts(*ImGui::GetIO().Fonts, options.font, settings->locale);
  if (!fonts) return failed(fonts.error());

  Kiosk kiosk{std::move(window).value(), *fonts, {}, shell::Shell(*settings, [] {})};
  if (!options.script.empty() || !options.screenshots.empty()) return rehearse(kiosk, options);
  if (options.begin == Options::Begin::Large) kiosk.shell.want({app::Intent::Kind::LargerText, 0});
  return run(kiosk);
}

}  // namespace
}  // namespace firefly::kiosk

int main(int count, char** arguments) {
  firefly::kiosk::Options options;
  options.settings.mode = firefly::stats::Mode::Stall;
  const argp parser{firefly::kiosk::option_table.data(),
                    firefly::kiosk::parse_option,
                    nullptr,
                    "The anti-scam drill for a stall: full screen, one person after the other.",
                    nullptr,
                    nullptr,
                    nullptr};
  argp_parse(&parser, count, arguments, 0, nullptr, &options);
  return firefly::kiosk::start(options);
}
