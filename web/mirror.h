#pragma once

#include <string>
#include <vector>

#include "kiosk/app/view.h"
#include "kiosk/ui/geometry.h"

// The DOM mirror: the View of the moment as real elements in #mirror, where the Layout says that they stand on the
// canvas, invisible and not in the way of a finger. Screen readers, keyboards and tests use them; what they do comes
// back as the id of an element of the View.

namespace firefly::web {

class Mirror {
 public:
  // Brings the document up to date with the View; what did not change is not touched.
  void show(const app::View& view);

  // The ids of the elements that `place` wants rectangles for, in order; touchables and all others alike.
  const std::vector<std::string>& ids() const { return ids_; }

  // Moves the elements to where they are on the canvas: title, drill label, then one rectangle for each of ids().
  void place(const std::vector<ui::Rect>& rectangles);

  // Moves the document's focus to the element.
  void focus(const std::string& id);

 private:
  std::vector<std::string> ids_;
  std::string heads_;
  std::string records_;
  std::vector<ui::Rect> rectangles_;
};

}  // namespace firefly::web
