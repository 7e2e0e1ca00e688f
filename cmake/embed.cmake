# recourse_embed(target DIRECTORIES programmes forums ...): a static library with every *.toml below these folders as
# bytes of the program, and the table `embedded_files` (src/catalog/embedded.hpp) that names them.
function(recourse_embed target)
  cmake_parse_arguments(ARG "" "" "DIRECTORIES" ${ARGN})
  set(files "")
  foreach(directory ${ARG_DIRECTORIES})
    file(GLOB_RECURSE found CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/${directory}/*.toml")
    list(APPEND files ${found})
  endforeach()
  list(SORT files)

  set(assembly "    .section .rodata\n")
  set(declarations "")
  set(rows "")
  set(number 0)
  foreach(file ${files})
    string(APPEND assembly "    .global recourse_file_${number}\nrecourse_file_${number}:\n    .incbin \"${PROJECT_SOURCE_DIR}/${file}\"\n    .global recourse_file_${number}_end\nrecourse_file_${number}_end:\n    .byte 0\n")
    string(APPEND declarations "extern char const recourse_file_${number}[];\nextern char const recourse_file_${number}_end[];\n")
    string(APPEND rows "    { \"${file}\", { recourse_file_${number}, static_cast<std::size_t>(recourse_file_${number}_end - recourse_file_${number}) } },\n")
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
  list(TRANSFORM files PREPEND "${PROJECT_SOURCE_DIR}/")
  set_source_files_properties("${CMAKE_CURRENT_BINARY_DIR}/${target}.S" PROPERTIES OBJECT_DEPENDS "${files}")
  add_library(${target} STATIC "${CMAKE_CURRENT_BINARY_DIR}/${target}.S" "${CMAKE_CURRENT_BINARY_DIR}/${target}.cpp")
  target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}/src")
endfunction()
