#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/forecast/setup.hpp"
#include "rampcast/forecast/totals.hpp"

namespace rampcast::detail {

/// The first paths of one combination.
struct Sample {
    std::vector<std::vector<float>> figures{}; ///< [period of the block]: a value a path
    std::vector<std::vector<float>> draws{};   ///< [driver]: standard normal values
};

/// The computations on lanes of paths. They are behind pointers because a program may hold them
/// compiled for several instruction sets, each a library of its own, and choose when it runs.
struct Simulator {
    /// Runs every combination and scramble of a setup. @throws Stopped when asked to stop
    std::vector<CombinationTotals> (*run)(const Setup& setup);
    /// Differences of two setups' series, path by path on the same draws.
    std::vector<CombinationTotals> (*difference)(const Setup& changed, const Setup& base);
    /// At least `wanted` paths of a combination: a block of the plan and the draws behind it.
    Sample (*sample)(const Setup& setup, std::size_t combination, const SeriesBlock& block,
                     std::uint64_t wanted);
};

/// The simulator in use.
RAMPCAST_INLINE const Simulator& simulator();

#ifndef RAMPCAST_HEADER_ONLY
/// Replaces the simulator by one of another instruction set, which must outlive the program's
/// forecasts. To be called before the first.
void use_simulator(const Simulator& simulator);
#endif

} // namespace rampcast::detail
