#pragma once

#include <concepts>
#include <string>
#include <typeinfo>

#include "casters.hpp"

/// The Python class of a described struct: constructor, properties, repr, equality, copies,
/// pickling and docstrings, all from its run-time description.
namespace rampcast::python {

/// Refuses an object whose parameters do not fit together.
using CheckWhole = void (*)(const void* object);

/// Gives a class that is registered with pybind11 its members.
void add_members(const py::object& cls, const Type& type, CheckWhole check);
std::string class_doc(const Type& type);

/// What must hold between the parameters of a struct; curves are looked at by their medians.
template <class S> void check_whole(const void* object) {
    const S& whole = *static_cast<const S*>(object);
    if constexpr (std::same_as<S, Calendar>) {
        validate(whole, "");
    } else if constexpr (std::same_as<S, Timeline>) {
        validate(whole);
    } else if constexpr (requires { typename S::template rebind<double>; }) {
        using Plain = typename S::template rebind<double>;
        if constexpr (requires(const Plain& plain) { plain.validate(std::string()); })
            converted<Plain>(whole, [](const NumberInfo&, const Uncertain& u) {
                return u.median();
            }).validate("");
    } else if constexpr (requires { whole.validate(std::string()); }) {
        whole.validate("");
    }
}

/// Registers the class of a described struct.
template <class S> py::class_<S> describe(py::module_& m) {
    const Type& type = type_of<S>();
    hold(type, {.cpp_type = &typeid(S),
                .clone = [](const void* object) -> void* {
                    return new S(*static_cast<const S*>(object));
                },
                .destroy = [](void* object) { delete static_cast<S*>(object); }});
    py::options plain;
    plain.disable_function_signatures();
    py::class_<S> cls(m, std::string(type.structure->name).c_str(), py::module_local(),
                      class_doc(type).c_str());
    add_members(cls, type, &check_whole<S>);
    return cls;
}

} // namespace rampcast::python
