#pragma once

#include <cstdint>
#include <optional>

#include "rampcast/core/params.hpp"

namespace rampcast {

/// Events beyond which a run is refused: an hour or so.
inline constexpr std::int64_t usual_most_events = 2'000'000'000;

/// How a line is simulated.
struct SimulationOptions {
    /// Good pieces measured in each replication, where calendars close stations the whole weeks in
    /// which the line makes them; none stated: 10,000, or as many more as the line's memory asks
    /// for (its warm-up four times over, 20 times its longest time between failures).
    std::optional<std::int64_t> pieces{};
    int replications = 32;             ///< independent runs; 1: one long run, by batch means
    std::uint64_t seed = 1;            ///< variants run with one seed share their random numbers
    std::optional<double> precision{}; ///< half width of the interval over the throughput, wanted
    double confidence = 0.95;          ///< of every interval
    /// Pieces left out at the start. None stated: buffers begin as full as the formula has them,
    /// and the warm-up is found by MSER-5. Stated, they begin empty; 0: the empty start counts.
    std::optional<std::int64_t> warm_up_pieces{};
    /// Pieces measured, all replications together, beyond which no precision is worth it.
    std::int64_t most_pieces = 40'000'000;
    /// Events (visits of stations, failures, shifts; all replications together) beyond which a run
    /// is refused.
    std::int64_t most_events = usual_most_events;
    int threads = 0; ///< 0: one a processor

    bool operator==(const SimulationOptions&) const = default;
};

} // namespace rampcast
