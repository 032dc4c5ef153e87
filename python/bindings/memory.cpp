#include <algorithm>
#include <cstdint>
#include <thread>

#include <pybind11/stl.h>

#include "bindings.hpp"
#include "casters.hpp"
#include "options.hpp"
#include "rampcast/forecast/prepare.hpp"
#include "rampcast/forecast/totals.hpp"
#include "rampcast/uncertainty/histogram.hpp"

namespace rampcast::python {

namespace {

/// Bytes of figures a run holds at most, from the size of its series.
double bytes_of(const detail::Setup& setup) {
    constexpr double histogram = 4.0 * Histogram::bins;
    const double series = static_cast<double>(setup.plan.size);
    const double combinations = static_cast<double>(setup.scenarios.size());
    const double tasks = combinations * scrambles;
    const int threads = setup.options.threads > 0
                            ? setup.options.threads
                            : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const double running = std::min<double>(threads, tasks) * series * histogram;
    const double coarse = histogram * scrambles / SeriesTotals::coarse;
    const double totals = combinations * series * (sizeof(SeriesTotals) + histogram + coarse);
    double shown = 0;
    for (const Cell& cell : setup.grid.cells) shown += cell.shown ? 1 : 0;
    const double paths = static_cast<double>(setup.paths_per_scramble) * scrambles;
    const double kept = setup.options.keep_paths ? 2 * 4.0 * combinations * shown * paths : 0;
    return running + totals + kept;
}

} // namespace

void add_memory(py::module_& m) {
    py::options plain;
    plain.disable_function_signatures();
    m.def(
        "memory_bytes",
        [](const Plant& plant, const std::optional<Timeline>& timeline, const py::kwargs& options) {
            const ForecastOptions read = options_of(options);
            return static_cast<std::uint64_t>(bytes_of(
                *detail::make_setup(plant, timeline ? *timeline : timeline_of(plant), read, {})));
        },
        py::arg("plant"), py::arg("timeline") = py::none(),
        "memory_bytes(plant: Plant, timeline: Timeline | None = None, **options: typing.Any)"
        " -> int\n\n"
        "Bytes that the figures of a forecast with these options take at most. Without\n"
        "keep_paths they do not depend on the number of paths.");
}

} // namespace rampcast::python
