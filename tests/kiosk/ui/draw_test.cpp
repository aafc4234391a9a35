#include "kiosk/ui/draw.h"

#include <doctest/doctest.h>

#include <algorithm>

#include <imgui.h>

#include "tests/kiosk/ui/ruled_fonts.h"
#include "tests/kiosk/ui/samples.h"

namespace firefly::ui {
namespace {

using app::Element;
using app::Intent;
using app::View;
using ui_test::Language;
using ui_test::Table;

constexpr float width = 360;
constexpr float height = 640;

View sample(app::Screen screen) {
  static const program::Pack pack = ui_test::picture_pack();
  for (ui_test::Sample& each : ui_test::samples(Language::Chinese, app::TextSize::Standard, pack))
    if (each.view.screen == screen) return each.view;
  return {};
}

Placed placed(const Drawn& drawn, const std::string& id) {
  const auto found = std::find_if(drawn.layout.placed.begin(), drawn.layout.placed.end(),
                                  [&id](const Placed& each) { return each.id == id; });
  REQUIRE(found != drawn.layout.placed.end());
  return *found;
}

// Draws until nothing moves; how many frames that took.
int come_to_rest(Table& table, const View& view) {
  for (int frame = 0; frame < 500; ++frame)
    if (!table.draw(view, width, height).redraw_after_ms) return frame;
  FAIL("it never comes to rest");
  return 0;
}

void add_bubble(View& view, const std::string& id, std::string_view words) {
  Element bubble;
  bubble.id = id;
  bubble.kind = Element::Kind::Bubble;
  bubble.side = program::Side::Them;
  bubble.text = ui_test::plain_text(words);
  view.body.push_back(std::move(bubble));
}

View long_chat() {
  static const program::Pack pack = ui_test::picture_pack();
  return ui_test::long_chat(60, pack);
}

bool at_end(const Drawn& drawn, const View& view) {
  const Placed last = placed(drawn, view.body.back().id);
  return last.rect.bottom() <= last.clip.bottom() + 1;
}

}  // namespace

TEST_CASE("touching an option says so, once") {
  Table table;
  const View view = sample(app::Screen::Chat);
  CHECK(table.tap(view, width, height, "dock-2") == Intent{Intent::Kind::Choose, 1});
  CHECK(table.draw(view, width, height).intent == Intent{});
  CHECK(table.tap(view, width, height, "bar-Leave") == Intent{Intent::Kind::Leave, 0});
  CHECK(table.tap(view, width, height, "help") == Intent{Intent::Kind::Help, 0});
}

TEST_CASE("an option that comes up under a finger in a hurry is not chosen; a moment later it is") {
  Table table;
  View view = sample(app::Screen::Chat);
  table.draw(view, width, height, 1);
  // The same place on the screen, another option.
  Element& option = view.dock.back();
  option.id = "choose-later";
  const Placed at = placed(table.draw(view, width, height), "choose-later");
  table.move(at.rect.x + 20, at.rect.y + 10);
  table.press();
  table.lift();
  for (int frame = 0; frame < 4; ++frame) CHECK(table.draw(view, width, height).intent == Intent{});
  CHECK(table.tap(view, width, height, "choose-later") == option.intent);
}

TEST_CASE("real help answers at once, wherever it comes up") {
  Table table;
  const View view = sample(app::Screen::Chat);
  const Placed help = placed(table.draw(view, width, height), "help");
  table.move(help.rect.x + 20, help.rect.y + 10);
  table.press();
  table.lift();
  Intent wanted;
  for (int frame = 0; frame < 4 && wanted == Intent{}; ++frame) wanted = table.draw(view, width, height).intent;
  CHECK(wanted == Intent{Intent::Kind::Help, 0});
}

TEST_CASE("a press that slides off its button is no touch") {
  Table table;
  const View view = sample(app::Screen::Chat);
  const Placed option = placed(table.draw(view, width, height), "dock-1");
  table.move(option.rect.x + 20, option.rect.y + 20);
  table.press();
  table.draw(view, width, height);
  table.draw(view, width, height);
  table.move(option.rect.x + 20, option.rect.y - 200);
  table.lift();
  for (int frame = 0; frame < 4; ++frame) CHECK(table.draw(view, width, height).intent == Intent{});
}

TEST_CASE("on the page of real help the help control is no button") {
  Table table;
  CHECK(table.tap(sample(app::Screen::Help), width, height, "help") == Intent{});
}

TEST_CASE("a screen where nothing moves asks for no frame") {
  Table table;
  for (const app::Screen screen : {app::Screen::Attract, app::Screen::Cover, app::Screen::Page, app::Screen::Messages,
                                   app::Screen::Web, app::Screen::Face, app::Screen::Debrief, app::Screen::Help}) {
    const View view = sample(screen);
    come_to_rest(table, view);
    CHECK_FALSE(table.draw(view, width, height, 10).redraw_after_ms);
  }
}

TEST_CASE("what is new slides in and then rests") {
  Table table;
  View view = long_chat();
  come_to_rest(table, view);
  add_bubble(view, "new", "在吗？");
  CHECK(table.draw(view, width, height).redraw_after_ms == 0);
  CHECK(come_to_rest(table, view) > 5);
}

TEST_CASE("somebody who writes asks for few frames, and for none with reduced motion") {
  Table table;
  const View view = sample(app::Screen::Chat);
  for (int frame = 0; frame < 60; ++frame) table.draw(view, width, height);
  const Drawn drawn = table.draw(view, width, height);
  REQUIRE(drawn.redraw_after_ms);
  CHECK(*drawn.redraw_after_ms >= 80);
  table.motion = Motion::Reduced;
  CHECK_FALSE(table.draw(view, width, height).redraw_after_ms);
}

TEST_CASE("a ringing call moves for less than five seconds, in few frames, and not at all with reduced motion") {
  Table table;
  const View view = sample(app::Screen::Call);
  REQUIRE(view.body.front().tone == app::Tone::Primary);
  for (int frame = 0; frame < 60; ++frame) table.draw(view, width, height);
  const Drawn drawn = table.draw(view, width, height);
  REQUIRE(drawn.redraw_after_ms);
  CHECK(*drawn.redraw_after_ms >= 40);
  CHECK_FALSE(table.draw(view, width, height, 3.8).redraw_after_ms);
  table.memory = {};
  CHECK(table.draw(view, width, height).redraw_after_ms);
  table.motion = Motion::Reduced;
  CHECK_FALSE(table.draw(view, width, height).redraw_after_ms);
}

TEST_CASE("a chart's newest value comes in along its line, and then nothing moves") {
  Table table;
  View view = sample(app::Screen::Page);
  come_to_rest(table, view);
  for (Element& element : view.body)
    if (!element.series.empty()) element.series.push_back(20000);
  CHECK(table.draw(view, width, height).redraw_after_ms == 0);
  const int frames = come_to_rest(table, view);
  CHECK(frames > 20);
  CHECK(frames < 60);
}

TEST_CASE("a chat begins at its newest message and follows what comes") {
  Table table;
  View view = long_chat();
  CHECK(at_end(table.draw(view, width, height), view));
  for (int message = 0; message < 3; ++message) {
    add_bubble(view, "new-" + std::to_string(message), "名额只到十点。");
    come_to_rest(table, view);
    CHECK(at_end(table.draw(view, width, height), view));
  }
}

TEST_CASE("a message longer than the screen is shown from its beginning") {
  Table table;
  View view = long_chat();
  come_to_rest(table, view);
  std::string endless;
  for (int sentence = 0; sentence < 60; ++sentence) endless += "今晚这只，跟上的都吃肉。";
  add_bubble(view, "long", endless);
  come_to_rest(table, view);
  const Placed message = placed(table.draw(view, width, height), "long");
  CHECK(message.rect.y >= message.clip.y - 1);
  CHECK(message.rect.y < message.clip.y + 60);
}

TEST_CASE("whoever scrolled up to read is left there, until they go on") {
  Table table;
  View view = long_chat();
  come_to_rest(table, view);
  ImGui::GetIO().AddMousePosEvent(100, 200);
  ImGui::GetIO().AddMouseWheelEvent(0, 10);
  table.draw(view, width, height);
  come_to_rest(table, view);
  CHECK_FALSE(at_end(table.draw(view, width, height), view));
  add_bubble(view, "new", "快来呀。");
  come_to_rest(table, view);
  CHECK_FALSE(at_end(table.draw(view, width, height), view));

  CHECK(table.tap(view, width, height, view.dock.front().id).kind == Intent::Kind::Continue);
  add_bubble(view, "newer", "名额只到十点。");
  come_to_rest(table, view);
  CHECK(at_end(table.draw(view, width, height), view));
}

TEST_CASE("a finger drags the chat, touches nothing on its way, and a flick goes on") {
  Table table;
  View view = long_chat();
  for (Element& element : view.body) element.intent = {Intent::Kind::Open, 7};
  come_to_rest(table, view);
  const float before = placed(table.draw(view, width, height), view.body[50].id).rect.y;
  table.move(180, 200);
  table.press();
  table.draw(view, width, height);
  table.draw(view, width, height);
  for (int step = 1; step <= 6; ++step) {
    table.move(180, 200 + 20.0f * static_cast<float>(step));
    CHECK(table.draw(view, width, height).intent == Intent{});
  }
  const float dragged = placed(table.draw(view, width, height), view.body[50].id).rect.y;
  CHECK(dragged == doctest::Approx(before + 120).epsilon(0.02));
  table.move(180, 340);
  table.draw(view, width, height);
  table.lift();
  CHECK(table.draw(view, width, height).intent == Intent{});
  CHECK(table.draw(view, width, height).intent == Intent{});
  come_to_rest(table, view);
  CHECK(placed(table.draw(view, width, height), view.body[50].id).rect.y > dragged + 20);
}

TEST_CASE("another place is scrolled anew") {
  Table table;
  View view = sample(app::Screen::Debrief);
  view.place = "debrief-0";
  table.draw(view, width, height);
  ImGui::GetIO().AddMouseWheelEvent(0, -3);
  table.draw(view, width, height);
  CHECK(placed(table.draw(view, width, height), view.body.front().id).rect.y < 60);
  view.place = "debrief-1";
  CHECK(placed(table.draw(view, width, height), view.body.front().id).rect.y >= 60);
}

TEST_CASE("Tab walks through all that can be touched, and Enter touches it") {
  Table table;
  const View view = sample(app::Screen::Chat);
  std::vector<std::string> stops;
  for (int stop = 0; stop < 6; ++stop) {
    table.key(view, width, height, ImGuiKey_Tab);
    stops.push_back(table.memory.focused);
  }
  CHECK(stops == std::vector<std::string>{"bar-Leave", "bar-LargerText", "dock-1", "dock-2", "dock-3", "help"});
  table.key(view, width, height, ImGuiKey_UpArrow);
  CHECK(table.memory.focused == "dock-3");
  CHECK(table.key(view, width, height, ImGuiKey_Enter) == Intent{Intent::Kind::Choose, 2});
  CHECK(table.key(view, width, height, ImGuiKey_Space) == Intent{Intent::Kind::Choose, 2});
}

TEST_CASE("where the focused option has gone, what there is to do now has the focus") {
  Table table;
  View view = sample(app::Screen::Chat);
  for (int stop = 0; stop < 3; ++stop) table.key(view, width, height, ImGuiKey_Tab);
  CHECK(table.memory.focused == "dock-1");
  for (Element& element : view.dock) element.id += "-next";
  table.draw(view, width, height);
  CHECK(table.memory.focused == "dock-1-next");
}

TEST_CASE("Enter does nothing as long as nobody has used the keyboard to choose") {
  Table table;
  const View view = sample(app::Screen::Chat);
  CHECK(table.tap(view, width, height, "dock-1").kind == Intent::Kind::Choose);
  CHECK(table.key(view, width, height, ImGuiKey_Enter) == Intent{});
}

TEST_CASE("Escape goes back where there is a way back") {
  Table table;
  CHECK(table.key(sample(app::Screen::Cover), width, height, ImGuiKey_Escape).kind == Intent::Kind::Back);
  CHECK(table.key(sample(app::Screen::Chat), width, height, ImGuiKey_Escape).kind == Intent::Kind::None);
}

TEST_CASE("a focused element is scrolled into view") {
  Table table;
  table.motion = Motion::Reduced;
  View view = sample(app::Screen::Help);
  for (int stop = 0; stop < 4; ++stop) table.key(view, width, height, ImGuiKey_Tab);
  const Drawn drawn = table.draw(view, width, height);
  const Placed link = placed(drawn, table.memory.focused);
  CHECK(link.id == view.body.back().id);
  CHECK(link.rect.y >= link.clip.y);
  CHECK(link.rect.bottom() <= link.clip.bottom());
}

TEST_CASE("a chat of 300 messages is drawn without the ones that are not seen") {
  const program::Pack pack = ui_test::picture_pack();
  const auto vertices = [&pack](size_t messages) {
    Table table;
    const View view = ui_test::long_chat(messages, pack);
    table.draw(view, width, height);
    table.draw(view, width, height);
    return ImGui::GetDrawData()->TotalVtxCount;
  };
  CHECK(vertices(300) < vertices(20) * 3 / 2);
}

}  // namespace firefly::ui
