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

rampcast_add_extension(_core ${rampcast_binding_sources})
target_link_libraries(_core PRIVATE rampcast_io)
target_precompile_headers(_core PRIVATE "${PROJECT_SOURCE_DIR}/python/bindings/casters.hpp")

foreach(variant IN LISTS RAMPCAST_PYTHON_VARIANTS)
    rampcast_add_variant(${variant})
    rampcast_add_extension(_engine_${variant} "${PROJECT_SOURCE_DIR}/python/engine/engine.cpp")
    target_link_libraries(_engine_${variant} PRIVATE rampcast_variant_${variant})
endforeach()
