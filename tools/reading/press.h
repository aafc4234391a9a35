#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/program/pack.h"
#include "kiosk/app/intent.h"
#include "kiosk/app/state.h"
#include "tools/reading/html.h"
#include "tools/reading/words.h"

// What all pages of the reading version share: their names, the head and foot around what they say, real help, the
// style, the files of pictures.

namespace firefly::reading {

// No page is larger.
inline constexpr size_t page_bytes_most = 30'000;

// By path below the folder that they are served from; pages of the first language have plain names, those of another
// its tag before .html: "teacher/2.html", "teacher/2.en.html".
using Files = std::map<std::string, std::string>;

struct Edition {
  std::vector<Language> languages;  // the first is that of plain names
  std::string issuer;               // who presents the drills, as every page says; empty for a demonstration
};

// The same in every language, in the order of Edition::languages.
using Texts = std::vector<std::string>;

class Press {
 public:
  // Puts the style among the files, and pictures as they are asked for. Both must outlive the Press.
  Press(const Edition& edition, Files& files);

  const std::vector<Language>& languages() const { return edition_.languages; }

  // A page's file in a language, given by its place in languages(): "teacher/2" is teacher/2.html in the first.
  std::string name(const std::string& page, size_t language) const;

  // The app as it stands before anything was done with it.
  app::State state(size_t language) const;

  // What `html_of` needs on a page; `root` leads from its folder to that of all pages: "" or "../".
  Surroundings surroundings(size_t language, const std::string& root,
                            std::function<Way(const app::Intent&)> way_of) const;

  // Whether the foot of a page leads to the other languages; pages of passages do so at each passage.
  enum class Languages : uint8_t { Shown, Hidden };

  // A whole page around what it says.
  std::string page(const std::string& page, size_t language, const std::string& main, Languages languages) const;

  // Links to the same page, and the place in it, in the other languages; from the page's own folder.
  std::string language_links(const std::string& page, size_t language, const std::string& fragment) const;

 private:
  std::string keep(const std::string& stem, const std::string& ending, std::string bytes) const;
  std::string help(size_t language) const;
  std::string issuer(const Language& words) const;

  const Edition& edition_;
  Files& files_;
  std::string css_;
};

// Distributes blocks, in order, on pages that hold `room` bytes in each language. The page of each block, from 0;
// nothing where one does not fit on a page.
std::optional<std::vector<size_t>> paginate(const std::vector<Texts>& blocks, const std::vector<size_t>& room);

}  // namespace firefly::reading
