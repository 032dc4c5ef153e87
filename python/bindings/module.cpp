#include <exception>
#include <string>
#include <string_view>

#include "bindings.hpp"
#include "rampcast/calibrate/many_fitter.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/forecast/variant.hpp"
#include "refusals.hpp"

namespace rampcast::python {

namespace py = pybind11;

namespace {

/// Sets an error of Python, whose words may hold the bytes of a path.
void set_error(PyObject* kind, std::string_view words) {
    const auto text = py::reinterpret_steal<py::object>(PyUnicode_DecodeUTF8(
        words.data(), static_cast<Py_ssize_t>(words.size()), "surrogateescape"));
    if (text) PyErr_SetObject(kind, text.ptr());
}

void translate(std::exception_ptr thrown) { // NOLINT(performance-unnecessary-value-param)
    try {
        if (thrown) std::rethrow_exception(thrown);
    } catch (const FileError& error) {
        set_error(PyExc_OSError, error.what());
    } catch (const Error& error) {
        set_error(PyExc_ValueError, error.what());
    }
}

/// @throws ImportError in a subinterpreter, whose threads could not be told from the main one's
void need_main_interpreter() {
    if (PyInterpreterState_Get() != PyInterpreterState_Main())
        throw py::import_error("rampcast cannot be imported in a subinterpreter; import it in the "
                               "main interpreter of a process");
}

void fill(py::module_& m) {
    need_main_interpreter();
    m.doc() = "The compiled part of rampcast.";
    m.attr("__version__") = RAMPCAST_VERSION;
    py::register_local_exception_translator(&translate);
    add_distributions(m);
    add_curves(m);
    add_lines(m);
    add_formulas(m);
    add_line_results(m);
    add_line_comparison(m);
    add_continuous(m);
    add_line_periods(m);
    add_plant(m);
    add_io(m);
    add_path_function(m);
    add_forecast(m);
    add_memory(m);
    add_cash_flow(m);
    add_chains(m);
    add_condition(m);
    add_fit(m);
    add_pool(m);
    m.def(
        "use_engine",
        [](const py::capsule& capsule) {
            const auto* variant = static_cast<const detail::Variant*>(
                PyCapsule_GetPointer(capsule.ptr(), "rampcast.Variant"));
            if (variant == nullptr) throw py::error_already_set();
            if (std::string_view(variant->version) != RAMPCAST_VERSION)
                throw py::import_error(std::string("the engine module is of version ") +
                                       variant->version + ", must be of " RAMPCAST_VERSION);
            detail::use_simulator(*variant->simulator);
            detail::use_sample_path_engine(*variant->sample_path_engine);
            detail::use_many_fitter(*variant->many_fitter);
        },
        py::arg("variant"),
        "Runs forecasts, and lines piece by piece, by the simulations of an engine module; its "
        "version must be this one's.");
    tell_refusals(m);
}

} // namespace
} // namespace rampcast::python

PYBIND11_MODULE(RAMPCAST_MODULE_NAME, m) { rampcast::python::fill(m); }
