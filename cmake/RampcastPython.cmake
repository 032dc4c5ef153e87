# The extension module: rampcast._core for any processor, and rampcast._core_v3 and the like,
# which are the same sources compiled whole for newer ones. The package loads one of them.

set(RAMPCAST_PYTHON_VARIANTS ${RAMPCAST_DEFAULT_PYTHON_VARIANTS} CACHE STRING
    "Instruction sets the extension is built for besides the baseline, such as \"v3;v4\"")

set(PYBIND11_FINDPYTHON ON)
find_package(Python 3.9 REQUIRED COMPONENTS Interpreter Development.Module)
find_package(pybind11 2.11 REQUIRED CONFIG)

file(GLOB rampcast_binding_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/python/bindings/*.cpp")

foreach(variant IN ITEMS baseline LISTS RAMPCAST_PYTHON_VARIANTS)
    if(variant STREQUAL "baseline")
        set(module _core)
        set(io rampcast_io)
    else()
        set(module _core_${variant})
        set(io rampcast_io_${variant})
        rampcast_add_io(${io} ${variant})
    endif()
    # NO_EXTRAS: without link-time optimisation, which costs minutes and gains nothing here.
    pybind11_add_module(${module} MODULE NO_EXTRAS ${rampcast_binding_sources})
    target_include_directories(${module} PRIVATE "${PROJECT_SOURCE_DIR}/python/bindings")
    target_link_libraries(${module} PRIVATE ${io})
    target_compile_definitions(${module} PRIVATE
        RAMPCAST_MODULE_NAME=${module} RAMPCAST_VARIANT="${variant}"
        RAMPCAST_VERSION="${PROJECT_VERSION}")
    target_compile_options(${module} PRIVATE $<$<CONFIG:Release>:-O1>)
    rampcast_compile_for(${module} ${variant})
    rampcast_warnings(${module})
    install(TARGETS ${module} LIBRARY DESTINATION rampcast COMPONENT python)
endforeach()
