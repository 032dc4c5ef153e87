#include "options.hpp"

#include <cstdint>
#include <string>

#include "rampcast/core/refuse.hpp"

namespace rampcast::python {

namespace {

std::uint64_t whole(py::handle given, const char* name, std::uint64_t most) {
    const auto refuse = [&] {
        throw Error("", std::string(name) + " is " + std::string(py::repr(given)) +
                            ", must be a whole number of at least 0 and at most " +
                            std::to_string(most));
    };
    const bool is_bool = PyBool_Check(given.ptr());
    const auto number =
        py::reinterpret_steal<py::object>(is_bool ? nullptr : PyNumber_Index(given.ptr()));
    if (!number) {
        PyErr_Clear();
        refuse_type({.name = name}, given, "a whole number");
    }
    const auto value = PyLong_AsUnsignedLongLong(number.ptr());
    if (PyErr_Occurred() != nullptr) {
        PyErr_Clear();
        refuse();
    }
    if (value > most) refuse();
    return value;
}

} // namespace

ForecastOptions options_of(const py::dict& keywords) {
    ForecastOptions options;
    for (const auto& entry : keywords) {
        const auto word = entry.first.cast<std::string>();
        const py::handle value = entry.second;
        if (word == "paths") {
            options.paths = whole(value, "paths", std::uint64_t{1} << 31);
        } else if (word == "seed") {
            options.seed = whole(value, "seed", ~std::uint64_t{0});
        } else if (word == "threads") {
            options.threads = static_cast<int>(whole(value, "threads", 4096));
        } else if (word == "sampling") {
            options.sampling = choice<Sampling>(value, "sampling", sampling_names);
        } else if (word == "metrics") {
            options.metrics = choices<Metric>(value, "metrics", metric_names);
        } else if (word == "steps") {
            options.steps = choices<Frequency>(value, "steps", detail::frequency_names);
        } else if (word == "views") {
            const auto views = choices<View>(value, "views", view_names);
            if (!views.empty()) options.views = views;
        } else if (word == "by") {
            options.by = choices<By>(value, "by", by_names);
        } else if (word == "first_path") {
            options.first_path = whole(value, "first_path", std::uint64_t{1} << 31);
        } else if (word == "path_count") {
            options.path_count = whole(value, "path_count", std::uint64_t{1} << 31);
        } else if (word == "keep_paths") {
            options.keep_paths = to_bool(value, {.name = "keep_paths"});
        } else if (word == "common_draws") {
            options.common_draws = to_bool(value, {.name = "common_draws"});
        } else {
            throw py::type_error(
                "there is no option " + detail::quoted(word) +
                detail::nearest_words(word,
                                      {"paths", "seed", "threads", "sampling", "metrics", "steps",
                                       "views", "by", "keep_paths"},
                                      ""));
        }
    }
    return options;
}

} // namespace rampcast::python
