# rampcast::rampcast: the headers, which need Eigen and Boost alone.
# rampcast::io: the compiled part, which reads and writes scenario files and holds the engine.

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

add_library(rampcast INTERFACE)
add_library(rampcast::rampcast ALIAS rampcast)
target_sources(rampcast INTERFACE
    FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/include" FILES ${rampcast_headers})
target_compile_features(rampcast INTERFACE cxx_std_20)
target_link_libraries(rampcast INTERFACE Eigen3::Eigen Boost::headers Threads::Threads)
# Results are bit-identical across compilers and instruction sets only without fused
# multiply-adds; errno would keep square roots out of vector code. Lanes are passed inline,
# so the ABI note of -Wpsabi does not concern a caller.
target_compile_options(rampcast INTERFACE
    $<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-ffp-contract=off;-fno-math-errno;-Wno-psabi>)

# Adds a static library `target` of the compiled part, for one variant.
function(rampcast_add_io target variant)
    file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/*.cpp")
    add_library(${target} STATIC ${sources})
    target_link_libraries(${target} PUBLIC rampcast)
    # toml++ is compiled in from its headers: nobody downstream needs it.
    target_include_directories(${target} SYSTEM PRIVATE "${RAMPCAST_TOMLPLUSPLUS_INCLUDE_DIR}")
    target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/src")
    # Those who link it find the forecast engine in it instead of compiling their own.
    target_compile_definitions(${target} PUBLIC RAMPCAST_PRECOMPILED PRIVATE TOML_HEADER_ONLY=1)
    set_target_properties(${target} PROPERTIES
        POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
    # Only the engine is worth optimising: the rest runs once a file.
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
    set_source_files_properties("${PROJECT_SOURCE_DIR}/src/engine.cpp"
        PROPERTIES COMPILE_OPTIONS "$<$<CONFIG:Release>:-O3>")
    rampcast_compile_for(${target} ${variant})
    rampcast_warnings(${target})
endfunction()

if(RAMPCAST_BUILD_IO)
    find_path(RAMPCAST_TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h
        DOC "Directory that holds toml++/toml.h" REQUIRED)
    mark_as_advanced(RAMPCAST_TOMLPLUSPLUS_INCLUDE_DIR)
    rampcast_add_io(rampcast_io baseline)
    add_library(rampcast::io ALIAS rampcast_io)
    set_target_properties(rampcast_io PROPERTIES EXPORT_NAME io)
    target_sources(rampcast_io PUBLIC
        FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/include" FILES ${rampcast_io_headers})
endif()
