#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <emscripten.h>
#include <emscripten/html5.h>
#include <imgui.h>

#include "kiosk/host/window.h"
#include "kiosk/shell/shell.h"
#include "kiosk/ui/draw.h"
#include "web/canvas_fonts.h"
#include "web/mirror.h"
#include "web/page.h"

// The app in the browser. Nothing runs by itself: a frame is drawn because input came, because an answer came, because
// a timer that the View or the drawing asked for is over, or because something on the screen still moves.

namespace firefly::web {
namespace {

class App {
 public:
  explicit App(std::unique_ptr<host::Window> window)
      : window_(std::move(window)),
        locale_(page_setting("locale")),
        fonts_(add_canvas_fonts(*ImGui::GetIO().Fonts, window_->density(), locale_)),
        shell_(settings(), ask_for_frame) {
    const bool forced = page_setting("fonts") == "pack";
    if (forced || probe_hanzi() == Hanzi::Missing) load_pack_font(forced ? PackFont::First : PackFont::Fallback);
  }

  // Asks the browser for one frame, however often it is called before that.
  static void ask_for_frame();

  // Answers what has come; the mirror follows at once, the canvas with the next frame.
  void turn();
  void draw_frame();
  void touch(int at);
  void focus(int at);
  void scroll(float pages);
  void restore_graphics();
  void use_pack_font() {
    forget_glyphs(*ImGui::GetIO().Fonts, locale_);
    ask_for_frame();
  }

 private:
  static app::Settings settings();
  ui::Drawn make_frame(const app::View& view);
  void sleep(std::optional<uint32_t> redraw_after_ms);

  std::unique_ptr<host::Window> window_;
  std::string locale_;  // of the glyphs in the atlas
  ui::Fonts fonts_;
  shell::Shell shell_;
  ui::Memory memory_;
  Mirror mirror_;
  std::string focused_;  // as the document knows it
  long timer_ = 0;
  enum class Shown : uint8_t { Nothing, FirstScreen } shown_ = Shown::Nothing;
};

std::unique_ptr<App> the_app;
bool frame_asked = false;

uint64_t now_ms() { return static_cast<uint64_t>(emscripten_get_now()); }

void App::ask_for_frame() {
  if (std::exchange(frame_asked, true)) return;
  emscripten_request_animation_frame(
      [](double, void*) {
        frame_asked = false;
        // It may be asked for before the App is complete.
        if (the_app) the_app->draw_frame();
        return EM_FALSE;
      },
      nullptr);
}

app::Settings App::settings() {
  app::Settings settings;
  settings.mode = page_setting("mode") == "stall" ? stats::Mode::Stall : stats::Mode::Phone;
  settings.locale = page_setting("locale");
  settings.scenario = page_setting("scenario");
  settings.scheme = page_scheme();
  settings.takeaway = page_setting("takeaway");
  if (page_setting("size") == "large") settings.text_size = app::TextSize::Large;
  if (page_setting("begun") == "yes") settings.door = app::Door::Catalogue;
  return settings;
}

void App::turn() {
  if (!shell_.turn(now_ms())) {
    if (shell_.view() == nullptr && !shell_.failure().empty()) page_has_failed(shell_.failure());
    return;
  }
  if (shell_.take_wipe()) memory_ = {};
  const app::View& view = *shell_.view();
  if (view.locale != locale_) {
    locale_ = view.locale;
    forget_glyphs(*ImGui::GetIO().Fonts, locale_);
  }
  mirror_.show(view);
  ask_for_frame();
}

ui::Drawn App::make_frame(const app::View& view) {
  app::Intent wanted;
  // A second time where glyphs moved, a third where the atlas was emptied; a screen that still does not fit lacks some.
  constexpr int most_attempts = 3;
  for (int attempt = 1;; ++attempt) {
    window_->begin_frame();
    const ui::Frame frame{window_->width(), window_->height(), emscripten_get_now() / 1000,
                          wants_less_motion() ? ui::Motion::Reduced : ui::Motion::Full};
    ui::Drawn drawn = ui::draw(view, frame, fonts_, memory_);
    if (wanted.kind == app::Intent::Kind::None) wanted = drawn.intent;
    if (paint_new_glyphs(*ImGui::GetIO().Fonts) == Painted::Complete || attempt == most_attempts) {
      drawn.intent = wanted;
      return drawn;
    }
    ImGui::EndFrame();
  }
}

void App::draw_frame() {
  window_->take_input();
  turn();
  if (shell_.view() == nullptr || !pack_font_settled()) return;
  const ui::Drawn drawn = make_frame(*shell_.view());
  window_->end_frame();
  mirror_.place(drawn.layout);
  if (memory_.focused != focused_) {
    focused_ = memory_.focused;
    mirror_.focus(focused_);
  }
  if (shown_ == Shown::Nothing) {
    shown_ = Shown::FirstScreen;
    page_is_ready();
  }
  if (drawn.intent.kind != app::Intent::Kind::None) shell_.want(drawn.intent);
  if (window_->left() == host::Left::Input) ask_for_frame();
  sleep(drawn.redraw_after_ms);
}

// Sets the one timer to what is due first.
void App::sleep(std::optional<uint32_t> redraw_after_ms) {
  std::optional<uint64_t> wait_ms = redraw_after_ms;
  if (const std::optional<uint64_t> wake_at_ms = shell_.wake_at_ms()) {
    const uint64_t now = now_ms();
    const uint64_t tick_ms = *wake_at_ms > now ? *wake_at_ms - now : 0;
    wait_ms = std::min(wait_ms.value_or(tick_ms), tick_ms);
  }
  if (timer_ != 0) emscripten_clear_timeout(std::exchange(timer_, 0));
  // Shorter than a frame of the screen: with the next frame, then.
  constexpr uint64_t frame_ms = 16;
  if (!wait_ms) return;
  if (*wait_ms <= frame_ms) return ask_for_frame();
  timer_ = emscripten_set_timeout(
      [](void*) {
        the_app->timer_ = 0;
        ask_for_frame();
      },
      static_cast<double>(*wait_ms), nullptr);
}

void App::touch(int at) {
  const app::View* view = shell_.view();
  if (view == nullptr) return;
  const std::string id = mirror_.id_at(at);
  for (const auto* stack : {&view->bar, &view->body, &view->dock}) {
    for (const app::Element& element : *stack) {
      if (element.id == id) shell_.want(element.intent);
    }
  }
  if (view->help.id == id) shell_.want(view->help.intent);
  turn();
}

void App::focus(int at) {
  focused_ = mirror_.id_at(at);
  if (focused_.empty()) {
    memory_.focused.clear();
  } else {
    ui::focus(memory_, focused_);
  }
  ask_for_frame();
}

void App::scroll(float pages) {
  memory_.scroll.move(pages * window_->height());
  ask_for_frame();
}

void App::restore_graphics() {
  window_->restore_graphics();
  ask_for_frame();
}

}  // namespace
}  // namespace firefly::web

using firefly::web::the_app;

// Called by mirror.js and canvas_fonts.js.
extern "C" {

EMSCRIPTEN_KEEPALIVE void firefly_mirror_activated(int at) { the_app->touch(at); }
EMSCRIPTEN_KEEPALIVE void firefly_mirror_focused(int at) { the_app->focus(at); }
EMSCRIPTEN_KEEPALIVE void firefly_mirror_scrolled(float pages) { the_app->scroll(pages); }
EMSCRIPTEN_KEEPALIVE void firefly_pack_font_settled() { the_app->use_pack_font(); }

// SDL would keep all of OpenGL for a program that asks for functions by name; none does.
void* eglGetProcAddress(const char*) { return nullptr; }
}

int main() {
  using firefly::web::App;
  auto window = firefly::host::Window::open({.wake = App::ask_for_frame});
  if (!window) {
    firefly::web::page_has_failed(window.error().message);
    return 1;
  }
  the_app = std::make_unique<App>(std::move(window.value()));
  // Told that we mind, the browser gives the canvas its graphics back as soon as it can.
  emscripten_set_webglcontextlost_callback("#canvas", nullptr, EM_FALSE,
                                           [](int, const void*, void*) { return EM_TRUE; });
  emscripten_set_webglcontextrestored_callback("#canvas", nullptr, EM_FALSE, [](int, const void*, void*) {
    the_app->restore_graphics();
    return EM_TRUE;
  });
  App::ask_for_frame();
  return 0;
}
