#include "kiosk/app/takeaway.h"

#include <qrcodegen.h>

#include <algorithm>

namespace firefly::app {
namespace {

// Without the signs that people take for one another: 0 O, 1 I.
constexpr std::string_view signs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
static_assert(signs.size() == check_word_count);

constexpr int largest_version = 4;

}  // namespace

std::string signs_of(const Takeaway& takeaway) {
  std::string text;
  for (const uint8_t number : takeaway) text += signs[number % check_word_count];
  return text;
}

std::optional<Takeaway> takeaway_of(std::string_view text) {
  Takeaway takeaway{};
  if (text.size() != takeaway.size()) return std::nullopt;
  for (size_t i = 0; i < text.size(); ++i) {
    const size_t number = signs.find(text[i]);
    if (number == std::string_view::npos) return std::nullopt;
    takeaway[i] = static_cast<uint8_t>(number);
  }
  return takeaway;
}

std::string check_words_of(const Takeaway& takeaway, std::string_view words) {
  std::vector<std::string_view> list;
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(' '));
    if (!word.empty()) list.push_back(word);
    words.remove_prefix(std::min(word.size() + 1, words.size()));
  }
  if (list.size() != check_word_count) return {};
  return std::string(list[takeaway[0] % check_word_count]) + " " + std::string(list[takeaway[1] % check_word_count]);
}

QrCode qr_code_of(const std::string& text) {
  std::array<uint8_t, qrcodegen_BUFFER_LEN_FOR_VERSION(largest_version)> room{};
  std::array<uint8_t, qrcodegen_BUFFER_LEN_FOR_VERSION(largest_version)> code{};
  if (!qrcodegen_encodeText(text.c_str(), room.data(), code.data(), qrcodegen_Ecc_QUARTILE, qrcodegen_VERSION_MIN,
                            largest_version, qrcodegen_Mask_AUTO, true)) {
    return {};
  }
  const int side = qrcodegen_getSize(code.data());
  QrCode made;
  made.side = static_cast<uint32_t>(side);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) made.modules.push_back(qrcodegen_getModule(code.data(), x, y) ? 1 : 0);
  }
  return made;
}

}  // namespace firefly::app
