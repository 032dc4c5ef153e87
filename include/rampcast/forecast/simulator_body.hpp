#pragma once

#include "rampcast/forecast/difference.hpp"
#include "rampcast/forecast/engine.hpp"
#include "rampcast/forecast/given_runs.hpp"
#include "rampcast/forecast/sample.hpp"
#include "rampcast/forecast/simulator.hpp"

namespace rampcast {

/// The scalar of Monte Carlo runs: 64 paths at once.
using PathLanes = Lanes<float, 64>;

namespace detail {

/// The simulator as this program is compiled.
inline constexpr Simulator compiled_simulator{&run_all<PathLanes>, &run_difference<PathLanes>,
                                              &sample_paths<PathLanes>, &given_runs<PathLanes>};

#ifdef RAMPCAST_HEADER_ONLY
inline const Simulator& simulator() { return compiled_simulator; }
#endif

} // namespace detail
} // namespace rampcast
