#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace firefly::script {

// Bytes [begin, end) of a source.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;
};

// Where a span begins, as people count: line and column from 1, columns and length in code points.
struct Place {
  std::string file;
  uint32_t line = 0;
  uint32_t column = 0;
  uint32_t length = 0;
};

// The text of one file with its lines known. Line ends may be \n, \r\n or \r; a byte order mark belongs to no line.
class Source {
 public:
  Source() = default;
  Source(std::string path, std::string text);

  const std::string& path() const { return path_; }
  std::string_view text() const { return text_; }
  std::string_view slice(Span span) const { return text().substr(span.begin, span.end - span.begin); }

  // Lines are counted from 0 here; a line's span leaves its line end out.
  uint32_t line_count() const { return static_cast<uint32_t>(lines_.size()); }
  Span line(uint32_t index) const { return lines_[index]; }
  uint32_t line_of(uint32_t offset) const;

  Place place(Span span) const;

 private:
  std::string path_;
  std::string text_;
  std::vector<Span> lines_;
};

}  // namespace firefly::script
