#include <argp.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "engine/script/words.h"
#include "tools/firefly/commands.h"

namespace {

using firefly::tool::Exit;
using firefly::tool::Options;

enum Key : int {
  JsonKey = 1000,
  OnKey,
  LanguageOnlyKey,
  LangKey,
  PicksKey,
  TranscriptKey,
  LocaleKey,
  VersionKey,
  CheckKey,
  SeedKey,
  StatesKey,
  NodesKey,
  IssuerKey
};

constexpr argp_option lang_option = {"lang", LangKey, "zh|en", 0, "language of the messages (else that of LANG)", 0};
constexpr argp_option language_only_option = {
    "language-only", LanguageOnlyKey, nullptr, 0, "any Yarn script, without our vocabulary", 0};
constexpr argp_option seed_option = {"seed", SeedKey, "N", 0, "what random numbers begin from (1)", 0};
constexpr argp_option last_option = {nullptr, 0, nullptr, 0, nullptr, 0};

const argp_option check_options[] = {{"json", JsonKey, nullptr, 0, "one JSON object for tools, on standard output", 0},
                                     {"on", OnKey, "DATE", 0, "warn of what has expired on this day (YYYY-MM-DD)", 0},
                                     language_only_option,
                                     lang_option,
                                     last_option};
const argp_option build_options[] = {{"output", 'o', "DIR", 0, "where the packs go", 0},
                                     {"pack-version", VersionKey, "N", 0, "version written into the scenarios (1)", 0},
                                     lang_option,
                                     last_option};
const argp_option read_options[] = {{"output", 'o', "DIR", 0, "where the pages go", 0},
                                    {"issuer", IssuerKey, "NAME", 0, "who presents the drills", 0},
                                    lang_option,
                                    last_option};
const argp_option play_options[] = {{"picks", PicksKey, "1,2,...", 0, "the options to take; without this, asks", 0},
                                    {"transcript", TranscriptKey, nullptr, 0, "nodes and variables too", 0},
                                    {"locale", LocaleKey, "LOCALE", 0, "language of the play, such as en", 0},
                                    seed_option,
                                    language_only_option,
                                    lang_option,
                                    last_option};
const argp_option plan_options[] = {seed_option, lang_option, last_option};
const argp_option prove_options[] = {
    {"json", JsonKey, nullptr, 0, "one JSON object for tools, on standard output", 0},
    {"output", 'o', "DIR", 0, "writes the play-throughs there as test plans", 0},
    {"states", StatesKey, "N", 0, "how many states to look at before giving up (1000000)", 0},
    language_only_option,
    lang_option,
    last_option};
const argp_option bench_options[] = {
    {"nodes", NodesKey, "N", 0, "size of the generated story (500, 1000, 2000 and 4000)", 0},
    {"output", 'o', "DIR", 0, "writes the story there: story.yarn, story.ink, story.ffp", 0},
    lang_option,
    last_option};
const argp_option tag_options[] = {lang_option, last_option};
const argp_option format_options[] = {
    {"check", CheckKey, nullptr, 0, "change nothing; name the files that are not in form", 0},
    lang_option,
    last_option};

const argp_option strings_options[] = {
    {"output", 'o', "FILE", 0, "where the sheet goes, a .csv or a .xlsx", 0}, lang_option, last_option};

struct Command {
  const char* name;
  const char* arguments;
  const char* what;
  size_t fewest_paths;
  size_t most_paths;
  const argp_option* options;
  Exit (*run)(const Options&);
};

constexpr Command commands[] = {
    {"check", "PATH...", "Checks scripts and content: names, types, translations, pictures, test plans.", 1, 1000,
     check_options, firefly::tool::check_command},
    {"build", "FOLDER", "Builds the packs of a content folder, or of one scenario.", 1, 1, build_options,
     firefly::tool::build_command},
    {"read", "FOLDER", "Writes scenarios as pages that need no script: the reading version.", 1, 1, read_options,
     firefly::tool::read_command},
    {"play", "PATH", "Plays a script or scenario in the terminal.", 1, 1, play_options, firefly::tool::play_command},
    {"plan", "SCRIPT PLAN", "Runs a .testplan against any Yarn script.", 2, 2, plan_options,
     firefly::tool::plan_command},
    {"prove", "PATH...", "Follows all plays and proves that none gets stuck, or shows one that does.", 1, 1000,
     prove_options, firefly::tool::prove_command},
    {"bench", "", "Measures checking, proving and playing on a generated story.", 0, 0, bench_options,
     firefly::tool::bench_command},
    {"tag", "PATH...", "Gives a #line: id to every line that has none; all else stays as it is.", 1, 1000, tag_options,
     firefly::tool::tag_command},
    {"format", "PATH...", "Puts scripts into their one form; words and comments stay as they are.", 1, 1000,
     format_options, firefly::tool::format_command},
    {"strings", "export|import CONTENT [FILE]", "Writes all words into one sheet for translators, and reads it back.",
     2, 3, strings_options, firefly::tool::strings_command}};

error_t take(int key, char* argument, argp_state* state) {
  auto& options = *static_cast<Options*>(state->input);
  switch (key) {
    case JsonKey: options.json = true; return 0;
    case LanguageOnlyKey: options.language_only = true; return 0;
    case TranscriptKey: options.transcript = true; return 0;
    case CheckKey: options.only_check = true; return 0;
    case LocaleKey: options.locale = argument; return 0;
    case 'o': options.output = argument; return 0;
    case IssuerKey: options.issuer = argument; return 0;
    case OnKey:
      if (!firefly::script::is_date(argument)) argp_error(state, "--on takes a day such as 2026-06-30");
      options.on_date = argument;
      return 0;
    case LangKey:
      if (std::strcmp(argument, "zh") != 0 && std::strcmp(argument, "en") != 0) {
        argp_error(state, "--lang takes zh or en");
      }
      options.language =
          std::strcmp(argument, "zh") == 0 ? firefly::script::Language::Chinese : firefly::script::Language::English;
      return 0;
    case VersionKey:
    case StatesKey:
    case NodesKey:
    case SeedKey: {
      const int64_t number = firefly::script::whole_number(argument);
      if (number < 0) argp_error(state, "%s is no number", argument);
      if (key == SeedKey) {
        options.seed = static_cast<uint64_t>(number);
      } else if (key == NodesKey) {
        options.nodes = static_cast<uint32_t>(number);
      } else if (key == StatesKey) {
        options.states = static_cast<uint32_t>(number);
      } else {
        options.version = static_cast<uint32_t>(number);
      }
      return 0;
    }
    case PicksKey:
      options.has_picks = true;
      for (const std::string& pick : firefly::script::split(argument, ',')) {
        const int64_t number = firefly::script::whole_number(pick);
        if (number < 1) argp_error(state, "--picks takes numbers from 1, such as 1,3,2");
        options.picks.push_back(static_cast<uint32_t>(number));
      }
      return 0;
    case ARGP_KEY_ARG: options.paths.emplace_back(argument); return 0;
    default: return ARGP_ERR_UNKNOWN;
  }
}

void print_help(std::FILE* to) {
  std::fputs("Usage: firefly COMMAND ...\n\n", to);
  for (const Command& command : commands) {
    std::fprintf(to, "  firefly %-7s %-29s %s\n", command.name, command.arguments, command.what);
  }
  std::fputs(
      "\nEach command has its own --help. Exit codes: 0 holds (warnings allowed), 1 errors, 2 undecided, "
      "3 usage.\n",
      to);
}

firefly::script::Language language_of_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value && *value) {
      return std::string_view(value).substr(0, 2) == "zh" ? firefly::script::Language::Chinese
                                                          : firefly::script::Language::English;
    }
  }
  return firefly::script::Language::English;
}

}  // namespace

int main(int argument_count, char** arguments) {
  const std::string_view asked = argument_count > 1 ? arguments[1] : "";
  if (asked == "--help" || asked == "-h" || asked == "help") {
    print_help(stdout);
    return static_cast<int>(Exit::Holds);
  }
  const auto command =
      std::find_if(std::begin(commands), std::end(commands), [&](const Command& known) { return asked == known.name; });
  if (command == std::end(commands)) {
    print_help(stderr);
    return static_cast<int>(Exit::Usage);
  }
  argp_err_exit_status = static_cast<int>(Exit::Usage);
  std::string program = std::string("firefly ") + command->name;
  arguments[1] = program.data();
  const argp parser = {command->options, take, command->arguments, command->what, nullptr, nullptr, nullptr};
  Options options;
  options.language = language_of_environment();
  if (argp_parse(&parser, argument_count - 1, arguments + 1, 0, nullptr, &options) != 0) {
    return static_cast<int>(Exit::Usage);
  }
  if (options.paths.size() < command->fewest_paths || options.paths.size() > command->most_paths) {
    std::fprintf(stderr, "Usage: firefly %s [OPTION...] %s\n", command->name, command->arguments);
    return static_cast<int>(Exit::Usage);
  }
  return static_cast<int>(command->run(options));
}
