#include "tools/firefly/strings.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "tests/documents.h"
#include "tests/source_path.h"
#include "tools/firefly/files.h"
#include "tools/firefly/spreadsheet.h"

namespace firefly::tool {
namespace {

// A copy of the small content folder of the diagnostics' pages, in which a test may write.
class Workplace {
 public:
  Workplace() : folder_("firefly_strings_test"), content(folder_.path("content")) {
    folder_.copy(test::source_path("docs/diagnostics/example"), "content");
    folder_.copy(test::source_path("content/vocabulary.csv"), "content/vocabulary.csv");
  }

  Strings strings() const {
    script::Diagnostics diagnostics;
    const base::Result<std::optional<Strings>> read = read_strings(content, diagnostics);
    REQUIRE(read);
    REQUIRE(read.value());
    return *read.value();
  }

  Phrase phrase(const std::string& id) const {
    for (const Phrase& candidate : strings().phrases) {
      if (candidate.id == id) return candidate;
    }
    FAIL("there is no " << id);
    return {};
  }

  std::string sheet() const { return csv_of(sheet_of(strings())); }

  // Imports a sheet and writes what it changes; the codes of what was told.
  std::string import(const std::string& bytes) {
    script::Diagnostics diagnostics;
    const base::Result<Import> result = import_sheet(content, "sheet.csv", bytes, diagnostics);
    REQUIRE(result);
    last = result.value();
    std::string codes;
    for (const script::Diagnostic& d : diagnostics.list()) {
      codes += script::name_of(d.code) + "@" + std::to_string(d.place.line) + " ";
    }
    if (diagnostics.error_count() > 0) return codes;
    for (const auto& [path, text] : last.files) REQUIRE(write_file(path, text));
    return codes;
  }

  std::string text(const std::string& file) const { return read_file(content + "/" + file).value(); }
  void change(const std::string& file, const std::string& from, const std::string& to) const {
    REQUIRE(write_file(content + "/" + file, replaced(text(file), from, to)));
  }

  void remove(const std::string& file) const { folder_.remove("content/" + file); }

  static std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
  }

 private:
  test::TemporaryFolder folder_;

 public:
  const std::string content;
  Import last;
};

const std::string safe = "scenarios/bilingual/bilingual_safe_02";
const std::string table = "scenarios/bilingual/translations.csv";

TEST_CASE("every line and every row of the tables is in the sheet, with its place and state") {
  const Workplace place;
  const Strings strings = place.strings();
  CHECK(strings.locales == std::vector<std::string>{"zh-Hans", "en"});
  CHECK(strings.phrases.size() == 18 + 18 + 4 + 2);
  const Phrase line = place.phrase("scenarios/bilingual/bilingual_start_02");
  CHECK(line.place == "scenarios/bilingual/story.yarn:6");
  CHECK(line.speaker == "Teacher");
  CHECK(line.texts[0] == "[flag]这事先别跟家里说[/flag]。");
  CHECK(line.texts[1] == "[flag]Keep this from your family for now[/flag].");
  CHECK(line.state == "done");
  CHECK(place.phrase("flags/secret/why").texts[1] == "If nobody at home knows, nobody can stop you.");
  CHECK(place.phrase("flags/secret/why").place == "flags.csv:3");
  CHECK(place.phrase("scenarios/example/example_safe_02").state == "done");  // it is in one language only
}

TEST_CASE("what goes out and comes back changes nothing, in any encoding that offices use") {
  Workplace place;
  const std::string sheet = place.sheet();
  CHECK(sheet.substr(0, 3) == "\xef\xbb\xbf");
  CHECK(place.import(sheet).empty());
  CHECK(place.last.files.empty());
  CHECK(place.last.untouched_count == 0);
  CHECK(place.import(sheet.substr(3)).empty());
  CHECK(place.last.files.empty());
}

TEST_CASE("what goes out of the shipped content and comes back changes nothing") {
  const std::string content = test::source_path("content");
  script::Diagnostics diagnostics;
  const std::optional<Strings> strings = read_strings(content, diagnostics).value();
  REQUIRE(strings);
  CHECK(strings->phrases.size() > 300);
  const Import import = import_sheet(content, "sheet.csv", csv_of(sheet_of(*strings)), diagnostics).value();
  CHECK(diagnostics.list().empty());
  CHECK(import.files.empty());
  CHECK(import.untouched_count == 0);
}

TEST_CASE("a sheet saved in GB18030 is read") {
  Workplace place;
  // 您停下来想了想。 with a new translation, and nothing else
  const std::string sheet = "id,zh-Hans,en,state\r\n" + safe +
                            ",\xc4\xfa\xcd\xa3\xcf\xc2\xc0\xb4\xcf\xeb\xc1\xcb\xcf\xeb\xa1\xa3,You thought.,done\r\n";
  CHECK(place.import(sheet).empty());
  CHECK(place.last.changed_ids == std::vector<std::string>{safe});
  CHECK(place.phrase(safe).texts[1] == "You thought.");
  CHECK(place.phrase(safe).state == "done");
}

TEST_CASE("a changed cell changes its row and no other byte") {
  Workplace place;
  const std::string before = place.text(table);
  CHECK(place.import(Workplace::replaced(place.sheet(), "You stopped and thought.", "\"You stopped, and thought.\""))
            .empty());
  CHECK(place.text(table) == Workplace::replaced(before, "You stopped and thought.", "\"You stopped, and thought.\""));
  const std::string flags = place.text("flags.csv");
  CHECK(place.import(Workplace::replaced(place.sheet(), "Keep it secret", "Hush")).empty());
  CHECK(place.text("flags.csv") == Workplace::replaced(flags, "Keep it secret", "Hush"));
}

TEST_CASE("a text that changes makes its translation stale until somebody looks at it") {
  Workplace place;
  place.change("scenarios/bilingual/safe.yarn", "您停下来想了想。", "您停下来，想了很久。");
  CHECK(place.phrase(safe).state == "stale");
  const std::string sheet = place.sheet();
  CHECK(place.import(sheet).empty());
  CHECK(place.last.files.empty());  // nobody has looked at it yet
  CHECK(place.phrase(safe).state == "stale");

  SUBCASE("by saying that it is done") {
    CHECK(place.import(Workplace::replaced(sheet, "You stopped and thought.,,stale", "You stopped and thought.,,done"))
              .empty());
  }
  SUBCASE("by translating it again") {
    CHECK(place.import(Workplace::replaced(sheet, "You stopped and thought.", "You thought for long.")).empty());
    CHECK(place.phrase(safe).texts[1] == "You thought for long.");
  }
  CHECK(place.phrase(safe).state == "done");
}

TEST_CASE("a sheet that is older than the text brings its translation in and says that it is stale") {
  Workplace place;
  const std::string sheet = Workplace::replaced(place.sheet(), "You stopped and thought.", "You thought.");
  place.change("scenarios/bilingual/safe.yarn", "您停下来想了想。", "您停下来，想了很久。");
  CHECK(place.import(sheet).substr(0, 6) == "FF604@");
  CHECK(place.phrase(safe).texts[1] == "You thought.");
  CHECK(place.phrase(safe).state == "stale");
}

TEST_CASE("a line that was never translated gets its row in its place") {
  Workplace place;
  const std::string row = "bilingual_safe_02,,您停下来想了想。,You stopped and thought.,\n";
  const std::string before = place.text(table);
  place.change(table, row, "");
  CHECK(place.phrase(safe).state == "missing");
  CHECK(place
            .import(Workplace::replaced(place.sheet(), "您停下来想了想。,,,missing",
                                        "您停下来想了想。,You stopped and thought.,,done"))
            .empty());
  CHECK(place.text(table) == before);
}

TEST_CASE("a scenario that has no translations yet gets its table from the sheet") {
  Workplace place;
  const std::string sheet = place.sheet();
  place.remove(table);
  CHECK(place.phrase(safe).state == "missing");
  CHECK(place.import(sheet).empty());
  CHECK(place.last.changed_ids.size() == 18);
  const std::string head = "id,speaker,zh-Hans,en,note\nbilingual_cast_01,Me,小林,Lin,\n";
  CHECK(place.text(table).substr(0, head.size()) == head);
  CHECK(place.sheet() == sheet);
}

TEST_CASE("a new language is named on a cover, and its translations get a column of their own") {
  Workplace place;
  place.change("scenarios/bilingual/cover.yarn", "locales: zh-Hans en", "locales: zh-Hans en fr");
  CHECK(place.phrase(safe).state == "missing");
  CHECK(place.import("id,zh-Hans,fr\n" + safe + ",您停下来想了想。,Vous avez réfléchi.\n").empty());
  CHECK(place.text(table).substr(0, 30) == "id,speaker,zh-Hans,en,fr,note\n");
  CHECK(place.phrase(safe).texts[2] == "Vous avez réfléchi.");
  CHECK(place.phrase(safe).texts[1] == "You stopped and thought.");
  CHECK(place.phrase(safe).state == "done");
}

TEST_CASE("an orphan stays in the sheet and in its table, and is told") {
  Workplace place;
  place.change("scenarios/bilingual/safe.yarn", "您停下来想了想。 #debrief:text #line:bilingual_safe_02",
               "您停下来想了想。 #debrief:text #line:bilingual_safe_09");
  CHECK(place.phrase(safe).state == "orphan");
  const std::string before = place.text(table);
  CHECK(place.import(place.sheet()) == "FF405@17 ");
  CHECK(place.text(table) == before);
  place.change(table, "bilingual_safe_02,,您停下来想了想。,You stopped and thought.,\n", "");
  CHECK(place.import("id,zh-Hans,en\n" + safe + ",您停下来想了想。,You stopped.\n") == "FF603@2 ");
}

TEST_CASE("of a bad sheet nothing is taken, and what is bad is told at its place") {
  Workplace place;
  const std::string good = "flags/secret,只能偷偷做,Hush\n";
  const auto refused = [&](const std::string& sheet) {
    const std::string before = place.text(table) + place.text("flags.csv");
    const std::string codes = place.import(sheet);
    CHECK(place.text(table) + place.text("flags.csv") == before);
    return codes;
  };
  CHECK(refused("id,zh-Hans,en\n" + good + "flags/secret,只能偷偷做,Psst\n") == "FF402@3 ");
  CHECK(refused("id,zh-Hans,en\n" + good + safe + ",您停下来想了想。,\n") == "FF605@3 ");
  CHECK(refused("id,zh-Hans,en\n" + good + safe + ",您停下来想了想。,\"x\n") == "FF401@1 ");
  CHECK(refused("id,zh-Hans,en,state\n" + safe + ",您停下来想了想。,x,finished\n") == "FF303@2 ");
  CHECK(refused("id,en\n" + safe + ",x\n") == "FF414@1 ");
  CHECK(refused("number,zh-Hans,en\n1,x,y\n") == "FF414@1 ");
  CHECK(refused("id,zh-Hans,en\n" + good +
                "scenarios/bilingual/bilingual_start_02,[flag]这事先别跟家里说[/flag]。,Hush\n") == "FF407@3 ");
  CHECK(refused("id,zh-Hans,en\n" + good + safe + ",您停下来想了想。,[flag]x\n") == "FF124@3 FF407@3 ");
  CHECK(refused("id;zh-Hans;en\nflags/secret;x;y\n").substr(0, 5) == "FF414");
}

TEST_CASE("nothing goes out where lines have no ids, since they would be lost") {
  const Workplace place;
  place.change("scenarios/bilingual/safe.yarn", " #line:bilingual_safe_02", "");
  script::Diagnostics diagnostics;
  CHECK_FALSE(read_strings(place.content, diagnostics).value());
  REQUIRE(diagnostics.list().size() == 2);
  CHECK(diagnostics.list()[0].code == script::Code::OrphanTranslation);  // the row that it had
  CHECK(diagnostics.list()[1].code == script::Code::MissingLineId);
}

}  // namespace
}  // namespace firefly::tool
