#include "engine/script/markup.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/check.h"
#include "engine/script/lexical.h"
#include "engine/script/text.h"
#include "engine/script/words.h"

namespace firefly::script {
namespace {

constexpr std::array<std::string_view, 6> plural_categories{"zero", "one", "two", "few", "many", "other"};
constexpr std::string_view wide_space = "\xe3\x80\x80";  // U+3000

uint32_t size32(const std::string& text) { return static_cast<uint32_t>(text.size()); }

std::string in_small_letters(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

class Reader {
 public:
  Reader(const Source& source, const Text& text, Diagnostics& diagnostics)
      : source_(source), text_(text), diagnostics_(diagnostics) {
    for (const Piece& piece : text.pieces) flatten(piece);
    places_.push_back(text.span.end);
  }

  PlainText read(uint32_t prefix) {
    character(prefix);
    at_ = prefix;
    while (at_ < flat_.size()) {
      if (verbatim_ ? ends_verbatim() : flat_[at_] == '[') {
        marker();
      } else if (stands("\\") && at_ + 1 < flat_.size()) {
        if (flat_[at_ + 1] == '"' || flat_[at_ + 1] == '%') {  // these mean something within brackets only
          diagnostics_.add(Code::InvalidEscape, source_, span(at_, at_ + 1));
        }
        show(flat_.substr(at_ + 1, 1));
        at_ += 2;
      } else if (stands(value_mark)) {
        plain_.values.push_back({size32(plain_.utf8), number_at(at_)});
        show(value_mark);
        at_ += value_mark.size();
      } else if (trims_ && space_size() > 0) {
        at_ += space_size();
        trims_ = false;
      } else {
        show(flat_.substr(at_++, 1));
      }
    }
    for (const size_t open : open_) {
      Attribute& attribute = plain_.attributes[open];
      diagnostics_.add(Code::UnclosedMarkup, source_, attribute.span, {attribute.name});
      attribute.end = size32(plain_.utf8);
    }
    return std::move(plain_);
  }

 private:
  // ---- the text as one string, value_mark for each value, and the place of each of its bytes in the source ----

  void flatten(const Piece& piece) {
    if (piece.expression) {
      values_.push_back(flat_.size());
      flat_ += value_mark;
      places_.insert(places_.end(), value_mark.size(), piece.span.begin);
      return;
    }
    // Where the two differ, the source has a \ that the literal has not.
    uint32_t place = piece.span.begin;
    for (size_t i = 0; i < piece.literal.size(); ++i, ++place) {
      if (piece.literal.compare(i, value_mark.size(), value_mark) == 0) {  // reserved for values, so it cannot be text
        i += value_mark.size() - 1;
        continue;
      }
      while (place + 1 < piece.span.end && source_.text()[place] != piece.literal[i]) ++place;
      flat_ += piece.literal[i];
      places_.push_back(place);
    }
  }

  Span span(size_t begin, size_t end) const {
    const uint32_t first = places_[std::min(begin, flat_.size())];
    return {first, end > begin ? std::max(places_[end - 1] + 1, first) : first};
  }

  uint32_t number_at(size_t at) const {
    return static_cast<uint32_t>(std::lower_bound(values_.begin(), values_.end(), at) - values_.begin());
  }

  bool stands(std::string_view word) const { return flat_.compare(at_, word.size(), word) == 0; }

  size_t space_size() const {
    if (at_ < flat_.size() && is_space(flat_[at_])) return 1;
    return stands(wide_space) ? wide_space.size() : 0;
  }

  void skip_spaces() { at_ += std::min(flat_.find_first_not_of(" \t", at_), flat_.size()) - at_; }

  bool take(char c) {
    skip_spaces();
    if (at_ == flat_.size() || flat_[at_] != c) return false;
    ++at_;
    return true;
  }

  // A name: letters of any script, digits, _ and |.
  std::string word() {
    skip_spaces();
    const size_t begin = at_;
    while (at_ < flat_.size()) {
      const bool single = (flat_[at_] >= '0' && flat_[at_] <= '9') || flat_[at_] == '|';
      const size_t next = single ? at_ + 1 : identifier_end(flat_, static_cast<uint32_t>(at_), size32(flat_));
      if (next == at_) break;
      at_ = next;
    }
    return flat_.substr(begin, at_ - begin);
  }

  void show(std::string_view words) {
    plain_.utf8 += words;
    trims_ = false;
  }

  // ---- who speaks ----

  void character(uint32_t prefix) {
    const std::optional<Speaker> speaker = find_speaker(source_, text_);
    if (!speaker) return;
    Attribute attribute;
    attribute.name = "character";
    attribute.end = prefix > 0 ? 0 : speaker->prefix;
    attribute.properties.push_back({"name", Property::Kind::Text, speaker->name, {}, {}, speaker->span});
    plain_.attributes.push_back(std::move(attribute));
  }

  // ---- markers ----

  // Whether [/nomarkup] stands here.
  bool ends_verbatim() {
    if (flat_[at_] != '[') return false;
    const size_t before = at_++;
    const bool ends = take('/') && word() == "nomarkup" && take(']');
    at_ = before;
    return ends;
  }

  // Goes on behind the ] that ends this marker, or behind its [ where nothing does.
  void malformed(size_t begin) {
    diagnostics_.add(Code::MalformedMarkup, source_, span(begin, at_));
    const size_t close = flat_.find(']', at_);
    if (close == std::string::npos) {
      at_ = begin + 1;
      plain_.utf8 += '[';
    } else {
      at_ = close + 1;
    }
  }

  void marker() {
    const size_t begin = at_++;
    if (take('/')) {
      const std::string name = word();
      if (!take(']')) return malformed(begin);
      return close(name, span(begin, at_));
    }
    Attribute attribute;
    attribute.name = word();
    if (attribute.name.empty()) return malformed(begin);
    skip_spaces();
    if (at_ < flat_.size() && flat_[at_] == '=') {
      if (!property(attribute.name, at_, attribute)) return malformed(begin);
    }
    while (true) {
      if (take(']')) return open(std::move(attribute), begin, false);
      if (take('/')) {
        if (!take(']')) return malformed(begin);
        return open(std::move(attribute), begin, true);
      }
      skip_spaces();
      const size_t name_begin = at_;
      std::string name = word();
      if (name.empty() || !property(std::move(name), name_begin, attribute)) return malformed(begin);
    }
  }

  // Reads = and what is behind it. False where that cannot be read.
  bool property(std::string name, size_t begin, Attribute& attribute) {
    if (!take('=')) return false;
    skip_spaces();
    Property property;
    property.name = std::move(name);
    if (at_ == flat_.size()) return false;
    if (stands(value_mark)) {
      property.kind = Property::Kind::Value;
      value(property);
    } else if (flat_[at_] == '"') {
      if (!quoted(property)) return false;
    } else if (flat_[at_] == '-' || (flat_[at_] >= '0' && flat_[at_] <= '9')) {
      property.kind = Property::Kind::Number;
      const size_t end = std::min(flat_.find_first_not_of("0123456789.", at_ + 1), flat_.size());
      property.text = flat_.substr(at_, end - at_);
      if (property.text.find_first_of("0123456789") == std::string::npos ||
          std::count(property.text.begin(), property.text.end(), '.') > 1) {
        return false;
      }
      at_ = end;
    } else {
      property.text = word();
      if (property.text.empty()) return false;
      const std::string small = in_small_letters(property.text);
      if (small == "true" || small == "false") property.kind = Property::Kind::Truth;
    }
    property.span = span(begin, at_);
    if (attribute.find(property.name)) {
      diagnostics_.add(Code::RepeatedProperty, source_, property.span, {attribute.name, property.name});
    } else {
      attribute.properties.push_back(std::move(property));
    }
    return true;
  }

  void value(Property& property) {
    property.values.push_back({size32(property.text), number_at(at_)});
    property.text += value_mark;
    at_ += value_mark.size();
  }

  bool quoted(Property& property) {
    ++at_;
    while (at_ < flat_.size() && flat_[at_] != '"') {
      if (stands(value_mark)) {
        value(property);
        continue;
      }
      if (flat_[at_] == '%') property.percents.push_back(size32(property.text));
      if (flat_[at_] == '\\' && at_ + 1 < flat_.size()) ++at_;
      property.text += flat_[at_++];
    }
    return at_ < flat_.size() && flat_[at_++] == '"';
  }

  void open(Attribute attribute, size_t begin, bool closes_itself) {
    attribute.span = span(begin, at_);
    attribute.begin = attribute.end = size32(plain_.utf8);
    for (size_t i = 0; i < 3; ++i) {
      if (attribute.name == choice_names[i]) return choice(attribute, static_cast<ChoiceKind>(i), closes_itself);
    }
    if (closes_itself) {
      const Property* trims = attribute.find("trimwhitespace");
      trims_ = !trims || in_small_letters(trims->text) != "false";
    } else {
      verbatim_ = attribute.name == "nomarkup";
      open_.push_back(plain_.attributes.size());
    }
    plain_.attributes.push_back(std::move(attribute));
  }

  void close(const std::string& name, Span span) {
    bool closed = name.empty();  // [/] closes all there are, also none
    for (size_t i = open_.size(); i > 0; --i) {
      Attribute& attribute = plain_.attributes[open_[i - 1]];
      if (!name.empty() && attribute.name != name) continue;
      attribute.end = size32(plain_.utf8);
      const Property* trims = attribute.find("trimwhitespace");
      trims_ = trims && in_small_letters(trims->text) == "true";
      open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i - 1));
      closed = true;
      if (!name.empty()) break;
    }
    verbatim_ = false;
    const bool told = std::find(unclosed_choices_.begin(), unclosed_choices_.end(), name) != unclosed_choices_.end();
    if (!closed && !told) diagnostics_.add(Code::UnopenedMarkup, source_, span, {name});
  }

  // ---- choices ----

  void choice(const Attribute& attribute, ChoiceKind kind, bool closes_itself) {
    if (!closes_itself) {
      diagnostics_.add(Code::ChoiceNotClosed, source_, attribute.span, {attribute.name});
      unclosed_choices_.push_back(attribute.name);
    }
    Choice choice;
    choice.kind = kind;
    choice.offset = attribute.begin;
    choice.span = attribute.span;
    if (!decider(attribute, choice)) return;
    for (const Property& property : attribute.properties) {
      if (property.name == "value" || property.name == "trimwhitespace") continue;
      const std::string key = in_small_letters(property.name);
      if (kind != ChoiceKind::Select &&
          std::find(plural_categories.begin(), plural_categories.end(), key) == plural_categories.end()) {
        diagnostics_.add(Code::UnknownProperty, source_, property.span, {attribute.name, property.name},
                         nearest(key, {plural_categories.begin(), plural_categories.end()}));
        continue;
      }
      choice.alternatives.push_back(alternative(key, property, choice));
    }
    if (choice.alternatives.empty() || (kind != ChoiceKind::Select && !choice.find("other"))) {
      diagnostics_.add(Code::ChoiceWithoutOther, source_, attribute.span, {attribute.name});
    }
    show(value_mark);
    plain_.choices.push_back(std::move(choice));
  }

  // What the choice goes by. False where it does not say so.
  bool decider(const Attribute& attribute, Choice& choice) {
    const Property* value = attribute.find("value");
    const bool is_value =
        value && value->values.size() == 1 && value->text == value_mark;  // "{$x}" in quotes is one too
    const bool is_number = is_value || (value && value->kind == Property::Kind::Number);
    if (!value || (!is_value && !value->values.empty())) {
      diagnostics_.add(Code::ChoiceWithoutValue, source_, value ? value->span : attribute.span, {attribute.name});
      return false;
    }
    if (choice.kind != ChoiceKind::Select && !is_number) {
      diagnostics_.add(Code::PluralOfNoNumber, source_, value->span, {attribute.name, value->text});
    }
    if (is_value) {
      choice.value = value->values.front().number;
    } else {
      choice.literal = value->text;
    }
    return true;
  }

  // The words of a case, the value standing where a % was.
  static Alternative alternative(const std::string& key, const Property& property, const Choice& choice) {
    Alternative made;
    made.key = key;
    size_t percent = 0;
    size_t value = 0;
    for (size_t at = 0; at < property.text.size();) {
      if (percent < property.percents.size() && property.percents[percent] == at) {
        ++percent;
        ++at;
        if (choice.value) made.values.push_back({size32(made.utf8), *choice.value});
        made.utf8 += choice.value ? value_mark : std::string_view(choice.literal);
      } else if (value < property.values.size() && property.values[value].offset == at) {
        made.values.push_back({size32(made.utf8), property.values[value++].number});
        made.utf8 += value_mark;
        at += value_mark.size();
      } else {
        made.utf8 += property.text[at++];
      }
    }
    return made;
  }

  const Source& source_;
  const Text& text_;
  Diagnostics& diagnostics_;
  std::string flat_;
  std::vector<uint32_t> places_;  // of each byte of flat_ and of its end
  std::vector<size_t> values_;    // where the values stand in flat_
  size_t at_ = 0;
  PlainText plain_;
  std::vector<size_t> open_;  // attributes that are not closed yet
  std::vector<std::string> unclosed_choices_;
  bool verbatim_ = false;
  bool trims_ = false;  // a space that comes next is left out
};

}  // namespace

const Property* Attribute::find(std::string_view property) const {
  const auto found =
      std::find_if(properties.begin(), properties.end(), [&](const Property& one) { return one.name == property; });
  return found == properties.end() ? nullptr : &*found;
}

std::string_view Attribute::shorthand() const {
  const Property* property = find(name);
  return property ? std::string_view(property->text) : std::string_view();
}

const Alternative* Choice::find(std::string_view key) const {
  const auto found =
      std::find_if(alternatives.begin(), alternatives.end(), [&](const Alternative& one) { return one.key == key; });
  return found == alternatives.end() ? nullptr : &*found;
}

PlainText read_markup(const Source& source, const Text& text, uint32_t prefix, Diagnostics& diagnostics) {
  return Reader(source, text, diagnostics).read(prefix);
}

PlainText with_choices_made(const PlainText& text, const std::vector<const Alternative*>& chosen) {
  FIREFLY_CHECK(chosen.size() == text.choices.size());
  const auto moved = [&](uint32_t offset) {
    int64_t by = 0;
    for (size_t i = 0; i < chosen.size() && text.choices[i].offset < offset; ++i) {
      by += static_cast<int64_t>(chosen[i] ? chosen[i]->utf8.size() : 0) - static_cast<int64_t>(value_mark.size());
    }
    return static_cast<uint32_t>(offset + by);
  };
  PlainText made;
  size_t from = 0;
  size_t value = 0;
  const auto values_until = [&](uint32_t offset) {
    for (; value < text.values.size() && text.values[value].offset < offset; ++value) {
      made.values.push_back({moved(text.values[value].offset), text.values[value].number});
    }
  };
  for (size_t i = 0; i < chosen.size(); ++i) {
    const uint32_t offset = text.choices[i].offset;
    values_until(offset);
    made.utf8.append(text.utf8, from, offset - from);
    from = offset + value_mark.size();
    if (!chosen[i]) continue;
    for (const ValuePlace& place : chosen[i]->values)
      made.values.push_back({size32(made.utf8) + place.offset, place.number});
    made.utf8 += chosen[i]->utf8;
  }
  values_until(static_cast<uint32_t>(text.utf8.size()));
  made.utf8.append(text.utf8, from, std::string::npos);
  made.attributes = text.attributes;
  for (Attribute& attribute : made.attributes) {
    attribute.begin = moved(attribute.begin);
    attribute.end = moved(attribute.end);
  }
  return made;
}

}  // namespace firefly::script
