# How our own code is compiled. Third-party code is compiled by cmake/ThirdParty.cmake with flags of its own.
include_guard(GLOBAL)

option(FIREFLY_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)

# Objects made once are kept in the user's cache, and fit every clone: nothing in them tells where the tree lies.
add_compile_options(-ffile-prefix-map=${PROJECT_SOURCE_DIR}=.)
find_program(FIREFLY_CCACHE ccache)
if(FIREFLY_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_DIR=${FIREFLY_CACHE}/ccache CCACHE_MAXSIZE=2G
      CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 CCACHE_COMPILERCHECK=content ${FIREFLY_CCACHE})
endif()

# Linked by every target of ours, by no other.
add_library(firefly_our_code INTERFACE)
target_compile_options(firefly_our_code INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough -Werror>)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # gcc 12 sees these in correct uses of its own library once it inlines; the sanitizers look for the real ones.
  target_compile_options(firefly_our_code INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread -Wno-restrict
    -Wno-maybe-uninitialized>)
else()
  # FIREFLY_CHECK(!"what never happens") is meant.
  target_compile_options(firefly_our_code INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-string-conversion>)
endif()

if(EMSCRIPTEN)
  # What a module is linked for (size, speed) it says itself: an -Oz among a linker's flags counts even where -O3 follows.
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-DNDEBUG")
  set(CMAKE_C_FLAGS_RELWITHDEBINFO "-DNDEBUG")
  set(CMAKE_EXE_LINKER_FLAGS_RELWITHDEBINFO "")
  add_compile_options(-Oz -flto $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
  add_link_options(-flto)
elseif(FIREFLY_SANITIZE)
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
                      -D_GLIBCXX_ASSERTIONS)
  add_link_options(-fsanitize=address,undefined)
else()
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
  add_compile_options(-D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS -fstack-protector-strong -fstack-clash-protection
                      -fcf-protection)
  add_link_options(-pie -Wl,-z,relro,-z,now)
endif()
