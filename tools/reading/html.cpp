#include "tools/reading/html.h"

#include <algorithm>

#include "tools/reading/svg.h"

namespace firefly::reading {
namespace {

using app::Element;
using app::Tone;
using Kind = Element::Kind;
using program::no_index;

// What may stand in a list with its like.
enum class Group : uint8_t { None, Messages, Steps, Touchables };

class Writer {
 public:
  Writer(const app::View& view, const Surroundings& around)
      : view_(view), around_(around), titled_(!around.first_is_title) {}

  std::string write(const std::vector<Element>& elements) {
    for (const Element& element : elements) {
      const Group group = group_of(element);
      if (group == Group::Touchables && around_.way_of(element.intent).address.empty()) continue;
      if (group != group_ || group == Group::None || (group == Group::Messages && !same_speaker(element, *last_)) ||
          (group == Group::Steps && (element.number == 0) != (last_->number == 0))) {
        close();
        open(group, element);
      }
      write(element);
      last_ = &element;
    }
    close();
    return std::move(html_);
  }

 private:
  static bool is_message(const Element& element) {
    return element.kind == Kind::Bubble || element.kind == Kind::Spoken || element.kind == Kind::TransferCard ||
           (element.kind == Kind::Picture && element.side != program::Side::Centre);
  }

  static Group group_of(const Element& element) {
    if (is_message(element)) return Group::Messages;
    switch (element.kind) {
      case Kind::Step: return Group::Steps;
      case Kind::Card:
      case Kind::Button:
      case Kind::Link: return Group::Touchables;
      default: return Group::None;
    }
  }

  static bool same_speaker(const Element& one, const Element& other) {
    return one.side == other.side && one.avatar == other.avatar && speaker_of(one) == speaker_of(other);
  }

  // What a transfer says of itself is no speaker's name.
  static std::string speaker_of(const Element& element) {
    return element.kind == Kind::TransferCard ? std::string() : element.detail.utf8;
  }

  void open(Group group, const Element& element) {
    group_ = group;
    switch (group) {
      case Group::None: break;
      case Group::Messages:
        html_ += element.side == program::Side::Me ? "<div class=me>" : "<div class=them>";
        if (element.avatar != no_index) html_ += "<img src=\"" + address(element, element.avatar) + "\" alt=\"\">";
        if (!speaker_of(element).empty()) html_ += "<b>" + escaped(speaker_of(element)) + "</b>";
        break;
      case Group::Steps: html_ += element.number == 0 ? "<ul class=ticks>" : "<ol>"; break;
      case Group::Touchables: html_ += element.kind == Kind::Card ? "<ul class=cards>" : "<ul class=ways>"; break;
    }
  }

  void close() {
    switch (group_) {
      case Group::None: break;
      case Group::Messages: html_ += "</div>\n"; break;
      case Group::Steps: html_ += last_->number == 0 ? "</ul>\n" : "</ol>\n"; break;
      case Group::Touchables: html_ += "</ul>\n"; break;
    }
    group_ = Group::None;
  }

  void write(const Element& element) {
    switch (element.kind) {
      case Kind::Heading: heading(element); break;
      case Kind::Paragraph: tagged("p", element.tone == Tone::Primary ? "case" : tone_class(element), element); break;
      case Kind::Caption: tagged("p", element.tone == Tone::Flag ? "lesson" : "small", element); break;
      case Kind::Time: tagged("p", "time", element); break;
      case Kind::Narration: tagged("p", "told", element); break;
      case Kind::Spoken:
      case Kind::Bubble: html_ += "<p>" + marked(element.text) + "</p>"; break;
      case Kind::Caller:
      case Kind::Sender:
      case Kind::Address: around_the_words(element); break;
      case Kind::Typing:
      case Kind::Code: break;  // what moves, and what a stall gives away
      case Kind::Picture: picture(element); break;
      case Kind::TransferCard: transfer(element); break;
      case Kind::Balance: balance(element); break;
      case Kind::Cost:
        html_ += element.tone == Tone::Primary ? "<p class=\"cost lost\">" : "<p class=cost>";
        html_ += escaped(element.detail.utf8) + " <b>" + escaped(element.text.utf8) + "</b></p>\n";
        break;
      case Kind::FlagNote:
        html_ += "<p class=flag><b>" + escaped(element.text.utf8) + "</b>";
        if (!element.detail.utf8.empty()) html_ += ' ' + escaped(element.detail.utf8);
        html_ += "</p>\n";
        break;
      case Kind::Step:
        html_ += element.tone == Tone::Genuine ? "<li class=genuine>" : "<li>";
        html_ += marked(element.text) + "</li>";
        break;
      case Kind::Card: card(element); break;
      case Kind::Button:
      case Kind::Link: touchable(element); break;
    }
  }

  void heading(const Element& element) {
    const std::string tag = 'h' + std::to_string(titled_ ? around_.heading : 1);
    titled_ = true;
    if (element.badge.utf8.empty()) return tagged(tag.c_str(), tone_class(element), element);
    html_ += '<' + tag + '>' + marked(element.text) + " <i>" + escaped(element.badge.utf8) + "</i></" + tag + ">\n";
  }

  // Who calls or writes, or where a page is: what the frame of the screen says.
  void around_the_words(const Element& element) {
    html_ += "<p class=small>" + escaped(element.text.utf8);
    if (!element.detail.utf8.empty()) html_ += " · " + escaped(element.detail.utf8);
    html_ += "</p>\n";
  }

  static std::string tone_class(const Element& element) { return element.tone == Tone::Danger ? "stop" : ""; }

  void tagged(const char* tag, const std::string& css_class, const Element& element) {
    html_ += '<';
    html_ += tag;
    if (!css_class.empty()) html_ += " class=" + css_class;
    html_ += '>' + marked(element.text) + "</" + tag + ">\n";
  }

  void picture(const Element& element) {
    const program::Picture shown = view_.packs[element.pack].picture(element.picture);
    // People are drawn in a square; nobody takes a face for a proof.
    const bool face = !is_message(element) && shown.width == shown.height;
    html_ += face ? "<figure class=face>" : "<figure>";
    if (!face && !around_.picture_label.empty()) html_ += "<i>" + escaped(around_.picture_label) + "</i>";
    html_ += "<img src=\"" + around_.address_of(shown) + "\" alt=\"\">";
    html_ += "<figcaption>" + marked(element.text) + "</figcaption></figure>\n";
  }

  void transfer(const Element& element) {
    html_ += element.tone == Tone::Gain ? "<p class=\"pay back\">" : "<p class=pay>";
    html_ += "<b>" + escaped(element.text.utf8) + "</b> " + escaped(element.detail.utf8);
    html_ += " <i>" + escaped(element.badge.utf8) + "</i></p>";
  }

  void balance(const Element& element) {
    const std::string trend = element.tone == Tone::Gain ? "gain" : element.tone == Tone::Loss ? "loss" : "still";
    html_ += "<div class=balance><i>" + escaped(element.badge.utf8) + "</i><b>" + escaped(element.text.utf8) + "</b>";
    html_ += "<p class=" + trend + '>' + escaped(element.detail.utf8) + "</p>";
    html_ += chart_of(element.series, trend) + "<img class=tile src=\"" + around_.tile_address + "\" alt=\"\"></div>\n";
  }

  void card(const Element& element) {
    html_ += "<li><a href=\"" + around_.way_of(element.intent).address + "\">";
    if (element.picture != no_index) html_ += "<img src=\"" + address(element, element.picture) + "\" alt=\"\">";
    html_ += "<div><b>" + escaped(element.text.utf8) + "</b> <span>" + escaped(element.detail.utf8) + "</span> <i>" +
             escaped(element.badge.utf8) + "</i></div></a></li>\n";
  }

  void touchable(const Element& element) {
    const Way way = around_.way_of(element.intent);
    html_ += "<li><a href=\"" + way.address + '"';
    if (element.tone == Tone::Primary) html_ += " class=next";
    if (element.tone == Tone::Danger) html_ += " class=call";
    html_ += '>' + marked(element.text);
    if (!element.badge.utf8.empty()) html_ += " <i>" + escaped(element.badge.utf8) + "</i>";
    if (!way.note.empty()) html_ += " <small>" + escaped(way.note) + "</small>";
    html_ += "</a></li>\n";
  }

  std::string address(const Element& element, uint32_t picture) const {
    return around_.address_of(view_.packs[element.pack].picture(picture));
  }

  static std::string marked(const text::Text& text) {
    const std::string_view all = text.utf8;
    std::string html;
    size_t at = 0;
    for (const program::Mark& mark : text.marks) {
      html += escaped(all.substr(at, mark.begin - at)) + "<mark>" +
              escaped(all.substr(mark.begin, mark.end - mark.begin)) + "</mark>";
      at = mark.end;
    }
    return html + escaped(all.substr(at));
  }

  const app::View& view_;
  const Surroundings& around_;
  bool titled_;
  std::string html_;
  Group group_ = Group::None;
  const Element* last_ = nullptr;
};

}  // namespace

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '"': safe += "&quot;"; break;
      case '\n': safe += "<br>"; break;
      default: safe += c;
    }
  }
  return safe;
}

std::string html_of(const app::View& view, const std::vector<app::Element>& elements, const Surroundings& around) {
  return Writer(view, around).write(elements);
}

}  // namespace firefly::reading
