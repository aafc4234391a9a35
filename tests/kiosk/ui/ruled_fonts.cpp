#include "tests/kiosk/ui/ruled_fonts.h"

#include <algorithm>

#include <imgui.h>
#include <imgui_internal.h>

#include "engine/base/check.h"

namespace firefly::ui_test {
namespace {

constexpr float latin_em = 0.57f;
constexpr float bold_latin_em = 0.6f;

float advance_of(const ImFontConfig* source, ImWchar code_point) {
  if (code_point >= 0x2e80 || (code_point >= 0x2014 && code_point <= 0x2026)) return 1;
  return source->FontNo == 0 ? latin_em : bold_latin_em;
}

bool contains_glyph(ImFontAtlas*, ImFontConfig*, ImWchar) { return true; }

bool start_size(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*) {
  baked->Ascent = 0.88f * baked->Size;
  baked->Descent = baked->Ascent - baked->Size;
  return true;
}

bool load_glyph(ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar code_point, ImFontGlyph* glyph,
                float* advance_only) {
  const float advance = advance_of(source, code_point) * baked->Size;
  if (advance_only != nullptr) {
    *advance_only = advance;
    return true;
  }
  glyph->Codepoint = code_point & 0x3ffffffu;
  glyph->AdvanceX = advance;
  return true;
}

const ImFontLoader& ruled_loader() {
  static const ImFontLoader loader = [] {
    ImFontLoader made;
    made.Name = "ruled";
    made.FontSrcContainsGlyph = contains_glyph;
    made.FontBakedInit = start_size;
    made.FontBakedLoadGlyph = load_glyph;
    return made;
  }();
  return loader;
}

ImFont* add_weight(ui::Weight weight) {
  ImFontConfig source;
  source.FontLoader = &ruled_loader();
  source.FontNo = static_cast<ImU32>(weight);
  return ImGui::GetIO().Fonts->AddFont(&source);
}

}  // namespace

Table::Table() : context_(ImGui::CreateContext()) {
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  fonts_ = {add_weight(ui::Weight::Regular), add_weight(ui::Weight::Bold)};
}

Table::~Table() { ImGui::DestroyContext(context_); }

ui::Drawn Table::draw(const app::View& view, float width, float height, double secs) {
  ImGui::SetCurrentContext(context_);
  now_secs_ += secs;
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {width, height};
  io.DeltaTime = static_cast<float>(std::max(secs, 0.001));
  ImGui::NewFrame();
  ui::Drawn drawn = ui::draw(view, {width, height, now_secs_, motion}, fonts_, memory);
  ImGui::Render();
  // As a renderer would: the atlas is on the card now.
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) texture->SetStatus(ImTextureStatus_OK);
  return drawn;
}

void Table::move(float x, float y) { ImGui::GetIO().AddMousePosEvent(x, y); }
void Table::press() { ImGui::GetIO().AddMouseButtonEvent(0, true); }
void Table::lift() { ImGui::GetIO().AddMouseButtonEvent(0, false); }

app::Intent Table::tap(const app::View& view, float width, float height, const std::string& id) {
  draw(view, width, height);
  const ui::Drawn before = draw(view, width, height, 1);
  for (const ui::Placed& placed : before.layout.placed) {
    if (placed.id != id) continue;
    move(placed.rect.x + placed.rect.width / 2, placed.rect.y + placed.rect.height / 2);
    press();
    lift();
    app::Intent intent;
    for (int frame = 0; frame < 4 && intent.kind == app::Intent::Kind::None; ++frame)
      intent = draw(view, width, height).intent;
    return intent;
  }
  constexpr bool found_on_the_screen = false;
  FIREFLY_CHECK(found_on_the_screen);
  return {};
}

app::Intent Table::key(const app::View& view, float width, float height, int imgui_key) {
  ImGui::GetIO().AddKeyEvent(static_cast<ImGuiKey>(imgui_key), true);
  const app::Intent intent = draw(view, width, height).intent;
  ImGui::GetIO().AddKeyEvent(static_cast<ImGuiKey>(imgui_key), false);
  const app::Intent later = draw(view, width, height).intent;
  return intent.kind != app::Intent::Kind::None ? intent : later;
}

}  // namespace firefly::ui_test
