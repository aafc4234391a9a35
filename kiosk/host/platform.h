#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

// The few verbs the outside world does for us. Two files define them: one natively, one in `web/`, chosen by CMake.
// Callbacks come on the one thread, between frames, never from within the call.

namespace firefly::host {

using Bytes = std::vector<uint8_t>;

// Reads a file of the app by its name under content ("messages.zh-Hans.pack", "teacher.pack").
void load(std::string_view name, std::function<void(base::Result<Bytes>)> done);

// What the station file says, in the lines that app::read_station takes; an Error where there is none.
void load_station(std::function<void(base::Result<Bytes>)> done);

// Writes one record to the journal; `done` says durable (it survives a kill at once) or why not.
void append_record(std::span<const uint8_t> record, std::function<void(base::Result<base::Done>)> done);

// Keeps, gives back and forgets a few bytes on this device under a name (the interrupted play, the stall's mode).
void remember(std::string_view name, std::span<const uint8_t> bytes);
void recall(std::string_view name, std::function<void(base::Result<Bytes>)> done);
void forget(std::string_view name);

// Opens the phone's own dialler with the number filled in; nothing where there is none.
void dial(std::string_view number);

// Opens a page beside the app: all licences, or where a filing number can be looked up; nothing where that cannot be.
enum class Page : uint8_t { Licences, Filing };
void open_page(Page page);

// Random bytes from the system.
void fill_random(std::span<uint8_t> bytes);

// Hours since 1970-01-01T00:00Z. The only clock time that may reach a record.
int64_t hours_since_epoch();

// Tells the document which locale is shown (lang attribute, title).
void announce_locale(std::string_view locale, std::string_view title);

}  // namespace firefly::host
