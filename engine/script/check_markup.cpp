#include "engine/script/check_markup.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/script/translation.h"
#include "engine/script/words.h"

namespace firefly::script {
namespace {

// [plural value={$x}] where $x is text or true or false.
void values_are_numbers(const PlainText& plain, const SceneLine& line, const Types& types, Diagnostics& diagnostics) {
  std::vector<const Piece*> values;
  for (const Piece& piece : line.line->text.pieces) {
    if (piece.expression) values.push_back(&piece);
  }
  for (const Choice& choice : plain.choices) {
    if (choice.kind == ChoiceKind::Select || !choice.value) continue;
    const Piece& value = *values[*choice.value];
    const ValueType type = type_of(*value.expression, types);
    if (type != ValueType::Bool && type != ValueType::String) continue;
    const Source& source = line.script->source;
    diagnostics.add(Code::PluralOfNoNumber, source, value.span,
                    {choice_names[static_cast<size_t>(choice.kind)], std::string(source.slice(value.span))});
  }
}

bool is_either(const Choice& choice) { return choice.find("true") && choice.find("false"); }

}  // namespace

void check_markup(const Scene& scene, const Types& types, Dialect dialect, const Library& library,
                  Diagnostics& diagnostics) {
  const std::string locale = locales_of(scene).front();
  for (const SceneLine& line : scene.lines) {
    const Source& source = line.script->source;
    const uint32_t prefix = scene.has_cast && line.line->speaker ? line.line->speaker->prefix : 0;
    const PlainText plain = read_markup(source, line.line->text, prefix, diagnostics);
    if (plain.choices.empty()) continue;
    values_are_numbers(plain, line, types, diagnostics);
    if (dialect == Dialect::Firefly) check_choices(plain, locale, library, source, diagnostics);
    check_readings(plain, value_numbers(source, line.line->text), source, diagnostics);
  }
}

void check_readings(const PlainText& text, const std::vector<uint32_t>& numbers, const Source& source,
                    Diagnostics& diagnostics) {
  std::map<std::pair<ChoiceKind, uint32_t>, std::set<std::string>> cases;
  for (const Choice& choice : text.choices) {
    if (!choice.value) continue;
    auto& known = cases[{choice.kind, numbers[*choice.value]}];
    for (const Alternative& alternative : choice.alternatives) {
      if (alternative.key != "other") known.insert(alternative.key);
    }
  }
  size_t readings = 1;
  for (const auto& [decider, known] : cases) readings = std::min(readings * (known.size() + 1), most_readings + 1);
  if (readings <= most_readings) return;
  diagnostics.add(Code::TooManyReadings, source, text.choices.back().span, {std::to_string(most_readings)});
}

void check_choices(const PlainText& text, const std::string& locale, const Library& library, const Source& source,
                   Diagnostics& diagnostics) {
  for (const Choice& choice : text.choices) {
    const std::string name = choice_names[static_cast<size_t>(choice.kind)];
    const bool has_other = choice.find("other") != nullptr;
    if (choice.kind == ChoiceKind::Select) {
      if (has_other || !choice.value || choice.alternatives.empty() || is_either(choice)) continue;
      diagnostics.add(Code::ChoiceWithoutOther, source, choice.span, {name});
    } else if (has_other && library.plural_categories) {
      std::vector<std::string> missing;
      for (const std::string& category : library.plural_categories(locale, choice.kind)) {
        if (!choice.find(category)) missing.push_back(category);
      }
      if (missing.empty()) continue;
      diagnostics.add(Code::MissingCategory, source, choice.span, {name, join(missing, ", "), locale});
    }
  }
}

}  // namespace firefly::script
