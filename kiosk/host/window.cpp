#include "kiosk/host/window.h"

#include <string>
#include <utility>

#include <SDL.h>
#include <backends/imgui_impl_opengl3.h>
#include <backends/imgui_impl_sdl2.h>
#include <imgui.h>
#include <imgui_internal.h>
#ifdef __EMSCRIPTEN__
#include <GLES2/gl2.h>
#else
#include <SDL_opengl.h>
#endif

namespace firefly::host {
namespace {

#ifdef __EMSCRIPTEN__
// This dialect works in both of WebGL's versions.
constexpr const char* shader_version = "#version 100";

SDL_GLContext make_context(SDL_Window* window) {
  for (const int major : {3, 2}) {
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, major);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
    if (SDL_GLContext context = SDL_GL_CreateContext(window)) return context;
  }
  return nullptr;
}
#else
constexpr const char* shader_version = "#version 150";

SDL_GLContext make_context(SDL_Window* window) {
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 2);
  return SDL_GL_CreateContext(window);
}
#endif

int SDLCALL on_event(void* wake, SDL_Event* event) {
  // SDL marks the end of each look at the queue with an event of its own.
  if (event->type != SDL_POLLSENTINEL) (*static_cast<std::function<void()>*>(wake))();
  return 0;
}

}  // namespace

base::Result<std::unique_ptr<Window>> Window::open(WindowOptions options) {
  // Keys reach the app through the mirror's real elements in the browser, never through the canvas.
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#canvas");
  if (SDL_Init(SDL_INIT_VIDEO | SDL_INIT_EVENTS) != 0)
    return base::Error{std::string("there is no display to open a window on: ") + SDL_GetError()};

  std::unique_ptr<Window> opened(new Window);
  SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_ALPHA_SIZE, 0);
  uint32_t flags = SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI;
  if (options.extent == WindowOptions::Extent::FullScreen) flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
  opened->window_ = SDL_CreateWindow(options.title, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, options.width,
                                     options.height, flags);
  if (opened->window_ == nullptr) return base::Error{std::string("no window could be opened: ") + SDL_GetError()};
  opened->context_ = make_context(opened->window_);
  if (opened->context_ == nullptr)
    return base::Error{std::string("no OpenGL could be had for the window: ") + SDL_GetError()};

  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui::GetIO().LogFilename = nullptr;
  ImGui_ImplSDL2_InitForOpenGL(opened->window_, opened->context_);
  ImGui_ImplOpenGL3_Init(shader_version);

  opened->wake_ = std::move(options.wake);
  if (opened->wake_) SDL_AddEventWatch(on_event, &opened->wake_);
  return opened;
}

Window::~Window() {
  if (wake_) SDL_DelEventWatch(on_event, &wake_);
  if (ImGui::GetCurrentContext() != nullptr) {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplSDL2_Shutdown();
    ImGui::DestroyContext();
  }
  if (context_ != nullptr) SDL_GL_DeleteContext(context_);
  if (window_ != nullptr) SDL_DestroyWindow(window_);
  SDL_Quit();
}

Input Window::take_input(uint32_t at_most_ms) {
  SDL_Event event;
  const auto next = [&event, &at_most_ms] {
    const uint32_t wait_ms = std::exchange(at_most_ms, 0);
    return wait_ms > 0 ? SDL_WaitEventTimeout(&event, static_cast<int>(wait_ms)) : SDL_PollEvent(&event);
  };
  Input taken = Input::Nothing;
  while (next() != 0) {
    if (event.type == SDL_QUIT) return Input::Quit;
    ImGui_ImplSDL2_ProcessEvent(&event);
    taken = Input::Something;
  }
  return taken;
}

void Window::begin_frame() {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplSDL2_NewFrame();
  ImGui::NewFrame();
  // Dear ImGui tells only the font that it deems current; the screens name theirs at each use.
  for (ImFont* font : ImGui::GetIO().Fonts->Fonts) font->CurrentRasterizerDensity = density();
}

void Window::render() {
  ImGui::Render();
  const ImGuiIO& io = ImGui::GetIO();
  glViewport(0, 0, static_cast<int>(io.DisplaySize.x * io.DisplayFramebufferScale.x),
             static_cast<int>(io.DisplaySize.y * io.DisplayFramebufferScale.y));
  glClearColor(0, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void Window::end_frame() {
  render();
  SDL_GL_SwapWindow(window_);
}

Pixels Window::end_frame_and_read() {
  render();
  constexpr size_t bytes_per_pixel = 3;
  Pixels pixels;
  pixels.width = static_cast<uint32_t>(width() * density());
  pixels.height = static_cast<uint32_t>(height() * density());
  const size_t row = pixels.width * bytes_per_pixel;
  std::vector<uint8_t> upside_down(row * pixels.height);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, static_cast<int>(pixels.width), static_cast<int>(pixels.height), GL_RGB, GL_UNSIGNED_BYTE,
               upside_down.data());
  for (size_t y = pixels.height; y-- > 0;)
    pixels.rgb.insert(pixels.rgb.end(), upside_down.data() + y * row, upside_down.data() + (y + 1) * row);
  SDL_GL_SwapWindow(window_);
  return pixels;
}

Left Window::left() const { return ImGui::GetCurrentContext()->InputEventsQueue.empty() ? Left::Nothing : Left::Input; }

float Window::width() const {
  int width = 0;
  SDL_GetWindowSize(window_, &width, nullptr);
  return static_cast<float>(width);
}

float Window::height() const {
  int height = 0;
  SDL_GetWindowSize(window_, nullptr, &height);
  return static_cast<float>(height);
}

float Window::density() const {
  int drawn = 0;
  SDL_GL_GetDrawableSize(window_, &drawn, nullptr);
  return width() > 0 ? static_cast<float>(drawn) / width() : 1;
}

void Window::restore_graphics() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplOpenGL3_Init(shader_version);
}

}  // namespace firefly::host
