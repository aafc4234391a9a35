#include "kiosk/app/present.h"

#include <doctest/doctest.h>

#include "tests/kiosk/app/check_view.h"
#include "tests/kiosk/app/person.h"
#include "tests/kiosk/app/print_view.h"
#include "tests/kiosk/app/story.h"

namespace firefly::app {
namespace {

using test::at_phone;
using test::at_stall;
using test::Person;

// The View as its golden file has it, and as every View must be.
void check(const std::string& name, const Person& person) {
  const View view = person.view();
  test::check_view(view);
  test::check_golden(name, test::print_view(view));
}

// A story that goes from a text message over a web page and two calls to a meeting.
Person at_channels() {
  using program::Channel;
  using program::Side;
  test::Story story("little");
  story.picture("face", "一张笑脸");
  story.picture("car", "一辆跑车");
  story.cast("Me", "兰姐", Side::Me);
  story.cast("Parcel", "10690000251147", Side::Them);
  story.cast("Caller", "理赔客服", Side::Them);
  story.cast("Second", "陈主任", Side::Them);
  story.cast("Desk", "快递客服", Side::Them);
  story.thread("Stall", "反诈摊位");

  story.node("Sms", Channel::Sms);
  story.perform(program::Command::Join, {"Parcel"});
  story.say("", "星期三 上午 9:12", {"time"});
  story.say("Parcel", "您的包裹丢了，请点击办理。");
  story.option("点开看看", "Web", {program::Act::Comply, 1, "", {"do"}, true});
  story.choose();

  story.node("Web", Channel::Page);
  story.say("", "peifu-suda", {"address"});
  story.say("", "三倍赔付", {"heading"});
  story.say("", "请填写银行卡号。");
  story.option("关掉网页", "Call", {program::Act::Refuse, 0, "", {"do"}, true});
  story.choose();

  story.node("Call", Channel::Call);
  story.perform(program::Command::Join, {"Caller"});
  story.say("", "屏幕上是一个没见过的号码。");
  story.option("接", "Talk", {program::Act::Comply, 1, "", {"do"}, true});
  story.choose();

  story.node("Talk", Channel::Call);
  story.say("Caller", "您的包裹丢了。");
  story.say("Caller", "我给您转过去。");
  story.perform(program::Command::Join, {"Second"});
  story.say("", "音乐响了三秒。");
  story.say("Second", "我姓陈。");
  story.option("你是哪个单位的？", "Answer", {program::Act::Verify, 0, "", {}, true});
  story.choose();

  story.node("Answer", Channel::Call);
  story.say("Second", "别问。");
  story.option("挂断，自己打客服", "Dial", {program::Act::Verify, 0, "", {"do", "dial"}, true});
  story.choose();

  story.node("Dial", Channel::Call);
  story.perform(program::Command::Join, {"Desk"});
  story.say("Desk", "您的包裹在路上。");
  story.option("谢谢", "Face", {program::Act::Refuse, 0, "", {}, true});
  story.choose();

  story.node("Face", Channel::Face);
  story.perform(program::Command::Join, {"Stall"});
  story.say("Me", "原来是假的。");
  story.perform(program::Command::Show, {"car", "Me"});
  story.say("Parcel", "哼。");
  story.end(program::Outcome::Safe);

  Settings settings;
  settings.scenario = "little";
  Person::Files files = at_phone().files;
  files["little.pack"] = story.bytes("Sms");
  Person person(settings, files);
  person.touches("start");
  return person;
}

text::Text caller_is(const Person& person) {
  const auto caller = person.find("other-side");
  REQUIRE(caller);
  return caller->detail;
}

}  // namespace

TEST_CASE("each channel of a story has a screen of its own, with golden views") {
  Person person = at_channels();
  person.reads_on();
  check("messages", person);
  person.picks("点开看看");
  person.reads_on();
  check("web", person);
  person.picks("关掉网页");
  person.reads_on();
  check("call_ringing", person);
  person.picks("接");
  person.waits();
  check("call_before_a_word", person);
  person.waits();
  check("call", person);
  person.reads_on();
  person.picks("你是哪个单位的？");
  person.reads_on();
  person.picks("挂断，自己打客服");
  person.waits();
  check("call_dialled", person);
  person.reads_on();
  person.picks("谢谢");
  person.reads_on();
  check("face", person);
}

TEST_CASE("a call rings until the other side speaks, and one that is handed on does not ring again") {
  const test::Person words = at_phone();
  const auto say = [&words](Message message) { return words.state.messages->text(message).utf8; };
  Person person = at_channels();
  person.reads_on();
  person.picks("点开看看");
  person.reads_on();
  person.picks("关掉网页");
  person.reads_on();
  CHECK(caller_is(person).utf8 == say(Message::call_incoming));
  person.picks("接");
  CHECK(caller_is(person).utf8 == say(Message::call_incoming));
  person.reads_on();
  CHECK(person.find("other-side")->text.utf8 == "陈主任");
  CHECK(caller_is(person).utf8 == say(Message::call_connected));
  person.picks("你是哪个单位的？");
  person.reads_on();
  person.picks("挂断，自己打客服");
  person.waits();
  CHECK(person.find("other-side")->text.utf8 == "快递客服");
  CHECK(caller_is(person).utf8 == say(Message::call_outgoing));
}

TEST_CASE("what was said on a call or face to face is gone when it is over; what was written stays") {
  Person person = at_channels();
  person.reads_on();
  const size_t written = person.view().body.size();
  person.picks("点开看看");
  CHECK(person.view().body.size() == written + 1);
  person.reads_on();
  person.picks("关掉网页");
  person.reads_on();
  person.picks("接");
  person.reads_on();
  for (const Element& element : person.view().body) CHECK(element.text.utf8 != "我给您转过去。");
}

TEST_CASE("no page of a story has an address that could be a real one") {
  for (const Locale& locale : locales()) {
    const Messages words = test::messages(locale.tag);
    const std::string address = words.text(Message::web_address, std::vector<std::string>{"gov.cn"}).utf8;
    // The one in Latin letters is kept free by RFC 2606; the one in Hanzi is no top level domain.
    CHECK((address.ends_with(".演练") || address.ends_with(".example")));
  }
}

TEST_CASE("the colours are those of the settings, on every screen") {
  Settings settings;
  settings.scheme = Scheme::Sunlight;
  Person person(settings, at_phone().files);
  CHECK(person.view().scheme == Scheme::Sunlight);
  person.wants(Intent::Kind::Help);
  CHECK(person.view().scheme == Scheme::Sunlight);
}

TEST_CASE("a whole visit looks like its golden views") {
  Person person = at_phone();
  check("attract_quiet", person);
  person.waits();
  check("attract_typing", person);
  person.waits();
  check("attract_arrived", person);
  CHECK_FALSE(person.view().wake_after_ms);
  person.touches("language_button");
  check("language", person);
  person.touches("back");
  person.touches("about");
  check("about", person);
  person.touches("back");
  person.touches("attract_start");
  check("catalogue", person);
  person.touches("card-little");
  check("cover", person);

  person.touches("start");
  check("chat_time", person);
  person.waits();
  check("chat_typing", person);
  person.waits();
  check("chat_options", person);
  person.picks("先看看");
  check("chat_chosen", person);
  person.waits();
  check("chat_group_typing", person);
  person.waits();
  check("chat_picture", person);
  person.reads_on();
  check("page", person);
  person.picks("买理财，怎么付给园艺店？");
  check("chat_after_page", person);
  person.picks("行吧");
  person.reads_on();
  check("chat_over", person);
  person.touches("leave");
  check("leave_over", person);
  person.touches("leave_stay");

  person.touches("to-debrief");
  check("debrief_cost", person);
  person.touches("next-0");
  check("debrief_flags", person);
  person.touches("next-1");
  check("debrief_advice", person);
  person.touches("finish");
  person.journal_answers(base::Done{});
  check("thanks_stored", person);
}

TEST_CASE("a careful visit costs nothing and says so") {
  Person person = at_phone();
  person.touches("attract_start");
  person.touches("card-little");
  person.touches("start");
  person.touches("leave");
  check("leave", person);
  person.touches("leave_stay");
  person.picks("不加了");
  person.touches("to-debrief");
  check("debrief_cost_none", person);
}

TEST_CASE("the help page is another one on a phone and at the stall") {
  Person phone = at_phone();
  phone.touches("help");
  check("help_phone", phone);
  Person stall = at_stall();
  stall.touches("help");
  check("help_stall", stall);
}

TEST_CASE("large text, an interrupted play and a trouble have golden views too") {
  Person person = at_phone();
  person.touches("attract_start");
  person.touches("card-little");
  person.touches("start");
  person.touches("text_large");
  check("chat_large", person);
  person.picks("先看看");

  Person again = at_phone(person.kept);
  again.waits();
  check("attract_resume", again);
  again.touches("resume");
  check("cover_resume", again);

  Settings settings;
  settings.scenario = "little";
  settings.station.issuer = "枇杷街派出所";
  Person::Files files = person.files;
  files.erase("little.pack");
  check("trouble", Person(settings, files));
  check("cover_issuer", Person(settings, person.files));
}

TEST_CASE("a message with nothing marked in it is marked whole in the debrief") {
  Person person = at_phone();
  person.touches("attract_start");
  person.touches("card-little");
  person.touches("start");
  person.picks("不加了");
  person.touches("to-debrief");
  person.touches("next-0");
  bool marked = false;
  for (const Element& element : person.view().body) {
    if (element.kind != Element::Kind::Bubble || element.text.marks.empty()) continue;
    marked = true;
    CHECK(element.text.marks[0].begin == 0);
    CHECK(element.text.marks[0].end == element.text.utf8.size());
  }
  CHECK(marked);
}

TEST_CASE("whoever writes longer types longer, between half a second and one and a half") {
  const auto typing_ms = [](const std::string& words) {
    test::Story story("little");
    story.cast("Teacher", "顾老师", program::Side::Them);
    story.node("Start");
    story.say("", "开头");
    story.say("Teacher", words);
    story.end(program::Outcome::Safe);
    Settings settings;
    settings.scenario = "little";
    Person::Files files = at_phone().files;
    files["little.pack"] = story.bytes("Start");
    Person person(settings, files);
    person.touches("start");
    person.waits();
    CHECK(person.find("typing"));
    return *person.view().wake_after_ms;
  };
  const uint32_t brief = typing_ms("嗯");
  const uint32_t longer = typing_ms("老师今天带大家看盘，名额不多了");
  const uint32_t longest = typing_ms(std::string(600, 'a'));
  CHECK(brief == 500);
  CHECK(longer > brief);
  CHECK(longest > longer);
  CHECK(longest == 1400);
}

}  // namespace firefly::app
