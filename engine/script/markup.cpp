#include "engine/script/markup.h"

#include <algorithm>
#include <utility>

#include "engine/script/lexical.h"

namespace firefly::script {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

class Reader {
 public:
  Reader(const Source& source, Diagnostics& diagnostics) : source_(source), diagnostics_(diagnostics) {}

  PlainText read(const Text& text, uint32_t prefix) {
    for (const Piece& piece : text.pieces) {
      if (piece.expression) {
        plain_.values.push_back(static_cast<uint32_t>(plain_.utf8.size()));
        plain_.utf8 += value_mark;
      } else {
        literal(piece, &piece == &text.pieces.front() ? prefix : 0);
      }
    }
    for (const size_t open : open_) {
      diagnostics_.add(Code::UnclosedMarkup, source_, plain_.attributes[open].span, {plain_.attributes[open].name});
      plain_.attributes[open].end = static_cast<uint32_t>(plain_.utf8.size());
    }
    return std::move(plain_);
  }

 private:
  void literal(const Piece& piece, size_t at) {
    const std::string& text = piece.literal;
    while (at < text.size()) {
      if (text[at] == '\\' && at + 1 < text.size()) {
        plain_.utf8 += text[at + 1];
        at += 2;
        continue;
      }
      const bool ends_verbatim = text.compare(at, verbatim_end.size(), verbatim_end) == 0;
      if (text[at] != '[' || (verbatim_ && !ends_verbatim)) {
        if (text.compare(at, value_mark.size(), value_mark) == 0) {
          at += value_mark.size();  // reserved for values, so it cannot be text
        } else {
          plain_.utf8 += text[at++];
        }
        continue;
      }
      const size_t close = text.find(']', at);
      // Escapes before this place make the source a little longer than the literal; the mark itself is found there.
      const size_t shown = source_.text().find(text.substr(at, close - at), piece.span.begin + at);
      const auto begin = static_cast<uint32_t>(std::min<size_t>(shown, piece.span.end));
      if (close == std::string::npos) {
        diagnostics_.add(Code::MalformedMarkup, source_, {begin, begin + 1});
        plain_.utf8 += text[at++];
        continue;
      }
      mark(trim(std::string_view(text).substr(at + 1, close - at - 1)),
           {begin, begin + static_cast<uint32_t>(close - at + 1)});
      at = close + 1;
    }
  }

  void mark(std::string_view inner, Span span) {
    const auto here = static_cast<uint32_t>(plain_.utf8.size());
    if (!inner.empty() && inner.front() == '/') {
      close(trim(inner.substr(1)), span, here);
      return;
    }
    const bool closes_itself = !inner.empty() && inner.back() == '/';
    if (closes_itself) inner = trim(inner.substr(0, inner.size() - 1));
    const size_t name_end = std::min(inner.find_first_of("= \t"), inner.size());
    Attribute attribute{std::string(inner.substr(0, name_end)), {}, here, here, span};
    if (attribute.name.empty()) {
      diagnostics_.add(Code::MalformedMarkup, source_, span);
      return;
    }
    const std::string_view rest = trim(inner.substr(name_end));
    if (!rest.empty() && rest.front() == '=') {
      std::string_view value = trim(rest.substr(1));
      value = value.substr(0, value.find_first_of(" \t"));
      if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
      attribute.value = value;
    }
    if (attribute.name == "nomarkup" && !closes_itself) {
      verbatim_ = true;
      return;
    }
    if (!closes_itself) open_.push_back(plain_.attributes.size());
    plain_.attributes.push_back(std::move(attribute));
  }

  void close(std::string_view name, Span span, uint32_t here) {
    if (verbatim_) {
      verbatim_ = false;
      return;
    }
    bool closed = false;
    for (size_t i = open_.size(); i > 0 && !(closed && !name.empty()); --i) {
      Attribute& attribute = plain_.attributes[open_[i - 1]];
      if (!name.empty() && attribute.name != name) continue;
      attribute.end = here;
      open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i - 1));
      closed = true;
    }
    if (!closed) diagnostics_.add(Code::UnopenedMarkup, source_, span, {std::string(name)});
  }

  static constexpr std::string_view verbatim_end = "[/nomarkup]";
  const Source& source_;
  Diagnostics& diagnostics_;
  PlainText plain_;
  std::vector<size_t> open_;  // attributes that are not closed yet
  bool verbatim_ = false;
};

}  // namespace

PlainText read_markup(const Source& source, const Text& text, uint32_t prefix, Diagnostics& diagnostics) {
  return Reader(source, diagnostics).read(text, prefix);
}

}  // namespace firefly::script
