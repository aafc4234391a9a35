# cmake -P cmake/check_rooms.cmake
# Holds every #include against cmake/rooms.txt and fails with file:line for each that its room may not name.
cmake_policy(VERSION 3.25)
cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH root)
include(${CMAKE_CURRENT_LIST_DIR}/rooms_table.cmake)
firefly_read_rooms(${CMAKE_CURRENT_LIST_DIR}/rooms.txt)

# Which headers belong to which third party of the table. The first that fits counts.
set(owners
  "doctest=^doctest/"
  "imgui_backends=^(backends/)?imgui_impl_"
  "imgui=^imgui"
  "sdl2=^(SDL2/)?SDL"
  "gl=^(GL|GLES2|GLES3|EGL)/"
  "sqlite=^sqlite3"
  "cbor=^cbor"
  "csv=^csv[.]h$"
  "icu=^unicode/"
  "microhttpd=^microhttpd"
  "nanosvg=^nanosvg"
  "qrcode=^qrcodegen"
  "png=^png"
  "json=^nlohmann/"
  "xlsx=^xlsxwriter"
  "emscripten=^emscripten"
  "posix=^(sys/.*|netinet/.*|arpa/.*|net/.*|unistd[.]h|fcntl[.]h|signal[.]h|poll[.]h|pthread[.]h|spawn[.]h|dirent[.]h|termios[.]h|netdb[.]h|dlfcn[.]h|getopt[.]h|argp[.]h|iconv[.]h|stdlib[.]h|time[.]h|syslog[.]h|pwd[.]h|strings[.]h)$"
  "world=^(ctime|thread|mutex|shared_mutex|condition_variable|future|atomic|semaphore|barrier|latch|random|filesystem|fstream|iostream|csignal|stop_token)$")

set(complaints "")
set(checked 0)
macro(complain text)
  list(APPEND complaints "${file}:${line_number}: ${text}")
endmacro()

# The room that a path lies in: the longest room name that is its folder.
function(room_of path out)
  cmake_path(GET path PARENT_PATH folder)
  set(${out} "" PARENT_SCOPE)
  if(folder IN_LIST FIREFLY_ROOMS)
    set(${out} "${folder}" PARENT_SCOPE)
  endif()
endfunction()

# Every folder with C++ in it is a room of the table, or a mirror of one below tests/.
file(GLOB_RECURSE files RELATIVE ${root}
  ${root}/engine/*.h ${root}/engine/*.cpp ${root}/i18n/*.h ${root}/i18n/*.cpp
  ${root}/kiosk/*.h ${root}/kiosk/*.cpp ${root}/tools/*.h ${root}/tools/*.cpp ${root}/web/*.h ${root}/web/*.cpp
  ${root}/tests/*.h ${root}/tests/*.cpp)

foreach(file IN LISTS files)
  set(line_number 1)
  set(in_tests NO)
  set(place "${file}")
  if(file MATCHES "^tests/(.+)$")
    set(in_tests YES)
    set(place "${CMAKE_MATCH_1}")
  endif()
  room_of(${place} room)
  set(walks_through_all NO)
  if(in_tests AND NOT place MATCHES "/")
    set(walks_through_all YES)
  elseif(NOT room)
    complain("this folder is not a room of cmake/rooms.txt")
    continue()
  endif()

  math(EXPR checked "${checked} + 1")
  file(READ ${root}/${file} text)
  # Neither semicolons nor brackets may disturb CMake's lists.
  string(REGEX REPLACE "[][;]" " " text "${text}")
  string(REPLACE "\\" " " text "${text}")
  string(REPLACE "\n" ";" lines "${text}")
  set(line_number 0)
  foreach(line IN LISTS lines)
    math(EXPR line_number "${line_number} + 1")
    if(line MATCHES "^[ \t]*#[ \t]*include[ \t]*\"([^\"]+)\"")
      set(header "${CMAKE_MATCH_1}")
      if(walks_through_all)
        continue()
      endif()
      if(header MATCHES "^tests/")
        if(NOT in_tests)
          complain("only tests may include ${header}")
        endif()
        continue()
      endif()
      room_of(${header} owner)
      if(NOT owner)
        complain("\"${header}\" is not a header of a room, name it from the root")
      elseif(in_tests)
        # A test may set its scene with any room, but for the third parties of its own.
      elseif(NOT owner STREQUAL room AND NOT owner IN_LIST FIREFLY_ROOM_INCLUDES_${room})
        complain("${room} may not include ${owner} (\"${header}\"), see cmake/rooms.txt")
      endif()
    elseif(line MATCHES "^[ \t]*#[ \t]*include[ \t]*<([^>]+)>")
      set(header "${CMAKE_MATCH_1}")
      set(owner "")
      foreach(rule IN LISTS owners)
        string(REGEX MATCH "^([^=]+)=(.+)$" _ "${rule}")
        set(name "${CMAKE_MATCH_1}")
        set(pattern "${CMAKE_MATCH_2}")
        if(header MATCHES "${pattern}")
          set(owner ${name})
          break()
        endif()
      endforeach()
      if(NOT owner)
        if(header MATCHES "[./]")
          complain("<${header}> belongs to no third party known to cmake/check_rooms.cmake")
        endif()
      elseif(in_tests AND owner MATCHES "^(doctest|posix|world)$")
        # Tests read files, measure time and start programs.
      elseif(walks_through_all)
        complain("a test that walks through rooms uses their headers, not <${header}>")
      elseif(NOT owner IN_LIST FIREFLY_ROOM_THIRD_PARTY_${room})
        complain("${room} may not include <${header}> (${owner}), see cmake/rooms.txt")
      endif()
    elseif(line MATCHES "(system|steady|high_resolution)_clock" AND NOT in_tests
           AND NOT "world" IN_LIST FIREFLY_ROOM_THIRD_PARTY_${room})
      complain("${room} may not read a clock (${CMAKE_MATCH_1}_clock), see \"world\" in cmake/rooms.txt")
    endif()
  endforeach()
endforeach()

foreach(complaint IN LISTS complaints)
  message("${complaint}")
endforeach()
list(LENGTH complaints count)
if(count GREATER 0)
  message(FATAL_ERROR "${count} includes break the table of rooms")
endif()
message(STATUS "${checked} files include only what their rooms may")
