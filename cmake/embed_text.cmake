# cmake -D ROOM=kiosk/store -D KIND=sql -D SOURCE_DIR=... -D HEADER=... -P embed_text.cmake
# Writes the room's files of one kind (.sql, .css) as one header of string constants.
cmake_path(GET ROOM FILENAME last_part)
file(GLOB text_files ${SOURCE_DIR}/${ROOM}/*.${KIND})
set(text "// Generated from ${ROOM}/*.${KIND}.\n#pragma once\n\n#include <string_view>\n\nnamespace firefly::${last_part}::${KIND} {\n")
foreach(text_file IN LISTS text_files)
  cmake_path(GET text_file STEM name)
  file(READ ${text_file} body)
  string(APPEND text "\ninline constexpr std::string_view ${name} = R\"${KIND}(${body})${KIND}\";\n")
endforeach()
string(APPEND text "\n}  // namespace firefly::${last_part}::${KIND}\n")
file(WRITE ${HEADER} "${text}")
