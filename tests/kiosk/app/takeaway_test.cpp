#include "kiosk/app/takeaway.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "kiosk/app/station.h"
#include "tests/kiosk/app/check_view.h"
#include "tests/kiosk/app/person.h"
#include "tests/kiosk/app/print_view.h"

namespace firefly::app {
namespace {

constexpr const char* address = "HTTPS://FANZHA.EXAMPLE.CN/";

test::Person at_thanks(const std::string& station) {
  test::Person::Files files = test::at_stall().files;
  files["station"] = {station.begin(), station.end()};
  Settings settings;
  settings.mode = stats::Mode::Stall;
  test::Person person(settings, files);
  person.touches("attract_start");
  person.touches("card-little");
  person.touches("start");
  person.picks("不加了");
  person.touches("to-debrief");
  for (const char* next : {"next-0", "next-1", "finish"}) person.touches(next);
  return person;
}

}  // namespace

TEST_CASE("the two signs of an address come back as they were, and nothing else does") {
  std::set<std::string> seen;
  for (uint8_t one = 0; one < check_word_count; ++one) {
    for (uint8_t other = 0; other < check_word_count; ++other) {
      const std::string signs = signs_of({one, other});
      CHECK(seen.insert(signs).second);
      CHECK(takeaway_of(signs) == Takeaway{one, other});
    }
  }
  for (const char* none : {"", "7", "7KK", "0A", "I2", "a2", "..", "\xe5\xa4"}) CHECK_FALSE(takeaway_of(none));
}

TEST_CASE("check words are found in a whole list only") {
  std::string words;
  for (size_t i = 0; i < check_word_count; ++i) words += (i ? " w" : "w") + std::to_string(i);
  CHECK(check_words_of({0, 31}, words) == "w0 w31");
  CHECK(check_words_of({0, 31}, words + " one").empty());
  CHECK(check_words_of({0, 31}, "").empty());
}

TEST_CASE("the longest address of a station makes a code of at most 33 modules, as the signs of a QR code want") {
  const std::string longest = "HTTPS://" + std::string(longest_base_url - 9, 'A') + "/" + signs_of({1, 2});
  CHECK(longest.size() <= 47);
  const QrCode code = qr_code_of(longest);
  CHECK(code.side > 0);
  CHECK(code.side <= 33);
  CHECK(code.modules.size() == code.side * code.side);
  // The finder patterns: dark corners, a light ring within.
  for (const auto& [x, y] : {std::pair{0u, 0u}, std::pair{code.side - 7, 0u}, std::pair{0u, code.side - 7}}) {
    CHECK(code.modules[y * code.side + x] == 1);
    CHECK(code.modules[(y + 1) * code.side + x + 1] == 0);
    CHECK(code.modules[(y + 3) * code.side + x + 3] == 1);
  }
  CHECK(qr_code_of(std::string(200, 'A')).side == 0);
}

TEST_CASE("a stall with an address of its own offers it to take home, beside words that the phone says again") {
  const test::Person stall = at_thanks(std::string("base_url\t") + address + "\n");
  const auto code = stall.find("takeaway");
  REQUIRE(code);
  test::check_view(stall.view());
  Settings settings;
  settings.takeaway = signs_of(stall.state.takeaway);
  const test::Person phone(settings, stall.files);
  const auto shown = phone.find("check-words");
  REQUIRE(shown);
  const std::string words = check_words_of(stall.state.takeaway, stall.state.messages->text(Message::check_words).utf8);
  CHECK_FALSE(words.empty());
  CHECK(code->detail.utf8.find(words) != std::string::npos);
  CHECK(shown->text.utf8.find(words) != std::string::npos);
}

TEST_CASE("without an address of its own a stall shows no code, and a phone never does") {
  CHECK_FALSE(at_thanks("").find("takeaway"));
  CHECK_FALSE(at_thanks("issuer\tsomebody\n").find("takeaway"));
}

}  // namespace firefly::app
