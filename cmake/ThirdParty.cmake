# All third-party code, in one file.
#
# A room names what it needs in cmake/rooms.txt; nothing is fetched or built that no room of this build names.
# Where it comes from:
#
#   name            natively                  WebAssembly
#   doctest         Debian                    the same headers
#   sqlite          Debian                    from source
#   csv             Debian                    from source
#   cbor            from source               from source
#   microhttpd      Debian                    -
#   png, json, xlsx Debian                    -
#   sdl2            Debian                    from source
#   gl              Debian                    the browser's
#   imgui, imgui_backends, icu, nanosvg,      from source, the same source for both
#   qrcode
#
# "From source" is Debian's source package, fetched by apt (which checks signature and hash) from the Debian mirror
# that this machine already uses, through lists of its own: the machine's configuration stays untouched. Sources and
# built libraries are kept in FIREFLY_CACHE, shared by every clone and preset, and made only once.
#
# To bring your own instead, set one of these when configuring:
#
#   FIREFLY_<NAME>_PREFIX   an installed library: headers in <prefix>/include, libraries in <prefix>/lib.
#                           NAME is any of SQLITE CSV CBOR MICROHTTPD SDL2 DOCTEST IMGUI ICU NANOSVG QRCODE
#   FIREFLY_<NAME>_SOURCE   an unpacked upstream source tree, built in the build folder by the recipe below.
#                           NAME is any of SQLITE CSV CBOR SDL2 IMGUI ICU NANOSVG QRCODE
#   FIREFLY_CACHE           where sources and libraries are kept (also as an environment variable)
include_guard(GLOBAL)

if(DEFINED ENV{FIREFLY_CACHE})
  set(_firefly_cache "$ENV{FIREFLY_CACHE}")
elseif(DEFINED ENV{XDG_CACHE_HOME})
  set(_firefly_cache "$ENV{XDG_CACHE_HOME}/firefly")
else()
  set(_firefly_cache "$ENV{HOME}/.cache/firefly")
endif()
set(FIREFLY_CACHE "${_firefly_cache}" CACHE PATH "Where third-party sources and libraries are kept")

if(EMSCRIPTEN)
  set(FIREFLY_TOOLCHAIN_KEY "emcc-${EMSCRIPTEN_VERSION}")
else()
  string(TOLOWER "${CMAKE_CXX_COMPILER_ID}-${CMAKE_CXX_COMPILER_VERSION}-${CMAKE_SYSTEM_PROCESSOR}" FIREFLY_TOOLCHAIN_KEY)
endif()

# ---------------------------------------------------------------------------------------------------------------------
# Sources: name, Debian source package, suites to look in (in this order), oldest version that will do

set(FIREFLY_ORIGIN_imgui imgui "sid trixie" 1.92)
set(FIREFLY_ORIGIN_icu icu "trixie sid" 76)
set(FIREFLY_ORIGIN_nanosvg nanosvg "trixie sid" 0)
set(FIREFLY_ORIGIN_qrcode qr-code-generator "trixie sid" 1.8)
set(FIREFLY_ORIGIN_cbor libcbor "trixie sid" 0.10)
set(FIREFLY_ORIGIN_sdl2 libsdl2 "trixie" 2.32)
set(FIREFLY_ORIGIN_sqlite sqlite3 "trixie sid" 3.40)
set(FIREFLY_ORIGIN_csv libcsv "trixie sid" 3.0)

# ---------------------------------------------------------------------------------------------------------------------
# Recipes: each is a small CMake project of its own. SOURCE is the unpacked source tree; FLAGS_OF_OURS hardens or
# shrinks. Changing a recipe changes the library's name in the cache, so nothing stale is ever linked.

set(FIREFLY_IMGUI_DEFINITIONS
  IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS IMGUI_DISABLE_DEFAULT_FONT
  IMGUI_USE_WCHAR32)
if(EMSCRIPTEN)
  list(APPEND FIREFLY_IMGUI_DEFINITIONS IMGUI_DISABLE_FILE_FUNCTIONS)
endif()

set(FIREFLY_RECIPE_imgui [[
add_library(imgui STATIC ${SOURCE}/imgui.cpp ${SOURCE}/imgui_draw.cpp ${SOURCE}/imgui_tables.cpp
  ${SOURCE}/imgui_widgets.cpp)
target_include_directories(imgui PRIVATE ${SOURCE})
target_compile_definitions(imgui PRIVATE ${FIREFLY_IMGUI_DEFINITIONS})
target_compile_options(imgui PRIVATE -fno-exceptions -fno-rtti)
install(TARGETS imgui DESTINATION lib)
install(FILES ${SOURCE}/imgui.h ${SOURCE}/imgui_internal.h ${SOURCE}/imconfig.h ${SOURCE}/imstb_textedit.h
  ${SOURCE}/imstb_rectpack.h ${SOURCE}/imstb_truetype.h DESTINATION include)
install(FILES ${SOURCE}/LICENSE.txt DESTINATION licence)
]])

set(FIREFLY_RECIPE_imgui_backends [[
add_library(imgui_backends STATIC ${SOURCE}/backends/imgui_impl_sdl2.cpp ${SOURCE}/backends/imgui_impl_opengl3.cpp)
target_include_directories(imgui_backends PRIVATE ${SOURCE} ${sdl2_includes})
target_compile_definitions(imgui_backends PRIVATE ${FIREFLY_IMGUI_DEFINITIONS})
target_compile_options(imgui_backends PRIVATE -fno-exceptions -fno-rtti)
if(EMSCRIPTEN)
  # The backend uses EM_JS without including its header, which older compilers do not do by themselves.
  target_compile_options(imgui_backends PRIVATE "SHELL:-include emscripten.h")
  target_compile_definitions(imgui_backends PRIVATE IMGUI_IMPL_OPENGL_ES2)
endif()
install(TARGETS imgui_backends DESTINATION lib)
install(FILES ${SOURCE}/backends/imgui_impl_sdl2.h ${SOURCE}/backends/imgui_impl_opengl3.h
  DESTINATION include/backends)
install(FILES ${SOURCE}/LICENSE.txt DESTINATION licence)
]])

# Line, character and word breaks, bidirectional text, plural rules, normalisation, number formatting. Message and
# date formatting, collation and calendars are left out: they would double the build time, and nothing uses them.
set(FIREFLY_RECIPE_icu [[
enable_language(ASM)
file(GLOB common ${SOURCE}/source/common/*.cpp)
list(FILTER common EXCLUDE REGEX "/(ucnv_|ucnv2022|ucnvbocu|ucnvhz|ucnvisci|ucnvlat1|ucnvmbcs|ucnvscsu|uidna|uts46|usprep|serv|punycode|unorm)[^/]*$")
file(GLOB common_needed ${SOURCE}/source/common/ucnv_bld.cpp ${SOURCE}/source/common/ucnv_io.cpp)
file(GLOB i18n
  ${SOURCE}/source/i18n/number_*.cpp ${SOURCE}/source/i18n/plur*.cpp ${SOURCE}/source/i18n/units_*.cpp
  ${SOURCE}/source/i18n/decNumber.cpp ${SOURCE}/source/i18n/decContext.cpp ${SOURCE}/source/i18n/double-conversion*.cpp
  ${SOURCE}/source/i18n/formatted*.cpp ${SOURCE}/source/i18n/fmtable.cpp ${SOURCE}/source/i18n/measu*.cpp
  ${SOURCE}/source/i18n/curr*.cpp ${SOURCE}/source/i18n/dcfmtsym.cpp ${SOURCE}/source/i18n/numsys.cpp
  ${SOURCE}/source/i18n/displayoptions.cpp ${SOURCE}/source/i18n/listformatter.cpp ${SOURCE}/source/i18n/standardplural.cpp
  ${SOURCE}/source/i18n/string_segment.cpp ${SOURCE}/source/i18n/ucln_in.cpp ${SOURCE}/source/i18n/uni*.cpp)

# The data, cut to what these need, becomes part of the library: a program needs no file beside it.
file(GLOB whole_data ${SOURCE}/source/data/in/icudt*l.dat)
string(REGEX REPLACE "^.*/(icudt[0-9]+)l[.]dat$" "\\1" data_name "${whole_data}")
find_program(ICUPKG icupkg PATHS /usr/sbin /usr/bin REQUIRED)
execute_process(COMMAND ${ICUPKG} -l ${whole_data} OUTPUT_VARIABLE items COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+" items "${items}")
list(FILTER items INCLUDE REGEX "^(curr|zone|region|lang|unit|coll|rbnf|translit)/|[.](cnv|spp|cfu)$|^(unames|cnvalias|confusables|uemoji)[.]|^(zoneinfo64|metaZones|timezoneTypes|windowsZones|currencyNumericCodes|genderList|dayPeriods)[.]res$")
list(FILTER items EXCLUDE REGEX "^uemoji[.]")
list(JOIN items "\n" items)
file(WRITE ${CMAKE_BINARY_DIR}/removed.txt "${items}\n")
# The file's name is the prefix of every item in it.
set(data ${CMAKE_BINARY_DIR}/${data_name}l.dat)
execute_process(COMMAND ${ICUPKG} -r ${CMAKE_BINARY_DIR}/removed.txt ${whole_data} ${data}
  COMMAND_ERROR_IS_FATAL ANY)
if(EMSCRIPTEN)
  set(section_flags "\"\",@")
else()
  set(section_flags "\"a\",@progbits\n  .section .note.GNU-stack,\"\",@progbits\n  .section .rodata.icu_data")
endif()
file(WRITE ${CMAKE_BINARY_DIR}/data.S "
  .section .rodata.icu_data,${section_flags}
  .globl ${data_name}_dat
  .balign 16
${data_name}_dat:
  .incbin \"${data}\"
  .size ${data_name}_dat, .-${data_name}_dat
")

add_library(icu STATIC ${common} ${common_needed} ${i18n} ${CMAKE_BINARY_DIR}/data.S)
target_include_directories(icu PRIVATE ${SOURCE}/source/common ${SOURCE}/source/i18n)
target_compile_definitions(icu PRIVATE ${FIREFLY_ICU_DEFINITIONS}
  U_COMMON_IMPLEMENTATION U_I18N_IMPLEMENTATION U_COMBINED_IMPLEMENTATION)
if(NOT EMSCRIPTEN)
  target_compile_options(icu PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-O1 -g0>)
endif()
target_compile_options(icu PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions>)
install(TARGETS icu DESTINATION lib)
file(GLOB headers ${SOURCE}/source/common/unicode/*.h ${SOURCE}/source/i18n/unicode/*.h)
install(FILES ${headers} DESTINATION include/unicode)
install(FILES ${SOURCE}/LICENSE DESTINATION licence)
]])
set(FIREFLY_ICU_DEFINITIONS
  U_STATIC_IMPLEMENTATION U_DISABLE_RENAMING=1 U_CHARSET_IS_UTF8=1 UNISTR_FROM_CHAR_EXPLICIT=explicit
  UNISTR_FROM_STRING_EXPLICIT=explicit UCONFIG_NO_LEGACY_CONVERSION=1 UCONFIG_NO_REGULAR_EXPRESSIONS=1
  UCONFIG_NO_TRANSLITERATION=1 UCONFIG_NO_SERVICE=1 UCONFIG_NO_COLLATION=1)

set(FIREFLY_RECIPE_nanosvg [[
file(WRITE ${CMAKE_BINARY_DIR}/nanosvg.c "
#define NANOSVG_IMPLEMENTATION
#define NANOSVGRAST_IMPLEMENTATION
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include \"nanosvg.h\"
#include \"nanosvgrast.h\"
")
add_library(nanosvg STATIC ${CMAKE_BINARY_DIR}/nanosvg.c)
target_include_directories(nanosvg PRIVATE ${SOURCE}/src)
install(TARGETS nanosvg DESTINATION lib)
install(FILES ${SOURCE}/src/nanosvg.h ${SOURCE}/src/nanosvgrast.h DESTINATION include)
install(FILES ${SOURCE}/LICENSE.txt DESTINATION licence)
]])

set(FIREFLY_RECIPE_qrcode [[
add_library(qrcode STATIC ${SOURCE}/c/qrcodegen.c)
target_compile_definitions(qrcode PRIVATE NDEBUG)
install(TARGETS qrcode DESTINATION lib)
install(FILES ${SOURCE}/c/qrcodegen.h DESTINATION include)
install(FILES ${SOURCE}/Readme.markdown DESTINATION licence)
]])

set(FIREFLY_RECIPE_cbor [[
file(READ ${SOURCE}/CMakeLists.txt upstream)
foreach(part IN ITEMS MAJOR MINOR PATCH)
  string(REGEX MATCH "CBOR_VERSION_${part} \"([0-9]+)\"" _ "${upstream}")
  set(CBOR_VERSION_${part} ${CMAKE_MATCH_1})
endforeach()
set(CBOR_CUSTOM_ALLOC 0)
set(CBOR_PRETTY_PRINTER 0)
set(CBOR_BUFFER_GROWTH 2)
set(CBOR_MAX_STACK_SIZE 64)
set(CBOR_RESTRICT_SPECIFIER restrict)
set(CBOR_INLINE_SPECIFIER)
configure_file(${SOURCE}/src/cbor/configuration.h.in ${CMAKE_BINARY_DIR}/include/cbor/configuration.h)
file(WRITE ${CMAKE_BINARY_DIR}/include/cbor/cbor_export.h
  "#define CBOR_EXPORT\n#define CBOR_NO_EXPORT\n#define CBOR_DEPRECATED\n")
file(GLOB_RECURSE sources ${SOURCE}/src/*.c)
add_library(cbor STATIC ${sources})
set_target_properties(cbor PROPERTIES C_STANDARD 99)
target_include_directories(cbor PRIVATE ${SOURCE}/src ${CMAKE_BINARY_DIR}/include)
install(TARGETS cbor DESTINATION lib)
install(FILES ${SOURCE}/src/cbor.h DESTINATION include)
install(DIRECTORY ${SOURCE}/src/cbor ${CMAKE_BINARY_DIR}/include/cbor DESTINATION include FILES_MATCHING PATTERN *.h)
install(FILES ${SOURCE}/LICENSE.md DESTINATION licence)
]])

set(FIREFLY_RECIPE_csv [[
add_library(csv STATIC ${SOURCE}/libcsv.c)
target_include_directories(csv PRIVATE ${SOURCE})
install(TARGETS csv DESTINATION lib)
install(FILES ${SOURCE}/csv.h DESTINATION include)
install(FILES ${SOURCE}/COPYING.LESSER DESTINATION licence)
]])

set(FIREFLY_RECIPE_sqlite [[
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/amalgamation)
message(STATUS "sqlite: making the amalgamation")
execute_process(COMMAND ${SOURCE}/configure --disable-tcl --disable-readline
  WORKING_DIRECTORY ${CMAKE_BINARY_DIR}/amalgamation OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND make sqlite3.c
  WORKING_DIRECTORY ${CMAKE_BINARY_DIR}/amalgamation OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
add_library(sqlite3 STATIC ${CMAKE_BINARY_DIR}/amalgamation/sqlite3.c)
target_compile_definitions(sqlite3 PRIVATE SQLITE_DQS=0 SQLITE_THREADSAFE=0 SQLITE_DEFAULT_MEMSTATUS=0
  SQLITE_OMIT_DEPRECATED SQLITE_OMIT_LOAD_EXTENSION SQLITE_OMIT_SHARED_CACHE SQLITE_OMIT_PROGRESS_CALLBACK
  SQLITE_OMIT_AUTHORIZATION SQLITE_OMIT_TRACE SQLITE_OMIT_UTF16 SQLITE_OMIT_DECLTYPE SQLITE_OMIT_EXPLAIN
  SQLITE_MAX_EXPR_DEPTH=0 SQLITE_USE_ALLOCA SQLITE_LIKE_DOESNT_MATCH_BLOBS)
if(NOT EMSCRIPTEN)
  target_compile_options(sqlite3 PRIVATE -O2)
endif()
install(TARGETS sqlite3 DESTINATION lib)
install(FILES ${CMAKE_BINARY_DIR}/amalgamation/sqlite3.h DESTINATION include)
install(FILES ${SOURCE}/LICENSE.md DESTINATION licence)
]])

# SDL ships a ready configuration for the browser, so its sources are compiled without running its configure step,
# which would spend minutes on feature checks.
set(FIREFLY_RECIPE_sdl2 [[
set(patterns "")
foreach(folder IN ITEMS . atomic cpuinfo events file stdlib libm locale locale/emscripten misc misc/emscripten
    power power/emscripten thread thread/generic timer timer/unix video video/emscripten video/dummy video/yuv2rgb
    filesystem/emscripten audio audio/dummy joystick joystick/virtual joystick/dummy haptic haptic/dummy
    sensor sensor/dummy render render/software hidapi loadso/dlopen)
  list(APPEND patterns ${SOURCE}/src/${folder}/*.c)
endforeach()
file(GLOB sources ${patterns})
add_library(SDL2 STATIC ${sources})
# Only a window, its input and WebGL are wanted of it.
file(COPY ${SOURCE}/include DESTINATION ${CMAKE_BINARY_DIR})
file(READ ${SOURCE}/include/SDL_config_emscripten.h configuration)
string(REGEX REPLACE "#define SDL_(JOYSTICK_EMSCRIPTEN|AUDIO_DRIVER_[A-Z]+|SENSOR_DUMMY|VIDEO_RENDER_OGL_ES2)[^\n]*" ""
  configuration "${configuration}")
file(WRITE ${CMAKE_BINARY_DIR}/include/SDL_config_emscripten.h "#define SDL_AUDIO_DISABLED 1
#define SDL_JOYSTICK_DISABLED 1
#define SDL_SENSOR_DISABLED 1
#define SDL_RENDER_DISABLED 1
${configuration}")
target_include_directories(SDL2 PRIVATE ${CMAKE_BINARY_DIR}/include ${SOURCE}/src/video/khronos)
target_compile_definitions(SDL2 PRIVATE _GNU_SOURCE)
# Older compilers do not know this macro of newer ones; newer ones define it again for themselves.
target_compile_options(SDL2 PRIVATE "-DEM_JS_DEPS(a,b)=")
install(TARGETS SDL2 DESTINATION lib)
install(DIRECTORY ${CMAKE_BINARY_DIR}/include/ DESTINATION include/SDL2 FILES_MATCHING PATTERN *.h)
install(FILES ${SOURCE}/LICENSE.txt DESTINATION licence)
]])

# ---------------------------------------------------------------------------------------------------------------------
# Fetching

# The Debian archive this machine already uses, whichever way its list is written.
function(firefly_debian_archive out)
  execute_process(
    COMMAND apt-get indextargets --format "$(LABEL)|$(REPO_URI)" "Created-By: Packages"
    OUTPUT_VARIABLE targets COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCHALL "[^\n]+" targets "${targets}")
  foreach(target IN LISTS targets)
    # Before the first `apt-get update` apt does not know the label yet.
    if(target MATCHES "^(Debian|[^|]*LABEL[^|]*)[|](.+/debian/?)$")
      set(${out} "${CMAKE_MATCH_2}" PARENT_SCOPE)
      return()
    endif()
  endforeach()
  message(FATAL_ERROR "No Debian archive in this machine's package sources. Set FIREFLY_<NAME>_SOURCE to source trees "
    "of your own; see the top of cmake/ThirdParty.cmake.")
endfunction()

# Sets apt_options: apt with lists and sources of its own below the cache.
macro(firefly_prepare_apt)
  set(apt_root ${FIREFLY_CACHE}/apt)
  file(MAKE_DIRECTORY ${apt_root}/sources ${apt_root}/lists/partial ${apt_root}/cache/archives/partial)
  execute_process(COMMAND id -un OUTPUT_VARIABLE user OUTPUT_STRIP_TRAILING_WHITESPACE)
  set(apt_options
    -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts=${apt_root}/sources
    -o Dir::State::Lists=${apt_root}/lists -o Dir::Cache=${apt_root}/cache -o APT::Sandbox::User=${user}
    -o Acquire::Retries=3 -q)
  get_property(updated GLOBAL PROPERTY FIREFLY_APT_UPDATED)
  if(NOT updated)
    firefly_debian_archive(archive)
    set(keyring "")
    if(EXISTS /usr/share/keyrings/debian-archive-keyring.gpg)
      set(keyring "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n")
    endif()
    file(WRITE ${apt_root}/sources/debian.sources
      "Types: deb-src\nURIs: ${archive}\nSuites: trixie sid\nComponents: main\n${keyring}")
    message(STATUS "Reading the list of Debian's source packages")
    execute_process(COMMAND apt-get ${apt_options} update OUTPUT_QUIET RESULT_VARIABLE failed)
    if(failed)
      message(FATAL_ERROR "apt could not read the list of source packages (see above).")
    endif()
    set_property(GLOBAL PROPERTY FIREFLY_APT_UPDATED ON)
  endif()
endmacro()

# The unpacked source of <name> and its version, from the user's own tree, the cache or Debian.
function(firefly_fetch name out_source out_version)
  string(TOUPPER ${name} upper)
  if(FIREFLY_${upper}_SOURCE)
    set(${out_source} "${FIREFLY_${upper}_SOURCE}" PARENT_SCOPE)
    set(${out_version} own PARENT_SCOPE)
    return()
  endif()
  list(POP_FRONT FIREFLY_ORIGIN_${name} package suites oldest)
  string(REPLACE " " ";" suites "${suites}")

  file(GLOB kept ${FIREFLY_CACHE}/source/${name}-*)
  list(SORT kept COMPARE NATURAL ORDER DESCENDING)
  foreach(folder IN LISTS kept)
    string(REGEX REPLACE "^.*/${name}-" "" version "${folder}")
    if(version VERSION_GREATER_EQUAL oldest)
      set(${out_source} "${folder}" PARENT_SCOPE)
      set(${out_version} "${version}" PARENT_SCOPE)
      return()
    endif()
  endforeach()

  firefly_prepare_apt()
  execute_process(COMMAND apt-cache ${apt_options} madison ${package} OUTPUT_VARIABLE offers)
  foreach(suite IN LISTS suites)
    if(NOT offers MATCHES "[|] *([^ |]+) *[|] [^|\n]* ${suite}/main Sources")
      continue()
    endif()
    set(debian_version "${CMAKE_MATCH_1}")
    string(REGEX REPLACE "^([0-9]+:)?(.*)-[^-]*$" "\\2" version "${debian_version}")
    string(REGEX REPLACE "[+~]?(dfsg|ds)[0-9.]*$" "" version "${version}")
    if(version VERSION_LESS oldest)
      continue()
    endif()
    set(work ${FIREFLY_CACHE}/source/.work-${name})
    file(REMOVE_RECURSE ${work})
    file(MAKE_DIRECTORY ${work})
    message(STATUS "Fetching ${package} ${version} (${suite})")
    execute_process(
      COMMAND apt-get ${apt_options} source --only-source --tar-only --download-only ${package}=${debian_version}
      WORKING_DIRECTORY ${work} OUTPUT_QUIET ERROR_VARIABLE errors RESULT_VARIABLE failed)
    file(GLOB archives ${work}/${package}_*.orig.tar.*)
    list(FILTER archives EXCLUDE REGEX "[.]asc$")
    if(failed OR NOT archives)
      message(STATUS "${package} ${version} is not to be had from ${suite}: ${errors}")
      continue()
    endif()
    file(MAKE_DIRECTORY ${work}/unpacked)
    file(ARCHIVE_EXTRACT INPUT ${archives} DESTINATION ${work}/unpacked)
    file(GLOB inside ${work}/unpacked/*)
    list(LENGTH inside count)
    if(NOT count EQUAL 1)
      set(inside ${work}/unpacked)
    endif()
    # Renamed at the very end, so that a half-made folder is never taken for a whole one.
    set(folder ${FIREFLY_CACHE}/source/${name}-${version})
    file(RENAME ${inside} ${folder})
    file(REMOVE_RECURSE ${work})
    set(${out_source} "${folder}" PARENT_SCOPE)
    set(${out_version} "${version}" PARENT_SCOPE)
    return()
  endforeach()
  message(FATAL_ERROR "No source of ${name} ${oldest} or later could be fetched. Set FIREFLY_${upper}_SOURCE to an "
    "unpacked source tree of your own, or FIREFLY_${upper}_PREFIX to an installed library.")
endfunction()

# ---------------------------------------------------------------------------------------------------------------------
# Building

# Builds <recipe> from the source of <origin> once and returns the folder with its include/ and lib/.
# Further arguments name variables that the recipe reads.
function(firefly_build recipe origin out_prefix)
  file(MAKE_DIRECTORY ${FIREFLY_CACHE})
  # Two builds of this machine may configure at the same moment; the second waits and finds the work done.
  file(LOCK ${FIREFLY_CACHE}/lock GUARD FUNCTION TIMEOUT 3600)
  firefly_fetch(${origin} source version)

  set(flags "")
  if(EMSCRIPTEN)
    set(flags "-Oz -flto -w -DNDEBUG")
  else()
    set(flags "-O2 -g1 -w -fPIC -fstack-protector-strong -D_FORTIFY_SOURCE=2")
  endif()
  set(project [[
cmake_minimum_required(VERSION 3.25)
project(third_party LANGUAGES C CXX)
set(CMAKE_CXX_STANDARD 17)
]])
  foreach(variable IN LISTS ARGN)
    string(APPEND project "set(${variable} \"${${variable}}\")\n")
  endforeach()
  string(APPEND project "${FIREFLY_RECIPE_${recipe}}")
  string(SHA256 hash "${project} ${flags}")
  string(SUBSTRING ${hash} 0 8 hash)

  set(home ${FIREFLY_CACHE})
  if(version STREQUAL "own")
    set(home ${PROJECT_BINARY_DIR}/third_party)
  endif()
  set(prefix ${home}/${recipe}-${version}-${FIREFLY_TOOLCHAIN_KEY}-${hash})
  if(NOT EXISTS ${prefix})
    message(STATUS "Building ${recipe} ${version} for ${FIREFLY_PLATFORM}; this happens once")
    set(work ${home}/.work-${recipe}-${FIREFLY_TOOLCHAIN_KEY})
    file(REMOVE_RECURSE ${work})
    file(WRITE ${work}/CMakeLists.txt "${project}")
    set(toolchain -DCMAKE_C_COMPILER=${CMAKE_C_COMPILER} -DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER})
    if(CMAKE_TOOLCHAIN_FILE)
      set(toolchain -DCMAKE_TOOLCHAIN_FILE=${CMAKE_TOOLCHAIN_FILE})
    endif()
    execute_process(
      COMMAND ${CMAKE_COMMAND} -G Ninja -S ${work} -B ${work}/build ${toolchain} -Wno-dev
              -DCMAKE_BUILD_TYPE=None -DCMAKE_C_FLAGS=${flags} -DCMAKE_CXX_FLAGS=${flags}
              -DSOURCE=${source} -DCMAKE_INSTALL_PREFIX=${work}/installed -DCMAKE_INSTALL_MESSAGE=NEVER
      COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
    execute_process(
      COMMAND ${CMAKE_COMMAND} -E env "NINJA_STATUS=  ${recipe} [%f/%t] " ${CMAKE_COMMAND} --build ${work}/build
              --target install
      COMMAND_ERROR_IS_FATAL ANY)
    file(RENAME ${work}/installed ${prefix})
    file(REMOVE_RECURSE ${work})
  endif()
  set_property(GLOBAL PROPERTY FIREFLY_BUILT_${recipe} "${prefix}")
  set(${out_prefix} "${prefix}" PARENT_SCOPE)
endfunction()

# ---------------------------------------------------------------------------------------------------------------------
# Targets

# firefly_third_party(<name> <out>): <out> becomes the target to link.
function(firefly_third_party name out)
  set(target third_party_${name})
  if(NOT TARGET ${target})
    add_library(${target} INTERFACE)
    cmake_language(CALL firefly_third_party_${name} ${target})
  endif()
  set(${out} "${target}" PARENT_SCOPE)
endfunction()

# An installed library: headers in <prefix>/include, and the named libraries in <prefix>/lib.
function(firefly_use_prefix target prefix)
  target_include_directories(${target} SYSTEM INTERFACE ${prefix}/include)
  foreach(library IN LISTS ARGN)
    unset(found CACHE)
    find_library(found ${library} PATHS ${prefix}/lib NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH NO_CACHE REQUIRED)
    target_link_libraries(${target} INTERFACE ${found})
  endforeach()
endfunction()

# A library of the system, as Debian's -dev packages install it.
function(firefly_use_system target library header)
  find_library(FIREFLY_SYSTEM_${library} ${library})
  find_path(FIREFLY_SYSTEM_${library}_INCLUDE ${header} PATH_SUFFIXES ${library})
  if(NOT FIREFLY_SYSTEM_${library} OR NOT FIREFLY_SYSTEM_${library}_INCLUDE)
    message(FATAL_ERROR "The ${library} library is missing: install its -dev package "
      "(./play and ./check do; docs/dependencies.md has the list).")
  endif()
  target_link_libraries(${target} INTERFACE ${FIREFLY_SYSTEM_${library}})
  target_include_directories(${target} SYSTEM INTERFACE ${FIREFLY_SYSTEM_${library}_INCLUDE})
endfunction()

# The operating system's own headers, the browser's, and the standard headers about files, clocks and threads
# (see cmake/rooms.txt) cost nothing but threads.
function(firefly_third_party_posix target)
  if(NOT EMSCRIPTEN)
    find_package(Threads REQUIRED)
    target_link_libraries(${target} INTERFACE Threads::Threads)
  endif()
endfunction()
function(firefly_third_party_world target)
  firefly_third_party_posix(${target})
endfunction()
function(firefly_third_party_emscripten target)
endfunction()

function(firefly_third_party_doctest target)
  target_compile_definitions(${target} INTERFACE DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS)
  find_path(FIREFLY_DOCTEST_PREFIX include/doctest/doctest.h PATHS /usr NO_CMAKE_FIND_ROOT_PATH REQUIRED)
  # Only doctest's own folder may be seen: the rest of /usr/include is not the browser's.
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/third_party/doctest)
  file(CREATE_LINK ${FIREFLY_DOCTEST_PREFIX}/include/doctest ${PROJECT_BINARY_DIR}/third_party/doctest/doctest SYMBOLIC)
  target_include_directories(${target} SYSTEM INTERFACE ${PROJECT_BINARY_DIR}/third_party/doctest)
endfunction()

function(firefly_third_party_csv target)
  if(FIREFLY_CSV_PREFIX)
    firefly_use_prefix(${target} ${FIREFLY_CSV_PREFIX} csv)
  elseif(EMSCRIPTEN OR FIREFLY_CSV_SOURCE)
    firefly_build(csv csv prefix)
    firefly_use_prefix(${target} ${prefix} csv)
  else()
    firefly_use_system(${target} csv csv.h)
  endif()
endfunction()

function(firefly_third_party_cbor target)
  set(prefix "${FIREFLY_CBOR_PREFIX}")
  if(NOT prefix)
    firefly_build(cbor cbor prefix)
  endif()
  firefly_use_prefix(${target} ${prefix} cbor)
endfunction()

function(firefly_third_party_sqlite target)
  if(FIREFLY_SQLITE_PREFIX)
    firefly_use_prefix(${target} ${FIREFLY_SQLITE_PREFIX} sqlite3)
  elseif(EMSCRIPTEN OR FIREFLY_SQLITE_SOURCE)
    firefly_build(sqlite sqlite prefix)
    firefly_use_prefix(${target} ${prefix} sqlite3)
  else()
    firefly_use_system(${target} sqlite3 sqlite3.h)
  endif()
endfunction()

function(firefly_third_party_png target)
  firefly_use_system(${target} png png.h)
endfunction()

function(firefly_third_party_xlsx target)
  firefly_use_system(${target} xlsxwriter xlsxwriter.h)
endfunction()

function(firefly_third_party_json target)
  find_path(FIREFLY_SYSTEM_json_INCLUDE nlohmann/json.hpp REQUIRED)
  target_include_directories(${target} SYSTEM INTERFACE ${FIREFLY_SYSTEM_json_INCLUDE})
endfunction()

function(firefly_third_party_microhttpd target)
  if(FIREFLY_MICROHTTPD_PREFIX)
    firefly_use_prefix(${target} ${FIREFLY_MICROHTTPD_PREFIX} microhttpd)
  else()
    firefly_use_system(${target} microhttpd microhttpd.h)
  endif()
endfunction()

function(firefly_third_party_sdl2 target)
  if(FIREFLY_SDL2_PREFIX)
    firefly_use_prefix(${target} ${FIREFLY_SDL2_PREFIX} SDL2)
    target_include_directories(${target} SYSTEM INTERFACE ${FIREFLY_SDL2_PREFIX}/include/SDL2)
  elseif(EMSCRIPTEN OR FIREFLY_SDL2_SOURCE)
    firefly_build(sdl2 sdl2 prefix)
    firefly_use_prefix(${target} ${prefix} SDL2)
    target_include_directories(${target} SYSTEM INTERFACE ${prefix}/include/SDL2)
  else()
    firefly_use_system(${target} SDL2 SDL.h)
  endif()
endfunction()

function(firefly_third_party_gl target)
  if(NOT EMSCRIPTEN)
    firefly_use_system(${target} GL GL/gl.h)
  endif()
endfunction()

function(firefly_third_party_imgui target)
  target_compile_definitions(${target} INTERFACE ${FIREFLY_IMGUI_DEFINITIONS})
  set(prefix "${FIREFLY_IMGUI_PREFIX}")
  if(NOT prefix)
    firefly_build(imgui imgui prefix FIREFLY_IMGUI_DEFINITIONS)
  endif()
  firefly_use_prefix(${target} ${prefix} imgui)
endfunction()

function(firefly_third_party_imgui_backends target)
  firefly_third_party(imgui imgui)
  firefly_third_party(sdl2 sdl2)
  firefly_third_party(gl gl)
  set(prefix "${FIREFLY_IMGUI_PREFIX}")
  if(NOT prefix)
    get_target_property(sdl2_includes ${sdl2} INTERFACE_INCLUDE_DIRECTORIES)
    firefly_build(imgui_backends imgui prefix FIREFLY_IMGUI_DEFINITIONS sdl2_includes)
  endif()
  firefly_use_prefix(${target} ${prefix} imgui_backends)
  target_link_libraries(${target} INTERFACE ${imgui} ${sdl2} ${gl} ${CMAKE_DL_LIBS})
endfunction()

function(firefly_third_party_nanosvg target)
  set(prefix "${FIREFLY_NANOSVG_PREFIX}")
  if(NOT prefix)
    firefly_build(nanosvg nanosvg prefix)
  endif()
  firefly_use_prefix(${target} ${prefix} nanosvg)
  if(NOT EMSCRIPTEN)
    target_link_libraries(${target} INTERFACE m)
  endif()
endfunction()

function(firefly_third_party_qrcode target)
  set(prefix "${FIREFLY_QRCODE_PREFIX}")
  if(NOT prefix)
    firefly_build(qrcode qrcode prefix)
  endif()
  firefly_use_prefix(${target} ${prefix} qrcode)
endfunction()

function(firefly_third_party_icu target)
  target_compile_definitions(${target} INTERFACE ${FIREFLY_ICU_DEFINITIONS})
  set(prefix "${FIREFLY_ICU_PREFIX}")
  if(NOT prefix)
    firefly_build(icu icu prefix FIREFLY_ICU_DEFINITIONS)
  endif()
  firefly_use_prefix(${target} ${prefix} icu)
  firefly_third_party_posix(${target})
endfunction()

# ---------------------------------------------------------------------------------------------------------------------
# Licences

set(FIREFLY_TITLE_imgui "Dear ImGui")
set(FIREFLY_TITLE_sdl2 "SDL 2")
set(FIREFLY_TITLE_sqlite "SQLite")
set(FIREFLY_TITLE_cbor "libcbor")
set(FIREFLY_TITLE_csv "libcsv")
set(FIREFLY_TITLE_icu "ICU")
set(FIREFLY_TITLE_nanosvg "NanoSVG")

# Writes to <file> the licence of Firefly and of each of the named libraries that this build made from source, and in
# WebAssembly those of the runtime that the compiler adds. A library brought as FIREFLY_<NAME>_PREFIX names itself only.
function(firefly_licences file)
  file(READ ${PROJECT_SOURCE_DIR}/LICENSE body)
  set(text "Firefly\n\n${body}\n")
  foreach(name IN LISTS ARGN)
    firefly_third_party(${name} target)
    get_property(prefix GLOBAL PROPERTY FIREFLY_BUILT_${name})
    string(APPEND text "\n----\n\n${FIREFLY_TITLE_${name}}\n\n")
    file(GLOB licence_files ${prefix}/licence/*)
    foreach(licence_file IN LISTS licence_files)
      file(READ ${licence_file} body)
      string(APPEND text "${body}\n")
    endforeach()
  endforeach()
  if(EMSCRIPTEN)
    file(GLOB runtime_files ${EMSCRIPTEN_ROOT_PATH}/LICENSE ${EMSCRIPTEN_ROOT_PATH}/system/lib/libc/musl/COPYRIGHT)
    string(APPEND text "\n----\n\nEmscripten's runtime, with musl\n\n")
    if(EXISTS /usr/share/doc/emscripten/copyright AND NOT EXISTS ${EMSCRIPTEN_ROOT_PATH}/LICENSE)
      # Debian's package keeps the licence in its list of copyrights.
      file(READ /usr/share/doc/emscripten/copyright body)
      if(body MATCHES "\nLicense: Expat\n( Permission[^\n]*\n([ ][^\n]*\n)*)")
        string(APPEND text "Copyright (c) The Emscripten Authors\n\n${CMAKE_MATCH_1}\n")
      endif()
    endif()
    foreach(runtime_file IN LISTS runtime_files)
      file(READ ${runtime_file} body)
      string(APPEND text "${body}\n")
    endforeach()
  endif()
  file(CONFIGURE OUTPUT ${file} CONTENT "@text@" @ONLY)
endfunction()
