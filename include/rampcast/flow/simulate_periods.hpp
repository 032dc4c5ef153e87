#pragma once

#include <optional>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/interval.hpp"
#include "rampcast/flow/options.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/time/calendar.hpp"
#include "rampcast/time/timeline.hpp"

namespace rampcast {

/// How a line's parameters come to their mature values: shares of these on the line's operating
/// clock. A curve by experience keeps the mature rate it states.
struct Ramps {
    std::optional<CurveOf<double>> cycle_time{};   ///< speed: mature over current times
    std::optional<CurveOf<double>> yield{};        ///< first-pass yield over the mature one
    std::optional<CurveOf<double>> availability{}; ///< MTBF / (MTBF + MTTR) over the mature one
};

/// Good units of one period over the replications of a simulation.
struct PeriodUnits {
    Period period{};
    double mean{}, sd{}, minimum{}, maximum{};
    double p10{}, p50{}, p90{}; ///< quantiles, between replications by interpolation
    Interval mean_interval{};   ///< confidence interval of the mean, by Student's t
    bool operator==(const PeriodUnits&) const = default;
};

/// Good units of a line in each period of a timeline, simulated piece by piece from its empty
/// start while it ramps up. It starts at the date its `starts` says (where none is stated, with
/// the timeline), `lag_days` later; its ramp, noise and changes are left out.
///
/// Work is done at the speed's share of the mature pace from moment to moment, so a piece begun
/// early gains from what is learned meanwhile. The yield's share multiplies the first-pass yield
/// when a pass ends. The availability's share applies to the stations that fail: at the start of
/// a time to failure MTBF is shortened so that MTBF / (MTBF + MTTR), over all modes, is so much of
/// the mature one.
/// @param calendars those that the line and its stations name; the clock of the curves is that of
///   the line's
/// @param options its replications, seed and confidence are used
/// @throws Error as `run_events` and `periods`; for a start that is no date; an availability that
///   ramps where nothing fails
RAMPCAST_INLINE std::vector<PeriodUnits>
simulate_periods(const LineOf<double>& line, const Timeline& timeline,
                 const std::vector<Calendar>& calendars = {}, const Ramps& ramps = {},
                 const SimulationOptions& options = {});

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/flow/simulate_periods_body.hpp"
#endif
