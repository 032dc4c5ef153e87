#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/interval.hpp"
#include "rampcast/core/watch.hpp"
#include "rampcast/flow/options.hpp"
#include "rampcast/flow/statistics.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/time/calendar.hpp"
#include "rampcast/time/timeline.hpp"

namespace rampcast {

/// What a ramp curve is a share of.
enum class RampShare { cycle_time, yield, availability, none };
inline constexpr std::array<std::string_view, 4> ramp_share_names{"cycle_time", "yield",
                                                                  "availability", "none"};
constexpr const auto& words_of(RampShare) { return ramp_share_names; }

/// How a line's parameters come to their mature values: shares of these on the line's operating
/// clock. A curve by experience keeps the mature rate it states; the line's own takes that of the
/// formula, as in a forecast.
struct Ramps {
    std::optional<CurveOf<double>> cycle_time{};   ///< speed: mature over current times
    std::optional<CurveOf<double>> yield{};        ///< first-pass yield over the mature one
    std::optional<CurveOf<double>> availability{}; ///< MTBF / (MTBF + MTTR) over the mature one
    /// The share that the line's own ramp is, unless a curve is given for it here; none: the line's
    /// own ramp is left out.
    RampShare own = RampShare::cycle_time;
};

/// What a line did in one period, over the replications of a simulation.
struct LinePeriod {
    Period period{};
    double mean{}, sd{}, minimum{}, maximum{}; ///< good units
    double p10{}, p50{}, p90{};     ///< their quantiles, between replications by interpolation
    Interval mean_interval{};       ///< confidence interval of the mean, by Student's t
    Estimate work_in_process{};     ///< mean pieces on the line
    Estimate work_in_process_end{}; ///< pieces on the line when the period ends
    Estimate lead_time_h{}; ///< mean of the good units of the period; NaN where there are none
    Estimate yield{};       ///< good units over all pieces that left the line; NaN where none did
    bool operator==(const LinePeriod&) const = default;
};

/// A line in each period of a timeline, simulated piece by piece from its empty start while it
/// ramps up. It starts at the date its `starts` says (where none is stated, with the timeline),
/// `lag_days` later; its noise and changes are left out.
///
/// Work is done at the speed's share of the mature pace from moment to moment, so a piece begun
/// early gains from what is learned meanwhile. The yield's share multiplies the first-pass yield
/// when a pass ends. The availability's share applies to the stations that fail: at the start of
/// a time to failure MTBF is shortened so that MTBF / (MTBF + MTTR), over all modes, is so much of
/// the mature one.
/// @param calendars those that the line and its stations name; the clock of the curves is that of
///   the line's
/// @param options its replications, seed, confidence and threads are used
/// @throws Error as `run_events` and `periods`; for a start that is no date; an availability that
///   ramps where nothing fails
RAMPCAST_INLINE std::vector<LinePeriod>
simulate_periods(const LineOf<double>& line, const Timeline& timeline,
                 const std::vector<Calendar>& calendars = {}, const Ramps& ramps = {},
                 const SimulationOptions& options = {}, const Watch& watch = {});

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/flow/simulate_periods_body.hpp"
#endif
