#include "kiosk/ui/arrangement.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>

#include "kiosk/ui/channels.h"

namespace firefly::ui {
namespace {

using app::Element;
using app::Screen;

// FNV-1a over everything that shapes a Block.
class Fingerprint {
 public:
  void bytes(const void* data, size_t size) {
    const auto* byte = static_cast<const uint8_t*>(data);
    for (size_t index = 0; index < size; ++index) hash_ = (hash_ ^ byte[index]) * 0x100000001b3u;
  }
  template <class T>
  void value(const T& of) {
    bytes(&of, sizeof of);
  }
  void text(const text::Text& of) {
    value(of.utf8.size());
    bytes(of.utf8.data(), of.utf8.size());
    value(of.breaks.size());
    for (const program::Mark& mark : of.marks) value(mark);
  }
  uint64_t hash() const { return hash_; }

 private:
  uint64_t hash_ = 0xcbf29ce484222325u;
};

uint64_t fingerprint(const Element& element, const Setting& setting) {
  Fingerprint print;
  print.value(element.kind);
  print.value(element.side);
  print.value(element.tone);
  print.text(element.text);
  print.text(element.detail);
  print.text(element.badge);
  print.value(element.avatar);
  print.value(element.picture);
  print.value(element.pack);
  print.bytes(element.series.data(), element.series.size() * sizeof(float));
  print.value(element.number);
  print.bytes(element.modules.data(), element.modules.size());
  print.value(element.intent.kind);
  print.value(setting.width);
  print.value(setting.ground);
  print.value(setting.place);
  print.value(setting.align);
  print.value(setting.run);
  print.value(setting.theme.form);
  print.value(setting.theme.text_size);
  print.value(setting.theme.type.body);
  print.value(setting.theme.size.unit);
  print.value(setting.view.conversation);
  print.value(setting.view.screen);
  print.value(setting.view.scheme);
  // The pictures of another scenario have the same numbers.
  for (const program::Pack& pack : setting.view.packs)
    print.bytes(pack.scenario().name.data(), pack.scenario().name.size());
  return print.hash();
}

Ground ground_of(Screen screen) {
  switch (screen) {
    case Screen::Attract:
    case Screen::Language:
    case Screen::Thanks:
    case Screen::Idle:
    case Screen::Call: return Ground::Night;
    case Screen::Face: return Ground::Street;
    case Screen::Web: return Ground::Site;
    default: return Ground::Paper;
  }
}

// Little to read stands in the middle; what goes on and on starts at the top.
bool is_centred(Screen screen) {
  const bool goes_on = app::is_play(screen);
  return (ground_of(screen) == Ground::Night && !goes_on) || screen == Screen::Leave || screen == Screen::Trouble;
}

bool leads_out(const Element& element) {
  return element.intent.kind == app::Intent::Kind::Back || element.intent.kind == app::Intent::Kind::Leave;
}

// Makes an Arrangement part by part.
struct Arranger {
  const app::View& view;
  const Theme& theme;
  const Fonts& fonts;
  BlockCache& cache;
  Arrangement made;

  Setting setting(float width, Ground ground, Place place, Align align = Align::Left, Run run = Run::First) const {
    return {theme, fonts, view, width, ground, place, align, run};
  }

  void arrange_bar(float width) {
    const Sizes& size = theme.size;
    const bool wide = theme.form == Theme::Form::Wide;
    const float edge = wide ? size.margin * 1.5f : size.unit / 2;
    float left = edge;
    float right = width - edge;
    std::vector<Item> items;
    bool led = false;
    for (const Element& element : view.bar) {
      const Block& block = cache.get(element, setting(width, Ground::Night, Place::Bar));
      items.push_back({&element, &block, Region::Bar, 0, 0});
      if (leads_out(element) && !led) {
        items.back().x = left;
        left += block.shape.width;
        led = true;
      }
    }
    // The others stand at the right, the last one outermost.
    for (size_t index = items.size(); index-- > 0;) {
      if (items[index].x > 0) continue;
      right -= items[index].block->shape.width;
      items[index].x = right;
      if (wide) right -= size.unit;
    }
    const float title_x = led ? left + (wide ? size.margin : size.unit / 2) : std::max(edge, size.margin);
    const float title_width = std::max(size.target, right - size.unit - title_x);
    made.title = set_title(view, setting(title_width, Ground::Night, Place::Bar));
    made.title_rect = {title_x, 0, title_width, made.title.height};
    const float row = size.bar;
    made.bar = {0, 0, width, row};
    if (made.title.height <= row) {
      made.title_rect.y = (row - made.title.height) / 2;
    } else {
      // Too long for the room between the buttons: a row of its own.
      const float whole = width - 2 * size.margin;
      made.title = set_title(view, setting(whole, Ground::Night, Place::Bar));
      made.title_rect = {size.margin, row, whole, made.title.height};
      made.bar.height = row + made.title.height + size.unit;
    }
    for (Item& item : items) {
      item.y = (row - item.block->height) / 2;
      made.items.push_back(item);
    }
  }

  // Puts the cards from `first` on side by side as far as there is room; gives back how many there are.
  size_t arrange_cards(size_t first, float x, float width, float& y) {
    size_t count = 0;
    while (first + count < view.body.size() && view.body[first + count].kind == Element::Kind::Card) ++count;
    const float gap = theme.size.gap;
    const bool large = app::is_large(view.text_size);
    const float fitting = std::floor((width + gap) / (theme.size.card_column + gap));
    const size_t columns = large ? 1 : std::clamp<size_t>(static_cast<size_t>(fitting), 1, count);
    const float each = (width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    float row_height = 0;
    for (size_t index = 0; index < count; ++index) {
      const size_t column = index % columns;
      if (index > 0 && column == 0) {
        y += row_height + gap;
        row_height = 0;
      }
      const Element& element = view.body[first + index];
      const Block& block = cache.get(element, setting(each, made.body_ground, Place::Body));
      made.items.push_back({&element, &block, Region::Scrolling, x + (each + gap) * static_cast<float>(column), y});
      row_height = std::max(row_height, block.height);
    }
    y += row_height;
    return count;
  }

  // Who calls, who writes and the address of a page stand above what scrolls, where there is room for both in `room`,
  // which becomes less by it. Gives back how many Elements of the body those are.
  size_t arrange_head(float x, float width, Align align, Rect& room) {
    const float pad = theme.size.unit * 1.5f;
    if (view.body.empty() || !stands_above(view.body.front())) return 0;
    const Element& element = view.body.front();
    const Block& block = cache.get(element, setting(width, made.body_ground, Place::Body, align));
    const float height = block.height + 2 * pad;
    // Alone it has all the room there is.
    const float most = view.body.size() == 1 ? 1 : theme.share.head_most;
    if (height > room.height * most) return 0;
    made.items.push_back({&element, &block, Region::Head, x, room.y + pad});
    made.head = {room.x, room.y, room.width, height};
    room = {room.x, room.y + height, room.width, room.height - height};
    return 1;
  }

  // Puts the body from `first` on into a column; what scrolls starts at y = 0.
  void arrange_body(size_t first, float x, float width, Align align) {
    float y = theme.size.margin;
    for (size_t index = first; index < view.body.size();) {
      const Element& element = view.body[index];
      const Element* above = index > first ? &view.body[index - 1] : nullptr;
      if (above != nullptr) y += gap_between(*above, element, theme);
      if (element.kind == Element::Kind::Card) {
        index += arrange_cards(index, x, width, y);
        continue;
      }
      const Run run = above != nullptr ? run_of(*above, element) : Run::First;
      const Block& block = cache.get(element, setting(width, made.body_ground, Place::Body, align, run));
      made.items.push_back({&element, &block, Region::Scrolling, x, y});
      y += block.height;
      ++index;
    }
    made.content_height = y + theme.size.margin;
  }

  // The dock as a stack from y = 0 on; gives back its height.
  float stack_dock(float x, float width, Ground ground, std::vector<Item>& items) const {
    float y = 0;
    for (const Element& element : view.dock) {
      if (y > 0) y += theme.size.unit;
      const Block& block = cache.get(element, setting(width, ground, Place::Dock));
      items.push_back({&element, &block, Region::Dock, x, y});
      y += block.height;
    }
    return y;
  }

  void add_dock(const std::vector<Item>& items, Region region, float y) {
    for (Item item : items) {
      item.region = region;
      item.y += y;
      made.items.push_back(item);
    }
  }

  void add_help(float x, float width, float bottom) {
    made.help = set_help(view.help, setting(width, Ground::Night, Place::Dock));
    made.items.push_back({&view.help, nullptr, Region::Help, x, bottom - made.help.height});
  }

  void centre_body() {
    if (!is_centred(view.screen) || made.content_height >= made.body.height) return;
    const float drop = (made.body.height - made.content_height) / 2;
    for (Item& item : made.items)
      if (item.region == Region::Scrolling) item.y += drop;
    made.content_height = made.body.height;
  }

  void arrange_tall(float width, float height) {
    const Sizes& size = theme.size;
    const float column = std::min(width - 2 * size.margin, size.column);
    const float x = (width - column) / 2;
    const float help = set_help(view.help, setting(width, Ground::Night, Place::Dock)).height;
    const float room = height - made.bar.bottom() - help;
    std::vector<Item> dock;
    const float pad = size.unit * 1.5f;
    const float stacked = stack_dock(x, column, made.body_ground, dock);
    const float dock_height = dock.empty() ? 0 : stacked + 2 * pad;
    const bool scrolls = dock_height > room * theme.share.dock_most;
    const float dock_y = height - help - dock_height;
    const bool night = made.body_ground == Ground::Night;
    const Align align = night ? Align::Centre : Align::Left;
    made.body = {0, made.bar.bottom(), width, scrolls ? room : room - dock_height};
    arrange_body(arrange_head(x, column, align, made.body), x, column, align);
    if (scrolls) {
      add_dock(dock, Region::Scrolling, made.content_height);
      made.content_height += stacked + size.margin;
    }
    centre_body();
    if (!scrolls) {
      if (dock_height > 0 && !night) made.dock_panel = {0, dock_y, width, dock_height};
      add_dock(dock, Region::Dock, dock_y + pad);
    }
    add_help(0, width, height);
  }

  void arrange_wide(float width, float height) {
    const Sizes& size = theme.size;
    const float margin = size.margin * 1.5f;
    const float side = width * (1 - theme.share.wide_sheet) - 2 * margin;
    const Rect left{margin, made.bar.bottom(), width - side - 3 * margin, height - made.bar.bottom() - margin};
    made.body = left;
    if (made.body_ground != Ground::Night) made.sheet = left;
    const float column = std::min(left.width - 2 * margin, size.column);
    const float column_x = left.x + (left.width - column) / 2;
    arrange_body(arrange_head(column_x, column, Align::Left, made.body), column_x, column, Align::Left);
    centre_body();

    const float x = left.right() + margin;
    const float help = set_help(view.help, setting(side, Ground::Night, Place::Dock)).height;
    const float bottom = height - margin - help - margin;
    std::vector<Item> dock;
    const float stacked = stack_dock(x, side, Ground::Night, dock);
    if (stacked > bottom - made.bar.bottom()) {
      // Too much to do for the side: it follows what is read, on the same paper.
      dock.clear();
      const float below = stack_dock(column_x, column, made.body_ground, dock);
      add_dock(dock, Region::Scrolling, made.content_height);
      made.content_height += below + size.margin;
    } else {
      add_dock(dock, Region::Dock, bottom - stacked);
    }
    add_help(x, side, height - margin);
  }
};

}  // namespace

const Block& BlockCache::get(const Element& element, const Setting& setting) {
  Entry& entry = entries_[fingerprint(element, setting)];
  if (entry.round == 0) entry.block = set_element(element, setting);
  entry.round = round_;
  return entry.block;
}

void BlockCache::end_round() {
  constexpr size_t little = 64;
  if (entries_.size() > little) {
    for (auto entry = entries_.begin(); entry != entries_.end();)
      entry = entry->second.round == round_ ? std::next(entry) : entries_.erase(entry);
  }
  ++round_;
}

Arrangement arrange(const app::View& view, const Theme& theme, const Fonts& fonts, float width, float height,
                    BlockCache& cache) {
  Arranger arranger{view, theme, fonts, cache, {}};
  arranger.made.body_ground = ground_of(view.screen);
  arranger.arrange_bar(width);
  if (theme.form == Theme::Form::Wide)
    arranger.arrange_wide(width, height);
  else
    arranger.arrange_tall(width, height);
  return std::move(arranger.made);
}

}  // namespace firefly::ui
