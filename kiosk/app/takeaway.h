#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What somebody takes home from a stall: a short address in a QR code, and two check words that stand beside it and
// that the phone's page says again. A sticker over the code cannot follow: its page does not know the words.

namespace firefly::app {

// Two numbers below check_word_count, which are in the address as two signs.
using Takeaway = std::array<uint8_t, 2>;
inline constexpr size_t check_word_count = 32;

// The two signs behind the base URL ("7K"), and back; nothing where they are none.
std::string signs_of(const Takeaway& takeaway);
std::optional<Takeaway> takeaway_of(std::string_view signs);

// The two of the check words, which stand in `words` with spaces between; empty where the list is not whole.
std::string check_words_of(const Takeaway& takeaway, std::string_view words);

// A QR code (ISO/IEC 18004, error correction Q): `side` rows of `side` modules, 1 for dark.
struct QrCode {
  uint32_t side = 0;
  std::vector<uint8_t> modules;
};

// The code of a text of capitals, digits and " $%*+-./:"; side 0 where it does not fit into version 4 (33 modules).
QrCode qr_code_of(const std::string& text);

}  // namespace firefly::app
