#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/present.h"
#include "kiosk/app/update.h"

// A person in front of the app, and the world behind it: files, a journal, the phone's memory, all at hand at once.

namespace firefly::test {

class Person {
 public:
  using Files = std::map<std::string, std::vector<uint8_t>>;

  // The files are there under the names that the shell asks for.
  Person(const app::Settings& settings, Files files, std::optional<std::vector<uint8_t>> on_device = {});

  app::View view() const { return app::present(state); }
  std::optional<app::Element> find(const std::string& id) const;

  void wants(app::Intent::Kind kind, uint32_t argument = 0);
  // Touches the element with this id; it must be there and touchable.
  void touches(const std::string& id);
  // Touches the dock's option with these words.
  void picks(const std::string& words);
  // Lets the time pass that the View asks for, and its Tick come.
  void waits();
  // Presses Continue until options or the end are there.
  void reads_on();
  // Lets the journal answer.
  void journal_answers(base::Result<base::Done> done);

  app::State state;
  Files files;
  std::vector<std::vector<uint8_t>> records;  // appended
  std::optional<std::vector<uint8_t>> kept;   // on the device
  std::vector<std::string> asked;             // files, in the order they were asked for
  std::vector<std::string> dialled;
  int licences_opened = 0;
  int filings_opened = 0;
  int wipes = 0;
  std::vector<std::string> announced;
  uint64_t now_ms = 1000;
  int64_t hours_since_epoch = 500000;

 private:
  void takes(app::Turn turn);
  void happens(app::Input input);
  uint8_t random_ = 1;
};

// A person at a phone or at the stall, with messages and the little story there.
Person at_phone(std::optional<std::vector<uint8_t>> on_device = {});
Person at_stall();

}  // namespace firefly::test
