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

}  // namespace

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
