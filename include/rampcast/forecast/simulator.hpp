#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/watch.hpp"
#include "rampcast/forecast/given_draws.hpp"
#include "rampcast/forecast/setup.hpp"
#include "rampcast/forecast/totals.hpp"

namespace rampcast::detail {

/// The first paths of one combination.
struct Sample {
    std::vector<std::vector<float>> figures{}; ///< [period of the block]: a value a path
    std::vector<std::vector<float>> draws{};   ///< [driver]: standard normal values
};

/// Runs of one combination on draws that are given.
class GivenRuns {
public:
    GivenRuns() = default;
    GivenRuns(const GivenRuns&) = delete;
    GivenRuns& operator=(const GivenRuns&) = delete;
    virtual ~GivenRuns() = default;
    /// Runs all rows, the noise that is not among them drawn for the paths from `given.first_path`.
    /// @param figures receives the plan's series, path by path @param poll asked now and then
    virtual void run(const GivenDraws& given, float* figures, const Poll& poll) = 0;
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
    /// What runs a combination on draws that are given.
    std::unique_ptr<GivenRuns> (*given)(const Setup& setup, std::size_t combination);
};

/// The simulator in use.
RAMPCAST_INLINE const Simulator& simulator();

#ifndef RAMPCAST_HEADER_ONLY
/// Replaces the simulator by one of another instruction set, which must outlive the program's
/// forecasts. To be called before the first.
void use_simulator(const Simulator& simulator);
#endif

} // namespace rampcast::detail
