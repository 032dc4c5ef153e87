# Sources of one folder are compiled as one, since what they include costs more than they do.

# rampcast_merge(RESULT NAME SOURCE...): makes NAME.cpp, which includes the sources, programs among
# them; its path is left in RESULT.
function(rampcast_merge result name)
    set(content "")
    foreach(source IN LISTS ARGN)
        get_filename_component(stem "${source}" NAME_WE)
        string(APPEND content
            "#define main main_of_${stem}\n#include \"${source}\"\n#undef main\n")
    endforeach()
    set(merged "${PROJECT_BINARY_DIR}/merged/${name}.cpp")
    file(CONFIGURE OUTPUT "${merged}" CONTENT "${content}" @ONLY)
    set(${result} "${merged}" PARENT_SCOPE)
endfunction()
