#include <exception>
#include <string_view>

#include "bindings.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/ramp/curves.hpp"
#include "rampcast/uncertainty/distribution.hpp"

namespace rampcast::python {

namespace py = pybind11;

namespace {

/// The classes of a variant's alternatives.
template <class... X> py::list classes_of(const py::module_& m, std::variant<X...>*) {
    py::list list;
    (list.append(m.attr(std::string(X::type_name).c_str())), ...);
    return list;
}

/// Names for what stands in signatures.
void add_aliases(py::module_& m) {
    const py::module_ typing = py::module_::import("typing");
    const auto any_of = [&](const py::list& types) {
        return typing.attr("Union").attr("__getitem__")(py::tuple(types));
    };
    const auto generic = [](const char* name, const py::object& of) {
        return py::module_::import("collections.abc").attr(name).attr("__class_getitem__")(of);
    };
    py::list numbers = classes_of(m, static_cast<Distribution*>(nullptr));
    m.attr("Distribution") = any_of(numbers);
    numbers.insert(0, py::module_::import("builtins").attr("float"));
    numbers.insert(1, py::module_::import("datetime").attr("date"));
    numbers.append(m.attr("Stated"));
    m.attr("Number") = any_of(numbers);
    py::list settings = classes_of(m, static_cast<Curve*>(nullptr));
    m.attr("Curve") = any_of(settings);
    settings.insert(0, py::module_::import("builtins").attr("str"));
    settings.insert(1, m.attr("Number"));
    settings.append(generic("Sequence", m.attr("MixPoint")));
    settings.append(generic("Mapping", py::make_tuple(settings[0], m.attr("Number"))));
    m.attr("Setting") = any_of(settings);
}

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
    add_aliases(m);
}

} // namespace
} // namespace rampcast::python

PYBIND11_MODULE(RAMPCAST_MODULE_NAME, m) { rampcast::python::fill(m); }
