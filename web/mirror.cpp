#include "web/mirror.h"

#include <algorithm>
#include <cstddef>

// Defined by mirror.js.
extern "C" {
void firefly_mirror_update(const char* heads, const char* records);
void firefly_mirror_place(const float* rectangles, int count);
void firefly_mirror_focus(int at);
}

namespace firefly::web {
namespace {

constexpr char field_end = '\x1f';
constexpr char record_end = '\x1e';

// How an element is mirrored, as mirror.js knows it.
char kind_of(const app::Element& element) {
  using Kind = app::Element::Kind;
  if (element.intent.kind != app::Intent::Kind::None) return 'B';
  switch (element.kind) {
    case Kind::Heading: return 'H';
    case Kind::Picture: return 'I';
    case Kind::Typing: return 'T';
    default: return 'P';
  }
}

// Who speaks is heard before what is said; elsewhere the detail explains the text.
bool detail_first(const app::Element& element) {
  return element.kind == app::Element::Kind::Bubble || element.kind == app::Element::Kind::Spoken;
}

void add_field(std::string& to, std::string_view field) {
  to += field;
  to += field_end;
}

void add_record(std::string& to, char part, const app::Element& element) {
  add_field(to, {&part, 1});
  add_field(to, element.id);
  const char kind = kind_of(element);
  add_field(to, {&kind, 1});
  const std::string number = element.number > 0 ? std::to_string(element.number) + ". " : "";
  const std::string text = number + element.text.utf8;
  add_field(to, detail_first(element) ? element.detail.utf8 : text);
  add_field(to, detail_first(element) ? text : element.detail.utf8);
  add_field(to, element.badge.utf8);
  const bool touchable = element.intent.kind != app::Intent::Kind::None;
  add_field(to, touchable ? app::name_of(element.intent.kind) : "");
  to += std::to_string(element.intent.argument);
  to += record_end;
}

// Where people write or speak. The two pages are read as pages.
bool is_conversation(const app::View& view) {
  return app::is_play(view.screen) && view.screen != app::Screen::Page && view.screen != app::Screen::Web;
}

bool same(const ui::Rect& one, const ui::Rect& other) {
  return one.x == other.x && one.y == other.y && one.width == other.width && one.height == other.height;
}

}  // namespace

void Mirror::show(const app::View& view) {
  std::string heads;
  add_field(heads, app::name_of(view.screen));
  add_field(heads, view.locale);
  add_field(heads, view.title.utf8);
  add_field(heads, view.drill.utf8);
  // A conversation announces itself message by message.
  add_field(heads, is_conversation(view) ? "" : view.announcement.utf8);
  heads += is_conversation(view) ? "log" : "";

  std::string records;
  std::vector<std::string> ids;
  const auto add = [&](char part, const app::Element& element) {
    add_record(records, part, element);
    ids.push_back(element.id);
  };
  for (const app::Element& element : view.bar) add('a', element);
  for (const app::Element& element : view.body) add('b', element);
  for (const app::Element& element : view.dock) add('d', element);
  add('h', view.help);

  if (heads == heads_ && records == records_) return;
  firefly_mirror_update(heads.c_str(), records.c_str());
  heads_ = std::move(heads);
  records_ = std::move(records);
  ids_ = std::move(ids);
  rectangles_.clear();
}

void Mirror::place(const ui::Layout& layout) {
  std::vector<ui::Rect> rectangles = {layout.title, layout.drill};
  for (const std::string& id : ids_) {
    const auto placed =
        std::find_if(layout.placed.begin(), layout.placed.end(), [&id](const ui::Placed& one) { return one.id == id; });
    rectangles.push_back(placed != layout.placed.end() ? placed->rect : ui::Rect{});
  }
  if (std::equal(rectangles.begin(), rectangles.end(), rectangles_.begin(), rectangles_.end(), same)) return;
  static_assert(sizeof(ui::Rect) == 4 * sizeof(float), "mirror.js reads rectangles as four floats");
  firefly_mirror_place(&rectangles.data()->x, static_cast<int>(rectangles.size()));
  rectangles_ = std::move(rectangles);
}

std::string Mirror::id_at(int at) const {
  return at >= 0 && static_cast<size_t>(at) < ids_.size() ? ids_[static_cast<size_t>(at)] : "";
}

void Mirror::focus(const std::string& id) {
  const auto found = std::find(ids_.begin(), ids_.end(), id);
  if (found != ids_.end()) firefly_mirror_focus(static_cast<int>(found - ids_.begin()));
}

}  // namespace firefly::web
