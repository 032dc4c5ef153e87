#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rampcast/core/interval.hpp"
#include "rampcast/flow/replication.hpp"
#include "rampcast/line/performance.hpp"

namespace rampcast {

/// What a line makes, by simulation.
struct Simulation : LinePerformance {
    Interval throughput_interval{}; ///< of throughput_per_h
    /// Of work_in_process and lead_time_h; none where pieces pile up without end.
    std::optional<Interval> work_in_process_interval{};
    std::optional<Interval> lead_time_interval{};
    double confidence{};      ///< that each interval holds the true value
    bool precision_reached{}; ///< false: the interval is wider than was asked for
    /// Variance of the number of good pieces made in a long time, over that time.
    double variance_rate_per_h{};
    int replications{};
    std::int64_t pieces{};         ///< good pieces measured in each replication, on average
    std::int64_t weeks{};          ///< whole weeks in which they were; 0: pieces were counted
    std::int64_t warm_up_pieces{}; ///< left out before them; where weeks count, about
    bool settled = true; ///< false: what is on the line still drifted after the longest pilot
    double hours{};      ///< measured, all replications together
    /// Totals of all replications. in_process_before + started = good + scrapped + joined +
    /// in_process_after.
    double started{}, good{}, scrapped{}, joined{}, in_process_before{}, in_process_after{};
    std::vector<Replication> by_replication{}; ///< what each did within its window
    bool operator==(const Simulation&) const = default;
};

} // namespace rampcast
