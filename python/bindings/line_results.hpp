#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <pybind11/pybind11.h>

#include "rampcast/flow/options.hpp"
#include "rampcast/flow/simulation.hpp"
#include "rampcast/line/performance.hpp"
#include "rampcast/time/date.hpp"

/// What was found of a line, as dicts.
namespace rampcast::python {

namespace py = pybind11;

py::dict performance(const LinePerformance& found);
py::dict simulated(const Simulation& found);
/// A tuple of both ends, or None.
py::object pair(const std::optional<Interval>& interval);
/// Options as `rampcast.simulate` and `rampcast.compare` take them.
SimulationOptions simulation_options(std::optional<std::int64_t> pieces, int replications,
                                     std::uint64_t seed, double confidence,
                                     std::optional<std::int64_t> warm_up_pieces,
                                     std::int64_t most_events, int threads);
/// The day that a simulation of calendars begins on.
Date first_day(const py::object& start);

} // namespace rampcast::python
