# The instruction sets the simulation can be compiled for, besides the compiler's own baseline.
# A variant is a library of its own: code for a newer processor must never be linked where an
# older one may run it.

if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$" AND NOT MSVC)
    set(RAMPCAST_KNOWN_VARIANTS v2 v3 v4)
    set(RAMPCAST_DEFAULT_PYTHON_VARIANTS v3 v4)
else()
    set(RAMPCAST_KNOWN_VARIANTS "")
    set(RAMPCAST_DEFAULT_PYTHON_VARIANTS "")
endif()

# Makes the objects rampcast_variant_NAME, once however many programs and modules hold them.
function(rampcast_add_variant variant)
    set(target rampcast_variant_${variant})
    if(TARGET ${target})
        return()
    endif()
    if(NOT variant IN_LIST RAMPCAST_KNOWN_VARIANTS)
        message(FATAL_ERROR "no variant \"${variant}\" on ${CMAKE_SYSTEM_PROCESSOR}; "
            "there are: ${RAMPCAST_KNOWN_VARIANTS}")
    endif()
    add_library(${target} OBJECT "${PROJECT_SOURCE_DIR}/src/variant/variant.cpp")
    target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/include")
    rampcast_use_headers(${target} PRIVATE)
    target_compile_definitions(${target} PRIVATE RAMPCAST_VERSION="${PROJECT_VERSION}")
    set_target_properties(${target} PROPERTIES
        POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
    if(variant STREQUAL "v4" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # g++ 12 warns of its own AVX-512 header.
        target_compile_options(${target} PRIVATE -Wno-uninitialized -Wno-maybe-uninitialized)
    endif()
    target_compile_options(${target} PRIVATE "-march=x86-64-${variant}")
    rampcast_warnings(${target})
endfunction()
