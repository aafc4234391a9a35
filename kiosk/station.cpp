#include "kiosk/station.h"

#include <string>

#define JSON_NOEXCEPTION
#include <nlohmann/json.hpp>

namespace firefly::kiosk {

base::Result<std::vector<uint8_t>> lines_of_station(std::string_view json) {
  constexpr bool allow_exceptions = false;
  const nlohmann::json station = nlohmann::json::parse(json, nullptr, allow_exceptions);
  if (!station.is_object()) return base::Error{"it is no JSON object: { \"issuer\": \"...\" }"};
  std::string lines;
  for (const auto& [name, value] : station.items()) {
    const auto add = [&lines, &key = name](const nlohmann::json& text) {
      if (!text.is_string()) return false;
      const std::string& written = text.get_ref<const std::string&>();
      if (written.find_first_of("\n\t") != std::string::npos) return false;
      lines += key + '\t' + written + '\n';
      return true;
    };
    bool good = true;
    if (value.is_array()) {
      for (const nlohmann::json& each : value) good = good && add(each);
    } else {
      good = add(value);
    }
    if (!good) return base::Error{"\"" + name + "\" must be one line of text in quotation marks, or a list of such"};
  }
  return std::vector<uint8_t>(lines.begin(), lines.end());
}

}  // namespace firefly::kiosk
