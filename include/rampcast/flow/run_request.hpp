#pragma once

#include <cstdint>
#include <vector>

#include "rampcast/core/watch.hpp"
#include "rampcast/flow/options.hpp"

namespace rampcast {

/// What an engine is asked to simulate: consecutive replications of a line from its start. The
/// window of each begins when `warm_up_pieces` good pieces have left (at time 0 where that is 0)
/// and ends when `pieces` more have; or, for lines whose calendars make one hour of the week
/// unlike another, lasts `weeks` whole weeks.
struct RunRequest {
    std::uint64_t seed = 1;
    int first_replication = 0; ///< number of the first; the draws depend on a replication's number
    int replications = 1;
    std::int64_t warm_up_pieces = 0;
    std::int64_t pieces = 1;
    /// Whole weeks the window lasts, whatever leaves in them; 0: it ends with `pieces`. Event by
    /// event only, as the next two.
    std::int64_t weeks = 0;
    std::int64_t warm_up_weeks = 0; ///< weeks before the window begins at the earliest
    bool any_hour = false; ///< each replication begins at an hour of the week of its own, by chance
    /// Pieces that wait in each buffer at the start; empty: none. No more than it has room for.
    std::vector<std::int64_t> waiting{};
    /// Parts of which the replication tells one by one, from the start on: of so many good pieces
    /// (1: when each of them left), or where the window is of weeks, so many weeks; 0: none.
    std::int64_t block = 0;
    /// Events beyond which `run_events` refuses a run: see SimulationOptions.
    std::int64_t most_events = usual_most_events;
    detail::Poll poll{}; ///< asked during the run, with the share of it that is done
};

} // namespace rampcast
