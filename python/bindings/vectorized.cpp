#include "vectorized.hpp"

#include <cmath>
#include <stdexcept>
#include <string>
#include <string_view>

#include <pybind11/numpy.h>

#include "rampcast/core/error.hpp"

namespace rampcast::python {

namespace py = pybind11;

namespace {

using Numbers = py::array_t<double, py::array::forcecast>;

Numbers numbers(py::handle given, const char* name) {
    const py::array any = py::array::ensure(given);
    const bool real = any && std::string_view("iufO").find(any.dtype().kind()) != std::string::npos;
    Numbers array = real ? Numbers::ensure(any) : Numbers();
    if (!real || !array) {
        PyErr_Clear();
        throw py::type_error(std::string(name) + " must be a number or an array of numbers, not " +
                             type_name_of(given));
    }
    return array;
}

double finite(double x, const char* name) {
    if (!std::isfinite(x))
        throw Error("", std::string(name) + " is " + detail::number_text(x) +
                            ", must be a finite number");
    return x;
}

} // namespace

py::object vectorized(py::handle x, const char* name,
                      const std::function<double(double)>& formula) {
    const std::function<double(double)> checked = [&](double at) {
        return formula(finite(at, name));
    };
    return py::vectorize(checked)(numbers(x, name));
}

py::object vectorized(py::handle a, const char* a_name, py::handle b, const char* b_name,
                      const std::function<double(double, double)>& formula) {
    const std::function<double(double, double)> checked = [&](double from, double to) {
        return formula(finite(from, a_name), finite(to, b_name));
    };
    const Numbers first = numbers(a, a_name), second = numbers(b, b_name);
    try {
        return py::vectorize(checked)(first, second);
    } catch (const std::runtime_error&) { // of shapes alone
        throw Error("", std::string(a_name) + " and " + b_name + " must be arrays of one shape");
    }
}

} // namespace rampcast::python
