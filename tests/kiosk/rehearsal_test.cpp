#include "kiosk/rehearsal.h"

#include <doctest/doctest.h>

namespace firefly::kiosk {

using app::Intent;

TEST_CASE("a script is read step by step") {
  const base::Result<std::vector<Step>> steps = read_script("Start, Open 2,Play , Advance, Choose 3");
  REQUIRE(steps);
  const std::vector<Step>& read = *&steps.value();
  REQUIRE(read.size() == 5);
  CHECK(read[0].kind == Intent::Kind::Start);
  CHECK(read[1].kind == Intent::Kind::Open);
  CHECK(read[1].number == 2);
  CHECK(read[3].extent == Step::Extent::UntilChoice);
  CHECK(read[4].number == 3);
  CHECK(read_script("").value().empty());
}

TEST_CASE("a step that is not known is named") {
  CHECK(read_script("Start, Jump").error().message == "there is no step \"Jump\"");
  CHECK(read_script("Choose x").error().message == "the step \"Choose x\" needs a number from 1 on");
  CHECK_FALSE(read_script("Choose 0"));
}

TEST_CASE("a step is taken only where the View offers it") {
  app::View view;
  view.screen = app::Screen::Chat;
  for (uint32_t option = 0; option < 2; ++option) {
    app::Element& element = view.dock.emplace_back();
    element.id = "choose-" + std::to_string(option);
    element.kind = app::Element::Kind::Button;
    element.intent = {Intent::Kind::Choose, option};
  }
  view.help.intent = {Intent::Kind::Help, 0};
  const auto find = [&view](const char* step) { return find_intent(view, read_script(step).value().front()); };
  CHECK(find("Choose 2").value() == Intent{Intent::Kind::Choose, 1});
  CHECK(find("Help").value() == Intent{Intent::Kind::Help, 0});
  CHECK(find("Tick").value() == Intent{Intent::Kind::Tick, 0});
  CHECK(find("Choose 3").error().message == "the screen Chat offers no \"Choose 3\"");
  CHECK_FALSE(find("Back"));
}

}  // namespace firefly::kiosk
