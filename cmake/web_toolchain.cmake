# Finds the Emscripten that `emcc` belongs to (Debian's package or a newer emsdk) and uses its own toolchain file.
find_program(FIREFLY_EMCC emcc HINTS $ENV{EMSDK}/upstream/emscripten REQUIRED)
file(REAL_PATH ${FIREFLY_EMCC} _emcc)
cmake_path(GET _emcc PARENT_PATH _emscripten_root)
include(${_emscripten_root}/cmake/Modules/Platform/Emscripten.cmake)

if(NOT EMSCRIPTEN_VERSION)
  execute_process(COMMAND ${FIREFLY_EMCC} -dumpversion OUTPUT_VARIABLE EMSCRIPTEN_VERSION OUTPUT_STRIP_TRAILING_WHITESPACE)
endif()

# Debian's JS passes load acorn from there; a node of another origin does not look there by itself.
if(EXISTS /usr/share/nodejs/acorn)
  set(CMAKE_C_LINKER_LAUNCHER ${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs)
  set(CMAKE_CXX_LINKER_LAUNCHER ${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs)
endif()

# node's own fetch would make old Emscripten runtimes take node for a browser.
find_program(FIREFLY_NODE node REQUIRED)
set(CMAKE_CROSSCOMPILING_EMULATOR ${FIREFLY_NODE} --no-experimental-fetch)
