#pragma once

#include <string>
#include <vector>

#include "kiosk/app/view.h"
#include "kiosk/ui/draw.h"

// The DOM mirror: the View of the moment as real elements in #mirror, where the Layout says that they stand on the
// canvas, invisible and not in the way of a finger. Screen readers, keyboards and tests use them; what they do comes
// back as the id of an element of the View.

namespace firefly::web {

class Mirror {
 public:
  // Brings the document up to date with the View; what did not change is not touched.
  void show(const app::View& view);

  // Moves the elements to where they are on the canvas.
  void place(const ui::Layout& layout);

  // The id of the element that the document knows under this number; empty where there is none.
  std::string id_at(int at) const;

  // Moves the document's focus to the element.
  void focus(const std::string& id);

 private:
  std::vector<std::string> ids_;
  std::string heads_;
  std::string records_;
  std::vector<ui::Rect> rectangles_;
};

}  // namespace firefly::web
