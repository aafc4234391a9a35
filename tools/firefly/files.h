#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace firefly::tool {

// The bytes of a file.
base::Result<std::string> read_file(const std::string& path);

// Writes a file whole or not at all: beside it first, then in its place.
base::Result<base::Done> write_file(const std::string& path, std::string_view bytes);

// Paths of the files in a folder (not below it) whose names end so, in the order of their names.
std::vector<std::string> files_in(const std::string& folder, std::string_view ending);

// Names of the folders in a folder, in order.
std::vector<std::string> folders_in(const std::string& folder);

bool is_file(const std::string& path);
bool is_folder(const std::string& path);

// The folder of a path and the last name in it; "." where there is none.
std::string folder_of(const std::string& path);
std::string name_of(const std::string& path);

// Joins a folder and a name; "." is left out, so that paths look as they were typed.
std::string join_path(const std::string& folder, const std::string& name);

}  // namespace firefly::tool
