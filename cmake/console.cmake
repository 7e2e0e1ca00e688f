# The web console as files of the program. Its build stands in build/console for all presets: it is made anew only when
# something in console/ has changed (tools/console-build), so work on the C++ alone needs no Node.
option(RECOURSE_CONSOLE "Build the web console into the program" ON)
set(RECOURSE_CONSOLE_DIST "" CACHE PATH "A console that was built already (a folder with index.html)")

# recourse_console(target): a library with `web::files()`, the table of what console/ becomes; an empty one where the
# console is left out.
function(recourse_console target)
  set(source "${PROJECT_SOURCE_DIR}/console")
  set(made "${CMAKE_CURRENT_BINARY_DIR}/console_files")
  set(given "${RECOURSE_CONSOLE_DIST}")
  set(built ON)
  if(NOT RECOURSE_CONSOLE)
    set(built OFF)
  elseif(NOT given AND NOT EXISTS "${source}/package.json")
    message(STATUS "There is no console/: the program is built without it")
    set(built OFF)
  elseif(NOT given AND NOT IS_DIRECTORY "${source}/node_modules")
    message(WARNING "console/node_modules is missing: run tools/setup, or the program is built without its console")
    set(built OFF)
  endif()
  if(built)
    if(given)
      file(GLOB_RECURSE inputs CONFIGURE_DEPENDS "${given}/*")
    else()
      file(GLOB_RECURSE inputs CONFIGURE_DEPENDS "${source}/src/*" "${source}/public/*")
      list(FILTER inputs EXCLUDE REGEX "\\.test\\.ts$")
      foreach(one index.html package.json package-lock.json svelte.config.js tsconfig.json vite.config.ts)
        if(EXISTS "${source}/${one}")
          list(APPEND inputs "${source}/${one}")
        endif()
      endforeach()
    endif()
    add_custom_command(OUTPUT "${made}.S" "${made}.cpp"
      COMMAND "${PROJECT_SOURCE_DIR}/tools/console-build" "${made}" ${given}
      DEPENDS ${inputs} "${PROJECT_SOURCE_DIR}/tools/console-build" "${PROJECT_SOURCE_DIR}/tools/console-files.mjs"
      COMMENT "Building the console" VERBATIM)
    set_source_files_properties("${made}.S" PROPERTIES OBJECT_DEPENDS "${made}.cpp")
    add_library(${target} STATIC "${made}.S" "${made}.cpp")
  else()
    file(CONFIGURE OUTPUT "${made}.cpp" @ONLY CONTENT
"#include \"web/files.hpp\"

namespace recourse::web {

std::span<File const> files()
{
    return {};
}

} // namespace recourse::web
")
    add_library(${target} STATIC "${made}.cpp")
  endif()
  target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}/src")
endfunction()
