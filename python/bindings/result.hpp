#pragma once

#include <pybind11/stl.h>

#include <string>
#include <type_traits>
#include <vector>

/// Python classes of plain results: figures to read, and a repr.
namespace rampcast::python {

namespace py = pybind11;

template <class M> constexpr const char* type_text() {
    if constexpr (std::is_same_v<M, bool>) return "bool";
    if constexpr (std::is_same_v<M, int>) return "int";
    if constexpr (std::is_same_v<M, double>) return "float";
    if constexpr (std::is_same_v<M, std::vector<double>>) return "list[float]";
}

/// A figure of a result.
template <class S, class M> struct Figure {
    const char* name;
    M S::* member;
    const char* meaning;
};

template <class S, class M>
Figure<S, M> figure(const char* name, M S::* member, const char* meaning) {
    return {name, member, meaning};
}

/// A class of figures to read, with a repr.
template <class S, class... M>
void add_result(py::module_& m, const char* name, const char* meaning, Figure<S, M>... figures) {
    py::class_<S> cls(m, name, py::module_local(), meaning);
    const std::string self = std::string("(self: ") + name + ") -> ";
    (cls.def_property_readonly(
         figures.name,
         py::cpp_function([member = figures.member](const S& of) { return of.*member; },
                          (self + type_text<M>() + "\n\n" + figures.meaning).c_str())),
     ...);
    cls.def(
        "__repr__",
        [=](const S& of) {
            std::string text;
            ((text += (text.empty() ? "" : ", ") + std::string(figures.name) + "=" +
                      std::string(py::repr(py::cast(of.*figures.member)))),
             ...);
            return name + ("(" + text + ")");
        },
        ("__repr__" + self + "str").c_str());
}

} // namespace rampcast::python
