# recourse_embed(target DIRECTORIES programmes forums ...): a static library with every *.toml below these folders as
# bytes of the program, as text and as the tree that was read from it, and the table `embedded_files`
# (src/catalog/embedded.hpp) that names them.
function(recourse_embed target)
  cmake_parse_arguments(ARG "" "" "DIRECTORIES" ${ARGN})
  set(files "")
  foreach(directory ${ARG_DIRECTORIES})
    file(GLOB_RECURSE found CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/${directory}/*.toml")
    list(APPEND files ${found})
  endforeach()
  list(SORT files)

  set(trees "${CMAKE_CURRENT_BINARY_DIR}/trees")
  set(made "")
  set(assembly "    .section .rodata\n")
  set(declarations "")
  set(rows "")
  set(number 0)
  foreach(file ${files})
    string(APPEND assembly "    .global recourse_file_${number}\nrecourse_file_${number}:\n    .incbin \"${PROJECT_SOURCE_DIR}/${file}\"\n    .global recourse_file_${number}_end\nrecourse_file_${number}_end:\n    .byte 0\n    .global recourse_tree_${number}\nrecourse_tree_${number}:\n    .incbin \"${trees}/${number}.tree\"\n    .global recourse_tree_${number}_end\nrecourse_tree_${number}_end:\n    .byte 0\n")
    string(APPEND declarations "extern char const recourse_file_${number}[];\nextern char const recourse_file_${number}_end[];\nextern char const recourse_tree_${number}[];\nextern char const recourse_tree_${number}_end[];\n")
    string(APPEND rows "    { \"${file}\", { recourse_file_${number}, static_cast<std::size_t>(recourse_file_${number}_end - recourse_file_${number}) },\n        { recourse_tree_${number}, static_cast<std::size_t>(recourse_tree_${number}_end - recourse_tree_${number}) } },\n")
    list(APPEND made "${trees}/${number}.tree")
    math(EXPR number "${number} + 1")
  endforeach()
  string(APPEND assembly "    .section .note.GNU-stack,\"\",@progbits\n")

  file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/${target}.S" CONTENT "@assembly@" @ONLY)
  file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/${target}.cpp" @ONLY CONTENT
"#include \"catalog/embedded.hpp\"

extern \"C\" {
@declarations@}

namespace recourse::catalog {

std::span<EmbeddedFile const> embedded_files()
{
    static EmbeddedFile const files[] = {
@rows@    };
    return files;
}

} // namespace recourse::catalog
")
  set(inputs ${files})
  list(TRANSFORM inputs PREPEND "${PROJECT_SOURCE_DIR}/")
  add_executable(read_ahead embed/read_ahead.cpp)
  target_link_libraries(read_ahead PRIVATE codec recourse_flags)
  add_custom_command(OUTPUT ${made} COMMAND read_ahead "${PROJECT_SOURCE_DIR}" "${trees}" ${files}
    DEPENDS ${inputs} read_ahead COMMENT "Reading the data folders" VERBATIM)
  set_source_files_properties("${CMAKE_CURRENT_BINARY_DIR}/${target}.S" PROPERTIES OBJECT_DEPENDS "${inputs};${made}")
  add_library(${target} STATIC "${CMAKE_CURRENT_BINARY_DIR}/${target}.S" "${CMAKE_CURRENT_BINARY_DIR}/${target}.cpp")
  target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}/src")
endfunction()

# recourse_embed_text(target DIRECTORY [NAMESPACE notify] [HEADER notify/templates.hpp] [SUFFIXES txt]): a static library
# with every file of these suffixes below the folder as bytes of the program, and the table `embedded_texts` of that
# namespace, which the header declares, that names them.
function(recourse_embed_text target directory)
  cmake_parse_arguments(ARG "" "NAMESPACE;HEADER" "SUFFIXES" ${ARGN})
  if(NOT ARG_NAMESPACE)
    set(ARG_NAMESPACE notify)
    set(ARG_HEADER notify/templates.hpp)
    set(ARG_SUFFIXES txt)
  endif()
  set(files "")
  foreach(suffix ${ARG_SUFFIXES})
    file(GLOB_RECURSE found CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/${directory}/*.${suffix}")
    list(APPEND files ${found})
  endforeach()
  list(SORT files)
  set(symbol "recourse_${target}")
  set(assembly "    .section .rodata\n")
  set(declarations "")
  set(rows "")
  set(number 0)
  foreach(file ${files})
    string(APPEND assembly "    .global ${symbol}_${number}\n${symbol}_${number}:\n    .incbin \"${PROJECT_SOURCE_DIR}/${file}\"\n    .global ${symbol}_${number}_end\n${symbol}_${number}_end:\n    .byte 0\n")
    string(APPEND declarations "extern char const ${symbol}_${number}[];\nextern char const ${symbol}_${number}_end[];\n")
    string(APPEND rows "        { \"${file}\", { ${symbol}_${number}, static_cast<std::size_t>(${symbol}_${number}_end - ${symbol}_${number}) } },\n")
    math(EXPR number "${number} + 1")
  endforeach()
  string(APPEND assembly "    .section .note.GNU-stack,\"\",@progbits\n")
  file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/${target}.S" CONTENT "@assembly@" @ONLY)
  file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/${target}.cpp" @ONLY CONTENT
"#include \"@ARG_HEADER@\"

extern \"C\" {
@declarations@}

namespace recourse::@ARG_NAMESPACE@ {

std::span<EmbeddedText const> embedded_texts()
{
    static EmbeddedText const texts[] = {
@rows@    };
    return texts;
}

} // namespace recourse::@ARG_NAMESPACE@
")
  set(inputs ${files})
  list(TRANSFORM inputs PREPEND "${PROJECT_SOURCE_DIR}/")
  set_source_files_properties("${CMAKE_CURRENT_BINARY_DIR}/${target}.S" PROPERTIES OBJECT_DEPENDS "${inputs}")
  add_library(${target} STATIC "${CMAKE_CURRENT_BINARY_DIR}/${target}.S" "${CMAKE_CURRENT_BINARY_DIR}/${target}.cpp")
  target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}/src")
endfunction()
