#pragma once

#include <cstdint>
#include <vector>

namespace rampcast {

/// What an engine is asked to simulate: consecutive replications of a line from its empty start.
/// The window of each begins when `warm_up_pieces` good pieces have left (at time 0 where that is
/// 0) and ends when `pieces` more have.
struct RunRequest {
    std::uint64_t seed = 1;
    int first_replication = 0; ///< number of the first; the draws depend on a replication's number
    int replications = 1;
    std::int64_t warm_up_pieces = 0;
    std::int64_t pieces = 1;
    /// Where to add, over the replications, the hours at which good pieces left: element k for the
    /// (k + 1) × departures_every-th since the start, warm-up included. Pieces beyond the vector's
    /// size are left out; none: not wanted.
    std::vector<double>* departures_h = nullptr;
    std::int64_t departures_every = 1;
};

} // namespace rampcast
