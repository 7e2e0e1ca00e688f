# One folder, one library, one test program. A folder's arrows to other folders are the libraries it names here.
include(CTest)

option(RECOURSE_TESTS "Build the tests" ON)
option(RECOURSE_FUZZ "Build the fuzz targets (clang)" OFF)
option(RECOURSE_BENCH "Build the benchmarks" OFF)
set(RECOURSE_SANITIZE "" CACHE STRING "Sanitizers, e.g. address,undefined")
option(RECOURSE_COVERAGE "Source coverage (clang)" OFF)

find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)

add_library(recourse_flags INTERFACE)
target_compile_options(recourse_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wno-gnu-statement-expression
  -Werror=switch -Werror=return-type -fno-omit-frame-pointer)
if(RECOURSE_SANITIZE)
  target_compile_options(recourse_flags INTERFACE -fsanitize=${RECOURSE_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(recourse_flags INTERFACE -fsanitize=${RECOURSE_SANITIZE})
endif()
if(RECOURSE_COVERAGE)
  target_compile_options(recourse_flags INTERFACE -fprofile-instr-generate -fcoverage-mapping)
  target_link_options(recourse_flags INTERFACE -fprofile-instr-generate -fcoverage-mapping)
endif()
if(RECOURSE_FUZZ)
  target_compile_options(recourse_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# The allocator of the program and of what is measured beside it; sanitizers bring their own.
add_library(recourse_allocator INTERFACE)
if(NOT RECOURSE_SANITIZE)
  pkg_check_modules(jemalloc REQUIRED IMPORTED_TARGET jemalloc)
  target_link_libraries(recourse_allocator INTERFACE PkgConfig::jemalloc)
endif()

add_library(recourse_pch INTERFACE)
target_precompile_headers(recourse_pch INTERFACE
  <algorithm> <array> <cstdint> <expected> <functional> <map> <memory> <optional> <span> <string> <string_view>
  <unordered_map> <utility> <variant> <vector> <fmt/format.h>)

# recourse_library(core_rules LINK base PkgConfig::re2): all *.cpp of this folder but *_test.cpp; the tests become
# core_rules_test.
function(recourse_library name)
  cmake_parse_arguments(ARG "" "" "LINK;TEST_LINK" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  if(sources)
    add_library(${name} STATIC ${sources})
    target_include_directories(${name} PUBLIC "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(${name} PUBLIC ${ARG_LINK} fmt::fmt PRIVATE recourse_flags recourse_pch)
  else()
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(${name} INTERFACE ${ARG_LINK} fmt::fmt)
  endif()
  if(tests AND RECOURSE_TESTS)
    recourse_test(${name}_test SOURCES ${tests} LINK ${name} ${ARG_TEST_LINK})
  endif()
endfunction()

# One test program, one CTest entry; it may read shared test material through RECOURSE_SOURCE_DIR.
function(recourse_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  find_package(GTest REQUIRED)
  find_package(rapidcheck REQUIRED)
  add_executable(${name} ${ARG_SOURCES})
  if(RECOURSE_SANITIZE MATCHES address)
    target_sources(${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests/leaks.cpp")
  endif()
  target_compile_definitions(${name} PRIVATE RECOURSE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  # Tests are compiled often and run once: without the optimizer half the time. What they test keeps its own options.
  target_compile_options(${name} PRIVATE -O0)
  target_link_libraries(${name} PRIVATE ${ARG_LINK} GTest::gtest GTest::gmock GTest::gtest_main rapidcheck recourse_flags recourse_pch)
  add_test(NAME ${name} COMMAND ${name})
endfunction()
