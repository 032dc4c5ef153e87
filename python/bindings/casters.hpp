#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <typeinfo>
#include <utility>

#include <pybind11/pybind11.h>

#include "rampcast/core/nearest.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/plant/types.hpp"
#include "refusals.hpp"
#include "strict.hpp"

/// How members of described structs look in Python, by their types.
namespace rampcast::python {

namespace py = pybind11;

/// What a Python value is read for: its description, and how errors speak of it.
struct Spot {
    std::string owner{}; ///< such as `Station "burn-in"`; empty: none
    std::string name{};  ///< the parameter's name in Python
    NumberInfo info{};
    bool checked = true; ///< false: the number's range is not held to here
};

/// @throws TypeError: `Station "burn-in": places must be a number, not str`
[[noreturn]] void refuse_type(const Spot& spot, py::handle given, const std::string& expected);

/// A number as a person of Python gives it with what it rests on.
struct StatedNumber {
    py::object value{};
    Provenance provenance{};
};

double to_number(py::handle given, const Spot& spot);
bool to_bool(py::handle given, const Spot& spot);
std::string to_text(py::handle given, const Spot& spot);
/// The same of what is printed as it stands.
/// @throws Error for a control character or a mark of direction
std::string to_name(py::handle given, const Spot& spot);
Date to_date(py::handle given, const Spot& spot);
py::object from_date(Date day);
/// True for a date, or text that is written as one: `2025-03-05`.
bool is_date(py::handle given);
/// A number of a quantity: a date where the quantity is one and the moment a midnight.
py::object from_number(double value, std::string_view unit);
/// The number or distribution without its provenance.
py::object from_value(const Uncertain& value, std::string_view unit);
/// Calls `read(element, spot of the element)` for each element of a list or tuple.
void for_each_element(py::handle given, const Spot& spot, const std::string& expected,
                      const std::function<void(py::handle, const Spot&)>& read);
/// Calls `read(key, value, spot of the value)` for each entry of a dict.
void for_each_entry(py::handle given, const Spot& spot,
                    const std::function<void(std::string, py::handle, const Spot&)>& read);
/// Position of a word among those allowed.
/// @throws ValueError naming them all
std::size_t to_choice(py::handle given, const Spot& spot, std::span<const std::string_view> names);
std::string literal_text(std::span<const std::string_view> names);
/// Types in signatures: what may stand for a number, and the ramp curves.
const std::string& number_types();
const std::string& curve_types();

/// Reads a value of any described type from Python over what is there.
/// @throws TypeError, Error
void from_python(const Type& type, void* into, py::handle given, const Spot& spot);
py::object to_python(const Type& type, const void* value, std::string_view unit);
/// The types in signatures: what may be given, and what is given back.
std::string taken_types(const Type& type);
/// The same of a quantity: dates may be given as text.
std::string taken_types(const Type& type, std::string_view unit);
std::string given_types(const Type& type);

/// The same of a type known here.
template <class M> struct Convert {
    static M in(py::handle given, const Spot& spot) {
        M value{};
        from_python(type_of<M>(), &value, given, spot);
        return value;
    }
    static py::object out(const M& value, std::string_view unit) {
        return to_python(type_of<M>(), &value, unit);
    }
    static std::string taken() { return taken_types(type_of<M>()); }
};

/// What it takes to hold objects of a described struct in Python.
struct Holding {
    const std::type_info* cpp_type = nullptr;
    void* (*clone)(const void*) = nullptr;
    void (*destroy)(void*) = nullptr;
};
/// Registers how objects of a struct are held; its class must be registered with pybind11 too.
void hold(const Type& type, const Holding& holding);
/// The object of a described struct within a Python one, or null.
void* held_in(const Type& type, py::handle given);
/// A new object of a described struct like another, and what deletes it.
void* clone(const Type& type, const void* object);
void (*destroyer(const Type& type))(void*);
/// A Python object with a copy of one of a described struct.
py::object wrapped(const Type& type, const void* object);

} // namespace rampcast::python
