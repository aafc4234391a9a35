#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace firefly::tool {

// Text as offices save it, as UTF-8 without a byte order mark: UTF-8 stays, GB18030 (and with it GBK and GB 2312) is
// converted. Nothing where it is neither.
std::optional<std::string> utf8_of(std::string_view bytes);

}  // namespace firefly::tool
