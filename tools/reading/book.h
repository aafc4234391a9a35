#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/program/pack.h"
#include "tools/reading/press.h"

// The reading version: every scenario as pages that need nothing but a browser, made from the same packs and by the
// same `present` as the app's screens. A page holds several passages and shows the one that its address names; a page
// on paper shows them all, with numbers to go by. See docs/decisions/reading_version.md.

namespace firefly::reading {

// What became of one scenario.
struct Account {
  std::string scenario;
  size_t passages = 0;
  size_t endings = 0;       // passages among them that end a play
  std::string told_in_one;  // why only one play is told; empty where all are
};

struct Shelf {
  Files files;
  std::vector<Account> accounts;  // in the order of the packs
};

// All pages, their style and pictures. An Error names the scenario of which not even one play can be told, or that has
// a passage too long for a page.
base::Result<Shelf> write_shelf(const std::vector<program::Pack>& packs, const Edition& edition);

}  // namespace firefly::reading
