#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <utility>

#include <pybind11/pybind11.h>

/// How numbers are read for plain arguments: nothing that only can be made into one.
namespace rampcast::python {

/// Whether a Python value is a real number; booleans, complex numbers and moments are none.
bool is_plain_number(pybind11::handle given);
/// Whether it is True or False, NumPy's too.
bool is_truth(pybind11::handle given);

/// The last whole number that was beyond its type, by Python's `id`.
inline std::uintptr_t refused_number = 0;

/// Reads a whole number that the type holds.
template <std::integral T> bool read_whole_number(pybind11::handle given, T& value) {
    namespace py = pybind11;
    if (!given || is_truth(given) || PyIndex_Check(given.ptr()) == 0) return false;
    const auto number = py::reinterpret_steal<py::object>(PyNumber_Index(given.ptr()));
    int beyond = 0;
    long long read = number ? PyLong_AsLongLongAndOverflow(number.ptr(), &beyond) : 0;
    const bool above = number && beyond > 0 && std::unsigned_integral<T>;
    unsigned long long large = above ? PyLong_AsUnsignedLongLong(number.ptr()) : 0;
    if (PyErr_Occurred() != nullptr) {
        PyErr_Clear();
        refused_number = reinterpret_cast<std::uintptr_t>(given.ptr());
        return false;
    }
    if (!number) return false;
    value = above ? static_cast<T>(large) : static_cast<T>(read);
    const bool held =
        above ? large <= std::numeric_limits<T>::max() : beyond == 0 && std::in_range<T>(read);
    if (!held) refused_number = reinterpret_cast<std::uintptr_t>(given.ptr());
    return held;
}

template <std::integral T> struct WholeNumberCaster {
    PYBIND11_TYPE_CASTER(T, pybind11::detail::const_name("int"));
    bool load(pybind11::handle given, bool) { return read_whole_number(given, value); }
    static pybind11::handle cast(T number, pybind11::return_value_policy, pybind11::handle) {
        return pybind11::int_(number).release();
    }
};

} // namespace rampcast::python

namespace pybind11::detail {

template <> struct type_caster<double> {
    PYBIND11_TYPE_CASTER(double, const_name("float"));
    bool load(handle given, bool) {
        if (!given || !rampcast::python::is_plain_number(given)) return false;
        value = PyFloat_AsDouble(given.ptr());
        if (value != -1 || PyErr_Occurred() == nullptr) return true;
        PyErr_Clear();
        return false;
    }
    static handle cast(double number, return_value_policy, handle) {
        return PyFloat_FromDouble(number);
    }
};
template <> struct type_caster<int> : rampcast::python::WholeNumberCaster<int> {};
template <> struct type_caster<long> : rampcast::python::WholeNumberCaster<long> {};
template <>
struct type_caster<unsigned long> : rampcast::python::WholeNumberCaster<unsigned long> {};
template <>
struct type_caster<unsigned long long> : rampcast::python::WholeNumberCaster<unsigned long long> {};
template <> struct type_caster<long long> : rampcast::python::WholeNumberCaster<long long> {};

} // namespace pybind11::detail
