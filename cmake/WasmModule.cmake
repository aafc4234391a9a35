# The wasm modules that web/CMakeLists.txt puts together.
#
# web/CMakeLists.txt defines the target `web_app`, part of the default build, which fills ${FIREFLY_DIST} with the page,
# the modules, the packs that FIREFLY_TOOL makes of content/, and beside each file its .br (web/make_dist.mjs).
# firefly_licences(${FIREFLY_DIST}/licences.txt imgui sdl2 sqlite cbor), in ThirdParty.cmake, writes the licences page's text.
include_guard(GLOBAL)

set(FIREFLY_DIST ${PROJECT_BINARY_DIR}/dist)
# The native `firefly`, which turns content into packs.
set(FIREFLY_TOOL ${PROJECT_SOURCE_DIR}/build/native/bin/firefly CACHE FILEPATH "The native firefly program")

# firefly_wasm_module(<name> SOURCES ... ROOMS ... [THIRD_PARTY ...] [JS_LIBRARIES ...] [PRE_JS ...] [EXPORTS ...]
#                     [MEMORY_MIB n] [LINK_OPTIONS ...])
# One module, <name>.js and <name>.wasm in the build folder's bin/, as small as the compiler makes it: no file system,
# fixed memory, nothing evaluated from strings, so it runs under a strict content security policy.
function(firefly_wasm_module name)
  cmake_parse_arguments(PARSE_ARGV 1 module "" "MEMORY_MIB" "SOURCES;ROOMS;THIRD_PARTY;JS_LIBRARIES;PRE_JS;EXPORTS;LINK_OPTIONS")
  if(module_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "firefly_wasm_module(${name}): unknown arguments ${module_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT module_MEMORY_MIB)
    set(module_MEMORY_MIB 32)
  endif()
  math(EXPR memory "${module_MEMORY_MIB} * 1024 * 1024")

  add_executable(${name} ${module_SOURCES})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE firefly_our_code)
  foreach(room IN LISTS module_ROOMS)
    firefly_room_target(${room} room_target)
    target_link_libraries(${name} PRIVATE ${room_target})
  endforeach()
  foreach(third_party IN LISTS module_THIRD_PARTY)
    firefly_third_party(${third_party} third_party_target)
    target_link_libraries(${name} PRIVATE ${third_party_target})
  endforeach()

  target_link_options(${name} PRIVATE
    -Oz -flto -sFILESYSTEM=0 -sENVIRONMENT=web,worker -sMALLOC=emmalloc -sALLOW_MEMORY_GROWTH=0
    -sINITIAL_MEMORY=${memory} -sTOTAL_STACK=1048576 -sDYNAMIC_EXECUTION=0 -sSUPPORT_LONGJMP=0 -sASSERTIONS=0
    -sMIN_WEBGL_VERSION=1 -sMAX_WEBGL_VERSION=2 -sGL_TRACK_ERRORS=0)
  foreach(library IN LISTS module_JS_LIBRARIES)
    target_link_options(${name} PRIVATE "SHELL:--js-library ${library}")
    set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS ${library})
  endforeach()
  foreach(file IN LISTS module_PRE_JS)
    target_link_options(${name} PRIVATE "SHELL:--pre-js ${file}")
    set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS ${file})
  endforeach()
  if(module_EXPORTS)
    list(TRANSFORM module_EXPORTS PREPEND "_")
    list(JOIN module_EXPORTS "," exports)
    target_link_options(${name} PRIVATE -sEXPORTED_FUNCTIONS=${exports})
  endif()
  target_link_options(${name} PRIVATE ${module_LINK_OPTIONS})
  set_target_properties(${name} PROPERTIES SUFFIX ".js" RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
endfunction()
