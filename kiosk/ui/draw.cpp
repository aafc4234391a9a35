#include "kiosk/ui/draw.h"

#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "kiosk/ui/backdrop.h"
#include "kiosk/ui/paint.h"

namespace firefly::ui {
namespace {

using app::Element;
using app::Intent;

constexpr float longest_frame_secs = 0.1f;
constexpr float curve_error = 0.12f;  // of a pixel, between a circle and its polygon

Sky sky_of(app::Screen screen) {
  if (screen == app::Screen::Attract) return Sky::Lanterns;
  return screen == app::Screen::Call ? Sky::Still : Sky::Fireflies;
}

// One call of `draw`, step by step.
struct Stage {
  const app::View& view;
  const Frame& frame;
  const Fonts& fonts;
  Memory& memory;
  const Theme theme;
  Arrangement arranged;
  float elapsed_secs = 0;
  Drawn drawn;

  bool still() const { return frame.motion == Motion::Reduced; }

  const Block& block_of(const Item& item) const { return item.region == Region::Help ? arranged.help : *item.block; }

  Rect clip_of(const Item& item) const {
    return item.region == Region::Scrolling ? arranged.body : Rect{0, 0, frame.width, frame.height};
  }

  // The corner of its Block on the screen.
  Rect corner_of(const Item& item) const {
    if (item.region != Region::Scrolling) return {item.x, item.y, 0, 0};
    return {item.x, arranged.body.y + item.y - std::round(memory.scroll.offset), 0, 0};
  }

  // What is touched, on the screen.
  Rect rect_of(const Item& item) const {
    const Rect at = corner_of(item);
    return block_of(item).shape.moved(at.x, at.y);
  }

  static bool is_touchable(const Item& item) { return item.element->intent.kind != Intent::Kind::None; }

  const Item* find(std::string_view id) const {
    const auto found = std::find_if(arranged.items.begin(), arranged.items.end(),
                                    [id](const Item& item) { return item.element->id == id; });
    return found == arranged.items.end() ? nullptr : &*found;
  }

  const Item* touchable_at(float x, float y) const {
    for (const Item& item : arranged.items)
      if (is_touchable(item) && rect_of(item).contains(x, y) && clip_of(item).contains(x, y)) return &item;
    return nullptr;
  }

  void notice_news();
  void stand_body(bool new_place, bool news);
  void take_pointer();
  void take_wheel_and_keys();
  void move_focus(int by);
  void reveal_focus();
  bool answers(const Item& item) const;
  void activate(const Item& item);
  void paint_all();
  void paint_item(ImDrawList& list, const Item& item);
  void paint_head_ground(ImDrawList& list);
  Rect street_rect() const;
  void write_layout();
  float age_share(const Element& element) const;
  float age_secs(const Element& element) const;
  std::optional<uint32_t> next_frame_ms() const;
  bool rising() const;
};

// Which Elements are new, and where the body has to go for them.
void Stage::notice_news() {
  const std::string place = std::string(app::name_of(view.screen)) + '/' + view.place;
  const bool new_place = place != memory.place;
  std::unordered_map<std::string, Memory::Age> ages;
  std::string first_new;
  for (const Item& item : arranged.items) {
    const auto known = memory.ages.find(item.element->id);
    Memory::Age& age = ages[item.element->id];
    if (known != memory.ages.end()) age = known->second;
    const bool is_new = new_place || known == memory.ages.end();
    if (is_new) age.born_secs = age.grown_secs = frame.now_secs;
    if (known == memory.ages.end()) age.offered_secs = frame.now_secs;
    const size_t values = item.element->series.size();
    if (age.values != values) age.grown_secs = frame.now_secs;
    age.values = values;
    if (is_new && item.region == Region::Scrolling && first_new.empty()) first_new = item.element->id;
  }
  memory.ages = std::move(ages);
  if (!first_new.empty()) memory.newest = first_new;
  memory.place = place;
  stand_body(new_place, !first_new.empty());
}

void Stage::stand_body(bool new_place, bool news) {
  Scroll& scroll = memory.scroll;
  if (new_place) {
    scroll = {};
    memory.pressed.clear();
  }
  scroll.fit(arranged.content_height, arranged.body.height);
  const bool newest = view.scroll == app::View::Scroll::Newest;
  if (new_place) {
    scroll.offset = newest ? scroll.most : 0;
    scroll.goal = scroll.offset;
    return;
  }
  if (!newest || scroll.mode != Scroll::Mode::Following) return;
  // To the end, but never past the first of what is new: it is read from its beginning.
  const Item* first = find(memory.newest);
  const float top = first == nullptr ? scroll.most : first->y - theme.size.margin;
  scroll.follow(std::max(std::min(top, scroll.most), news ? 0.0f : scroll.goal));
  if (still()) scroll.offset = scroll.goal;
}

void Stage::activate(const Item& item) {
  drawn.intent = item.element->intent;
  // Who goes on wants to see what comes.
  memory.scroll.follow(memory.scroll.offset);
}

// Whoever taps Continue in a hurry must not choose the option that comes up under the finger.
bool Stage::answers(const Item& item) const {
  if (item.region == Region::Bar || item.region == Region::Help) return true;
  return frame.now_secs - memory.ages.at(item.element->id).offered_secs >= static_cast<double>(theme.share.offer_secs);
}

void Stage::take_pointer() {
  const ImGuiIO& io = ImGui::GetIO();
  const float x = io.MousePos.x;
  const float y = io.MousePos.y;
  if (io.MouseClicked[0]) {
    memory.ring = Memory::Ring::Hidden;
    memory.press_x = x;
    memory.press_y = y;
    memory.scroll.velocity = 0;
    const Item* under = touchable_at(x, y);
    memory.pressed = under != nullptr && answers(*under) ? under->element->id : std::string();
  }
  if (io.MouseDown[0]) {
    const bool on_body = arranged.body.contains(memory.press_x, memory.press_y);
    const bool dragging = memory.scroll.mode == Scroll::Mode::Held;
    if (dragging || (on_body && memory.scroll.most > 0 && std::abs(y - memory.press_y) > theme.size.drag_slop)) {
      memory.pressed.clear();
      memory.scroll.drag(dragging ? io.MouseDelta.y : y - memory.press_y, elapsed_secs);
    }
  }
  if (io.MouseReleased[0]) {
    memory.scroll.release();
    if (memory.scroll.offset >= memory.scroll.most && view.scroll == app::View::Scroll::Newest)
      memory.scroll.follow(memory.scroll.most);
    const Item* under = touchable_at(x, y);
    if (under != nullptr && !memory.pressed.empty() && under->element->id == memory.pressed) {
      memory.focused = memory.pressed;
      activate(*under);
    }
    memory.pressed.clear();
  }
}

void Stage::move_focus(int by) {
  std::vector<const Item*> stops;
  for (const Item& item : arranged.items)
    if (is_touchable(item)) stops.push_back(&item);
  if (stops.empty()) return;
  const int count = static_cast<int>(stops.size());
  int at = -1;
  for (int index = 0; index < count; ++index)
    if (stops[static_cast<size_t>(index)]->element->id == memory.focused) at = index;
  if (at < 0) at = by > 0 ? -1 : count;
  memory.focused = stops[static_cast<size_t>((at + by + count) % count)]->element->id;
  memory.ring = Memory::Ring::Shown;
  reveal_focus();
}

void Stage::reveal_focus() {
  const Item* item = find(memory.focused);
  if (item == nullptr || item->region != Region::Scrolling) return;
  const Rect rect = rect_of(*item).inset(-theme.size.margin);
  if (rect.bottom() > arranged.body.bottom()) memory.scroll.move(rect.bottom() - arranged.body.bottom());
  if (rect_of(*item).y - theme.size.margin < arranged.body.y)
    memory.scroll.move(rect_of(*item).y - theme.size.margin - arranged.body.y);
}

void Stage::take_wheel_and_keys() {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.MouseWheel != 0) memory.scroll.move(-io.MouseWheel * theme.size.wheel_step);
  const float page = arranged.body.height - theme.size.wheel_step;
  if (ImGui::IsKeyPressed(ImGuiKey_PageDown)) memory.scroll.move(page);
  if (ImGui::IsKeyPressed(ImGuiKey_PageUp)) memory.scroll.move(-page);
  if (ImGui::IsKeyPressed(ImGuiKey_Home)) memory.scroll.move(-memory.scroll.most);
  if (ImGui::IsKeyPressed(ImGuiKey_End)) memory.scroll.move(memory.scroll.most);
  if (memory.scroll.mode == Scroll::Mode::Free && memory.scroll.velocity == 0 &&
      memory.scroll.offset >= memory.scroll.most && view.scroll == app::View::Scroll::Newest)
    memory.scroll.follow(memory.scroll.most);

  const bool forward = (ImGui::IsKeyPressed(ImGuiKey_Tab) && !io.KeyShift) || ImGui::IsKeyPressed(ImGuiKey_DownArrow) ||
                       ImGui::IsKeyPressed(ImGuiKey_RightArrow);
  const bool backward = (ImGui::IsKeyPressed(ImGuiKey_Tab) && io.KeyShift) || ImGui::IsKeyPressed(ImGuiKey_UpArrow) ||
                        ImGui::IsKeyPressed(ImGuiKey_LeftArrow);
  // Where the focused Element has gone, the next thing to do takes its place.
  if (memory.ring == Memory::Ring::Shown && find(memory.focused) == nullptr) {
    const auto next = std::find_if(arranged.items.begin(), arranged.items.end(), [](const Item& item) {
      return is_touchable(item) && item.region != Region::Bar && item.region != Region::Help;
    });
    memory.focused = next != arranged.items.end() ? next->element->id : view.help.id;
  }
  if (forward) move_focus(1);
  if (backward) move_focus(-1);

  const bool pressed = ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false) ||
                       ImGui::IsKeyPressed(ImGuiKey_Space, false);
  const Item* focused = find(memory.focused);
  if (pressed && memory.ring == Memory::Ring::Shown && focused != nullptr && is_touchable(*focused)) activate(*focused);
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
    for (const Item& item : arranged.items)
      if (item.element->intent.kind == Intent::Kind::Back) {
        activate(item);
        break;
      }
  }
}

// How far an Element has come in: 0 new, 1 there.
float Stage::age_share(const Element& element) const {
  if (still()) return 1;
  const auto age = memory.ages.find(element.id);
  if (age == memory.ages.end()) return 1;
  const float share = static_cast<float>(frame.now_secs - age->second.born_secs) / theme.share.rise_secs;
  return std::clamp(share, 0.0f, 1.0f);
}

float Stage::age_secs(const Element& element) const {
  const auto age = memory.ages.find(element.id);
  if (still() || age == memory.ages.end()) return still_secs;
  return static_cast<float>(frame.now_secs - age->second.grown_secs);
}

bool Stage::rising() const {
  return std::any_of(arranged.items.begin(), arranged.items.end(),
                     [this](const Item& item) { return age_share(*item.element) < 1; });
}

void Stage::paint_item(ImDrawList& list, const Item& item) {
  const Block& block = block_of(item);
  const Rect at = corner_of(item);
  const Rect seen{at.x, at.y, frame.width, block.height};
  if (item.region == Region::Scrolling &&
      !overlap(seen, Rect{0, arranged.body.y, frame.width * 2, arranged.body.height}))
    return;
  // Bar and help control stand still whatever comes and goes.
  const bool moves = item.region != Region::Bar && item.region != Region::Help;
  const float share = moves ? age_share(*item.element) : 1;
  const float rise = (1 - share) * (1 - share) * theme.size.rise;
  const Brush brush{list, theme, fonts, view, still() ? 0.0 : frame.now_secs, age_secs(*item.element)};
  paint(brush, block, at.x, at.y + rise, share);

  const Rect rect = rect_of(item);
  const ImGuiIO& io = ImGui::GetIO();
  if (!memory.pressed.empty() && memory.pressed == item.element->id && io.MouseDown[0])
    fill(list, rect.moved(0, rise), theme.colour.pressed, block.radius);
  if (memory.ring == Memory::Ring::Shown && memory.focused == item.element->id) {
    const float ring = theme.size.focus_ring;
    outline(list, rect.inset(-ring), theme.colour.focus_edge, block.radius + ring, ring);
    outline(list, rect.inset(-2 * ring), theme.colour.focus, block.radius + 2 * ring, ring);
  }
}

// The street ends where the round corners of a sheet begin.
Rect Stage::street_rect() const {
  const Rect& body = arranged.body;
  const float inset = arranged.sheet.width > 0 ? theme.size.radius_sheet : 0;
  return {body.x + inset, body.y, body.width - 2 * inset, body.height};
}

// What stands above the body is parted from it; the browser's bar has a ground of its own.
void Stage::paint_head_ground(ImDrawList& list) {
  const Rect& head = arranged.head;
  if (head.height == 0 || arranged.body_ground == Ground::Night) return;
  if (arranged.body_ground == Ground::Site) {
    const bool round = arranged.sheet.width > 0;
    list.AddRectFilled(corner(head), far_corner(head), packed(theme.colour.dock), round ? theme.size.radius_sheet : 0,
                       ImDrawFlags_RoundCornersTop);
  }
  fill(list, {head.x, head.bottom() - theme.size.hair, head.width, theme.size.hair}, theme.colour.hairline);
}

void Stage::paint_all() {
  ImDrawList& list = *ImGui::GetBackgroundDrawList();
  const Palette& colour = theme.colour;
  const Sizes& size = theme.size;
  const Rect whole{0, 0, frame.width, frame.height};
  const bool real_help = view.screen == app::Screen::Help;
  const Colour read_on = colour_of(arranged.body_ground, colour);
  const bool night = theme.form == Theme::Form::Wide || arranged.body_ground == Ground::Night;
  if (night) {
    const Rect sky{0, arranged.bar.bottom(), frame.width, frame.height - arranged.bar.bottom()};
    fill(list, whole, colour.night);
    paint_night(list, sky, theme, sky_of(view.screen));
  } else {
    fill(list, whole, read_on);
  }
  if (arranged.sheet.width > 0) {
    shadow(list, arranged.sheet, size.radius_sheet, theme, 1);
    fill(list, arranged.sheet, read_on, size.radius_sheet);
  }
  if (arranged.body_ground == Ground::Street) paint_street(list, street_rect(), theme);
  paint_head_ground(list);

  list.PushClipRect(corner(arranged.body), far_corner(arranged.body), true);
  for (const Item& item : arranged.items)
    if (item.region == Region::Scrolling) paint_item(list, item);
  list.PopClipRect();
  if (memory.scroll.most > 0) {
    const Rect& body = arranged.body;
    const float length = std::max(size.target, body.height * body.height / arranged.content_height);
    const float share = memory.scroll.offset / memory.scroll.most;
    const float inset = arranged.sheet.width > 0 ? size.radius_sheet : size.unit / 2;
    const float y = body.y + inset + (body.height - length - 2 * inset) * share;
    const Colour bar = arranged.body_ground == Ground::Night ? colour.on_night_soft : colour.ink_soft;
    fill(list, {body.right() - size.unit / 2 - size.scrollbar, y, size.scrollbar, length}, faded(bar, 0.45f),
         size.scrollbar / 2);
  }

  if (arranged.dock_panel.width > 0) {
    fill(list, arranged.dock_panel, colour.dock);
    fill(list, {0, arranged.dock_panel.y, frame.width, size.hair}, colour.hairline);
  }
  if (!night || real_help) fill(list, arranged.bar, real_help ? colour.help : colour.night);
  const Brush brush{list, theme, fonts, view, frame.now_secs, still_secs};
  paint(brush, arranged.title, arranged.title_rect.x, arranged.title_rect.y, 1);
  for (const Item& item : arranged.items)
    if (item.region != Region::Scrolling) paint_item(list, item);
}

// When something will look otherwise, if anything will.
std::optional<uint32_t> Stage::next_frame_ms() const {
  if (still()) return std::nullopt;
  if (memory.scroll.moving() || rising()) return 0;
  const auto in_ms = [](float secs) { return static_cast<uint32_t>(secs * 1000); };
  std::optional<uint32_t> next;
  for (const Element& element : view.body) {
    if (!element.series.empty() && age_secs(element) < theme.share.grow_secs) return 0;
    const bool rings = element.kind == Element::Kind::Caller && element.tone == app::Tone::Primary;
    if (rings && age_secs(element) < theme.share.ring_secs) next = in_ms(theme.share.ring_frame_secs);
    if (element.kind == Element::Kind::Typing) next = in_ms(theme.share.typing_frame_secs);
  }
  return next;
}

void Stage::write_layout() {
  Layout& layout = drawn.layout;
  layout.title = arranged.title_rect;
  if (!view.drill.utf8.empty()) layout.drill = arranged.title.shape.moved(arranged.title_rect.x, arranged.title_rect.y);
  layout.placed.reserve(arranged.items.size());
  for (const Item& item : arranged.items) {
    const Rect at = corner_of(item);
    const Block& block = block_of(item);
    const Rect rect = is_touchable(item) ? rect_of(item) : Rect{at.x, at.y, block.shape.width, block.height};
    layout.placed.push_back({item.element->id, rect, clip_of(item)});
  }
}

}  // namespace

Drawn draw(const app::View& view, const Frame& frame, const Fonts& fonts, Memory& memory) {
  Stage stage{view, frame, fonts, memory, theme_for(frame.width, frame.height, view.text_size, view.scheme), {}, 0, {}};
  ImGui::GetStyle().CircleTessellationMaxError = curve_error;
  stage.elapsed_secs = std::clamp(static_cast<float>(frame.now_secs - memory.last_secs), 0.0f, longest_frame_secs);
  memory.last_secs = frame.now_secs;
  stage.arranged = arrange(view, stage.theme, fonts, frame.width, frame.height, memory.blocks);
  stage.notice_news();
  stage.take_pointer();
  stage.take_wheel_and_keys();
  if (!stage.still()) memory.scroll.advance(stage.elapsed_secs, stage.theme.share);
  stage.paint_all();
  stage.write_layout();
  memory.blocks.end_round();
  stage.drawn.redraw_after_ms = stage.next_frame_ms();
  return std::move(stage.drawn);
}

void focus(Memory& memory, std::string_view id) {
  memory.focused = id;
  memory.ring = Memory::Ring::Shown;
}

}  // namespace firefly::ui
