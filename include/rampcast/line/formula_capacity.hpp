#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/interval.hpp"
#include "rampcast/core/watch.hpp"
#include "rampcast/line/at_medians.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/line/oee.hpp"
#include "rampcast/line/performance.hpp"
#include "rampcast/time/calendar.hpp"

namespace rampcast {

/// What one change of a line brings.
struct CapacityGain {
    std::string what{}; ///< such as "burn-in: one more place"
    double per_h{};     ///< change of the throughput an hour of work
    double per_day{};   ///< and a calendar day
    /// Of per_h, where the change was simulated on the draws of the line as it is.
    std::optional<Interval> interval_per_h{};
    bool operator==(const CapacityGain&) const = default;
};

/// What a line can make in the long run.
struct LineCapacity : LinePerformance {
    Interval throughput_interval{}; ///< 95 %, of throughput_per_h
    /// 95 %, of work_in_process and lead_time_h; none by the formula alone, and where pieces pile up
    std::optional<Interval> work_in_process_interval{}, lead_time_interval{};
    /// Throughput by the formula alone; of a line with feeds that of the slowest station alone.
    double formula_per_h{};
    bool checked{};                 ///< by simulation
    std::vector<Oee> station_oee{}; ///< by station in series, of the hours it is at work
    Oee oee{};                      ///< of the bottleneck, counting good pieces of the line
    /// Relative, of formula_per_h: mean over lines of its kind; NaN where that is no more than a
    /// bound.
    double error_to_expect{};
    std::vector<CapacityGain> gains{}; ///< what changes of single parameters bring, best first
    bool operator==(const LineCapacity&) const = default;
};

/// What a line can make in the long run by formula alone, and what its stations do meanwhile, in
/// microseconds. Buffers that are not stated are unlimited: the slowest station sets the rate.
/// Finite ones lower it: two exponential stations exactly, other lines by decomposition, with
/// `error_to_expect`; the interval holds the truth for 95 of 100 lines of its kind. Where stations
/// have calendars of their own, rates a day are compared. `capacity` checks it by simulation.
/// @param calendars those the line and its stations may name, besides "round the clock"
/// @param gains whether what changes bring is wanted too, which takes some fifty times as long
/// @throws Error where the line makes no sense (`validate`), has no stations, is one of feeds or
///   makes nothing; Stopped when `watch` asks
RAMPCAST_INLINE LineCapacity formula_capacity(const LineOf<double>& line,
                                              const std::vector<Calendar>& calendars = {},
                                              bool gains = true, const Watch& watch = {});

namespace detail {
/// The same as a part of a call that is watched.
RAMPCAST_INLINE LineCapacity capacity_by_formula(const LineOf<double>& line,
                                                 const std::vector<Calendar>& calendars, bool gains,
                                                 const Poll& poll);
} // namespace detail

/// The same with every uncertain number at its median.
inline LineCapacity formula_capacity(const LineOf<Uncertain>& line,
                                     const std::vector<Calendar>& calendars = {}, bool gains = true,
                                     const Watch& watch = {}) {
    return formula_capacity(at_medians(line), calendars, gains, watch);
}

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/line/formula_capacity_body.hpp"
#endif
