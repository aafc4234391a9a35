#include "tests/kiosk/app/person.h"

#include <doctest/doctest.h>

#include <utility>

#include "tests/kiosk/app/story.h"

namespace firefly::test {
namespace {

base::Result<app::Bytes> read(const Person::Files& files, const std::string& name) {
  const auto found = files.find(name);
  if (found == files.end()) return base::Error{"no file " + name};
  return found->second;
}

Person::Files little_files() {
  const std::string catalogue = "little\n";
  return {{"messages.zh-Hans.pack", messages_bytes("zh-Hans")},
          {"messages.en.pack", messages_bytes("en")},
          {"catalogue.txt", {catalogue.begin(), catalogue.end()}},
          {"little.pack", little_story_bytes()}};
}

}  // namespace

Person::Person(const app::Settings& settings, Files at_hand, std::optional<std::vector<uint8_t>> on_device)
    : files(std::move(at_hand)), kept(std::move(on_device)) {
  takes(app::begin(settings));
}

std::optional<app::Element> Person::find(const std::string& id) const {
  const app::View now = view();
  for (const auto* stack : {&now.bar, &now.body, &now.dock}) {
    for (const app::Element& element : *stack) {
      if (element.id == id) return element;
    }
  }
  return now.help.id == id ? std::optional(now.help) : std::nullopt;
}

void Person::happens(app::Input input) {
  app::Moment moment;
  moment.now_ms = now_ms;
  moment.hours_since_epoch = hours_since_epoch;
  moment.random.fill(random_++);
  takes(app::update(std::move(state), std::move(input), moment));
}

void Person::takes(app::Turn turn) {
  state = std::move(turn.state);
  for (app::Effect& effect : turn.effects) {
    const auto load = [&](const std::string& file) {
      asked.push_back(file);
      happens(app::Loaded{effect.kind, effect.name, read(files, file)});
    };
    switch (effect.kind) {
      case app::Effect::Kind::LoadMessages: load("messages." + effect.name + ".pack"); break;
      case app::Effect::Kind::LoadStation: happens(app::Loaded{effect.kind, {}, read(files, "station")}); break;
      case app::Effect::Kind::LoadCatalogue: load("catalogue.txt"); break;
      case app::Effect::Kind::LoadPack: load(effect.name + ".pack"); break;
      case app::Effect::Kind::Append: records.push_back(effect.bytes); break;
      case app::Effect::Kind::Remember: kept = effect.bytes; break;
      case app::Effect::Kind::Recall:
        if (kept)
          happens(app::Recalled{*kept});
        else
          happens(app::Recalled{base::Error{"nothing kept"}});
        break;
      case app::Effect::Kind::Forget: kept.reset(); break;
      case app::Effect::Kind::Dial: dialled.push_back(effect.name); break;
      case app::Effect::Kind::OpenLicences: ++licences_opened; break;
      case app::Effect::Kind::OpenFiling: ++filings_opened; break;
      case app::Effect::Kind::AnnounceLocale: announced.push_back(effect.name); break;
      case app::Effect::Kind::Wipe: ++wipes; break;
    }
  }
}

void Person::wants(app::Intent::Kind kind, uint32_t argument) {
  now_ms += 200;
  happens(app::Intent{kind, argument});
}

void Person::touches(const std::string& id) {
  const auto element = find(id);
  REQUIRE_MESSAGE(element.has_value(), "nothing with the id " << id);
  REQUIRE_MESSAGE(element->intent.kind != app::Intent::Kind::None, id << " cannot be touched");
  wants(element->intent.kind, element->intent.argument);
}

void Person::picks(const std::string& words) {
  reads_on();
  const app::View now = view();
  for (const app::Element& element : now.dock) {
    if (element.text.utf8 != words) continue;
    wants(element.intent.kind, element.intent.argument);
    return;
  }
  FAIL("no option says " << words);
}

void Person::waits() {
  const app::View now = view();
  REQUIRE(now.wake_after_ms.has_value());
  now_ms += *now.wake_after_ms;
  happens(app::Intent{app::Intent::Kind::Tick, 0});
}

void Person::reads_on() {
  while (find("continue")) touches("continue");
}

void Person::journal_answers(base::Result<base::Done> done) { happens(app::Stored{state.records, std::move(done)}); }

Person at_phone(std::optional<std::vector<uint8_t>> on_device) {
  return Person({}, little_files(), std::move(on_device));
}

Person at_stall() {
  app::Settings settings;
  settings.mode = stats::Mode::Stall;
  return Person(settings, little_files());
}

}  // namespace firefly::test
