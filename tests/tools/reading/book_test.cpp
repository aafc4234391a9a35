#include "tools/reading/book.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "tests/tools/reading/pages.h"
#include "tests/tools/reading/some_language.h"

namespace firefly::reading {
namespace {

using test::section_of;
using test::Story;

Edition edition() { return {{test::some_language("zh-Hans"), test::some_language("en")}, ""}; }

Shelf little_shelf(const Edition& of) { return write_shelf({test::little_story()}, of).value(); }

// A message that fills `bytes` bytes.
program::Pack long_winded(size_t bytes) {
  Story story("long");
  story.node("Start");
  story.say("", std::string(bytes, 'x'));
  story.jump("End");
  story.ending("End");
  story.say("", "完了", {"debrief:headline"});
  story.say("", "就这样。", {"debrief:text"});
  story.end(program::Outcome::Safe);
  return story.pack("Start");
}

// Pays a yuan more as often as one likes: more bills than a book holds.
program::Pack without_end() {
  Story story("circle");
  story.node("Start");
  story.say("", "再付一块？");
  story.perform(program::Command::Pay, {"1"});
  story.option("付", "Start", {program::Act::Comply, 3, "", {}, true});
  story.option("不付", "End");
  story.choose();
  story.ending("End");
  story.say("", "完了", {"debrief:headline"});
  story.say("", "就这样。", {"debrief:text"});
  story.end(program::Outcome::Safe);
  return story.pack("Start");
}

}  // namespace

TEST_CASE("a shelf has a list, a way out, and a cover, a story and a debrief for each scenario in each language") {
  const Shelf shelf = little_shelf(edition());
  for (const char* path : {"index.html", "index.en.html", "leave.html", "leave.en.html", "little/index.html",
                           "little/index.en.html", "little/1.html", "little/1.en.html", "little/debrief-1.html",
                           "little/moments.html", "little/moments.en.html"}) {
    CHECK_MESSAGE(shelf.files.count(path) == 1, path);
  }
  REQUIRE(shelf.accounts.size() == 1);
  CHECK(shelf.accounts[0].scenario == "little");
  CHECK(shelf.accounts[0].told_in_one.empty());
}

TEST_CASE("a passage is read as it would be played: who says what, on which page, what it cost, what to do") {
  const std::string page = little_shelf(edition()).files.at("little/1.html");
  const std::string first = section_of(page, "p1");
  CHECK(first.find("<h2>顾老师 <i>反诈演练</i></h2>") != std::string::npos);
  CHECK(first.find("<b>顾老师</b><p>一天两三个点，稳的。</p>") != std::string::npos);
  CHECK(first.find("<a href=\"1.html#p2\">不加了 ") != std::string::npos);
  CHECK(first.find("这条路不通") == std::string::npos);
  CHECK(first.find("<mark>") == std::string::npos);  // not before it is over
  CHECK(page.find("<div class=\"chat page\"><p class=small>总资产</p>") != std::string::npos);
  CHECK(page.find("<b>¥12,000</b> 付给 园艺店 <i>演练，没有真的付钱</i>") != std::string::npos);
  CHECK(page.find("<p class=\"cost lost\">一共少了 <b>¥11,880</b></p>") != std::string::npos);
}

TEST_CASE("the debrief marks what the reader surely met, says why, and sends to the rest") {
  const Files files = little_shelf(edition()).files;
  std::string debrief;
  for (const auto& [path, html] : files) {
    if (path.starts_with("little/debrief") && html.find("收款方") != std::string::npos) debrief = html;
  }
  CHECK(debrief.find("<mark>一天两三个点，稳的。</mark>") != std::string::npos);
  CHECK(debrief.find("<p class=flag><b>稳赚</b> 没有稳赚的买卖。</p>") != std::string::npos);
  // The same trick again: its name is enough.
  CHECK(debrief.find("<p class=flag><b>稳赚</b></p>") != std::string::npos);
  // A step that was surely taken has its lesson right below it.
  const std::string answered = "<p>行吧</p></div>\n<p class=lesson>这一步之前，可以留意：收款人不对</p>";
  CHECK(std::any_of(files.begin(), files.end(),
                    [&](const auto& file) { return file.second.find(answered) != std::string::npos; }));
  CHECK(debrief.find("href=\"moments.html\"") != std::string::npos);
  const std::string all = files.at("little/moments.html");
  CHECK(all.find("如果选了【行吧】，这之前可以留意：收款人不对") != std::string::npos);
}

TEST_CASE("the language is switched in the middle of the story") {
  const Files files = little_shelf(edition()).files;
  CHECK(section_of(files.at("little/1.html"), "p3").find("lang=en hreflang=en href=\"1.en.html#p3\">English<") !=
        std::string::npos);
  CHECK(section_of(files.at("little/1.en.html"), "p3").find("href=\"1.html#p3\">简体中文<") != std::string::npos);
}

TEST_CASE("pages name who presents them, or that nobody does") {
  CHECK(little_shelf(edition()).files.at("little/1.en.html").find("speaks for no authority") != std::string::npos);
  Edition presented = edition();
  presented.issuer = "枇杷街派出所 <1>";
  const std::string cover = little_shelf(presented).files.at("little/index.html");
  CHECK(cover.find("主办：枇杷街派出所 &lt;1&gt;") != std::string::npos);
}

TEST_CASE("a scenario with too many ways is told along one, and says so") {
  const Shelf shelf = write_shelf({without_end()}, edition()).value();
  CHECK(shelf.accounts[0].told_in_one.find("circle has more than") != std::string::npos);
  CHECK(shelf.accounts[0].passages == 3);
  CHECK(shelf.files.at("circle/index.html").find("这里只写下一条") != std::string::npos);
}

TEST_CASE("a passage that fits on no page is refused with the scenario's name") {
  CHECK(write_shelf({long_winded(20'000)}, edition()));
  const auto shelf = write_shelf({long_winded(40'000)}, edition());
  REQUIRE_FALSE(shelf);
  CHECK(shelf.error().message.find("long has a passage too long") != std::string::npos);
}

}  // namespace firefly::reading
