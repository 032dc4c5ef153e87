#pragma once

#include <string>
#include <vector>

#include "rampcast/core/compiled.hpp"
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
    bool operator==(const CapacityGain&) const = default;
};

/// What a line can make in the long run, by formula.
struct LineCapacity : LinePerformance {
    std::vector<Oee> station_oee{};    ///< by station, of the hours it is at work
    Oee oee{};                         ///< of the bottleneck, counting good pieces of the line
    double error_to_expect{};          ///< relative, of the throughput: mean over lines of its kind
    std::vector<CapacityGain> gains{}; ///< what changes of single parameters bring
    bool operator==(const LineCapacity&) const = default;
};

/// What a line can make in the long run, and what its stations do meanwhile. Buffers that are not
/// stated are unlimited: the slowest station sets the rate. Finite ones lower it: two exponential
/// stations exactly, other lines by decomposition, with `error_to_expect`. Where stations have
/// calendars of their own, rates a day are compared.
/// @param calendars those the line and its stations may name, besides "round the clock"
/// @throws Error where the line makes no sense (`validate`), has no stations or makes nothing
RAMPCAST_INLINE LineCapacity capacity(const LineOf<double>& line,
                                      const std::vector<Calendar>& calendars = {});

/// The same with every uncertain number at its median.
inline LineCapacity capacity(const LineOf<Uncertain>& line,
                             const std::vector<Calendar>& calendars = {}) {
    return capacity(at_medians(line), calendars);
}

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/line/capacity_body.hpp"
#endif
