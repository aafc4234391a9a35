#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/base/result.h"

// What the one signed-off file of a station says (`firefly-kiosk --config FILE`, served to phones as /station.json):
// who presents the drills, and how they are reached. Everything may be left out; then nothing is claimed.

namespace firefly::app {

struct Station {
  std::string issuer;                // 主办单位, as every cover says
  std::string icp_number;            // ICP备案号
  std::string police_number;         // 公安联网备案号
  std::string duty_phone;            // 值班电话
  std::string complaints;            // 投诉建议: a telephone number or an address
  std::string city;                  // its hotlines are the ones that are shown
  std::string base_url;              // where a resident's phone finds the app; without it no QR code is shown
  std::string collector;             // where the kiosk sends its batches
  std::string pin_hash;              // of the officers' PIN; without it there is no officers' page
  std::vector<std::string> locales;  // that are offered, the station's own first; empty: all
  std::vector<std::string> tonight;  // scenarios that a stall offers, in this order; empty: all
};

// The file as `read_station` takes it, whoever read the JSON: a line for each value, its name, a tab, the value. A list
// has a line for each of its values. An Error names the value that is wrong, and what would be right.
base::Result<Station> read_station(std::span<const uint8_t> lines);

// The longest base URL: with what the app adds, its QR code is still read from arm's length (47 characters in all).
inline constexpr size_t longest_base_url = 40;

}  // namespace firefly::app
