# cmake -D ... -P make_dist.cmake: fills DIST, the folder that any static server can serve.
#
#   SOURCE_DIR  the project        BIN_DIR   where the modules were linked     MODULES  their names
#   DIST        what to fill       TOOL      the native firefly                LICENCES  file of what is in the modules
#   EXTRA       further files, copied as they are
#
# MODULES and EXTRA are lists with | between their items.
string(REPLACE "|" ";" MODULES "${MODULES}")
string(REPLACE "|" ";" EXTRA "${EXTRA}")

if(NOT EXISTS ${TOOL})
  message(FATAL_ERROR "${TOOL} is not there, which makes the packs. Build it first: "
    "cmake --preset native && cmake --build build/native --target firefly")
endif()
file(MAKE_DIRECTORY ${DIST}/content)

function(copy from to)
  file(COPY_FILE ${from} ${to} ONLY_IF_DIFFERENT)
endfunction()

# The packs.
execute_process(COMMAND ${TOOL} build ${SOURCE_DIR}/content -o ${DIST}/content COMMAND_ERROR_IS_FATAL ANY)

# The modules.
foreach(module IN LISTS MODULES)
  copy(${BIN_DIR}/${module}.js ${DIST}/${module}.js)
  copy(${BIN_DIR}/${module}.wasm ${DIST}/${module}.wasm)
endforeach()

# The page. page.js shows how much of what it waits for has come: it is told how much that is.
file(SIZE ${DIST}/firefly.wasm WASM_BYTES)
set(MESSAGES_BYTES 0)
file(GLOB message_packs ${DIST}/content/messages.*.pack)
foreach(pack IN LISTS message_packs)
  file(SIZE ${pack} bytes)
  if(bytes GREATER MESSAGES_BYTES)
    set(MESSAGES_BYTES ${bytes})
  endif()
endforeach()
configure_file(${SOURCE_DIR}/web/page.js ${DIST}/page.js @ONLY NEWLINE_STYLE UNIX)
foreach(file IN ITEMS index.html firefly.css)
  copy(${SOURCE_DIR}/web/${file} ${DIST}/${file})
endforeach()
foreach(file IN LISTS EXTRA)
  cmake_path(GET file FILENAME name)
  copy(${file} ${DIST}/${name})
endforeach()

# The font for readers whose system has no Chinese: what the content needs of Noto Sans CJK SC, and no more.
find_program(HB_SUBSET hb-subset)
set(font /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc)
if(HB_SUBSET AND EXISTS ${font})
  file(GLOB_RECURSE texts ${SOURCE_DIR}/content/*.yarn ${SOURCE_DIR}/content/*.csv)
  execute_process(COMMAND ${CMAKE_COMMAND} -E cat ${texts} OUTPUT_FILE ${BIN_DIR}/content.txt COMMAND_ERROR_IS_FATAL ANY)
  string(ASCII 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 60 61 62 63 64 94 95 96 123 124 125 126 signs)
  file(APPEND ${BIN_DIR}/content.txt "${signs} ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    "，。！？；：、·…—“”‘’（）《》【】「」￥％～")
  # The third face of the collection is the one for simplified Chinese.
  execute_process(
    COMMAND ${HB_SUBSET} --face-index=2 --text-file=${BIN_DIR}/content.txt
            --no-hinting --layout-features= --name-IDs=0,13,14 --output-file=${BIN_DIR}/firefly-hanzi.otf ${font}
    COMMAND_ERROR_IS_FATAL ANY)
  copy(${BIN_DIR}/firefly-hanzi.otf ${DIST}/firefly-hanzi.otf)
  set(font_licence /usr/share/doc/fonts-noto-cjk/copyright)
else()
  message(WARNING "The web app is made without its own Chinese font: hb-subset (Debian: libharfbuzz-bin) or ${font} "
    "(Debian: fonts-noto-cjk) is missing. Readers whose system has no Chinese font will see boxes.")
endif()

# The licences of what is in there.
file(READ ${LICENCES} LICENCES)
if(EXISTS "${font_licence}")
  file(READ ${font_licence} text)
  string(APPEND LICENCES "\n----\n\nNoto Sans CJK\n\n${text}")
endif()
string(REPLACE "&" "&amp;" LICENCES "${LICENCES}")
string(REPLACE "<" "&lt;" LICENCES "${LICENCES}")
configure_file(${SOURCE_DIR}/web/licences.html ${DIST}/licences.html @ONLY NEWLINE_STYLE UNIX)
