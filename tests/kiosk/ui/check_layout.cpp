#include "tests/kiosk/ui/check_layout.h"

#include <algorithm>
#include <cstdio>

namespace firefly::ui_test {
namespace {

using ui::Block;
using ui::Item;
using ui::Piece;
using ui::Rect;
using ui::Region;

constexpr float least_contrast = 4.5f;
constexpr float least_strong_contrast = 7;
constexpr float least_target = 44;
constexpr float least_large_target = 60;
constexpr float least_caption = 14;
constexpr float least_body_text = 16;
constexpr float least_large_text = 18;
constexpr float least_line_height = 1.3f;
// Of the screen's height, to read in.
constexpr float least_reading_room = 0.25f;
// What is cut off by rounding is not seen.
constexpr float slack = 0.75f;

std::string shown(const Rect& rect) {
  char text[96];
  std::snprintf(text, sizeof text, "(%.1f, %.1f) %.1f x %.1f", static_cast<double>(rect.x), static_cast<double>(rect.y),
                static_cast<double>(rect.width), static_cast<double>(rect.height));
  return text;
}

bool inside(const Rect& inner, const Rect& outer) {
  return inner.x >= outer.x - slack && inner.y >= outer.y - slack && inner.right() <= outer.right() + slack &&
         inner.bottom() <= outer.bottom() + slack;
}

struct Checker {
  const app::View& view;
  ScreenSize screen;
  const ui::Arrangement& arranged;
  std::vector<std::string> found;

  bool large() const { return app::is_large(view.text_size); }
  float least_of_scheme() const {
    const bool strong = view.scheme == app::Scheme::Contrast || view.scheme == app::Scheme::Sunlight;
    return strong ? least_strong_contrast : least_contrast;
  }
  void complain(const std::string& id, const std::string& what) { found.push_back(id + ": " + what); }

  const Block& block_of(const Item& item) const { return item.region == Region::Help ? arranged.help : *item.block; }

  void check_text(const std::string& id, const Block& block, const Rect& room, size_t index) {
    const Piece& piece = block.pieces[index];
    if (!inside(piece.rect, room)) complain(id, "\"" + piece.text + "\" leaves its element: " + shown(piece.rect));
    if (ui::contrast(piece.colour, piece.ground) < least_of_scheme())
      complain(id, "\"" + piece.text + "\" is too pale");
    const float least = large() ? least_large_text : least_caption;
    if (piece.size < least) complain(id, "\"" + piece.text + "\" is too small");
    if (piece.rect.height < piece.size * least_line_height - slack)
      complain(id, "\"" + piece.text + "\" stands too tight");
    // The last filled piece below is the ground it says it stands on, all of it.
    for (size_t below = index; below-- > 0;) {
      const Piece& ground = block.pieces[below];
      if (ground.kind != Piece::Kind::Fill || ground.colour != piece.ground) continue;
      if (overlap(ground.rect, piece.rect) && !inside(piece.rect, ground.rect))
        complain(id, "\"" + piece.text + "\" hangs over the edge of its ground");
      break;
    }
    for (size_t other = index + 1; other < block.pieces.size(); ++other) {
      const Piece& second = block.pieces[other];
      const bool solid =
          second.kind == Piece::Kind::Text || second.kind == Piece::Kind::Icon || second.kind == Piece::Kind::Picture;
      if (solid && overlap(piece.rect.inset(slack), second.rect.inset(slack)))
        complain(id, "\"" + piece.text + "\" and what comes after it cover each other");
    }
  }

  void check_block(const std::string& id, const Block& block, float width) {
    const Rect room{0, 0, width, block.height};
    for (size_t index = 0; index < block.pieces.size(); ++index)
      if (block.pieces[index].kind == Piece::Kind::Text) check_text(id, block, room, index);
  }

  Rect on_screen(const Item& item) const {
    const float drop = item.region == Region::Scrolling ? arranged.body.y : 0;
    return block_of(item).shape.moved(item.x, item.y + drop);
  }

  void check_targets() {
    const float least = large() ? least_large_target : least_target;
    for (size_t index = 0; index < arranged.items.size(); ++index) {
      const Item& item = arranged.items[index];
      if (item.element->intent.kind == app::Intent::Kind::None) continue;
      const Rect rect = on_screen(item);
      if (rect.width < least - slack || rect.height < least - slack)
        complain(item.element->id, "is too small to touch: " + shown(rect));
      for (size_t other = index + 1; other < arranged.items.size(); ++other) {
        const Item& second = arranged.items[other];
        // What scrolls is cut off at the body's edge; it covers nothing that stands.
        if ((item.region == Region::Scrolling) != (second.region == Region::Scrolling)) continue;
        if (overlap(rect.inset(slack), on_screen(second).inset(slack)))
          complain(item.element->id, "and " + second.element->id + " cover each other");
      }
    }
  }

  void check_places() {
    const Rect whole{0, 0, screen.width, screen.height};
    float below = 0;
    for (const Item& item : arranged.items) {
      const Rect rect = on_screen(item);
      const std::string& id = item.element->id;
      if (rect.x < -slack || rect.right() > screen.width + slack)
        complain(id, "leaves the screen sideways: " + shown(rect));
      if (item.region != Region::Scrolling && !inside(rect, whole)) complain(id, "leaves the screen: " + shown(rect));
      if (item.region == Region::Bar && overlap(rect, arranged.title_rect)) complain(id, "covers the title");
      const bool stands = item.region == Region::Head || item.region == Region::Dock || item.region == Region::Help;
      if (stands && overlap(rect.inset(slack), arranged.body)) complain(id, "covers what is read");
      if (item.region == Region::Scrolling) below = std::max(below, item.y + block_of(item).height);
    }
    if (below > arranged.content_height + slack) complain("body", "ends below what can be scrolled to");
    if (arranged.head.height + arranged.body.height < screen.height * least_reading_room)
      complain("body", "has no room to be read");
    if (!inside(arranged.title_rect, arranged.bar)) complain("title", "leaves the bar");
  }
};

}  // namespace

std::vector<std::string> complaints(const app::View& view, ScreenSize screen, const ui::Fonts& fonts,
                                    ui::BlockCache& cache) {
  const ui::Theme theme = ui::theme_for(screen.width, screen.height, view.text_size, view.scheme);
  const ui::Arrangement arranged = ui::arrange(view, theme, fonts, screen.width, screen.height, cache);
  Checker checker{view, screen, arranged, {}};
  for (const Item& item : arranged.items) {
    const Block& block = checker.block_of(item);
    checker.check_block(item.element->id, block, std::max(block.shape.right(), 1.0f));
  }
  checker.check_block("title", arranged.title, arranged.title_rect.width);
  checker.check_targets();
  checker.check_places();
  if (theme.type.body < (checker.large() ? least_large_text : least_body_text))
    checker.complain("body", "its text is too small");
  cache.end_round();
  return checker.found;
}

}  // namespace firefly::ui_test
