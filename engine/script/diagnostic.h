#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/script/source.h"

// What an author did wrong, and where, and how to put it right. Diagnostics are collected, never thrown: one run
// shows all of them. Their words, in English and Chinese, stand in one table, diagnostic_table.cpp; the numbers in
// `Code` are for ever: one that is not told any more (209, 213) is not given again.

namespace firefly::script {

enum class Code : uint16_t {
  // text and syntax
  InvalidUtf8 = 101,
  TextOutsideNode = 102,
  MissingBodyStart = 103,
  MissingBodyEnd = 104,
  MissingTitle = 105,
  InvalidTitle = 106,
  DuplicateHeader = 107,
  UnclosedCommand = 108,
  UnclosedBrace = 109,
  UnclosedString = 110,
  UnclosedIf = 111,
  StrayKeyword = 112,
  ExpectedValue = 113,
  UnexpectedWord = 114,
  MalformedCommand = 115,
  ReservedKeyword = 116,
  BadIndentation = 117,
  MixedIndentation = 118,
  BlankLineEndsOptions = 119,
  TextAfterTags = 120,
  ConditionAfterTags = 121,
  InvalidEscape = 122,
  EmptyTag = 123,
  UnclosedMarkup = 124,
  UnopenedMarkup = 125,
  MalformedMarkup = 126,
  WideColon = 127,
  EmptyText = 128,
  NestedTooDeep = 129,
  NoNodes = 130,
  CommandAfterText = 131,
  EmptyIndentation = 132,
  ChoiceNotClosed = 140,
  ChoiceWithoutValue = 141,
  ChoiceWithoutOther = 142,
  UnknownProperty = 143,
  RepeatedProperty = 144,
  TooManyReadings = 145,
  // names and types
  DuplicateTitle = 201,
  UnknownNode = 202,
  UnknownVariable = 203,
  WrongType = 204,
  ConditionNotBool = 205,
  UnknownFunction = 206,
  WrongArgumentCount = 207,
  DuplicateDeclaration = 208,
  NeverReached = 210,
  DuplicateLineId = 211,
  UnclearType = 212,
  MissingWhen = 214,
  DuplicateSubtitle = 215,
  SmartVariableSet = 216,
  SmartVariableLoop = 217,
  DuplicateEnum = 218,
  EmptyEnum = 219,
  DuplicateCase = 220,
  CaseNotConstant = 221,
  UnevenCases = 222,
  RepeatedCaseValue = 223,
  UnknownEnum = 224,
  UnknownCase = 225,
  UnclearCase = 226,
  UnclearFunction = 227,
  ShadowWithoutSource = 228,
  ShadowDiffers = 229,
  PluralOfNoNumber = 230,
  ShadowWithValues = 231,
  ShadowWithLineId = 232,
  // vocabulary
  UnknownHeader = 301,
  MissingHeader = 302,
  BadValue = 303,
  UnknownTag = 304,
  MissingTag = 305,
  MisplacedName = 306,
  UnknownCommand = 307,
  WrongCommandArguments = 308,
  UnknownSpeaker = 309,
  UnknownFlag = 310,
  UnknownPicture = 311,
  UnknownCast = 312,
  MissingPart = 313,
  RepeatedPart = 314,
  WrongPartLines = 315,
  EndingWithoutEnd = 316,
  MissingLesson = 317,
  MarkedWithoutFlag = 318,
  UnclearFlag = 319,
  OptionCount = 320,
  MissingLineId = 321,
  UnknownMarkup = 322,
  OnlyLinesHere = 323,
  MissingCategory = 340,
  // tables, translations, pictures, facts
  MalformedTable = 401,
  RepeatedRow = 402,
  MissingTranslation = 403,
  StaleTranslation = 404,
  OrphanTranslation = 405,
  TranslationValues = 406,
  TranslationMarkup = 407,
  UnusedPicture = 408,
  UnusedFlag = 409,
  BadPicture = 410,
  MissingCell = 411,
  Expired = 412,
  MissingPictureWords = 413,
  MissingColumn = 414,
  UnevenRow = 415,
  MissingTranslations = 416,
  TranslationCases = 430,
  // test plans
  MalformedPlan = 501,
  PlanFailed = 502,
  // sheets that translators send back
  UnknownEncoding = 601,
  UnknownSheetColumn = 602,
  UnknownSheetId = 603,
  SheetSourceDiffers = 604,
  TranslationEmptied = 605,
  DoneWithoutText = 606
};

enum class Severity : uint8_t { Error, Warning };
enum class Language : uint8_t { English, Chinese };

struct Diagnostic {
  Code code;
  Severity severity;
  Place place;
  std::string source_line;             // the offending line as written, for the caret under it
  std::vector<std::string> arguments;  // {0}, {1}… of its message and cure
  std::string suggestion;              // "did you mean": the nearest known name, or empty
};

// Collects what was found. The severity of a code is fixed by the table.
class Diagnostics {
 public:
  void add(Code code, const Source& source, Span span, std::vector<std::string> arguments = {},
           std::string suggestion = {});
  // For what has no text to point into (a folder, a missing file): line 1, column 1 of `file`.
  void add_at_file(Code code, std::string file, std::vector<std::string> arguments = {});

  void add(Diagnostic diagnostic) { list_.push_back(std::move(diagnostic)); }

  const std::vector<Diagnostic>& list() const { return list_; }
  uint32_t error_count() const;
  uint32_t warning_count() const;
  void append(Diagnostics&& other);
  // By file, line, column, code; and without repetitions of the very same.
  void sort();

 private:
  std::vector<Diagnostic> list_;
};

// One sentence: what is wrong, and what to do about it.
std::string message_of(const Diagnostic& diagnostic, Language language);
std::string cure_of(const Diagnostic& diagnostic, Language language);
// "FF104".
std::string name_of(Code code);
Severity severity_of(Code code);

// The whole as people read it: `file:line:column: error[FFnnn]: …`, the line with carets under it, the cure.
std::string print(const Diagnostic& diagnostic, Language language);
// What was looked at and what was found, in one line.
std::string print_summary(size_t scripts, size_t plans, const Diagnostics& diagnostics, Language language);
// The whole as one JSON object, message and cure in both languages; and all of them, with how many errors and warnings
// they are. docs/diagnostics/README.md promises their shape to other tools.
std::string to_json(const Diagnostic& diagnostic);
std::string to_json(const Diagnostics& diagnostics);

// One row of the table of words.
struct DiagnosticWords {
  Code code;
  Severity severity;
  std::string_view english;
  std::string_view english_cure;
  std::string_view chinese;
  std::string_view chinese_cure;
};
const std::vector<DiagnosticWords>& diagnostic_table();

// The words around them.
struct ReportWords {
  std::string_view cure;
  std::string_view did_you_mean;  // {0}: the name
  std::string_view summary;       // {0} scripts, {1} test plans, {2} errors, {3} warnings
  std::string_view exported;      // {0} the file, {1} rows, {2} without a translation, {3} with an old one
  std::string_view imported;      // {0} rows changed, {1} that the sheet does not have
  // What kinds of values are called; scripts write number, bool and string.
  std::string_view number;
  std::string_view truth;
  std::string_view text;
};
const ReportWords& report_words(Language language);
// Replaces {0}, {1}… in such words by the arguments.
std::string fill_in(std::string_view words, const std::vector<std::string>& arguments);

}  // namespace firefly::script
