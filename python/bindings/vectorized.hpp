#pragma once

#include <functional>

#include <pybind11/pybind11.h>

/// Formulas over NumPy arrays.
namespace rampcast::python {

/// A float of a number, an array of an array. `name` is what errors call the argument.
/// @throws ValueError where a number is not finite
pybind11::object vectorized(pybind11::handle x, const char* name,
                            const std::function<double(double)>& formula);
/// The same of two arguments, broadcast.
pybind11::object vectorized(pybind11::handle a, const char* a_name, pybind11::handle b,
                            const char* b_name,
                            const std::function<double(double, double)>& formula);

} // namespace rampcast::python
