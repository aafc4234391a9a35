#include "kiosk/file_fonts.h"

#include <array>
#include <filesystem>
#include <string_view>

#include <imgui.h>

namespace firefly::kiosk {
namespace {

// Where Debian, Fedora, Arch and the rest keep it.
constexpr std::array<std::string_view, 4> folders{"/usr/share/fonts/opentype/noto", "/usr/share/fonts/google-noto-cjk",
                                                  "/usr/share/fonts/noto-cjk", "/usr/share/fonts/truetype/noto"};

// The collection holds a face for each way to write Han characters.
unsigned face_of(std::string_view locale) {
  constexpr unsigned simplified = 2;
  constexpr unsigned traditional = 3;
  return locale.substr(0, 7) == "zh-Hant" ? traditional : simplified;
}

std::string find_file(std::string_view name) {
  for (const std::string_view folder : folders) {
    const std::filesystem::path path = std::filesystem::path(folder) / name;
    std::error_code ignored;
    if (std::filesystem::is_regular_file(path, ignored)) return path.string();
  }
  return {};
}

ImFont* add_font(ImFontAtlas& atlas, const std::string& path, unsigned face) {
  constexpr float any_size = 16;
  ImFontConfig config;
  config.FontNo = face;
  config.Flags = ImFontFlags_NoLoadError;
  // A size below zero makes it the em; once the loader has read that, the rest of Dear ImGui wants it above.
  config.SizePixels = -any_size;
  ImFont* font = atlas.AddFontFromFileTTF(path.c_str(), 0, &config);
  if (font == nullptr) return nullptr;
  font->Sources[0]->SizePixels = any_size;
  font->LegacySize = any_size;
  return font;
}

}  // namespace

base::Result<ui::Fonts> add_file_fonts(ImFontAtlas& atlas, const std::string& regular_path, const std::string& locale) {
  const bool own = !regular_path.empty();
  const std::string regular = own ? regular_path : find_file("NotoSansCJK-Regular.ttc");
  const std::string bold = own ? regular_path : find_file("NotoSansCJK-Bold.ttc");
  if (regular.empty() || bold.empty())
    return base::Error{"there is no Noto Sans CJK on this machine: install fonts-noto-cjk, or name a font with --font"};
  const unsigned face = own ? 0 : face_of(locale);
  ui::Fonts fonts;
  fonts.regular = add_font(atlas, regular, face);
  fonts.bold = bold == regular ? fonts.regular : add_font(atlas, bold, face);
  if (fonts.regular == nullptr || fonts.bold == nullptr) return base::Error{regular + " is no font that can be read"};
  return fonts;
}

}  // namespace firefly::kiosk
