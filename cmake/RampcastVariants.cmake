# The instruction sets a program can be compiled for, besides the compiler's own baseline.
# A variant is always a whole program or library with all its objects: code for a newer
# processor must never be linked where an older one may run it.

if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$" AND NOT MSVC)
    set(RAMPCAST_KNOWN_VARIANTS v2 v3 v4)
    set(RAMPCAST_DEFAULT_PYTHON_VARIANTS v3 v4)
else()
    set(RAMPCAST_KNOWN_VARIANTS "")
    set(RAMPCAST_DEFAULT_PYTHON_VARIANTS "")
endif()

# Compiles `target` for `variant`: "baseline" adds nothing, "v3" is -march=x86-64-v3.
function(rampcast_compile_for target variant)
    if(variant STREQUAL "baseline")
        return()
    endif()
    if(variant STREQUAL "v4" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # g++ 12 warns of its own AVX-512 header.
        target_compile_options(${target} PRIVATE -Wno-uninitialized -Wno-maybe-uninitialized)
    endif()
    if(NOT variant IN_LIST RAMPCAST_KNOWN_VARIANTS)
        message(FATAL_ERROR "no variant \"${variant}\" on ${CMAKE_SYSTEM_PROCESSOR}; "
            "there are: baseline ${RAMPCAST_KNOWN_VARIANTS}")
    endif()
    target_compile_options(${target} PRIVATE "-march=x86-64-${variant}")
endfunction()
