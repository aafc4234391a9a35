#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "engine/prove/exploration.h"
#include "kiosk/app/drill.h"
#include "kiosk/app/money.h"
#include "kiosk/app/words.h"
#include "tests/built_content.h"
#include "tests/source_path.h"
#include "tests/tools/reading/pages.h"
#include "tools/firefly/commands.h"
#include "tools/reading/book.h"
#include "tools/reading/passages.h"

// Walks through the reading version of the real content, by its links alone.

namespace firefly::reading {
namespace {

using test::all_between;
using test::links_of;
using test::section_of;
using test::Target;
using test::target_of;
using test::words_of;

// The pages of content/ as `firefly read` writes them; empty where it fails.
const Files& pages() {
  static const Files files = [] {
    namespace fs = std::filesystem;
    Files read;
    const fs::path folder =
        fs::temp_directory_path() /
        ("firefly-reading-" + std::to_string(std::hash<std::string>{}(fs::current_path().string())));
    fs::remove_all(folder);
    tool::Options options;
    options.paths = {test::source_path("content")};
    options.output = folder.string();
    if (tool::read_command(options) != tool::Exit::Holds) return read;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      read[fs::relative(entry.path(), folder).string()] = std::string(std::istreambuf_iterator<char>(file), {});
    }
    fs::remove_all(folder);
    return read;
  }();
  return files;
}

bool is_page(const std::string& path) { return path.ends_with(".html"); }
bool is_english(const std::string& path) { return path.ends_with(".en.html"); }

std::vector<program::Pack> scenarios() {
  std::vector<program::Pack> packs;
  for (const auto& [name, bytes] : test::built_content()) {
    if (!name.ends_with(".pack") || name.starts_with("messages.")) continue;
    packs.push_back(program::Pack::open(bytes).value());
  }
  return packs;
}

app::Messages messages_in(std::string_view locale) {
  const auto& bytes = test::built_content().at("messages." + std::string(locale) + ".pack");
  return app::Messages::bind(program::Pack::open(bytes).value(), locale).value();
}

std::string cover_of(const program::Pack& pack, std::string_view locale) {
  const std::string folder(pack.scenario().name);
  return folder + (locale == "en" ? "/index.en.html" : "/index.html");
}

std::string page_at(const std::string& path) {
  const auto found = pages().find(path);
  return found == pages().end() ? std::string() : found->second;
}

// What the prover finds that plays can end with, and whether chance has a part in any.
struct Proved {
  std::set<std::string> headlines;
  bool by_chance = false;
};

Proved proved(const program::Pack& pack, const app::Words& words) {
  prove::Exploration exploration(pack, {});
  while (!exploration.step(1000)) {
  }
  REQUIRE(exploration.whole());
  Proved proved;
  for (const prove::Run& run : exploration.runs()) {
    proved.by_chance = proved.by_chance || run.chance > 0;
    if (run.stop != prove::Run::Stop::Ending) continue;
    const program::Node node = pack.node(run.ended_in);
    for (uint32_t line = node.first_line; line < node.first_line + node.line_count; ++line) {
      if (pack.has_tag(pack.line(line), "debrief:headline")) proved.headlines.insert(words.line(pack, line).utf8);
    }
  }
  return proved;
}

// The way to the first passage.
Target start_of(const std::string& cover) {
  for (const std::string& link : links_of(page_at(cover))) {
    const Target target = target_of(cover, link);
    if (target.fragment.starts_with('p')) return target;
  }
  return {};
}

// What is offered at the end of a passage: words and ways.
struct Offer {
  std::string words;
  Target target;
};

std::vector<Offer> offers_of(const Target& at) {
  std::vector<Offer> offers;
  for (const std::string& item : all_between(section_of(page_at(at.path), at.fragment), "<li><a ", "</a></li>")) {
    const std::string text = item.substr(item.find('>') + 1);
    // What is only for paper, and the chip, stand behind the words.
    const std::string words = words_of(text.substr(0, std::min(text.find(" <small>"), text.find(" <i>"))));
    offers.push_back({words, target_of(at.path, links_of(item).front())});
  }
  return offers;
}

void check_form(const std::string& path, const std::string& html) {
  CAPTURE(path);
  CHECK(html.size() <= page_bytes_most);
  CHECK(html.find("<meta name=robots content=noindex>") != std::string::npos);
  for (const std::string& tag : all_between(html, "<", ">")) {
    for (const char* forbidden : {"script", "form", "input", "style", "iframe"})
      CHECK_FALSE(tag.starts_with(forbidden));
    // Attributes without their values: none is a style or what a script would answer to.
    std::string names = tag;
    for (const std::string& value : all_between(tag, "\"", "\"")) names.replace(names.find(value), value.size(), "");
    CHECK_MESSAGE(names.find(" style=") == std::string::npos, tag);
    CHECK_MESSAGE(names.find(" on") == std::string::npos, tag);
  }
  CHECK(html.find("javascript:") == std::string::npos);
  const std::string label = is_english(path) ? "Anti-fraud drill" : "反诈演练";
  CHECK(all_between(html, "<title>", "</title>").front().starts_with(label));
  // Each block says that it is a drill, but for real help and the note that nothing was chosen.
  const size_t main = html.find("<main>");
  REQUIRE(main != std::string::npos);
  for (const std::string& block : all_between(html.substr(main), "<section", "</section>")) {
    if (block.starts_with(" class=none")) continue;
    CHECK_MESSAGE(block.find(label) != std::string::npos, block);
    for (const std::string& place : all_between(block, "<h2>", "</h2>")) {
      if (block.starts_with(" id=")) CHECK_MESSAGE(place.find(label) != std::string::npos, place);
    }
  }
  // Real help is one touch away, and needs no other file.
  CHECK(html.find("<aside><a href=\"#real\">") != std::string::npos);
  const std::string real = section_of(html, "real");
  for (const char* number : {"href=\"tel:110\"", "href=\"tel:96110\""}) {
    CHECK_MESSAGE(real.find(number) != std::string::npos, number);
  }
  CHECK(real.find("<i>") == std::string::npos);
}

}  // namespace

TEST_CASE("the reading version has a cover for every scenario in every language") {
  REQUIRE_FALSE(pages().empty());
  for (const program::Pack& pack : scenarios()) {
    for (const app::Locale& locale : app::locales()) {
      CHECK(pages().count(cover_of(pack, locale.tag)) == 1);
    }
  }
}

TEST_CASE("every page is small, says that it is a drill, leads to real help, and needs neither script nor form") {
  size_t largest = 0;
  for (const auto& [path, html] : pages()) {
    if (!is_page(path)) continue;
    check_form(path, html);
    largest = std::max(largest, html.size());
  }
  MESSAGE("figure: the largest page of the reading version has " << largest << " bytes");
}

TEST_CASE("every link of the reading version leads somewhere, and every picture is there") {
  for (const auto& page : pages()) {
    const std::string& path = page.first;
    const std::string& html = page.second;
    if (!is_page(path)) continue;
    CAPTURE(path);
    for (const std::string& link : links_of(html)) {
      CAPTURE(link);
      if (link.starts_with("tel:") || link == "data:,") continue;
      // The app itself lies around this folder.
      if (link.find("?scenario=") != std::string::npos) {
        CHECK(link.starts_with("../../?scenario="));
        continue;
      }
      const Target target = target_of(path, link);
      CHECK(pages().count(target.path) == 1);
      if (!target.fragment.empty()) CHECK_FALSE(section_of(page_at(target.path), target.fragment).empty());
    }
    for (const std::string& picture : all_between(html, "src=\"", "\"")) {
      CAPTURE(picture);
      CHECK(pages().count(target_of(path, picture).path) == 1);
    }
  }
}

TEST_CASE("by links alone one comes from the cover to every passage, and to every ending that the prover knows") {
  for (const program::Pack& pack : scenarios()) {
    for (const app::Locale& locale : app::locales()) {
      CAPTURE(pack.scenario().name);
      CAPTURE(locale.tag);
      const app::Messages messages = messages_in(locale.tag);
      const app::Words words(messages, locale.tag);
      std::set<Target> seen;
      std::vector<Target> open{start_of(cover_of(pack, locale.tag))};
      std::set<std::string> headlines;
      while (!open.empty()) {
        const Target at = open.back();
        open.pop_back();
        if (!seen.insert(at).second) continue;
        const std::string passage = section_of(page_at(at.path), at.fragment);
        REQUIRE_FALSE(passage.empty());
        const std::vector<Offer> offers = offers_of(at);
        CHECK_FALSE(offers.empty());
        const size_t bill = passage.find("<div class=bill>");
        if (bill != std::string::npos) {
          headlines.insert(words_of(all_between(passage.substr(bill), "<h3>", "</h3>").front()));
          REQUIRE(offers.size() == 1);
          const std::string debrief = page_at(offers.front().target.path);
          const bool is_scam = pack.scenario().truth == program::Truth::Scam;
          CHECK((debrief.find(words.say(app::Message::debrief_flags).utf8) != std::string::npos) == is_scam);
          for (const auto message : {app::Message::advice_paid_call, app::Message::advice_unpaid_block,
                                     app::Message::debrief_ask, app::Message::debrief_genuine}) {
            // On a second page where there is much to look back on.
            const auto next = std::find_if(pages().begin(), pages().end(), [&](const auto& page) {
              const std::string stem = offers.front().target.path.substr(0, offers.front().target.path.find(".html"));
              return page.first.starts_with(stem.substr(0, stem.find(".en"))) &&
                     page.second.find(words.say(message).utf8) != std::string::npos;
            });
            CHECK(next != pages().end());
          }
          continue;
        }
        for (const Offer& offer : offers) open.push_back(offer.target);
      }
      const Proved known = proved(pack, words);
      const bool all = !known.by_chance && all_passages(pack);
      CHECK(std::includes(known.headlines.begin(), known.headlines.end(), headlines.begin(), headlines.end()));
      if (all) CHECK(headlines == known.headlines);
      size_t written = 0;
      for (const auto& [path, html] : pages()) {
        if (!path.starts_with(std::string(pack.scenario().name) + '/')) continue;
        if (is_english(path) == (locale.tag == "en")) written += all_between(html, "<section id=p", ">").size();
      }
      CHECK(seen.size() == written);
      MESSAGE(pack.scenario().name << " " << locale.tag << ": " << seen.size() << " passages, " << headlines.size()
                                   << " endings");
    }
  }
}

TEST_CASE("whoever plays and whoever reads meet the same words, the same options, and the same bill") {
  for (const program::Pack& pack : scenarios()) {
    // Where chance has a part, or only one play is told, not every play can be read.
    const app::Messages source_messages = messages_in(app::locales().front().tag);
    const app::Words source_words(source_messages, app::locales().front().tag);
    if (!all_passages(pack) || proved(pack, source_words).by_chance) continue;
    for (uint32_t seed = 0; seed < 150; ++seed) {
      const app::Locale locale = app::locales()[seed % app::locales().size()];
      CAPTURE(pack.scenario().name);
      CAPTURE(seed);
      const app::Messages messages = messages_in(locale.tag);
      const app::Words words(messages, locale.tag);
      std::mt19937 random(seed);
      app::Drill drill = app::start_drill(pack, 1);
      Target at = start_of(cover_of(pack, locale.tag));
      size_t read = 0;
      for (int choices = 0; choices < 500; ++choices) {
        while (drill.phase == app::Phase::Reading || drill.phase == app::Phase::Typing) app::show_next(drill);
        const std::string html = section_of(page_at(at.path), at.fragment);
        const std::string passage = words_of(html);
        size_t from = 0;
        for (; read < drill.transcript.size(); ++read) {
          const app::Shown& shown = drill.transcript[read];
          if (shown.line == program::no_index) continue;
          const size_t found = passage.find(words.line(pack, shown.line, shown.values).utf8, from);
          CHECK(found != std::string::npos);
          if (found != std::string::npos) from = found;
        }
        if (drill.phase == app::Phase::Over) {
          const size_t bill = html.find("<div class=bill>");
          REQUIRE(bill != std::string::npos);
          std::vector<std::string> sums;
          for (const std::string& sum : all_between(html.substr(bill), "<b>", "</b>")) sums.push_back(words_of(sum));
          if (drill.paid_fen == 0) {
            CHECK(words_of(html).find(words.say(app::Message::debrief_cost_none).utf8) != std::string::npos);
          } else {
            REQUIRE(sums.size() >= 3);
            CHECK(sums[0] == "¥" + app::write_yuan(drill.paid_fen));
            CHECK(sums[1] == "¥" + app::write_yuan(drill.received_fen));
            CHECK(sums[2] == "¥" + app::write_yuan(app::lost_fen(drill)));
          }
          break;
        }
        const std::vector<Offer> offers = offers_of(at);
        REQUIRE(offers.size() == drill.options.size());
        for (size_t i = 0; i < offers.size(); ++i) {
          CHECK(offers[i].words == words.line(pack, drill.options[i].line, drill.options[i].values).utf8);
        }
        const size_t pick = random() % offers.size();
        at = offers[pick].target;
        REQUIRE(app::pick(drill, drill.options[pick].number));
      }
      CHECK(drill.phase == app::Phase::Over);
    }
  }
}

}  // namespace firefly::reading
