#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "kiosk/app/view.h"
#include "kiosk/ui/block.h"
#include "kiosk/ui/elements.h"

// Where everything stands. Tall screens: bar, body, dock and the help control from top to bottom. Wide ones: a sheet
// to read on the left, what to do at the right, the help control in the lower right corner.

namespace firefly::ui {

// Blocks that were made before. An unchanged Element at an unchanged width is not set again.
class BlockCache {
 public:
  const Block& get(const app::Element& element, const Setting& setting);
  // Forgets what was not asked for since the last call, unless it is little.
  void end_round();

 private:
  struct Entry {
    Block block;
    uint32_t round = 0;
  };
  std::unordered_map<uint64_t, Entry> entries_;
  uint32_t round_ = 1;
};

enum class Region : uint8_t { Bar, Head, Scrolling, Dock, Help };

// An Element in its place: the Block's corner at (x, y), on the screen or, where it scrolls, `y` from the top of all
// that scrolls.
struct Item {
  const app::Element* element;
  const Block* block;
  Region region;
  float x;
  float y;
};

struct Arrangement {
  Rect bar;
  Rect head;        // what stands above the body; of no height on most screens
  Rect body;        // what scrolls is seen through this
  Rect sheet;       // the paper under the body; of no width on night screens
  Rect dock_panel;  // the ground under the dock; of no width where it stands on the night
  Rect title_rect;
  Block title;
  Block help;
  Ground body_ground = Ground::Paper;
  float content_height = 0;  // of all that scrolls
  std::vector<Item> items;   // in reading order: bar, head, body, dock, help
};

Arrangement arrange(const app::View& view, const Theme& theme, const Fonts& fonts, float width, float height,
                    BlockCache& cache);

}  // namespace firefly::ui
