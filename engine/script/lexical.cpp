#include "engine/script/lexical.h"

#include "engine/base/utf8.h"

namespace firefly::script {
namespace {

bool begins_identifier(uint32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  if (c < 0xc0) return c == 0xaa || c == 0xb5 || c == 0xba;
  if (c == 0xd7 || c == 0xf7) return false;
  if (c >= 0x2000 && c <= 0x206f) return false;  // general punctuation, quotes, dashes
  if (c >= 0x2190 && c <= 0x2bff) return false;  // arrows, mathematics, boxes
  if (c >= 0x3000 && c <= 0x303f) return c >= 0x3005 && c <= 0x3007;
  if (c >= 0xd800 && c <= 0xf8ff) return false;  // surrogates, private use
  if (c >= 0xfe10 && c <= 0xfe6f) return false;
  if (c >= 0xff00 && c <= 0xffef) {
    return (c >= 0xff10 && c <= 0xff19) || (c >= 0xff21 && c <= 0xff3a) || (c >= 0xff41 && c <= 0xff5a) ||
           (c >= 0xff66 && c <= 0xffdc);
  }
  if (c >= 0xfff0 && c <= 0xffff) return false;  // places for values, signs for what is no text
  return c < 0xf0000 && c != 0xfeff;
}

}  // namespace

bool is_space(char c) { return c == ' ' || c == '\t'; }

uint32_t skip_spaces(const Source& source, uint32_t at, uint32_t end) {
  while (at < end && is_space(source.text()[at])) ++at;
  return at;
}

uint32_t identifier_end(std::string_view text, uint32_t at, uint32_t end) {
  const std::string_view bounded = text.substr(0, end);
  bool first = true;
  while (at < end) {
    const base::CodePoint c = base::decode_utf8(bounded, at);
    const bool digit = c.value >= '0' && c.value <= '9';
    if (!begins_identifier(c.value) && !(digit && !first)) break;
    at += c.length;
    first = false;
  }
  return at;
}

bool stands_at(std::string_view text, uint32_t at, uint32_t end, std::string_view word) {
  return end >= at && end - at >= word.size() && text.substr(at, word.size()) == word;
}

}  // namespace firefly::script
