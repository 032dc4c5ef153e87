#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "casters.hpp"
#include "rampcast/forecast/options.hpp"

/// The options of a run, from Python.
namespace rampcast::python {

template <class E, std::size_t N>
E choice(py::handle given, const char* name, const std::array<std::string_view, N>& words) {
    return static_cast<E>(to_choice(given, {.name = name}, words));
}

/// The choices of a list, or of a single word; nothing for None.
template <class E, std::size_t N>
std::vector<E> choices(py::handle given, const char* name,
                       const std::array<std::string_view, N>& words) {
    std::vector<E> list;
    if (given.is_none()) return list;
    if (PyUnicode_Check(given.ptr())) return {choice<E>(given, name, words)};
    for_each_element(given, {.name = name}, "a list of str", [&](py::handle each, const Spot& at) {
        list.push_back(static_cast<E>(to_choice(each, at, words)));
    });
    return list;
}

/// Reads the keywords paths, seed, threads, sampling, metrics, steps, views and keep_paths; what
/// is left out keeps its default.
/// @throws TypeError naming the nearest for any other keyword
ForecastOptions options_of(const py::dict& keywords);

} // namespace rampcast::python
