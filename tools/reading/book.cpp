#include "tools/reading/book.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <numeric>
#include <set>
#include <span>
#include <utility>

#include "kiosk/app/elements.h"
#include "kiosk/app/present.h"
#include "kiosk/app/words.h"
#include "tools/reading/html.h"
#include "tools/reading/passages.h"

namespace firefly::reading {
namespace {

using app::Element;
using app::Intent;
using app::Message;
using app::Screen;
using program::no_index;

// One scenario on its way to pages.
class Book {
 public:
  Book(const program::Pack& pack, const Press& press, Files& files)
      : pack_(pack), press_(press), files_(files), folder_(std::string(pack.scenario().name) + '/') {}

  base::Result<Account> write() {
    Account account;
    account.scenario = pack_.scenario().name;
    auto passages = all_passages(pack_);
    if (!passages) {
      account.told_in_one = passages.error().message;
      passages = one_play(pack_);
      if (!passages) return passages.error();
    }
    passages_ = std::move(passages).value();
    is_whole_ = account.told_in_one.empty();
    number_passages();
    account.passages = passages_.size();
    for (uint32_t passage = 0; passage < passages_.size(); ++passage) {
      if (is_over(passage)) ++account.endings;
    }
    const auto done = write_pages();
    if (!done) return done.error();
    return account;
  }

 private:
  // What is genuine has nothing that gives it away.
  bool is_scam() const { return pack_.scenario().truth == program::Truth::Scam; }
  bool is_over(uint32_t passage) const { return passages_[passage].drill.phase == app::Phase::Over; }
  bool is_risky(const program::Line& line) const { return line.risk >= 2 && line.lesson != no_index; }
  size_t language_count() const { return press_.languages().size(); }
  const Language& words(size_t language) const { return press_.languages()[language]; }

  // Passages are numbered as they were written, so that a page on paper is read like a book.
  void number_passages() {
    order_.resize(passages_.size());
    std::iota(order_.begin(), order_.end(), 0);
    std::stable_sort(order_.begin(), order_.end(),
                     [this](uint32_t one, uint32_t other) { return passages_[one].place < passages_[other].place; });
    number_.resize(passages_.size());
    for (size_t i = 0; i < order_.size(); ++i) number_[order_[i]] = i + 1;
  }

  base::Result<base::Done> write_pages() {
    write_moments();
    for (const std::vector<uint32_t>& endings : endings_of(passages_)) write_debrief(endings);
    write_story();
    write_cover();
    if (too_long_) return base::Error{std::string(pack_.scenario().name) + " has a passage too long for one page"};
    return base::Done{};
  }

  // ---- pages of blocks

  // How many bytes a page of this scenario has for its blocks.
  std::vector<size_t> room(size_t reserved) {
    std::vector<size_t> room;
    for (size_t language = 0; language < language_count(); ++language) {
      const size_t used =
          press_.page(folder_ + "1000-1000", language, heading(language), Press::Languages::Shown).size() + reserved;
      room.push_back(page_bytes_most - used);
    }
    return room;
  }

  std::vector<size_t> paginated(const std::vector<Texts>& blocks, size_t reserved) {
    auto pages = paginate(blocks, room(reserved));
    too_long_ = too_long_ || !pages;
    return pages ? std::move(*pages) : std::vector<size_t>(blocks.size());
  }

  void put(const std::string& page, size_t language, const std::string& main, Press::Languages shown) {
    files_[press_.name(folder_ + page, language)] =
        press_.page(folder_ + page, language, heading(language) + main, shown);
  }

  // Blocks one after the other, on as many pages as it takes: NAME, NAME-2, NAME-3.
  void put_blocks(const std::string& name, const std::vector<Texts>& blocks) {
    constexpr size_t link_bytes = 200;
    const std::vector<size_t> pages = paginated(blocks, link_bytes);
    const auto page_name = [&](size_t page) { return page == 0 ? name : name + '-' + std::to_string(page + 1); };
    for (size_t language = 0; language < language_count(); ++language) {
      for (size_t page = 0; page <= pages.back(); ++page) {
        std::string main;
        for (size_t i = 0; i < blocks.size(); ++i) {
          if (pages[i] == page) main += blocks[i][language];
        }
        if (page < pages.back())
          main += way(press_.name(page_name(page + 1), language), words(language).say(Message::go_on));
        put(page_name(page), language, main, Press::Languages::Shown);
      }
    }
  }

  static std::string way(const std::string& address, const std::string& text) {
    return "<ul class=ways><li><a class=next href=\"" + address + "\">" + escaped(text) + "</a></li></ul>\n";
  }

  // ---- views

  app::View view_of(size_t language, const app::Drill& drill, Screen screen, uint32_t debrief_page) const {
    app::State state = press_.state(language);
    state.screen = screen;
    state.drill = drill;
    state.debrief_page = debrief_page;
    state.recording = app::Recording::None;
    return app::present(state);
  }

  std::string render(size_t language, const app::View& view, const std::vector<Element>& elements, int heading_level,
                     std::function<Way(const Intent&)> way_of) const {
    Surroundings around = press_.surroundings(language, "../", std::move(way_of));
    around.heading = heading_level;
    return html_of(view, elements, around);
  }

  std::string title(size_t language) const {
    const app::View cover = cover_view(language);
    for (const Element& element : cover.body) {
      if (element.kind == Element::Kind::Heading) return element.text.utf8;
    }
    return cover.title.utf8;
  }

  std::string heading(size_t language) const { return "<h1>" + escaped(title(language)) + "</h1>\n"; }

  std::string chip(size_t language) const {
    return " <i>" + escaped(words(language).say(Message::drill_label)) + "</i>";
  }

  // ---- cover

  app::View cover_view(size_t language) const {
    app::State state = press_.state(language);
    state.entries.push_back({std::string(pack_.scenario().name), app::Fetch::Here, pack_});
    state.screen = Screen::Cover;
    return app::present(state);
  }

  void write_cover() {
    for (size_t language = 0; language < language_count(); ++language) {
      const app::View view = cover_view(language);
      std::string main = "<section class=\"cover shown\">\n";
      Surroundings around = press_.surroundings(language, "../", [&](const Intent& intent) {
        return intent.kind == Intent::Kind::Play ? way_to(0, language) : Way{};
      });
      around.first_is_title = true;
      main += html_of(view, view.body, around);
      main += "<p class=chip>" + escaped(view.drill.utf8) + "</p>\n";
      if (!is_whole_) main += "<p>" + escaped(words(language).say(Phrase::one_play)) + "</p>\n";
      around.way_of = [&](const Intent& intent) {
        return intent.kind == Intent::Kind::Play ? Way{way_to(0, language).address, ""} : Way{};
      };
      main += html_of(view, view.dock, around);
      const std::string app =
          "../../?scenario=" + std::string(pack_.scenario().name) + "&amp;locale=" + words(language).locale();
      main += "<p class=other><a href=\"" + app + "\">" + escaped(words(language).say(Phrase::to_app)) +
              "</a></p>\n</section>\n";
      files_[press_.name(folder_ + "index", language)] =
          press_.page(folder_ + "index", language, main, Press::Languages::Shown);
    }
  }

  // ---- the story

  Way way_to(uint32_t passage, size_t language) const {
    const std::string number = std::to_string(number_[passage]);
    return {press_.name(std::to_string(page_of_[passage]), language) + "#p" + number,
            words(language).say(Phrase::to_part, std::vector{number})};
  }

  std::string passage_html(uint32_t index, size_t language) const {
    const Passage& passage = passages_[index];
    const std::string number = std::to_string(number_[index]);
    std::string html = "<section id=p" + number + ">\n<p class=part>" +
                       escaped(words(language).say(Phrase::part, std::vector{number})) + "</p>\n";
    const auto way_of = [&](const Intent& intent) -> Way {
      if (intent.kind == Intent::Kind::Continue && is_over(index)) {
        return {press_.name(debrief_of_.at(index), language), ""};
      }
      if (intent.kind != Intent::Kind::Choose) return {};
      for (size_t i = 0; i < passage.next.size(); ++i) {
        const bool this_one = passage.drill.options[i].number == intent.argument;
        if (this_one && passage.next[i] != no_index) return way_to(passage.next[i], language);
      }
      return {};
    };
    app::View view;
    for (const app::Drill& screen : screens_of(passage)) {
      const bool on_page = screen.visits.back().channel == program::Channel::Page;
      view = view_of(language, screen, app::play_screen(screen), 0);
      html += "<h2>" + escaped(view.title.utf8) + chip(language) + "</h2>\n";
      html += (on_page ? "<div class=\"chat page\">" : "<div class=chat>") +
              render(language, view, view.body, 3, way_of) + "</div>\n";
    }
    if (is_over(index)) {
      const app::View debrief = view_of(language, passage.drill, Screen::Debrief, 0);
      html += "<div class=bill>" + render(language, debrief, debrief.body, 3, way_of) + "</div>\n";
    } else {
      html += "<h3>" + escaped(words(language).say(Message::choose_title)) + "</h3>\n";
    }
    html += render(language, view, view.dock, 3, way_of);
    html += "<p class=other>" +
            press_.language_links(folder_ + std::to_string(page_of_[index]), language, "#p" + number) + "</p>\n";
    return html + "</section>\n";
  }

  void write_story() {
    const auto write_blocks = [this] {
      std::vector<Texts> blocks;
      for (const uint32_t passage : order_) {
        Texts& block = blocks.emplace_back();
        for (size_t language = 0; language < language_count(); ++language) {
          block.push_back(passage_html(passage, language));
        }
      }
      return blocks;
    };
    // Addresses are written twice: first as long as any can become, to find the pages, then as they are.
    page_of_.assign(passages_.size(), 1000);
    Texts nowhere;
    size_t longest = 0;
    for (size_t language = 0; language < language_count(); ++language) {
      nowhere.push_back("<section class=none><p>" + escaped(words(language).say(Phrase::nothing_here)) + "</p>\n" +
                        way(press_.name("index", language), words(language).say(Message::start_over)) + "</section>\n");
      longest = std::max(longest, nowhere.back().size());
    }
    const std::vector<size_t> pages = paginated(write_blocks(), longest);
    for (size_t i = 0; i < order_.size(); ++i) page_of_[order_[i]] = pages[i] + 1;
    const std::vector<Texts> blocks = write_blocks();
    for (size_t language = 0; language < language_count(); ++language) {
      for (size_t page = 0; page <= pages.back(); ++page) {
        std::string main;
        for (size_t i = 0; i < blocks.size(); ++i) {
          if (pages[i] == page) main += blocks[i][language];
        }
        put(std::to_string(page + 1), language, main + nowhere[language], Press::Languages::Hidden);
      }
    }
  }

  // ---- the debrief

  // What was shown already, so that nothing is explained twice.
  struct Told {
    std::set<std::string> flags;  // by label
    std::set<uint32_t> lines;     // flagged, or of a risky option
  };

  // A part of a play as its debrief shows it.
  struct Stretch {
    const app::Drill* drill = nullptr;
    std::vector<app::Shown> entries;
    const std::vector<app::Option>* options = nullptr;  // at its end; those that were risky are told of
  };

  // What gave it away in a stretch, as the app's debrief shows it; nothing where there was nothing. What was told of
  // before is left out.
  std::string moments_html(const Stretch& stretch, size_t language, Told& told) const {
    app::Drill drill = *stretch.drill;
    drill.transcript.clear();
    bool telling = false;
    for (const app::Shown& shown : stretch.entries) {
      const bool chosen = shown.kind == app::Shown::Kind::Chosen;
      const bool said = shown.kind == app::Shown::Kind::Said;
      const program::Line line = chosen || said ? pack_.line(shown.line) : program::Line{};
      if ((said && !line.flags.empty()) || (chosen && is_risky(line))) {
        if (!told.lines.insert(shown.line).second) continue;
        telling = true;
      }
      drill.transcript.push_back(shown);
    }
    if (drill.transcript.empty()) return {};
    std::vector<Element> lessons;
    for (const app::Option& option : *stretch.options) {
      if (!is_risky(pack_.line(option.line)) || !told.lines.insert(option.line).second) continue;
      lessons.push_back(lesson(option, language));
    }
    if (!telling && lessons.empty()) return {};
    // Where only the options were telling, what came right before them is enough.
    if (!telling) drill.transcript.erase(drill.transcript.begin(), drill.transcript.end() - 1);
    const app::View view = view_of(language, drill, Screen::Debrief, 1);
    std::vector<Element> elements(view.body.begin() + 2, view.body.end());  // without title and note
    for (Element& element : elements) {
      const bool is_place = element.kind == Element::Kind::Caption && element.tone != app::Tone::Flag;
      if (is_place) {
        element.kind = Element::Kind::Heading;
        element.badge = view.drill;
      }
      const bool is_note = element.kind == Element::Kind::FlagNote;
      if (is_note && !told.flags.insert(element.text.utf8).second) element.detail = {};
    }
    elements.insert(elements.end(), lessons.begin(), lessons.end());
    return "<section class=\"moment shown\">" + render(language, view, elements, 3, nowhere()) + "</section>\n";
  }

  // What could have warned somebody who chose so.
  Element lesson(const app::Option& option, size_t language) const {
    const app::Words of_pack(words(language).messages(), words(language).locale());
    const uint32_t label = pack_.flag(pack_.line(option.line).lesson).label_line;
    text::Text text;
    text.utf8 = words(language).say(Phrase::lesson, std::vector{of_pack.line(pack_, option.line, option.values).utf8,
                                                                of_pack.line(pack_, label).utf8});
    Element made = app::element(Element::Kind::Caption, "lesson", std::move(text));
    made.tone = app::Tone::Flag;
    return made;
  }

  static std::function<Way(const Intent&)> nowhere() {
    return [](const Intent&) { return Way{}; };
  }

  // Everything that gives the scam away, however one chooses.
  void write_moments() {
    if (!is_scam()) return;
    std::vector<Texts> blocks(1);
    for (size_t language = 0; language < language_count(); ++language) {
      blocks.front().push_back("<section class=\"title shown\"><h2>" +
                               escaped(words(language).say(Phrase::all_moments)) + chip(language) + "</h2>\n<p>" +
                               escaped(words(language).say(Phrase::all_note)) + "</p></section>\n");
    }
    std::vector<Told> told(language_count());
    for (const uint32_t index : order_) {
      const Passage& passage = passages_[index];
      Stretch stretch{&passage.drill, {}, &passage.drill.options};
      for (size_t i = passage.begin; i < passage.drill.transcript.size(); ++i) {
        const app::Shown& shown = passage.drill.transcript[i];
        // Options are told of where they are offered.
        if (shown.kind != app::Shown::Kind::Chosen) stretch.entries.push_back(shown);
      }
      add_moments(stretch, told, blocks);
    }
    has_moments_ = blocks.size() > 1;
    if (has_moments_) put_blocks("moments", blocks);
  }

  void add_moments(const Stretch& stretch, std::vector<Told>& told, std::vector<Texts>& blocks) const {
    Texts block;
    for (size_t language = 0; language < language_count(); ++language) {
      block.push_back(moments_html(stretch, language, told[language]));
    }
    if (!block.front().empty()) blocks.push_back(std::move(block));
  }

  // The play that comes to these endings first, from choice to choice, without what another may not have met.
  std::vector<Stretch> sure_stretches(const std::vector<uint32_t>& endings) const {
    const app::Drill& drill = passages_[endings.front()].drill;
    const std::vector<bool> surely = surely_shown(passages_, endings);
    std::vector<Stretch> stretches(1);
    for (size_t i = 0; i < drill.transcript.size(); ++i) {
      if (drill.transcript[i].kind == app::Shown::Kind::Chosen) stretches.emplace_back();
      if (surely[i]) stretches.back().entries.push_back(drill.transcript[i]);
    }
    uint32_t at = endings.front();
    for (auto stretch = stretches.rbegin(); stretch != stretches.rend(); ++stretch) {
      stretch->drill = &drill;
      stretch->options = &passages_[at].drill.options;
      // Whoever surely chose something is told of that instead.
      const bool answered = stretch != stretches.rbegin() && !std::prev(stretch)->entries.empty() &&
                            std::prev(stretch)->entries.front().kind == app::Shown::Kind::Chosen;
      if (answered) stretch->options = &no_options_;
      at = passages_[at].before;
    }
    return stretches;
  }

  // What the debrief says first: what gave it away, as far as it is certain.
  std::vector<Texts> sure_moments(const std::vector<uint32_t>& endings) const {
    std::vector<Texts> blocks(1);
    std::vector<Told> told(language_count());
    for (const Stretch& stretch : sure_stretches(endings)) add_moments(stretch, told, blocks);
    const bool certain = blocks.size() > 1;
    for (size_t language = 0; language < language_count(); ++language) {
      const app::View view = view_of(language, passages_[endings.front()].drill, Screen::Debrief, 1);
      const std::string& title = view.body[0].text.utf8;
      const std::string note =
          certain || !has_moments_ ? view.body[1].text.utf8 : words(language).say(Phrase::moments_none);
      blocks.front().push_back("<section class=\"title shown\"><h2>" + escaped(title) + chip(language) + "</h2>\n<p>" +
                               escaped(note) + "</p></section>\n");
    }
    return blocks;
  }

  void write_debrief(const std::vector<uint32_t>& endings) {
    std::vector<Texts> blocks;
    if (is_scam()) blocks = sure_moments(endings);
    Texts& rest = blocks.emplace_back();
    for (size_t language = 0; language < language_count(); ++language) {
      rest.push_back(rest_of_debrief(endings.front(), language));
    }
    // Many endings look back on the same.
    const auto [known, is_new] = debriefs_.emplace(blocks, "debrief-" + std::to_string(debriefs_.size() + 1));
    for (const uint32_t ending : endings) debrief_of_[ending] = known->second;
    if (is_new) put_blocks(known->second, blocks);
  }

  std::string rest_of_debrief(uint32_t passage, size_t language) const {
    std::string html;
    if (has_moments_) html += way(press_.name("moments", language), words(language).say(Phrase::to_moments));
    const app::View advice = view_of(language, passages_[passage].drill, Screen::Debrief, 2);
    html += "<section class=\"advice shown\">" + chip_line(language) +
            render(language, advice, advice.body, 2, nowhere()) + "</section>\n";
    const app::View thanks = view_of(language, passages_[passage].drill, Screen::Thanks, 0);
    html +=
        "<section class=\"thanks shown\">" + chip_line(language) + render(language, thanks, thanks.body, 2, nowhere());
    return html +
           render(language, thanks, thanks.dock, 2,
                  [&](const Intent& intent) -> Way {
                    if (intent.kind == Intent::Kind::Again) return {press_.name("index", language), ""};
                    if (intent.kind == Intent::Kind::ShowCatalogue) return {"../" + press_.name("index", language), ""};
                    return {};
                  }) +
           "</section>\n";
  }

  std::string chip_line(size_t language) const {
    return "<p class=chip>" + escaped(words(language).say(Message::drill_label)) + "</p>\n";
  }

  const program::Pack& pack_;
  const Press& press_;
  Files& files_;
  std::string folder_;
  Passages passages_;
  bool is_whole_ = true;
  bool has_moments_ = false;
  bool too_long_ = false;
  std::vector<uint32_t> order_;  // passages in the order of their numbers
  std::vector<size_t> number_;   // of each passage, from 1
  std::vector<size_t> page_of_;  // of each passage, from 1
  const std::vector<app::Option> no_options_;
  std::map<std::vector<Texts>, std::string> debriefs_;
  std::map<uint32_t, std::string> debrief_of_;  // page of each passage that is an ending
};

// The pages of no scenario: the list of all, the way out, real help.
void write_common(const std::vector<program::Pack>& packs, const Press& press, Files& files) {
  for (size_t language = 0; language < press.languages().size(); ++language) {
    app::State state = press.state(language);
    state.catalogue = app::Fetch::Here;
    for (const program::Pack& pack : packs) {
      state.entries.push_back({std::string(pack.scenario().name), app::Fetch::Here, pack});
    }
    const auto write = [&](const std::string& page, Screen screen, const std::function<Way(const Intent&)>& way_of) {
      state.screen = screen;
      const app::View view = app::present(state);
      const Surroundings around = press.surroundings(language, "", way_of);
      const std::string main = "<section class=\"" + page + " shown\">\n<h1>" + escaped(view.title.utf8) +
                               "</h1>\n<p class=chip>" + escaped(view.drill.utf8) + "</p>\n" +
                               html_of(view, view.body, around) + html_of(view, view.dock, around) + "</section>\n";
      files[press.name(page, language)] = press.page(page, language, main, Press::Languages::Shown);
    };
    write("index", Screen::Catalogue, [&](const Intent& intent) -> Way {
      if (intent.kind != Intent::Kind::Open) return {};
      return {press.name(state.entries[intent.argument].name + "/index", language), ""};
    });
    write("leave", Screen::Leave, [&](const Intent& intent) -> Way {
      return intent.kind == Intent::Kind::ShowCatalogue ? Way{press.name("index", language), ""} : Way{};
    });
  }
}

}  // namespace

base::Result<Shelf> write_shelf(const std::vector<program::Pack>& packs, const Edition& edition) {
  Shelf shelf;
  const Press press(edition, shelf.files);
  for (const program::Pack& pack : packs) {
    auto account = Book(pack, press, shelf.files).write();
    if (!account) return account.error();
    shelf.accounts.push_back(std::move(account).value());
  }
  write_common(packs, press, shelf.files);
  return shelf;
}

}  // namespace firefly::reading
