#include "kiosk/station.h"

#include <string>

#define JSON_NOEXCEPTION
#include <nlohmann/json.hpp>

namespace firefly::kiosk {
namespace {

base::Result<base::Done> take(const nlohmann::json& station, const char* name, std::string& into) {
  const auto found = station.find(name);
  if (found == station.end()) return base::Done{};
  if (!found->is_string()) return base::Error{"\"" + std::string(name) + "\" must be a text in quotation marks"};
  into = found->get<std::string>();
  return base::Done{};
}

}  // namespace

base::Result<app::Settings> read_station(std::string_view json, app::Settings settings) {
  constexpr bool allow_exceptions = false;
  const nlohmann::json station = nlohmann::json::parse(json, nullptr, allow_exceptions);
  if (!station.is_object()) return base::Error{"it is no JSON object"};
  if (base::Result<base::Done> taken = take(station, "issuer", settings.issuer); !taken) return taken.error();
  if (base::Result<base::Done> taken = take(station, "locale", settings.locale); !taken) return taken.error();
  return settings;
}

}  // namespace firefly::kiosk
