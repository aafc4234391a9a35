#pragma once

#include "kiosk/app/view.h"
#include "kiosk/ui/draw.h"
#include "kiosk/ui/fonts.h"

struct ImGuiContext;

namespace firefly::ui_test {

// Dear ImGui without a window, and fonts whose glyphs have no ink but widths like those of Noto Sans CJK: what is laid
// out with them is the same on every machine. One at a time.
class Table {
 public:
  Table();
  ~Table();
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  const ui::Fonts& fonts() const { return fonts_; }

  // One frame as a host draws it; time goes on by `secs`.
  ui::Drawn draw(const app::View& view, float width, float height, double secs = 0.02);

  // The next frames see a finger or a mouse there.
  void move(float x, float y);
  void press();
  void lift();
  // Presses and lifts at the middle of the Element, and draws until the answer is there.
  app::Intent tap(const app::View& view, float width, float height, const std::string& id);
  // A key goes down and up, likewise.
  app::Intent key(const app::View& view, float width, float height, int imgui_key);

  ui::Motion motion = ui::Motion::Full;
  ui::Memory memory;

 private:
  ImGuiContext* context_;
  ui::Fonts fonts_;
  double now_secs_ = 1;
};

}  // namespace firefly::ui_test
