#include "kiosk/rehearsal.h"

#include <charconv>
#include <optional>

namespace firefly::kiosk {
namespace {

using app::Intent;

std::optional<Intent::Kind> intent_named(std::string_view name) {
  for (uint32_t kind = 0; kind < app::intent_kinds; ++kind)
    if (name == app::name_of(static_cast<Intent::Kind>(kind))) return static_cast<Intent::Kind>(kind);
  return {};
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

base::Result<Step> read_step(std::string_view written) {
  Step step;
  step.written = std::string(written);
  const size_t space = written.find(' ');
  const std::string_view name = written.substr(0, space);
  if (space != std::string_view::npos) {
    const std::string_view number = trimmed(written.substr(space));
    const auto read = std::from_chars(number.data(), number.data() + number.size(), step.number);
    if (read.ec != std::errc{} || read.ptr != number.data() + number.size() || step.number == 0)
      return base::Error{"the step \"" + step.written + "\" needs a number from 1 on"};
  }
  if (name == "Advance") {
    step.kind = Intent::Kind::Continue;
    step.extent = Step::Extent::UntilChoice;
    return step;
  }
  const std::optional<Intent::Kind> kind = intent_named(name);
  if (!kind) return base::Error{"there is no step \"" + step.written + "\""};
  step.kind = *kind;
  return step;
}

}  // namespace

base::Result<std::vector<Step>> read_script(std::string_view script) {
  std::vector<Step> steps;
  while (!script.empty()) {
    const size_t comma = script.find(',');
    base::Result<Step> step = read_step(trimmed(script.substr(0, comma)));
    if (!step) return step.error();
    steps.push_back(std::move(step).value());
    script = comma == std::string_view::npos ? std::string_view() : script.substr(comma + 1);
  }
  return steps;
}

base::Result<Intent> find_intent(const app::View& view, const Step& step) {
  if (step.kind == Intent::Kind::Tick) return Intent{Intent::Kind::Tick, 0};
  const Intent wanted{step.kind, step.number - 1};
  for (const std::vector<app::Element>* part : {&view.bar, &view.body, &view.dock})
    for (const app::Element& element : *part)
      if (element.intent == wanted) return wanted;
  if (view.help.intent == wanted) return wanted;
  return base::Error{"the screen " + std::string(app::name_of(view.screen)) + " offers no \"" + step.written + "\""};
}

}  // namespace firefly::kiosk
