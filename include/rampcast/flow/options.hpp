#pragma once

#include <cstdint>
#include <optional>

#include "rampcast/core/params.hpp"

namespace rampcast {

/// How a line is simulated.
struct SimulationOptions {
    std::int64_t pieces = 10'000;      ///< pieces measured in each replication
    int replications = 32;             ///< independent runs; 1: one long run, by batch means
    std::uint64_t seed = 1;            ///< variants run with one seed share their random numbers
    std::optional<double> precision{}; ///< half width of the interval over the throughput, wanted
    double confidence = 0.95;          ///< of every interval
    /// Pieces left out at the start; none stated: found by MSER-5. 0: the empty start counts.
    std::optional<std::int64_t> warm_up_pieces{};
    int most_replications = 4096; ///< beyond `replications` only for the precision's sake
    int threads = 0;              ///< 0: one a processor

    bool operator==(const SimulationOptions&) const = default;
};

} // namespace rampcast
