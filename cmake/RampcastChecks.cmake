# Checks that compile nothing to keep, each a stamp that is renewed when what it read changes:
# headers: each header is compiled as the first thing a program includes, over a precompiled standard
# library (what a header names of that it includes itself: tests/python/std_includes_test.py), and
# all of them together;
# tidy: clang-tidy over the sources, the bindings and the examples, which between them use every
# header.

set(check_dir "${PROJECT_BINARY_DIR}/checks")
set(check_includes "-I${PROJECT_SOURCE_DIR}/include" -I "${PROJECT_SOURCE_DIR}/src/io")
foreach(dir IN LISTS EIGEN3_INCLUDE_DIRS)
    list(APPEND check_includes -isystem "${dir}")
endforeach()
set(check_compile ${CMAKE_CXX_COMPILER} -std=c++20 -fsyntax-only -Wall -Wextra -Wpedantic -Wshadow
    -Wconversion -Werror -Wno-psabi ${check_includes})
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    list(APPEND check_compile -Wno-restrict)
endif()

set(standard_header "${check_dir}/standard.hpp")
set(content "")
foreach(name IN ITEMS algorithm array atomic bit charconv chrono cmath concepts cstddef cstdint deque
        functional iomanip iterator limits map memory mutex numeric optional ostream set span string
        string_view tuple type_traits utility variant vector)
    string(APPEND content "#include <${name}>\n")
endforeach()
file(CONFIGURE OUTPUT "${standard_header}" CONTENT "${content}")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set(standard_compiled "${standard_header}.gch")
    set(check_over -include "${standard_header}")
else()
    set(standard_compiled "${standard_header}.pch")
    set(check_over -include-pch "${standard_compiled}")
endif()
set(check_emit ${check_compile})
list(REMOVE_ITEM check_emit -fsyntax-only)
add_custom_command(OUTPUT "${standard_compiled}"
    COMMAND ${check_emit} -x c++-header "${standard_header}" -o "${standard_compiled}"
    DEPENDS "${standard_header}" COMMENT "The standard library" VERBATIM COMMAND_EXPAND_LISTS)

add_custom_target(headers)
function(rampcast_check_header name content)
    string(REGEX REPLACE "[/ ]" "_" stem "${name}")
    set(source "${check_dir}/${stem}.cpp")
    file(CONFIGURE OUTPUT "${source}" CONTENT "${content}")
    set(stamp "${check_dir}/${stem}.stamp")
    add_custom_command(OUTPUT "${stamp}"
        COMMAND ${check_compile} ${check_over} ${ARGN} -MD -MF "${stamp}.d" -MT "${stamp}" "${source}"
        COMMAND ${CMAKE_COMMAND} -E touch "${stamp}"
        DEPENDS "${source}" "${standard_compiled}" DEPFILE "${stamp}.d"
        COMMENT "Header ${name}" VERBATIM COMMAND_EXPAND_LISTS)
    target_sources(headers PRIVATE "${stamp}")
endfunction()

set(together "")
foreach(header IN LISTS rampcast_headers rampcast_io_headers)
    file(RELATIVE_PATH name "${PROJECT_SOURCE_DIR}/include" "${header}")
    string(APPEND together "#include \"${name}\"\n")
    # A face with a body is the first thing its source includes.
    string(REGEX REPLACE "^rampcast/(.*)\\.hpp$" "src/\\1.cpp" source "${name}")
    if(name MATCHES "_body\\.hpp$" OR EXISTS "${PROJECT_SOURCE_DIR}/${source}")
        continue()
    endif()
    rampcast_check_header("${name}" "#include \"${name}\"\n")
endforeach()
# No two headers mean different things by one name, bodies compiled in; without them the units of
# clang-tidy below say the same of all sources.
rampcast_check_header("all headers header-only" "${together}" -DRAMPCAST_HEADER_ONLY)

find_program(RAMPCAST_CLANG_TIDY clang-tidy)
add_custom_target(tidy)
function(rampcast_tidy unit)
    rampcast_merge(source tidy_${unit} ${ARGN})
    set(stamp "${check_dir}/tidy_${unit}.stamp")
    set(flags -std=c++20 ${check_includes} -isystem "${pybind11_INCLUDE_DIR}"
        -isystem "${Python_INCLUDE_DIRS}" -DRAMPCAST_MODULE_NAME=_core -DRAMPCAST_VERSION="0")
    add_custom_command(OUTPUT "${stamp}"
        COMMAND ${RAMPCAST_CLANG_TIDY} --quiet --warnings-as-errors=*
            --config-file=${PROJECT_SOURCE_DIR}/.clang-tidy --checks=-bugprone-suspicious-include
            "${source}" -- ${flags}
        COMMAND ${CMAKE_CXX_COMPILER} ${flags} -w -MM -MF "${stamp}.d" -MT "${stamp}" "${source}"
        COMMAND ${CMAKE_COMMAND} -E touch "${stamp}"
        DEPENDS "${source}" "${PROJECT_SOURCE_DIR}/.clang-tidy"
        DEPFILE "${stamp}.d" COMMENT "clang-tidy ${unit}" VERBATIM)
    target_sources(tidy PRIVATE "${stamp}")
endfunction()

# The bindings, the modules that know a plant with the examples, and those below them.
rampcast_tidy(bindings ${rampcast_binding_sources})
file(GLOB examples CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/examples/*.cpp")
set(above ${rampcast_sources})
list(FILTER above INCLUDE REGEX "/src/(plant|forecast)/")
rampcast_tidy(plants ${above} ${rampcast_io_sources} ${examples})
set(below ${rampcast_sources})
list(FILTER below EXCLUDE REGEX "/src/(plant|forecast)/")
rampcast_tidy(lines ${below})
