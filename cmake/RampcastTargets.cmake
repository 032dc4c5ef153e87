# rampcast::rampcast: the library, its bodies compiled once; needs Eigen and Boost to include.
# rampcast::header_only: the same without a library: a program compiles the bodies itself.
# rampcast::io: reads and writes scenario files; on top of rampcast::rampcast.

if(POLICY CMP0167)
    cmake_policy(SET CMP0167 NEW)
endif()
find_package(Eigen3 REQUIRED CONFIG)
find_package(Boost 1.74 REQUIRED)
find_package(Threads REQUIRED)

# g++ 12 sees overlaps in std::string's operator+ that are not there (-Wrestrict).
set(RAMPCAST_WARNINGS -Wall -Wextra -Wpedantic -Wshadow -Wconversion
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)

# Warnings for our own sources; those who use the headers choose theirs.
function(rampcast_warnings target)
    if(NOT MSVC)
        target_compile_options(${target} PRIVATE ${RAMPCAST_WARNINGS}
            $<$<BOOL:${RAMPCAST_WARNINGS_AS_ERRORS}>:-Werror>)
    endif()
endfunction()

file(GLOB_RECURSE rampcast_headers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/include/rampcast/*.hpp")
set(rampcast_io_headers ${rampcast_headers})
list(FILTER rampcast_headers EXCLUDE REGEX "/include/rampcast/io/")
list(FILTER rampcast_io_headers INCLUDE REGEX "/include/rampcast/io/")
file(GLOB_RECURSE rampcast_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/*.cpp")
set(rampcast_io_sources ${rampcast_sources})
list(FILTER rampcast_sources EXCLUDE REGEX "/src/(io|variant)/")
list(FILTER rampcast_io_sources INCLUDE REGEX "/src/io/")

# What both ways to use the headers need.
function(rampcast_use_headers target visibility)
    target_compile_features(${target} ${visibility} cxx_std_20)
    target_link_libraries(${target} ${visibility} Eigen3::Eigen Boost::headers Threads::Threads)
    # Results are bit-identical across compilers and instruction sets only without fused
    # multiply-adds; errno would keep square roots out of vector code. Lanes are passed inline,
    # so the ABI note of -Wpsabi does not concern a caller.
    target_compile_options(${target} ${visibility}
        $<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-ffp-contract=off;-fno-math-errno;-Wno-psabi>)
endfunction()

# Adds a static library of the project's own, hidden from the interface of what links it.
function(rampcast_add_library target)
    add_library(${target} STATIC ${ARGN})
    set_target_properties(${target} PROPERTIES
        POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
    rampcast_warnings(${target})
endfunction()

add_library(rampcast_header_only INTERFACE)
add_library(rampcast::header_only ALIAS rampcast_header_only)
set_target_properties(rampcast_header_only PROPERTIES EXPORT_NAME header_only)
target_sources(rampcast_header_only INTERFACE
    FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/include" FILES ${rampcast_headers})
rampcast_use_headers(rampcast_header_only INTERFACE)
target_compile_definitions(rampcast_header_only INTERFACE RAMPCAST_HEADER_ONLY)

if(RAMPCAST_BUILD_LIBRARY)
    # The one source that would hold up all others stays by itself.
    set(rampcast_simulator_sources "${PROJECT_SOURCE_DIR}/src/forecast/simulator.cpp")
    set(rest ${rampcast_sources})
    list(REMOVE_ITEM rest ${rampcast_simulator_sources})
    foreach(part IN ITEMS flow line plant forecast calibrate)
        set(rampcast_${part}_sources ${rest})
        list(FILTER rampcast_${part}_sources INCLUDE REGEX "/src/${part}/")
        list(FILTER rest EXCLUDE REGEX "/src/${part}/")
    endforeach()
    set(rampcast_base_sources ${rest})
    set(merged_sources "")
    foreach(part IN ITEMS simulator flow forecast line plant calibrate base)
        rampcast_merge(merged ${part} ${rampcast_${part}_sources})
        list(APPEND merged_sources "${merged}")
    endforeach()
    rampcast_add_library(rampcast ${merged_sources})
    add_library(rampcast::rampcast ALIAS rampcast)
    target_sources(rampcast PUBLIC
        FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/include" FILES ${rampcast_headers})
    rampcast_use_headers(rampcast PUBLIC)
    # Only what computes path by path and piece by piece is worth optimising.
    set(RAMPCAST_FAST_OPTIONS "$<$<CONFIG:Release>:-O3>" CACHE STRING
        "Compiler options of the sources that runs spend their time in; may be empty")
    target_compile_options(rampcast PRIVATE $<$<CONFIG:Release>:-O1>)
    if(RAMPCAST_FAST_OPTIONS)
        set(fast_sources ${merged_sources})
        list(FILTER fast_sources INCLUDE REGEX "/(simulator|flow|line|calibrate)\\.cpp$")
        set_source_files_properties(${fast_sources}
            PROPERTIES COMPILE_OPTIONS "${RAMPCAST_FAST_OPTIONS}")
    endif()
endif()

if(RAMPCAST_BUILD_LIBRARY AND RAMPCAST_BUILD_IO)
    find_path(RAMPCAST_TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h
        DOC "Directory that holds toml++/toml.h" REQUIRED)
    mark_as_advanced(RAMPCAST_TOMLPLUSPLUS_INCLUDE_DIR)
    rampcast_merge(merged io ${rampcast_io_sources})
    rampcast_add_library(rampcast_io "${merged}")
    add_library(rampcast::io ALIAS rampcast_io)
    set_target_properties(rampcast_io PROPERTIES EXPORT_NAME io)
    target_link_libraries(rampcast_io PUBLIC rampcast)
    # toml++ is compiled in from its headers: nobody downstream needs it.
    target_include_directories(rampcast_io SYSTEM PRIVATE "${RAMPCAST_TOMLPLUSPLUS_INCLUDE_DIR}")
    target_compile_definitions(rampcast_io PRIVATE TOML_HEADER_ONLY=1)
    target_compile_options(rampcast_io PRIVATE $<$<CONFIG:Release>:-O1>)
    target_sources(rampcast_io PUBLIC
        FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/include" FILES ${rampcast_io_headers})
endif()
