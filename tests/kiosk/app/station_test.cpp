#include "kiosk/app/station.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "tests/kiosk/app/check_view.h"
#include "tests/kiosk/app/person.h"
#include "tests/kiosk/app/print_view.h"

namespace firefly::app {
namespace {

base::Result<Station> read(const std::string& lines) {
  return read_station(std::span(reinterpret_cast<const uint8_t*>(lines.data()), lines.size()));
}

const std::string whole =
    "issuer\t枇杷街派出所\nicp_number\t演ICP备00000000号\npolice_number\t演公网安备 00000000000000号\n"
    "duty_phone\t0000-0000000\ncomplaints\t枇杷街一号二楼\ncity\t枇杷市\nbase_url\tHTTPS://FANZHA.EXAMPLE.CN/\n"
    "collector\thttps://collector.example.cn\nlocales\ten\nlocales\tzh-Hans\ntonight\tlittle\n";

test::Person with_station(stats::Mode mode, const std::string& lines) {
  test::Person any = test::at_phone();
  test::Person::Files files = any.files;
  files["station"] = {lines.begin(), lines.end()};
  Settings settings;
  settings.mode = mode;
  return test::Person(settings, files);
}

}  // namespace

TEST_CASE("a station file says who presents the drills and how they are reached") {
  const Station station = read(whole).value();
  CHECK(station.issuer == "枇杷街派出所");
  CHECK(station.duty_phone == "0000-0000000");
  CHECK(station.base_url == "HTTPS://FANZHA.EXAMPLE.CN/");
  CHECK(station.locales == std::vector<std::string>{"en", "zh-Hans"});
  CHECK(station.tonight == std::vector<std::string>{"little"});
  CHECK(read("").value().issuer.empty());
}

TEST_CASE("what is wrong in a station file is named, with what would be right") {
  CHECK(read("issuer").error().message == "\"issuer\" has no value");
  CHECK(read("isuer\tx").error().message.find("\"isuer\" is nothing that a station file says; it may say issuer") == 0);
  CHECK(read("duty_phone\tcall us").error().message == "\"duty_phone\": \"call us\" is not a telephone number");
  CHECK_FALSE(read("base_url\thttps://fanzha.example.cn/"));
  CHECK_FALSE(read("base_url\tHTTPS://FANZHA.EXAMPLE.CN"));
  CHECK_FALSE(read("base_url\tHTTPS://A.VERY.LONG.NAME.OF.A.STATION.EXAMPLE.CN/"));
  CHECK_FALSE(read("collector\tcollector.example.cn"));
  CHECK(read("locales\tfr").error().message == "\"locales\": \"fr\" is not a language of the app (zh-Hans, en)");
  CHECK_FALSE(read("tonight\t../teacher"));
  CHECK_FALSE(read("issuer\t\xff"));
  CHECK_FALSE(read("issuer\t" + std::string(1000, 'x')));
}

TEST_CASE("damaged lines of a station file are refused or read, never out of bounds") {
  std::mt19937 random(5);
  for (int round = 0; round < 20'000; ++round) {
    std::string lines = whole.substr(0, random() % (whole.size() + 1));
    for (size_t hits = random() % 4; hits > 0 && !lines.empty(); --hits) {
      lines[random() % lines.size()] = static_cast<char>(random());
    }
    const base::Result<Station> station = read(lines);
    CHECK((station || !station.error().message.empty()));
  }
}

TEST_CASE(
    "the page about the drill names the station, its filing numbers and its telephone, and leads to the register") {
  test::Person phone = with_station(stats::Mode::Phone, whole);
  phone.touches("about");
  test::check_view(phone.view());
  test::check_golden("about_station", test::print_view(phone.view()));
  phone.touches("station_icp");
  CHECK(phone.filings_opened == 1);
  test::Person stall = with_station(stats::Mode::Stall, whole);
  stall.touches("about");
  CHECK(stall.find("station_icp")->intent.kind == Intent::Kind::None);
}

TEST_CASE("a stall offers only tonight's scenarios, in their order; a phone all of them") {
  std::string other = whole;
  other.replace(other.find("tonight\tlittle"), 14, "tonight\tnot_there");
  test::Person stall = with_station(stats::Mode::Stall, other);
  stall.touches("attract_start");
  CHECK(stall.state.entries.size() == 1);  // a list of which nothing is there hides nothing
  CHECK(with_station(stats::Mode::Phone, whole).state.settings.station.issuer == "枇杷街派出所");
}

TEST_CASE("only the languages of the station are offered") {
  std::string one = whole;
  one.replace(one.find("locales\ten\n"), 11, "");
  test::Person person = with_station(stats::Mode::Phone, one);
  person.touches("language_button");
  CHECK(person.find("language_name_zh_hans"));
  CHECK_FALSE(person.find("language_name_en"));
}

TEST_CASE("a broken station file changes nothing but is no reason to stop") {
  test::Person person = with_station(stats::Mode::Phone, "issuer");
  person.touches("about");
  CHECK(person.find("issuer")->text.utf8.find("不代表任何单位") != std::string::npos);
}

}  // namespace firefly::app
