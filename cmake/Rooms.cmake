# Builds the house from cmake/rooms.txt: every room one library, linked to just what its line allows.
include_guard(GLOBAL)
include(${CMAKE_CURRENT_LIST_DIR}/rooms_table.cmake)

# The library of a room: engine/base -> firefly_engine_base.
function(firefly_room_target room out)
  string(REPLACE "/" "_" underscored "${room}")
  set(${out} "firefly_${underscored}" PARENT_SCOPE)
endfunction()

# Turns <room>/*.sql and *.css into the generated headers "<room>/sql.h" and "<room>/css.h": one
# `inline constexpr std::string_view` per file, in namespace firefly::<last part of room>::sql (or css).
function(firefly_embed_texts target room scope)
  foreach(kind IN ITEMS sql css)
    file(GLOB text_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${room}/*.${kind})
    # What lies in web/ is the page's own.
    if(NOT text_files OR room STREQUAL "web")
      continue()
    endif()
    set(header ${PROJECT_BINARY_DIR}/generated/${room}/${kind}.h)
    add_custom_command(
      OUTPUT ${header}
      COMMAND ${CMAKE_COMMAND} -D "ROOM=${room}" -D "KIND=${kind}" -D "SOURCE_DIR=${PROJECT_SOURCE_DIR}"
              -D "HEADER=${header}" -P ${PROJECT_SOURCE_DIR}/cmake/embed_text.cmake
      DEPENDS ${text_files} ${PROJECT_SOURCE_DIR}/cmake/embed_text.cmake
      COMMENT "${kind} of ${room}"
      VERBATIM)
    target_sources(${target} ${scope} ${header})
    target_include_directories(${target} ${scope} ${PROJECT_BINARY_DIR}/generated)
  endforeach()
endfunction()

# The .cpp files of a folder that belong to this platform: *_native.cpp only natively, *_wasm.cpp only in WebAssembly.
function(firefly_sources_of folder out)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cpp)
  if(EMSCRIPTEN)
    list(FILTER sources EXCLUDE REGEX "_native[.]cpp$")
  else()
    list(FILTER sources EXCLUDE REGEX "_wasm[.]cpp$")
  endif()
  set(${out} "${sources}" PARENT_SCOPE)
endfunction()

function(firefly_add_room room)
  firefly_room_target(${room} target)
  firefly_sources_of(${room} sources)
  list(REMOVE_ITEM sources ${PROJECT_SOURCE_DIR}/${room}/main.cpp)

  if(sources)
    add_library(${target} STATIC ${sources})
    set(scope PUBLIC)
    set(third_party_scope PRIVATE)
    target_link_libraries(${target} PRIVATE firefly_our_code)
    firefly_embed_texts(${target} ${room} PRIVATE)
    # In the browser everything is built for size but the few rooms where a play spends its time.
    if(EMSCRIPTEN AND room MATCHES "^(engine/(base|program|play)|tools/bench)$")
      target_compile_options(${target} PRIVATE -O3 -finline-functions)
    endif()
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
    set(third_party_scope INTERFACE)
  endif()
  target_include_directories(${target} ${scope} ${PROJECT_SOURCE_DIR})

  foreach(other IN LISTS FIREFLY_ROOM_INCLUDES_${room})
    firefly_room_target(${other} other_target)
    if(other IN_LIST FIREFLY_ROOMS_BUILT)
      target_link_libraries(${target} ${scope} ${other_target})
    endif()
  endforeach()
  foreach(name IN LISTS FIREFLY_ROOM_THIRD_PARTY_${room})
    firefly_third_party(${name} third_party_target)
    if(third_party_target)
      target_link_libraries(${target} ${third_party_scope} ${third_party_target})
    endif()
  endforeach()

  set(program "${FIREFLY_ROOM_PROGRAM_${room}}")
  if(program AND NOT FIREFLY_FUZZ AND EXISTS ${PROJECT_SOURCE_DIR}/${room}/main.cpp)
    add_executable(${program} ${room}/main.cpp)
    target_link_libraries(${program} PRIVATE ${target} firefly_our_code)
    foreach(name IN LISTS FIREFLY_ROOM_THIRD_PARTY_${room})
      firefly_third_party(${name} third_party_target)
      if(third_party_target)
        target_link_libraries(${program} PRIVATE ${third_party_target})
      endif()
    endforeach()
    if(EMSCRIPTEN)  # programs run under node, with its files
      target_link_options(${program} PRIVATE -sNODERAWFS=1 -sENVIRONMENT=node -sEXIT_RUNTIME=1 -sALLOW_MEMORY_GROWTH=1 -O3)
    endif()
    set_target_properties(${program} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  endif()
endfunction()

# Adds every room that exists and is built on this platform ("native" or "wasm"); where rooms are named behind that,
# only these and what they stand on.
function(firefly_add_rooms platform)
  firefly_read_rooms(${PROJECT_SOURCE_DIR}/cmake/rooms.txt)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/cmake/rooms.txt)

  set(wanted "${ARGN}")
  if(NOT wanted)
    set(wanted "${FIREFLY_ROOMS}")
  endif()
  # A room includes only rooms of the lines above it, so one pass from the top floor down finds them all.
  set(top_floor_first "${FIREFLY_ROOMS}")
  list(REVERSE top_floor_first)
  foreach(room IN LISTS top_floor_first)
    if(room IN_LIST wanted)
      list(APPEND wanted ${FIREFLY_ROOM_INCLUDES_${room}})
    endif()
  endforeach()

  set(FIREFLY_ROOMS_BUILT "")
  foreach(room IN LISTS FIREFLY_ROOMS)
    # The glob makes a later first file in a room reconfigure the build by itself.
    file(GLOB files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${room}/*.h ${PROJECT_SOURCE_DIR}/${room}/*.cpp)
    if(files AND room IN_LIST wanted AND platform IN_LIST FIREFLY_ROOM_BUILT_${room})
      list(APPEND FIREFLY_ROOMS_BUILT ${room})
    endif()
  endforeach()
  foreach(room IN LISTS FIREFLY_ROOMS_BUILT)
    firefly_add_room(${room})
  endforeach()
  set(FIREFLY_ROOMS_BUILT "${FIREFLY_ROOMS_BUILT}" PARENT_SCOPE)
  foreach(room IN LISTS FIREFLY_ROOMS)
    set(FIREFLY_ROOM_INCLUDES_${room} "${FIREFLY_ROOM_INCLUDES_${room}}" PARENT_SCOPE)
    set(FIREFLY_ROOM_THIRD_PARTY_${room} "${FIREFLY_ROOM_THIRD_PARTY_${room}}" PARENT_SCOPE)
  endforeach()
endfunction()
