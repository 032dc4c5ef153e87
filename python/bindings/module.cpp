#include <exception>

#include "bindings.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/flow/path_engine.hpp"
#include "rampcast/forecast/simulator.hpp"

namespace rampcast::python {

namespace py = pybind11;

namespace {

void translate(std::exception_ptr thrown) { // NOLINT(performance-unnecessary-value-param)
    try {
        if (thrown) std::rethrow_exception(thrown);
    } catch (const FileError& error) {
        PyErr_SetString(PyExc_OSError, error.what());
    }
}

void fill(py::module_& m) {
    m.doc() = "The compiled part of rampcast.";
    m.attr("__version__") = RAMPCAST_VERSION;
    py::register_local_exception_translator(&translate);
    add_distributions(m);
    add_curves(m);
    add_lines(m);
    add_formulas(m);
    add_line_results(m);
    add_continuous(m);
    add_line_periods(m);
    add_plant(m);
    add_io(m);
    add_forecast(m);
    add_memory(m);
    add_cash_flow(m);
    add_chains(m);
    m.def(
        "use_engine",
        [](const py::capsule& simulator, const py::object& path_engine) {
            const void* forecasts =
                PyCapsule_GetPointer(simulator.ptr(), "rampcast.Simulator " RAMPCAST_VERSION);
            if (forecasts == nullptr) throw py::error_already_set();
            const void* lines = nullptr;
            if (!path_engine.is_none()) {
                lines = PyCapsule_GetPointer(path_engine.ptr(),
                                             "rampcast.PathEngine " RAMPCAST_VERSION);
                if (lines == nullptr) throw py::error_already_set();
            }
            detail::use_simulator(*static_cast<const detail::Simulator*>(forecasts));
            if (lines) detail::use_path_engine(*static_cast<const detail::PathEngine*>(lines));
        },
        py::arg("simulator"), py::arg("path_engine") = py::none(),
        "Runs forecasts, and lines piece by piece, by the simulations of an engine module; its "
        "version must be this one's.");
}

} // namespace
} // namespace rampcast::python

PYBIND11_MODULE(RAMPCAST_MODULE_NAME, m) { rampcast::python::fill(m); }
