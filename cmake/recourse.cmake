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
  -Werror=switch -Werror=return-type -fno-omit-frame-pointer -pthread)
if(RECOURSE_SANITIZE)
  target_compile_options(recourse_flags INTERFACE -fsanitize=${RECOURSE_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(recourse_flags INTERFACE -fsanitize=${RECOURSE_SANITIZE})
endif()
if(RECOURSE_COVERAGE)
  target_compile_options(recourse_flags INTERFACE -fprofile-instr-generate -fcoverage-mapping)
  target_link_options(recourse_flags INTERFACE -fprofile-instr-generate -fcoverage-mapping)
endif()
# Fuzz targets count the edges of what reads strangers' bytes. To count those of the desk around it, of decisions and of
# tests would cost a fifth of every compilation and find nothing more.
add_library(recourse_counted INTERFACE)
if(RECOURSE_FUZZ)
  target_compile_options(recourse_counted INTERFACE -fsanitize=fuzzer-no-link)
endif()
set(recourse_counted_libraries base time codec catalog bank http notify search core_rules core_case core_cover core_assess
  core_route vault_log vault_record vault_zip vault_bag vault_contents vault_stamp readers readers_chat readers_dkim
  readers_files readers_photo readers_record)

# The allocator of the program and of what is measured beside it; sanitizers bring their own.
add_library(recourse_allocator INTERFACE)
if(NOT RECOURSE_SANITIZE)
  pkg_check_modules(jemalloc REQUIRED IMPORTED_TARGET jemalloc)
  target_link_libraries(recourse_allocator INTERFACE PkgConfig::jemalloc)
endif()

# recourse_headers(desk app/domain.hpp ...): headers read once for all who name this set, once as libraries are compiled
# and once as tests are (without the optimizer, and with the test library). Every set holds the standard ones.
find_package(GTest REQUIRED)
find_package(rapidcheck REQUIRED)
file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/headers.cpp" CONTENT "")
function(recourse_headers set)
  list(TRANSFORM ARGN PREPEND "${PROJECT_SOURCE_DIR}/src/" OUTPUT_VARIABLE ours)
  foreach(name headers_${set} headers_${set}_test)
    add_library(${name} OBJECT EXCLUDE_FROM_ALL "${PROJECT_BINARY_DIR}/headers.cpp")
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(${name} PRIVATE fmt::fmt recourse_flags)
    target_precompile_headers(${name} PRIVATE <algorithm> <array> <chrono> <cstdint> <expected> <functional> <map> <memory>
      <optional> <ranges> <span> <string> <string_view> <unordered_map> <utility> <variant> <vector> <fmt/format.h> ${ours})
  endforeach()
  target_compile_options(headers_${set}_test PRIVATE -O0)
  target_link_libraries(headers_${set}_test PRIVATE GTest::gtest rapidcheck)
  target_precompile_headers(headers_${set}_test PRIVATE <gtest/gtest.h> <rapidcheck.h>)
endfunction()
recourse_headers(base)

# recourse_library(core_rules LINK base PkgConfig::re2): all *.cpp of this folder but *_test.cpp; the tests become
# core_rules_test. HEADERS names the set of headers that are read before each; base without it.
function(recourse_library name)
  cmake_parse_arguments(ARG "" "HEADERS" "LINK;TEST_LINK" ${ARGN})
  if(NOT ARG_HEADERS)
    set(ARG_HEADERS base)
  endif()
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  if(sources)
    add_library(${name} STATIC ${sources})
    target_include_directories(${name} PUBLIC "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(${name} PUBLIC ${ARG_LINK} fmt::fmt PRIVATE recourse_flags)
    if(name IN_LIST recourse_counted_libraries)
      target_link_libraries(${name} PRIVATE recourse_counted)
    endif()
    target_precompile_headers(${name} REUSE_FROM headers_${ARG_HEADERS})
  else()
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(${name} INTERFACE ${ARG_LINK} fmt::fmt)
  endif()
  if(tests AND RECOURSE_TESTS)
    recourse_test(${name}_test SOURCES ${tests} LINK ${name} ${ARG_TEST_LINK} HEADERS ${ARG_HEADERS})
  endif()
endfunction()

# One test program, one CTest entry; it may read shared test material through RECOURSE_SOURCE_DIR.
function(recourse_test name)
  cmake_parse_arguments(ARG "" "HEADERS" "SOURCES;LINK" ${ARGN})
  if(NOT ARG_HEADERS)
    set(ARG_HEADERS base)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  if(RECOURSE_SANITIZE MATCHES address)
    target_sources(${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests/leaks.cpp")
  endif()
  target_compile_definitions(${name} PRIVATE RECOURSE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  # Tests are compiled often and run once: without the optimizer half the time. What they test keeps its own options.
  target_compile_options(${name} PRIVATE -O0)
  target_link_libraries(${name} PRIVATE ${ARG_LINK} GTest::gtest GTest::gmock GTest::gtest_main rapidcheck recourse_flags)
  target_precompile_headers(${name} REUSE_FROM headers_${ARG_HEADERS}_test)
  add_test(NAME ${name} COMMAND ${name})
endfunction()
