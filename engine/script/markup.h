#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/script/diagnostic.h"
#include "engine/script/syntax.h"

// Yarn's markup: [name property=value]words[/name]. It is read when a script is checked and compiled; what a play
// shows has no brackets in it any more.

namespace firefly::script {

inline constexpr std::string_view value_mark = "\xef\xbf\xbc";  // U+FFFC

// Where a value stands: the bytes of value_mark at `offset`, and which of the text's values it is, counted from 0 over
// the whole text, those within brackets too.
struct ValuePlace {
  uint32_t offset = 0;
  uint32_t number = 0;
};

// name=value in a marker.
struct Property {
  enum class Kind : uint8_t { Number, Truth, Text, Value };
  std::string name;
  Kind kind = Kind::Text;
  std::string text;                // as it is written, without quotes and escapes
  std::vector<ValuePlace> values;  // in `text`
  std::vector<uint32_t> percents;  // bytes of `text`: each % that was not escaped
  Span span;                       // whole, in the source
};

// Words between [name] and [/name]. Who speaks is an attribute too: `character`, with the property `name`.
struct Attribute {
  std::string name;
  std::vector<Property> properties;
  uint32_t begin = 0;  // bytes of PlainText::utf8
  uint32_t end = 0;
  Span span;  // of the opening mark in the source; empty for a `character` that is nowhere written

  const Property* find(std::string_view property) const;  // nullptr where it is not there
  std::string_view shorthand() const;                     // the text of [name=value]; empty where there is none
};

// [select], [plural] or [ordinal]: the value decides which words stand there.
enum class ChoiceKind : uint8_t { Select, Plural, Ordinal };
inline constexpr const char* choice_names[] = {"select", "plural", "ordinal"};

// The words of one case, a small text of its own.
struct Alternative {
  std::string key;  // in small letters: the value itself, or the name of a plural category
  std::string utf8;
  std::vector<ValuePlace> values;
};

struct Choice {
  ChoiceKind kind = ChoiceKind::Select;
  std::optional<uint32_t> value;  // the number of the value that decides
  std::string literal;            // it, where it is written out
  std::vector<Alternative> alternatives;
  uint32_t offset = 0;  // of a value_mark in PlainText::utf8
  Span span;

  const Alternative* find(std::string_view key) const;  // nullptr where it is not there
};

// Text as it is shown: marks taken out, U+FFFC where a value or a choice stands.
struct PlainText {
  std::string utf8;
  std::vector<ValuePlace> values;     // in the order in which they stand
  std::vector<Choice> choices;        // in the order in which they stand
  std::vector<Attribute> attributes;  // in the order in which they begin
};

// Takes the marks out of a text. `prefix` bytes at its beginning are left out (the speaker's name). Marks that do not
// fit are told.
PlainText read_markup(const Source& source, const Text& text, uint32_t prefix, Diagnostics& diagnostics);

// The text with its choices made: `chosen` has one alternative a choice, nullptr for no words at all.
PlainText with_choices_made(const PlainText& text, const std::vector<const Alternative*>& chosen);

}  // namespace firefly::script
