#include "tools/reading/press.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/tools/reading/pages.h"
#include "tests/tools/reading/some_language.h"

namespace firefly::reading {
namespace {

Edition edition() { return {{test::some_language("zh-Hans"), test::some_language("en")}, ""}; }

}  // namespace

TEST_CASE("pages of the first language have plain names, those of another its tag") {
  const Edition both = edition();
  Files files;
  const Press press(both, files);
  CHECK(press.name("teacher/2", 0) == "teacher/2.html");
  CHECK(press.name("teacher/2", 1) == "teacher/2.en.html");
  CHECK(press.language_links("teacher/2", 1, "#p7") ==
        " <a lang=zh-Hans hreflang=zh-Hans href=\"2.html#p7\">简体中文</a>");
}

TEST_CASE("a page names its language, its style by contents, and leads out and to real help") {
  const Edition both = edition();
  Files files;
  const Press press(both, files);
  REQUIRE(files.size() == 1);
  const std::string style = files.begin()->first;
  CHECK(style.starts_with("reading."));
  CHECK(style.size() == std::string("reading.01234567.css").size());
  const std::string page = press.page("teacher/2", 1, "<p>story</p>\n", Press::Languages::Shown);
  CHECK(page.find("<html lang=en>") != std::string::npos);
  CHECK(page.find("<link rel=stylesheet href=\"../" + style + "\">") != std::string::npos);
  CHECK(page.find("<main>\n<p>story</p>\n</main>") != std::string::npos);
  CHECK(page.find("<a href=\"../leave.en.html\">I want to stop</a>") != std::string::npos);
  CHECK(page.find("<aside><a href=\"#real\">") != std::string::npos);
  CHECK(page.find("href=\"2.html\">简体中文</a>") != std::string::npos);
  CHECK(press.page("index", 1, "", Press::Languages::Hidden).find("href=\"" + style) != std::string::npos);
}

TEST_CASE("real help on a page is the app's, with numbers to touch and no way back into the drill but the browser's") {
  const Edition both = edition();
  Files files;
  const Press press(both, files);
  const std::string real = test::section_of(press.page("index", 0, "", Press::Languages::Shown), "real");
  CHECK(real.find("<h1>我真的碰上了</h1>") != std::string::npos);
  CHECK(real.find("<a href=\"tel:110\" class=call>拨打 110</a>") != std::string::npos);
  CHECK(real.find("反诈演练") == std::string::npos);
  CHECK(real.find("按返回键") != std::string::npos);
  CHECK(test::links_of(real) == std::vector<std::string>{"tel:110", "tel:96110"});
}

TEST_CASE("blocks go on pages in order, by the language that needs most") {
  const std::vector<Texts> blocks{{"aa", "aaaa"}, {"bb", "bbbb"}, {"cc", "c"}};
  CHECK(paginate(blocks, {100, 8}) == std::vector<size_t>{0, 0, 1});
  CHECK(paginate(blocks, {3, 100}) == std::vector<size_t>{0, 1, 2});
  CHECK_FALSE(paginate(blocks, {100, 3}));
  CHECK(paginate({}, {1})->empty());
}

}  // namespace firefly::reading
