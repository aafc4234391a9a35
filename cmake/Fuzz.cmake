# The fuzzers of tests/fuzz, one program for each *_fuzz.cpp: script_fuzz.cpp -> bin/fuzz_script. The other files there
# are linked into all of them. tests/fuzz/run runs them.
include_guard(GLOBAL)

function(firefly_add_fuzzers)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "Fuzzers need clang: cmake --preset fuzz")
  endif()
  firefly_add_rooms(native tools/firefly)

  set(folder ${PROJECT_SOURCE_DIR}/tests/fuzz)
  file(GLOB targets CONFIGURE_DEPENDS ${folder}/*_fuzz.cpp)
  file(GLOB shared CONFIGURE_DEPENDS ${folder}/*.cpp)
  list(REMOVE_ITEM shared ${targets})
  add_library(firefly_fuzz_shared STATIC ${shared})
  target_link_libraries(firefly_fuzz_shared PRIVATE firefly_our_code PUBLIC firefly_tools_firefly)
  # Where they find tests/corpus (tests/source_path.h).
  target_compile_definitions(firefly_fuzz_shared PRIVATE FIREFLY_SOURCE_DIR="${PROJECT_SOURCE_DIR}")

  foreach(target IN LISTS targets)
    cmake_path(GET target STEM name)
    string(REGEX REPLACE "^(.+)_fuzz$" "fuzz_\\1" name ${name})
    add_executable(${name} ${target})
    target_link_libraries(${name} PRIVATE firefly_fuzz_shared firefly_our_code)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  endforeach()
endfunction()
