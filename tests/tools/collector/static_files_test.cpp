#include "tools/collector/static_files.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

namespace firefly::collector {
namespace {

struct Site {
  Site() : folder(std::filesystem::temp_directory_path() / ("firefly_site_test_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder / "web/content");
    write("secret.txt", "not for the public");
    write("web/index.html", "<p>page</p>");
    write("web/firefly.wasm", "plain");
    write("web/firefly.wasm.br", "small");
    write("web/page.3f9a01bc.js", "js");
    write("web/content/teacher.pack", "pack");
    write("web/.hidden", "hidden");
  }
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;
  ~Site() { std::filesystem::remove_all(folder); }
  void write(const char* name, const char* text) const { std::ofstream(folder / name) << text; }
  base::Result<StaticFile> find(std::string_view path, std::string_view accept_encoding = "") const {
    return find_static_file((folder / "web").string(), path, accept_encoding);
  }
  std::filesystem::path folder;
};

}  // namespace

TEST_CASE("A path means a file with the right type") {
  const Site site;
  CHECK(site.find("/")->content_type == "text/html; charset=utf-8");
  CHECK(site.find("/index.html")->bytes == 11);
  CHECK(site.find("/firefly.wasm")->content_type == "application/wasm");
  CHECK(site.find("/page.3f9a01bc.js")->content_type == "text/javascript; charset=utf-8");
  CHECK(site.find("/content/teacher.pack")->content_type == "application/octet-stream");
}

TEST_CASE("Nothing outside the folder, nothing hidden and no folder is given out") {
  const Site site;
  for (const char* path : {"", "index.html", "/../secret.txt", "/content/../../secret.txt", "/content/..", "/.hidden",
                           "/content", "/content/", "//secret.txt", "/./index.html", "/..\\secret.txt", "/nothing.html",
                           "/index.html/", "/index.html\n", "/\xe2\x80\xae"}) {
    CHECK_FALSE(site.find(path));
  }
}

TEST_CASE("The compressed file beside it is given to whoever accepts it, unless it is older") {
  const Site site;
  CHECK(site.find("/firefly.wasm", "gzip, br")->brotli);
  CHECK(site.find("/firefly.wasm", "gzip, br")->content_type == "application/wasm");
  CHECK(site.find("/firefly.wasm", "gzip, br")->entity_tag != site.find("/firefly.wasm", "gzip")->entity_tag);
  CHECK_FALSE(site.find("/firefly.wasm", "gzip")->brotli);
  CHECK_FALSE(site.find("/index.html", "br")->brotli);
  std::filesystem::last_write_time(site.folder / "web/firefly.wasm",
                                   std::filesystem::file_time_type::clock::now() + std::chrono::seconds(10));
  CHECK_FALSE(site.find("/firefly.wasm", "br")->brotli);
}

TEST_CASE("Accept-Encoding is read as it is meant") {
  for (const char* yes : {"br", "gzip, deflate, br", "br;q=1.0", "gzip;q=0.5,br;q=0.001", "  br", "br ; q=0.8"}) {
    CHECK(accepts_brotli(yes));
  }
  for (const char* no : {"", "gzip", "br;q=0", "br;q=0.0", "brotli", "x-br", "gzip, br;q=0"})
    CHECK_FALSE(accepts_brotli(no));
}

TEST_CASE("Only a name with a hash may be kept for ever") {
  const Site site;
  site.write("web/firefly-0123abcd.wasm", "");
  site.write("web/cafe.defaced.js", "");
  site.write("web/messages.zh-Hans.pack", "");
  CHECK(site.find("/page.3f9a01bc.js")->immutable);
  CHECK(site.find("/firefly-0123abcd.wasm")->immutable);
  for (const char* path : {"/index.html", "/firefly.wasm", "/cafe.defaced.js", "/messages.zh-Hans.pack"}) {
    CHECK_FALSE(site.find(path)->immutable);
  }
}

TEST_CASE("A changed file has another tag") {
  const Site site;
  const std::string before = site.find("/index.html")->entity_tag;
  CHECK(site.find("/index.html")->entity_tag == before);
  site.write("web/index.html", "<p>other</p>");
  CHECK(site.find("/index.html")->entity_tag != before);
}

}  // namespace firefly::collector
