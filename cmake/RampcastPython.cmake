# The extension module rampcast._core, which runs on any processor, and rampcast._engine_v3 and the
# like: the simulation compiled for newer ones, of which the package loads the best that fits.

set(RAMPCAST_PYTHON_VARIANTS ${RAMPCAST_DEFAULT_PYTHON_VARIANTS} CACHE STRING
    "Instruction sets the simulation is built for besides the baseline, such as \"v3;v4\"")

set(PYBIND11_FINDPYTHON ON)
find_package(Python 3.9 REQUIRED COMPONENTS Interpreter Development.Module)
find_package(pybind11 2.11 REQUIRED CONFIG)

file(GLOB rampcast_binding_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/python/bindings/*.cpp")

# NO_EXTRAS: without link-time optimisation, which costs minutes and gains nothing here.
function(rampcast_add_extension module)
    pybind11_add_module(${module} MODULE NO_EXTRAS ${ARGN})
    target_link_libraries(${module} PRIVATE rampcast)
    target_compile_definitions(${module} PRIVATE
        RAMPCAST_MODULE_NAME=${module} RAMPCAST_VERSION="${PROJECT_VERSION}")
    target_compile_options(${module} PRIVATE $<$<CONFIG:Release>:-O1>)
    rampcast_warnings(${module})
    install(TARGETS ${module} LIBRARY DESTINATION rampcast COMPONENT python)
endfunction()

# Those of lines, and those of plants and what is below them.
set(line_bindings ${rampcast_binding_sources})
list(FILTER line_bindings INCLUDE REGEX "/(condition|continuous|exact|formulas|line[a-z_]*|pool|vectorized)\\.cpp$")
set(plant_bindings ${rampcast_binding_sources})
list(REMOVE_ITEM plant_bindings ${line_bindings})
rampcast_merge(merged_line_bindings line_bindings ${line_bindings})
rampcast_merge(merged_plant_bindings plant_bindings ${plant_bindings})
rampcast_add_extension(_core "${merged_plant_bindings}" "${merged_line_bindings}")
target_link_libraries(_core PRIVATE rampcast_io)

foreach(variant IN LISTS RAMPCAST_PYTHON_VARIANTS)
    rampcast_add_variant(${variant})
    rampcast_add_extension(_engine_${variant} "${PROJECT_SOURCE_DIR}/python/engine/engine.cpp")
    target_link_libraries(_engine_${variant} PRIVATE rampcast_variant_${variant})
endforeach()
