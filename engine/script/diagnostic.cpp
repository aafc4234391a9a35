#include "engine/script/diagnostic.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/utf8.h"
#include "engine/script/words.h"

namespace firefly::script {
namespace {

const DiagnosticWords& words_of(Code code) {
  for (const DiagnosticWords& row : diagnostic_table()) {
    if (row.code == code) return row;
  }
  base::fail_check("every code has its words in the table", __FILE__, __LINE__);
}

// The arguments as people of this language say them: of types, not what scripts write.
std::vector<std::string> worded(const Diagnostic& diagnostic, Language language) {
  std::vector<std::string> arguments = diagnostic.arguments;
  if (diagnostic.code != Code::WrongType && diagnostic.code != Code::ConditionNotBool) return arguments;
  const ReportWords& words = report_words(language);
  for (size_t i = 1; i < arguments.size(); ++i) {
    std::string worded;
    for (const std::string& type : split(arguments[i], '/')) {
      if (!worded.empty()) worded += " / ";
      worded += type == "number" ? words.number : type == "bool" ? words.truth : type == "string" ? words.text : type;
    }
    arguments[i] = worded;
  }
  return arguments;
}

// Chinese characters take two cells of a terminal, so the caret needs as many.
bool is_wide(uint32_t code_point) {
  return (code_point >= 0x1100 && code_point <= 0x115f) || (code_point >= 0x2e80 && code_point <= 0xa4cf) ||
         (code_point >= 0xac00 && code_point <= 0xd7a3) || (code_point >= 0xf900 && code_point <= 0xfaff) ||
         (code_point >= 0xfe30 && code_point <= 0xfe6f) || (code_point >= 0xff00 && code_point <= 0xff60) ||
         (code_point >= 0xffe0 && code_point <= 0xffe6) || (code_point >= 0x1f300 && code_point <= 0x1faff) ||
         (code_point >= 0x20000 && code_point <= 0x3fffd);
}

std::string caret_line(const Diagnostic& diagnostic) {
  std::string blanks;
  std::string carets;
  uint32_t column = 1;
  const std::string_view line = diagnostic.source_line;
  const uint32_t last = diagnostic.place.column + std::max(diagnostic.place.length, 1u);
  for (size_t at = 0; at < line.size() && column < last; ++column) {
    const base::CodePoint c = base::decode_utf8(line, at);
    at += c.length;
    if (column < diagnostic.place.column) {
      blanks += c.value == '\t' ? "\t" : is_wide(c.value) ? "  " : " ";
    } else {
      carets += is_wide(c.value) ? "^^" : "^";
    }
  }
  return blanks + (carets.empty() ? "^" : carets);
}

// Malformed bytes would make the terminal, or the reader of the JSON, stumble.
std::string printable(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const base::CodePoint c = base::decode_utf8(text, at);
    base::append_utf8(out, c.value == 0 ? 0xfffd : c.value);
    at += c.length;
  }
  return out;
}

std::string quoted(std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : printable(text)) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<uint8_t>(c) < 0x20) {
      out += "\\u00";
      out += digits[static_cast<uint8_t>(c) >> 4];
      out += digits[static_cast<uint8_t>(c) & 15];
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace

std::string fill_in(std::string_view words, const std::vector<std::string>& arguments) {
  std::string text;
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == '{' && i + 2 < words.size() && words[i + 2] == '}' && words[i + 1] >= '0' && words[i + 1] <= '9') {
      const auto index = static_cast<size_t>(words[i + 1] - '0');
      if (index < arguments.size()) text += arguments[index];
      i += 2;
    } else {
      text += words[i];
    }
  }
  return text;
}

void Diagnostics::add(Code code, const Source& source, Span span, std::vector<std::string> arguments,
                      std::string suggestion) {
  Place place = source.place(span);
  const Span line = source.line(place.line - 1);
  list_.push_back({code, severity_of(code), std::move(place), std::string(source.slice(line)), std::move(arguments),
                   std::move(suggestion)});
}

void Diagnostics::add_at_file(Code code, std::string file, std::vector<std::string> arguments) {
  list_.push_back({code, severity_of(code), {std::move(file), 1, 1, 0}, {}, std::move(arguments), {}});
}

uint32_t Diagnostics::error_count() const {
  return static_cast<uint32_t>(
      std::count_if(list_.begin(), list_.end(), [](const Diagnostic& d) { return d.severity == Severity::Error; }));
}

uint32_t Diagnostics::warning_count() const { return static_cast<uint32_t>(list_.size()) - error_count(); }

void Diagnostics::append(Diagnostics&& other) {
  for (Diagnostic& diagnostic : other.list_) list_.push_back(std::move(diagnostic));
  other.list_.clear();
}

void Diagnostics::sort() {
  const auto key = [](const Diagnostic& d) {
    return std::tie(d.place.file, d.place.line, d.place.column, d.code, d.arguments);
  };
  std::stable_sort(list_.begin(), list_.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  list_.erase(std::unique(list_.begin(), list_.end(),
                          [&](const Diagnostic& a, const Diagnostic& b) { return key(a) == key(b); }),
              list_.end());
}

Severity severity_of(Code code) { return words_of(code).severity; }

std::string message_of(const Diagnostic& diagnostic, Language language) {
  const DiagnosticWords& words = words_of(diagnostic.code);
  return fill_in(language == Language::English ? words.english : words.chinese, worded(diagnostic, language));
}

std::string cure_of(const Diagnostic& diagnostic, Language language) {
  const DiagnosticWords& words = words_of(diagnostic.code);
  const bool english = language == Language::English;
  std::string cure = fill_in(english ? words.english_cure : words.chinese_cure, worded(diagnostic, language));
  if (!diagnostic.suggestion.empty()) {
    cure = fill_in(report_words(language).did_you_mean, {diagnostic.suggestion}) + cure;
  }
  return cure;
}

std::string name_of(Code code) { return "FF" + std::to_string(static_cast<int>(code)); }

std::string print(const Diagnostic& diagnostic, Language language) {
  const bool error = diagnostic.severity == Severity::Error;
  std::string out = diagnostic.place.file + ":" + std::to_string(diagnostic.place.line) + ":" +
                    std::to_string(diagnostic.place.column) + ": " + (error ? "error" : "warning") + "[" +
                    name_of(diagnostic.code) + "]: " + message_of(diagnostic, language) + "\n";
  if (!diagnostic.source_line.empty()) {
    out += "    " + printable(diagnostic.source_line) + "\n    " + caret_line(diagnostic) + "\n";
  }
  return out + "    " + std::string(report_words(language).cure) + cure_of(diagnostic, language) + "\n";
}

std::string print_summary(size_t scripts, size_t plans, const Diagnostics& diagnostics, Language language) {
  return fill_in(report_words(language).summary,
                 {std::to_string(scripts), std::to_string(plans), std::to_string(diagnostics.error_count()),
                  std::to_string(diagnostics.warning_count())}) +
         "\n";
}

std::string to_json(const Diagnostic& diagnostic) {
  const auto both = [&](std::string (*words)(const Diagnostic&, Language)) {
    return "{\"en\":" + quoted(words(diagnostic, Language::English)) +
           ",\"zh\":" + quoted(words(diagnostic, Language::Chinese)) + "}";
  };
  return "{\"code\":" + quoted(name_of(diagnostic.code)) +
         ",\"severity\":" + (diagnostic.severity == Severity::Error ? "\"error\"" : "\"warning\"") +
         ",\"file\":" + quoted(diagnostic.place.file) + ",\"line\":" + std::to_string(diagnostic.place.line) +
         ",\"column\":" + std::to_string(diagnostic.place.column) +
         ",\"length\":" + std::to_string(diagnostic.place.length) + ",\"message\":" + both(message_of) +
         ",\"cure\":" + both(cure_of) + ",\"suggestion\":" + quoted(diagnostic.suggestion) +
         ",\"source\":" + quoted(diagnostic.source_line) + "}";
}

std::string to_json(const Diagnostics& diagnostics) {
  std::string out = "{\"errors\":" + std::to_string(diagnostics.error_count()) +
                    ",\"warnings\":" + std::to_string(diagnostics.warning_count()) + ",\"diagnostics\":[";
  for (const Diagnostic& diagnostic : diagnostics.list()) {
    if (&diagnostic != &diagnostics.list().front()) out += ',';
    out += '\n' + to_json(diagnostic);
  }
  return out + "]}\n";
}

}  // namespace firefly::script
