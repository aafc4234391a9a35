#include "kiosk/app/station.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/base/utf8.h"
#include "kiosk/app/messages.h"

namespace firefly::app {
namespace {

constexpr size_t longest_value = 200;

struct Text {
  std::string_view name;
  std::string Station::*member;
};
constexpr std::array texts = {Text{"issuer", &Station::issuer},
                              Text{"icp_number", &Station::icp_number},
                              Text{"police_number", &Station::police_number},
                              Text{"duty_phone", &Station::duty_phone},
                              Text{"complaints", &Station::complaints},
                              Text{"city", &Station::city},
                              Text{"base_url", &Station::base_url},
                              Text{"collector", &Station::collector},
                              Text{"pin_hash", &Station::pin_hash}};

struct List {
  std::string_view name;
  std::vector<std::string> Station::*member;
};
constexpr std::array lists = {List{"locales", &Station::locales}, List{"tonight", &Station::tonight}};

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

base::Error wrong(std::string_view name, std::string_view value, const std::string& right) {
  return {quoted(name) + ": " + quoted(value) + " is not " + right};
}

bool is_all(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

bool begins(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

bool is_app_locale(std::string_view tag) {
  return std::any_of(locales().begin(), locales().end(), [&](const Locale& locale) { return locale.tag == tag; });
}

// What a value must be, beyond a short line of text.
base::Result<base::Done> check(std::string_view name, std::string_view value) {
  if (name == "duty_phone" && !is_all(value, "0123456789-+ ")) return wrong(name, value, "a telephone number");
  if (name == "base_url") {
    // A QR code holds capitals in half the room of small letters.
    const bool address = begins(value, "HTTPS://") || begins(value, "HTTP://");
    if (!address || !is_all(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:/.-") || value.back() != '/' ||
        value.size() > longest_base_url) {
      return wrong(name, value,
                   "an address in capitals that ends with /, at most " + std::to_string(longest_base_url) +
                       " characters, such as HTTPS://FANZHA.EXAMPLE.CN/");
    }
  }
  if (name == "collector" && !begins(value, "https://") && !begins(value, "http://")) {
    return wrong(name, value, "an address that begins with https:// or http://");
  }
  if (name == "locales" && !is_app_locale(value)) {
    std::string known;
    for (const Locale& locale : locales()) known += (known.empty() ? "" : ", ") + std::string(locale.tag);
    return wrong(name, value, "a language of the app (" + known + ")");
  }
  if (name == "tonight" && !is_all(value, "abcdefghijklmnopqrstuvwxyz0123456789_")) {
    return wrong(name, value, "the name of a scenario");
  }
  return base::Done{};
}

base::Result<base::Done> take(Station& station, std::string_view name, std::string_view value) {
  if (value.size() > longest_value) return wrong(name, value.substr(0, 20), "a short line of text");
  base::Result<base::Done> checked = check(name, value);
  if (!checked) return checked;
  for (const Text& text : texts) {
    if (text.name != name) continue;
    station.*text.member = value;
    return base::Done{};
  }
  for (const List& list : lists) {
    if (list.name != name) continue;
    (station.*list.member).emplace_back(value);
    return base::Done{};
  }
  std::string known;
  for (const Text& text : texts) known += std::string(text.name) + ", ";
  return base::Error{quoted(name) + " is nothing that a station file says; it may say " + known + "locales, tonight"};
}

}  // namespace

base::Result<Station> read_station(std::span<const uint8_t> lines) {
  std::string_view rest(reinterpret_cast<const char*>(lines.data()), lines.size());
  if (base::find_invalid_utf8(rest) != std::string_view::npos) return base::Error{"it is not written in UTF-8"};
  Station station;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const size_t tab = line.find('\t');
    if (tab == std::string_view::npos) return base::Error{quoted(line.substr(0, longest_value)) + " has no value"};
    base::Result<base::Done> taken = take(station, line.substr(0, tab), line.substr(tab + 1));
    if (!taken) return taken.error();
  }
  return station;
}

}  // namespace firefly::app
