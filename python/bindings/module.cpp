#include <exception>

#include "bindings.hpp"
#include "rampcast/core/error.hpp"

namespace rampcast::python {

namespace py = pybind11;

namespace {

void translate(std::exception_ptr thrown) {
    try {
        if (thrown) std::rethrow_exception(thrown);
    } catch (const FileError& error) {
        PyErr_SetString(PyExc_OSError, error.what());
    }
}

void fill(py::module_& m) {
    m.doc() = "The compiled part of rampcast.";
    m.attr("__version__") = RAMPCAST_VERSION;
    m.attr("variant") = RAMPCAST_VARIANT;
    py::register_local_exception_translator(&translate);
    add_distributions(m);
    add_curves(m);
    add_lines(m);
    add_plant(m);
    add_io(m);
    add_forecast(m);
    add_memory(m);
}

} // namespace
} // namespace rampcast::python

PYBIND11_MODULE(RAMPCAST_MODULE_NAME, m) { rampcast::python::fill(m); }
