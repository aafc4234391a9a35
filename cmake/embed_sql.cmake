# cmake -D ROOM=kiosk/store -D SOURCE_DIR=... -D HEADER=... -P embed_sql.cmake
# Writes the room's .sql files as one header of string constants.
cmake_path(GET ROOM FILENAME last_part)
file(GLOB sql_files ${SOURCE_DIR}/${ROOM}/*.sql)
set(text "// Generated from ${ROOM}/*.sql.\n#pragma once\n\n#include <string_view>\n\nnamespace firefly::${last_part}::sql {\n")
foreach(sql_file IN LISTS sql_files)
  cmake_path(GET sql_file STEM name)
  file(READ ${sql_file} body)
  string(APPEND text "\ninline constexpr std::string_view ${name} = R\"sql(${body})sql\";\n")
endforeach()
string(APPEND text "\n}  // namespace firefly::${last_part}::sql\n")
file(WRITE ${HEADER} "${text}")
