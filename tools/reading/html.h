#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/app/view.h"

// A View as HTML: the same Elements that the app draws, so that the reading version says what the app says. No
// script, no form, no style of its own; how a class looks stands in reading.css.

namespace firefly::reading {

// Text that may stand between tags and in quoted attributes.
std::string escaped(std::string_view text);

// Where a touchable leads. An empty address leaves it out.
struct Way {
  std::string address;
  std::string note;  // said behind it on paper; empty for nothing
};

// What a page knows that a View does not.
struct Surroundings {
  std::function<Way(const app::Intent&)> way_of;
  std::function<std::string(const program::Picture&)> address_of;  // of a picture's file
  std::string tile_address;     // of the picture that is laid over an account: that it is invented
  std::string picture_label;    // stands on every picture of a drill: that it is invented
  int heading = 2;              // level of the headings, 1 to 6
  bool first_is_title = false;  // the first heading is the page's own, of level 1
};

// Elements in order; messages of one person in a row are one group, steps and touchables in a row are lists.
std::string html_of(const app::View& view, const std::vector<app::Element>& elements, const Surroundings& around);

}  // namespace firefly::reading
