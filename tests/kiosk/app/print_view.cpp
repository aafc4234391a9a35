#include "tests/kiosk/app/print_view.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string_view>
#include "tests/source_path.h"

namespace firefly::test {
namespace {

const char* name_of(app::Element::Kind kind) {
  using Kind = app::Element::Kind;
  switch (kind) {
    case Kind::Heading: return "Heading";
    case Kind::Paragraph: return "Paragraph";
    case Kind::Caption: return "Caption";
    case Kind::Time: return "Time";
    case Kind::Narration: return "Narration";
    case Kind::Bubble: return "Bubble";
    case Kind::Typing: return "Typing";
    case Kind::Spoken: return "Spoken";
    case Kind::Caller: return "Caller";
    case Kind::Sender: return "Sender";
    case Kind::Address: return "Address";
    case Kind::Picture: return "Picture";
    case Kind::TransferCard: return "TransferCard";
    case Kind::Balance: return "Balance";
    case Kind::Cost: return "Cost";
    case Kind::FlagNote: return "FlagNote";
    case Kind::Step: return "Step";
    case Kind::Code: return "Code";
    case Kind::Card: return "Card";
    case Kind::Button: return "Button";
    case Kind::Link: return "Link";
  }
  return "?";
}

const char* name_of(app::Tone tone) {
  switch (tone) {
    case app::Tone::Plain: return "";
    case app::Tone::Primary: return " primary";
    case app::Tone::Quiet: return " quiet";
    case app::Tone::Danger: return " danger";
    case app::Tone::Gain: return " gain";
    case app::Tone::Loss: return " loss";
    case app::Tone::Flag: return " flag";
    case app::Tone::Genuine: return " genuine";
  }
  return "?";
}

const char* name_of(program::Side side) {
  return side == program::Side::Them ? " them" : side == program::Side::Me ? " me" : "";
}

// Marked words stand in [brackets].
std::string words_of(const text::Text& text) {
  std::string words;
  size_t at = 0;
  for (const program::Mark& mark : text.marks) {
    words += text.utf8.substr(at, mark.begin - at) + '[' + text.utf8.substr(mark.begin, mark.end - mark.begin) + ']';
    at = mark.end;
  }
  return words + text.utf8.substr(at);
}

void print(std::ostringstream& out, const app::View& view, const app::Element& element) {
  out << "  " << element.id << ": " << name_of(element.kind) << name_of(element.side) << name_of(element.tone);
  if (element.number != 0) out << " #" << element.number;
  if (element.avatar != program::no_index) out << " <" << view.packs[element.pack].picture(element.avatar).name << '>';
  if (element.picture != program::no_index) {
    out << " picture=" << view.packs[element.pack].picture(element.picture).name;
  }
  out << " \"" << words_of(element.text) << '"';
  if (!element.detail.utf8.empty()) out << " (" << element.detail.utf8 << ')';
  if (!element.badge.utf8.empty()) out << " {" << element.badge.utf8 << '}';
  for (const float value : element.series) out << ' ' << value;
  if (element.intent.kind != app::Intent::Kind::None) {
    out << " -> " << app::name_of(element.intent.kind) << ' ' << element.intent.argument;
  }
  out << '\n';
}

}  // namespace

std::string print_view(const app::View& view) {
  std::ostringstream out;
  out << app::name_of(view.screen) << " \"" << view.title.utf8 << "\" place=" << view.place << ' ' << view.locale;
  out << (view.drill.utf8.empty() ? " no drill" : " drill=" + view.drill.utf8);
  if (view.conversation == app::View::Conversation::Group) out << " group";
  if (view.scroll == app::View::Scroll::Newest) out << " newest";
  if (app::is_large(view.text_size)) out << " large";
  if (view.wake_after_ms) out << " wake=" << *view.wake_after_ms;
  out << '\n';
  if (!view.announcement.utf8.empty()) out << "says: " << view.announcement.utf8 << '\n';
  const auto stack = [&](const char* name, const std::vector<app::Element>& elements) {
    out << name << '\n';
    for (const app::Element& element : elements) print(out, view, element);
  };
  stack("bar", view.bar);
  stack("body", view.body);
  stack("dock", view.dock);
  out << "help\n";
  print(out, view, view.help);
  return out.str();
}

void check_golden(const std::string& name, const std::string& text) {
  const std::string path = test::source_path("tests/kiosk/app/golden/" + name + ".txt");
  const char* mode = std::getenv("FIREFLY_GOLDEN");
  if (mode != nullptr && std::string_view(mode) == "write") {
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  std::stringstream golden;
  golden << file.rdbuf();
  CHECK_MESSAGE(file.good(), path);
  CHECK_MESSAGE(golden.str() == text, name << " differs from its golden file:\n" << text);
}

}  // namespace firefly::test
