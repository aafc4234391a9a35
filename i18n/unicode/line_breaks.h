#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/program/pack.h"

// What only ICU knows about text. It runs where packs are built, so that the phone needs no ICU: its answers travel in
// the pack.

namespace firefly::unicode {

// Finds where lines of text in one locale may and must end.
class LineBreaker {
 public:
  // `locale` as in BCP 47; an Error where ICU has no rules for it.
  static base::Result<LineBreaker> open(std::string_view locale);

  // Ascending, without the beginning and the end of the text, which must be UTF-8. U+FFFC stands for a value that is
  // not known yet: there may be a break at both its edges.
  std::vector<program::Break> find(std::string_view utf8) const;

 private:
  struct Iterator;
  std::shared_ptr<Iterator> iterator_;
};

}  // namespace firefly::unicode
