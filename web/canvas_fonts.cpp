#include "web/canvas_fonts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include <imgui.h>
#include <imgui_internal.h>

#include "engine/base/check.h"

// Defined by canvas_fonts.js.
extern "C" {
void firefly_font_locale(const char* locale);
// Advance of a character, and how far its ink reaches left, right, up and down from the origin; in thousandths of
// the em.
void firefly_font_measure(int weight, uint32_t codepoint, int32_t* advance_left_right_up_down);
// Draws `count` jobs (see Job) and writes their pixels, one byte each, one job after the other.
void firefly_font_paint(const void* jobs, int count, uint8_t* pixels);
int firefly_font_has_hanzi();
void firefly_font_load_pack(int first);
int firefly_font_pack_settled();
}

namespace firefly::web {
namespace {

// The em square stands so high above the baseline in every font; where Hanzi end, others descend further.
constexpr float em_above_baseline = 0.88f;

// As firefly_font_paint reads it: seven times four bytes.
struct Job {
  uint32_t codepoint;
  int32_t weight;
  float pixels_per_em;
  int32_t width;
  int32_t height;
  int32_t origin_x;
  int32_t origin_y;
};
static_assert(sizeof(Job) == 28);

struct Metrics {
  float advance;  // all in em
  float left;
  float right;
  float up;
  float down;
};

struct Pending {
  Job job;
  ImFontAtlasRectId place;
};

// Of the one canvas and the one atlas there are. ImGui's loader functions bring no pointer of ours that would outlive
// the atlas being emptied.
std::vector<Pending> pending;
std::array<std::unordered_map<uint32_t, Metrics>, 2> known_metrics;
enum class Room : uint8_t { Enough, None } room = Room::Enough;
const ImTextureData* texture_of_last_frame = nullptr;

// Characters that fill their em square in every font: no need to ask how wide they are.
bool fills_the_em(uint32_t codepoint) {
  struct Range {
    uint32_t first;
    uint32_t last;
  };
  static constexpr Range ranges[] = {{0x2e80, 0x303e}, {0x3041, 0x33ff},  {0x3400, 0x4dbf}, {0x4e00, 0x9fff},
                                     {0xac00, 0xd7a3}, {0xf900, 0xfaff},  {0xfe30, 0xfe4f}, {0xff01, 0xff60},
                                     {0xffe0, 0xffe6}, {0x20000, 0x3fffd}};
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [codepoint](Range range) { return codepoint >= range.first && codepoint <= range.last; });
}

const Metrics& metrics_of(int weight, uint32_t codepoint) {
  auto& known = known_metrics[static_cast<size_t>(weight)];
  const auto found = known.find(codepoint);
  if (found != known.end()) return found->second;
  Metrics metrics{1, 0, 1, em_above_baseline, 1 - em_above_baseline};
  if (!fills_the_em(codepoint)) {
    int32_t measured[5];
    firefly_font_measure(weight, codepoint, measured);
    const auto em = [&measured](size_t index) { return static_cast<float>(measured[index]) / 1000; };
    metrics = {em(0), em(1), em(2), em(3), em(4)};
  }
  return known.emplace(codepoint, metrics).first->second;
}

int weight_of(const ImFontConfig* source) { return static_cast<int>(source->FontNo); }

float density_of(const ImFontConfig* source, const ImFontBaked* baked) {
  return source->RasterizerDensity * baked->RasterizerDensity;
}

int pixels_up(float length) { return static_cast<int>(std::ceil(length)); }

bool contains_glyph(ImFontAtlas*, ImFontConfig*, ImWchar) { return true; }

bool start_size(ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void*) {
  const float density = density_of(source, baked);
  // On whole pixels of the screen, so that no row of pixels is shared by two.
  baked->Ascent = std::round(em_above_baseline * baked->Size * density) / density;
  baked->Descent = baked->Ascent - baked->Size;
  return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar codepoint,
                ImFontGlyph* glyph, float* advance_only) {
  const int weight = weight_of(source);
  const Metrics& metrics = metrics_of(weight, codepoint);
  if (advance_only != nullptr) {
    *advance_only = metrics.advance * baked->Size;
    return true;
  }
  glyph->Codepoint = codepoint & 0x3ffffffu;
  glyph->AdvanceX = metrics.advance * baked->Size;
  if (metrics.left + metrics.right <= 0 || metrics.up + metrics.down <= 0) return true;  // a space

  const float density = density_of(source, baked);
  const float pixels_per_em = baked->Size * density;
  // One pixel on each side for ink that antialiasing spreads.
  const int left = pixels_up(metrics.left * pixels_per_em) + 1;
  const int right = pixels_up(metrics.right * pixels_per_em) + 1;
  const int up = pixels_up(metrics.up * pixels_per_em) + 1;
  const int down = pixels_up(metrics.down * pixels_per_em) + 1;
  const ImFontAtlasRectId place = ImFontAtlasPackAddRect(atlas, left + right, up + down);
  if (place == ImFontAtlasRectId_Invalid) {
    room = Room::None;
    return false;
  }
  pending.push_back({{codepoint, weight, pixels_per_em, left + right, up + down, left, up}, place});
  const auto units = [density](int pixels) { return static_cast<float>(pixels) / density; };
  glyph->X0 = -units(left);
  glyph->X1 = units(right);
  glyph->Y0 = baked->Ascent - units(up);
  glyph->Y1 = baked->Ascent + units(down);
  glyph->Visible = true;
  glyph->PackId = place;
  return true;
}

const ImFontLoader& canvas_loader() {
  static const ImFontLoader loader = [] {
    ImFontLoader made;
    made.Name = "canvas";
    made.FontSrcContainsGlyph = contains_glyph;
    made.FontBakedInit = start_size;
    made.FontBakedLoadGlyph = load_glyph;
    return made;
  }();
  return loader;
}

ImFont* add_weight(ImFontAtlas& atlas, ui::Weight weight) {
  ImFontConfig source;
  source.FontLoader = &canvas_loader();
  source.FontNo = static_cast<ImU32>(weight);
  ImFont* font = atlas.AddFont(&source);
  FIREFLY_CHECK(font != nullptr);
  return font;
}

}  // namespace

ui::Fonts add_canvas_fonts(ImFontAtlas& atlas, float density, std::string_view locale) {
  firefly_font_locale(std::string(locale).c_str());
  // 4 or 8 MB: several screens of text. A texture that grows would be copied in the middle of a frame.
  atlas.TexMinWidth = atlas.TexMaxWidth = density > 1.5f ? 2048 : 1024;
  atlas.TexMinHeight = atlas.TexMaxHeight = 1024;
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
  return {add_weight(atlas, ui::Weight::Regular), add_weight(atlas, ui::Weight::Bold)};
}

Painted paint_new_glyphs(ImFontAtlas& atlas) {
  std::vector<Job> jobs;
  size_t bytes = 0;
  for (const Pending& glyph : pending) {
    jobs.push_back(glyph.job);
    bytes += static_cast<size_t>(glyph.job.width) * static_cast<size_t>(glyph.job.height);
  }
  std::vector<uint8_t> pixels(bytes);
  if (!jobs.empty()) firefly_font_paint(jobs.data(), static_cast<int>(jobs.size()), pixels.data());

  ImTextureData* texture = atlas.TexData;
  const uint8_t* from = pixels.data();
  for (const Pending& glyph : pending) {
    // Its place may have moved since, where the atlas grew, or be gone.
    if (const ImTextureRect* place = ImFontAtlasPackGetRectSafe(&atlas, glyph.place)) {
      ImFontAtlasTextureBlockConvert(from, ImTextureFormat_Alpha8, glyph.job.width,
                                     static_cast<unsigned char*>(texture->GetPixelsAt(place->x, place->y)),
                                     texture->Format, texture->GetPitch(), place->w, place->h);
      ImFontAtlasTextureBlockQueueUpload(&atlas, texture, place->x, place->y, place->w, place->h);
    }
    from += static_cast<size_t>(glyph.job.width) * static_cast<size_t>(glyph.job.height);
  }
  pending.clear();

  if (room == Room::None) {
    ImFontAtlasBuildClear(&atlas);
    room = Room::Enough;
    return Painted::Again;
  }
  // What was drawn before the atlas was packed anew shows its old texture, which got none of these pixels.
  const bool moved = texture_of_last_frame != nullptr && texture_of_last_frame != texture;
  texture_of_last_frame = texture;
  return moved ? Painted::Again : Painted::Complete;
}

void forget_glyphs(ImFontAtlas& atlas, std::string_view locale) {
  firefly_font_locale(std::string(locale).c_str());
  pending.clear();
  for (auto& known : known_metrics) known.clear();
  texture_of_last_frame = nullptr;
  ImFontAtlasBuildClear(&atlas);
}

void load_pack_font(PackFont rank) { firefly_font_load_pack(rank == PackFont::First ? 1 : 0); }

bool pack_font_settled() { return firefly_font_pack_settled() != 0; }

Hanzi probe_hanzi() { return firefly_font_has_hanzi() != 0 ? Hanzi::There : Hanzi::Missing; }

}  // namespace firefly::web
