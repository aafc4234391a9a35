#include "engine/script/words.h"

#include <algorithm>

#include "engine/base/utf8.h"

namespace firefly::script {
namespace {

std::vector<uint32_t> letters_of(std::string_view text) {
  std::vector<uint32_t> letters;
  for (size_t at = 0; at < text.size();) {
    const base::CodePoint c = base::decode_utf8(text, at);
    // Capitals are what people mistype most.
    letters.push_back(c.value >= 'A' && c.value <= 'Z' ? c.value + 32 : c.value);
    at += c.length;
  }
  return letters;
}

size_t distance(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  std::vector<size_t> before_last(b.size() + 1);
  std::vector<size_t> last(b.size() + 1);
  std::vector<size_t> now(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      now[j] = std::min({replaced, last[j] + 1, now[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        now[j] = std::min(now[j], before_last[j - 2] + 1);
      }
    }
    before_last.swap(last);
    last.swap(now);
  }
  return last[b.size()];
}

}  // namespace

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::string nearest(std::string_view written, const std::vector<std::string>& known) {
  const std::vector<uint32_t> letters = letters_of(written);
  // Up to a third of the letters may be wrong; of a very short word, one.
  size_t best = std::max<size_t>(letters.size() / 3, 1) + 1;
  std::string found;
  for (const std::string& word : known) {
    const std::vector<uint32_t> other = letters_of(word);
    if (other.size() > letters.size() + best || letters.size() > other.size() + best) continue;
    const size_t steps = distance(letters, other);
    if (steps < best && steps < letters.size()) {
      best = steps;
      found = word;
    }
  }
  return found;
}

int64_t whole_number(std::string_view text) {
  if (text.empty() || text.size() > 9) return -1;
  int64_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const int64_t year = whole_number(text.substr(0, 4));
  const int64_t month = whole_number(text.substr(5, 2));
  const int64_t day = whole_number(text.substr(8, 2));
  if (year < 0 || month < 1 || month > 12 || day < 1) return false;
  static constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= days[month - 1] + (month == 2 && leap ? 1 : 0);
}

}  // namespace firefly::script
