#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "engine/base/result.h"

// One window with OpenGL ES 2 (in the browser WebGL 2, or 1 where there is no more) and Dear ImGui on it. A frame is
// drawn only when the caller asks:
//
//   window.begin_frame();  ...Dear ImGui calls...  window.end_frame();
//
// What the glyphs come from is not its matter: add fonts to ImGui's atlas before the first frame.

struct SDL_Window;

namespace firefly::host {

struct WindowOptions {
  const char* title = "";
  int width = 360;  // in dp; the browser's page and a full screen decide for themselves
  int height = 640;
  enum class Extent : uint8_t { Windowed, FullScreen } extent = Extent::Windowed;
  // Called when input or a new size waits to be taken; maybe often, maybe from within another call.
  std::function<void()> wake;
};

enum class Input : uint8_t { Nothing, Something, Quit };
enum class Left : uint8_t { Nothing, Input };

// What was drawn: rows from the top, three bytes (red, green, blue) a pixel.
struct Pixels {
  uint32_t width = 0;
  uint32_t height = 0;
  std::vector<uint8_t> rgb;
};

class Window {
 public:
  // Opens the window and starts Dear ImGui; an Error where there is no OpenGL.
  static base::Result<std::unique_ptr<Window>> open(WindowOptions options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  // Hands all waiting input to Dear ImGui. Waits for it for at most so long; the browser never waits.
  Input take_input(uint32_t at_most_ms = 0);

  void begin_frame();
  void end_frame();
  // As end_frame, and reads what was drawn.
  Pixels end_frame_and_read();

  // Whether Dear ImGui still holds input for another frame: it takes a press and its release one by one.
  Left left() const;

  float width() const;  // in dp
  float height() const;
  float density() const;  // pixels in a dp

  // The graphics context went away and has come back empty: makes everything again that lived in it.
  void restore_graphics();

 private:
  Window() = default;
  void render();
  SDL_Window* window_ = nullptr;
  void* context_ = nullptr;
  std::function<void()> wake_;
};

}  // namespace firefly::host
