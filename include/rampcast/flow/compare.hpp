#pragma once

#include <iosfwd>
#include <optional>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/interval.hpp"
#include "rampcast/core/watch.hpp"
#include "rampcast/flow/options.hpp"
#include "rampcast/flow/simulation.hpp"
#include "rampcast/line/at_medians.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/time/calendar.hpp"

namespace rampcast {

/// What two lines did in one replication on common draws. Good pieces are counted an hour at work.
struct ReplicationPair {
    double a_per_h{}, b_per_h{};
    double a_work_in_process{}, b_work_in_process{};
    double a_lead_time_h{}, b_lead_time_h{};
    bool operator==(const ReplicationPair&) const = default;
};

/// Two lines simulated on common draws, and the second less the first.
struct LineComparison {
    Simulation a{}, b{};
    double difference_per_h{};   ///< good pieces an hour while each line is at work
    Interval interval{};         ///< of difference_per_h
    double difference_per_day{}; ///< good pieces a calendar day
    Interval interval_per_day{};
    /// Of the figures below no interval is stated where either line's is infinite.
    double work_in_process_difference{};
    std::optional<Interval> work_in_process_interval{};
    double lead_time_difference_h{};
    std::optional<Interval> lead_time_interval{};
    double confidence{}; ///< of every interval
    std::vector<ReplicationPair> by_replication{};
    bool operator==(const LineComparison&) const = default;
};

/// Simulates two lines and takes the difference of what they do replication by replication.
/// Stations draw by their position, so that lines whose stations differ only in numbers share their
/// luck, and the interval (Student's t over the pairs) is that of what the change brings, a part of
/// that of either line. Both leave out the longer warm-up of the two. Lines may differ in their
/// stations' number and names.
/// @param options as of `simulate`; at least 2 replications and no precision
/// @throws Error as `simulate`
RAMPCAST_INLINE LineComparison compare(const LineOf<double>& a, const LineOf<double>& b,
                                       const SimulationOptions& options = {},
                                       const std::vector<Calendar>& calendars = {},
                                       Date start = date(2024, 1, 1), const Watch& watch = {});

/// The same with every uncertain number at its median.
inline LineComparison compare(const LineOf<Uncertain>& a, const LineOf<Uncertain>& b,
                              const SimulationOptions& options = {},
                              const std::vector<Calendar>& calendars = {},
                              Date start = date(2024, 1, 1), const Watch& watch = {}) {
    return compare(at_medians(a), at_medians(b), options, calendars, start, watch);
}

/// The figures of both lines and their difference with its interval, a row each.
RAMPCAST_INLINE std::ostream& operator<<(std::ostream& out, const LineComparison& found);

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/flow/compare_body.hpp"
#endif
