#include "tools/reading/press.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "engine/base/checksum.h"
#include "kiosk/app/present.h"
#include "tools/reading/css.h"
#include "tools/reading/svg.h"

namespace firefly::reading {

using app::Element;
using app::Intent;
using app::Message;

namespace {

// What to do in earnest, for paper.
std::string advice(const Language& words) {
  const std::vector<std::string> paid{words.say(Message::advice_paid_title), words.say(Message::advice_paid_call)};
  return escaped(words.messages().text(Message::said, paid).utf8) + "<br>" + escaped(words.say(Message::advice_ask));
}

}  // namespace

Press::Press(const Edition& edition, Files& files) : edition_(edition), files_(files) {
  css_ = keep("reading", ".css", std::string(css::reading));
}

// A file whose name holds a hash of its contents may be kept for ever by whoever fetched it.
std::string Press::keep(const std::string& stem, const std::string& ending, std::string bytes) const {
  std::array<char, 24> digits{};
  const uint64_t hash = base::checksum({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()});
  std::snprintf(digits.data(), digits.size(), "%08x", static_cast<unsigned>(hash ^ hash >> 32));
  std::string name = stem + '.' + digits.data() + ending;
  files_.emplace(name, std::move(bytes));
  return name;
}

std::string Press::name(const std::string& page, size_t language) const {
  return page + (language == 0 ? "" : '.' + edition_.languages[language].locale()) + ".html";
}

app::State Press::state(size_t language) const {
  app::State state;
  state.settings.station.issuer = edition_.issuer;
  state.messages = edition_.languages[language].messages();
  state.locale = edition_.languages[language].locale();
  return state;
}

Surroundings Press::surroundings(size_t language, const std::string& root,
                                 std::function<Way(const Intent&)> way_of) const {
  Surroundings around;
  around.way_of = std::move(way_of);
  around.address_of = [this, root](const program::Picture& picture) {
    return root + keep(std::string(picture.name), ".svg", svg_of(picture));
  };
  around.picture_label = edition_.languages[language].say(Message::drill_fiction);
  around.tile_address = root + keep("tile", ".svg", tile_of(around.picture_label));
  return around;
}

std::string Press::page(const std::string& page, size_t language, const std::string& main, Languages languages) const {
  const Language& words = edition_.languages[language];
  const std::string root = page.find('/') == std::string::npos ? "" : "../";
  const std::string label = escaped(words.say(Message::drill_label));
  const std::string version = escaped(words.say(Phrase::version));
  std::string html = "<!doctype html>\n<html lang=" + words.locale() + ">\n<head>\n<meta charset=utf-8>\n";
  html += "<meta name=viewport content=\"width=device-width, initial-scale=1\">\n";
  html += "<meta name=robots content=noindex>\n<title>" + label + " · " + version + "</title>\n";
  html += "<meta name=description content=\"" + escaped(words.say(Message::cover_drill)) + "\">\n";
  html += "<link rel=icon href=\"data:,\">\n<link rel=stylesheet href=\"" + root + css_ + "\">\n</head>\n<body>\n";
  html += "<section id=real role=main>\n" + help(language) + "</section>\n";
  html += "<header><p>" + escaped(words.say(Message::app_name)) + " <span>" + version + "</span> <b>" + label +
          "</b></p><a href=\"" + root + name("leave", language) + "\">" + escaped(words.say(Message::leave)) +
          "</a></header>\n<main>\n" + main + "</main>\n";
  html += "<aside><a href=\"#real\">" + escaped(words.say(Message::help_button)) + "</a></aside>\n";
  html += "<footer><nav aria-label=\"" + version + "\"><a href=\"" + root + name("index", language) + "\">" +
          escaped(words.say(Message::other_drills)) + "</a>";
  if (languages == Languages::Shown) html += language_links(page, language, "");
  html += "</nav><p>" + escaped(issuer(words)) + "</p><p>" + escaped(words.say(Message::cover_privacy)) +
          "</p><p class=paper>" + advice(words) + "</p></footer>\n</body>\n</html>\n";
  return html;
}

std::string Press::language_links(const std::string& page, size_t language, const std::string& fragment) const {
  std::string html;
  const std::string here = page.substr(page.find('/') + 1);
  for (size_t other = 0; other < edition_.languages.size(); ++other) {
    if (other == language) continue;
    const Language& words = edition_.languages[other];
    html += " <a lang=" + words.locale() + " hreflang=" + words.locale() + " href=\"" + name(here, other) + fragment +
            "\">" + escaped(words.own_name()) + "</a>";
  }
  return html;
}

// A part of every page, so that it opens without a network; nothing of the drill is seen beside it.
std::string Press::help(size_t language) const {
  app::State help = state(language);
  help.screen = app::Screen::Help;
  const app::View view = app::present(help);
  const Language& words = edition_.languages[language];
  const Surroundings around = surroundings(language, "", [&words](const Intent& intent) {
    if (intent.kind != Intent::Kind::Dial) return Way{};
    return Way{"tel:" + words.say(app::help_hotlines[intent.argument]), ""};
  });
  std::vector<Element> body = view.body;
  // The numbers come right behind the first words: here the page scrolls.
  const auto advice = std::find_if(body.begin(), body.end(), [](const Element& element) {
    return element.kind == Element::Kind::Heading && element.tone != app::Tone::Danger;
  });
  body.insert(advice, view.dock.begin(), view.dock.end());
  return "<h1>" + escaped(view.title.utf8) + "</h1>\n" + html_of(view, body, around) + "<p class=small>" +
         escaped(words.say(Phrase::go_back)) + "</p>\n";
}

std::string Press::issuer(const Language& words) const {
  if (edition_.issuer.empty()) return words.say(Message::cover_demonstration);
  return words.messages().text(Message::cover_issuer, std::vector{edition_.issuer}).utf8;
}

std::optional<std::vector<size_t>> paginate(const std::vector<Texts>& blocks, const std::vector<size_t>& room) {
  std::vector<size_t> pages;
  std::vector<size_t> used(room.size());
  size_t page = 0;
  for (const Texts& block : blocks) {
    const auto fits = [&] {
      for (size_t i = 0; i < room.size(); ++i) {
        if (used[i] + block[i].size() > room[i]) return false;
      }
      return true;
    };
    if (!fits()) {
      if (pages.empty()) return std::nullopt;
      ++page;
      used.assign(room.size(), 0);
      if (!fits()) return std::nullopt;
    }
    for (size_t i = 0; i < room.size(); ++i) used[i] += block[i].size();
    pages.push_back(page);
  }
  return pages;
}

}  // namespace firefly::reading
