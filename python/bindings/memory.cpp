#include <pybind11/stl.h>

#include "bindings.hpp"
#include "casters.hpp"
#include "options.hpp"
#include "rampcast/forecast/forecast.hpp"

namespace rampcast::python {

void add_memory(py::module_& m) {
    py::options plain;
    plain.disable_function_signatures();
    m.def(
        "memory_bytes",
        [](const Plant& plant, const std::optional<Timeline>& timeline, const py::kwargs& options) {
            return memory_bytes(plant, timeline ? *timeline : timeline_of(plant),
                                options_of(options));
        },
        py::arg("plant"), py::arg("timeline") = py::none(),
        "memory_bytes(plant: Plant, timeline: Timeline | None = None, **options: typing.Any)"
        " -> int\n\n"
        "Bytes that the figures of a forecast with these options take at most: with the\n"
        "number of paths up to 131,072 or with keep_paths, beyond that no more.");
}

} // namespace rampcast::python
