#include "tools/reading/html.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "kiosk/app/elements.h"
#include "tests/kiosk/app/story.h"

namespace firefly::reading {
namespace {

using app::Element;
using app::Intent;
using Kind = Element::Kind;

text::Text words(std::string utf8) {
  text::Text text;
  text.utf8 = std::move(utf8);
  return text;
}

Element bubble(const std::string& who, const std::string& what, program::Side side = program::Side::Them) {
  Element made = app::element(Kind::Bubble, "message", words(what));
  made.detail = words(who);
  made.side = side;
  made.avatar = 0;
  return made;
}

std::string html(const std::vector<Element>& elements) {
  app::View view;
  view.packs.push_back(test::little_story());
  Surroundings around;
  around.way_of = [](const Intent& intent) {
    if (intent.kind == Intent::Kind::Choose) return Way{"#p" + std::to_string(intent.argument), "12"};
    return Way{};
  };
  around.address_of = [](const program::Picture& picture) { return std::string(picture.name) + ".svg"; };
  around.picture_label = "fiction";
  return html_of(view, elements, around);
}

}  // namespace

TEST_CASE("text is never taken for markup") { CHECK(escaped("a<b>&\"c\"\nd") == "a&lt;b&gt;&amp;&quot;c&quot;<br>d"); }

TEST_CASE("messages of one person in a row stand together under one name") {
  CHECK(html({bubble("顾老师", "一"), bubble("顾老师", "二"), bubble("兰姐", "三", program::Side::Me)}) ==
        "<div class=them><img src=\"face.svg\" alt=\"\"><b>顾老师</b><p>一</p><p>二</p></div>\n"
        "<div class=me><img src=\"face.svg\" alt=\"\"><b>兰姐</b><p>三</p></div>\n");
}

TEST_CASE("the words that gave it away are marked in their place") {
  Element told = bubble("顾老师", "稳赚不赔");
  told.text.marks.push_back({0, 6, 0});
  CHECK(html({told}).find("<p><mark>稳赚</mark>不赔</p>") != std::string::npos);
}

TEST_CASE("options are links, each with what it says on paper; what leads nowhere is left out") {
  Element drill = app::button("one", words("打 110"), {Intent::Kind::Choose, 3});
  drill.badge = words("演练");
  CHECK(html({drill, app::button("two", words("返回"), {Intent::Kind::Back, 0})}) ==
        "<ul class=ways><li><a href=\"#p3\">打 110 <i>演练</i> <small>12</small></a></li>\n</ul>\n");
  CHECK(html({app::button("two", words("返回"), {Intent::Kind::Back, 0})}).empty());
}

TEST_CASE("numbered steps and ticked ones are two lists") {
  Element one = app::element(Kind::Step, "one", words("停手"));
  one.number = 1;
  const Element tick = app::element(Kind::Step, "tick", words("凭证"));
  CHECK(html({one, tick}) == "<ol><li>停手</li></ol>\n<ul class=ticks><li>凭证</li></ul>\n");
}

TEST_CASE("a scene says on itself that it is fiction; a face does not need to") {
  Element scene = app::element(Kind::Picture, "scene", words("一辆跑车"));
  scene.picture = 0;
  CHECK(html({scene}).find("<figure class=face><img") == 0);
  scene.side = program::Side::Them;
  scene.detail = words("助理");
  CHECK(html({scene}).find("<figure><i>fiction</i><img src=\"face.svg\" alt=\"\"><figcaption>一辆跑车</figcaption>") !=
        std::string::npos);
}

TEST_CASE("an account says that it is invented, and whether it rose or fell") {
  Element balance = app::element(Kind::Balance, "balance", words("¥1,186"));
  balance.detail = words("涨跌 +¥62");
  balance.badge = words("画面虚构");
  balance.tone = app::Tone::Gain;
  balance.series = {1000, 1186};
  const std::string made = html({balance});
  CHECK(made.find("<i>画面虚构</i><b>¥1,186</b><p class=gain>涨跌 +¥62</p><svg class=\"chart gain\"") !=
        std::string::npos);
}

}  // namespace firefly::reading
