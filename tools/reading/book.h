#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/program/pack.h"
#include "tools/reading/words.h"

// The reading version: every scenario as pages that need nothing but a browser, made from the same packs and by the
// same `present` as the app's screens. A page holds several passages and shows the one that its address names; a page
// on paper shows them all, with numbers to go by. See docs/decisions/reading_version.md.

namespace firefly::reading {

// No page is larger.
inline constexpr size_t page_bytes_most = 30'000;

// By path below the folder that they are served from; pages of the first language have plain names, those of another
// its tag before .html: "teacher/2.html", "teacher/2.en.html".
using Files = std::map<std::string, std::string>;

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

struct Edition {
  std::vector<Language> languages;  // the first is that of plain names
  std::string issuer;               // who presents the drills, as every page says; empty for a demonstration
};

// All pages, their style and pictures. An Error names the scenario of which not even one play can be told, or that has
// a passage too long for a page.
base::Result<Shelf> write_shelf(const std::vector<program::Pack>& packs, const Edition& edition);

}  // namespace firefly::reading
