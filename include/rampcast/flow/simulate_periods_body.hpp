#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "rampcast/flow/event_planner.hpp"
#include "rampcast/flow/event_run.hpp"
#include "rampcast/flow/ramp_clock.hpp"
#include "rampcast/flow/simulate_periods.hpp"
#include "rampcast/flow/statistics.hpp"
#include "rampcast/line/argument.hpp"

/// What `simulate_periods.hpp` declares.
namespace rampcast {

namespace detail {

/// The quantile of sorted values, interpolated between their ranks from 0 to 1.
inline double sorted_quantile(const std::vector<double>& sorted, double p) {
    const double at = p * static_cast<double>(sorted.size() - 1);
    const auto i = static_cast<std::size_t>(at);
    if (i + 1 >= sorted.size()) return sorted.back();
    return sorted[i] + (sorted[i + 1] - sorted[i]) * (at - static_cast<double>(i));
}

inline PeriodUnits period_units(Period period, std::vector<double> units, double confidence) {
    const Estimate mean = mean_estimate(units, confidence);
    double squares = 0;
    for (const double each : units) squares += (each - mean.value) * (each - mean.value);
    std::sort(units.begin(), units.end());
    const auto count = static_cast<double>(units.size());
    return {.period = period,
            .mean = mean.value,
            .sd = count > 1 ? std::sqrt(squares / (count - 1)) : 0,
            .minimum = units.front(),
            .maximum = units.back(),
            .p10 = sorted_quantile(units, 0.1),
            .p50 = sorted_quantile(units, 0.5),
            .p90 = sorted_quantile(units, 0.9),
            .mean_interval = mean.interval()};
}

/// The day a line starts, its lag included, in days since 1970-01-01.
inline double start_day(const LineOf<double>& line, const Timeline& timeline) {
    double day = days_since_epoch(timeline.start);
    if (const auto* stated = std::get_if<double>(&line.starts)) day = *stated;
    else if (const auto& milestone = std::get<std::string>(line.starts); !milestone.empty())
        throw Error(line_place(line), "starts is the milestone " + detail::quoted(milestone) +
                                          ", must be a date to be simulated");
    day += line.lag_days;
    if (!(day >= -25'567 && day < 84'371))
        throw Error(line_place(line),
                    "starts is day " + number_text(day) +
                        " from 1970-01-01, must be within the years 1900 to 2200");
    return day;
}

} // namespace detail

RAMPCAST_INLINE std::vector<PeriodUnits> simulate_periods(const LineOf<double>& line,
                                                          const Timeline& timeline,
                                                          const std::vector<Calendar>& calendars,
                                                          const Ramps& ramps,
                                                          const SimulationOptions& options) {
    detail::check_argument("simulate_periods", "replications", options.replications, {.lower = 1});
    const std::vector<Period> list = periods(timeline);
    const double day = detail::start_day(line, timeline);
    const Date origin{std::chrono::days{static_cast<int>(std::floor(day))}};
    const auto hour_of = [&](Date date) {
        return 24. * static_cast<double>((date - origin).count());
    };
    const double start_h = 24 * (day - std::floor(day));
    const double end_h = std::max(hour_of(timeline.end), start_h + 1);

    const detail::EventPlan plan =
        detail::EventPlanner(line, options.seed, calendars, origin).plan();
    const bool fails = std::any_of(plan.stations.begin(), plan.stations.end(),
                                   [](const auto& station) { return station.down_ratio > 0; });
    if (ramps.availability && !fails)
        throw Error(plan.path, "availability ramps up but no station fails; state mtbf_h and "
                               "mttr_h where it is to act");
    const ShiftPattern shifts = plan.line_shifts == detail::no_position
                                    ? ShiftPattern(Calendar{}, origin)
                                    : plan.shifts[plan.line_shifts];
    const auto clock = [&](const std::optional<CurveOf<double>>& curve) {
        std::optional<RampClock> made;
        if (curve) made.emplace(*curve, shifts, start_h, end_h);
        return made;
    };
    const auto speed = clock(ramps.cycle_time), yield = clock(ramps.yield),
               availability = clock(ramps.availability);
    const auto pointer = [](const auto& made) { return made ? &*made : nullptr; };
    const detail::EventRamps shares{pointer(speed), pointer(yield), pointer(availability)};

    std::vector<std::vector<double>> units(list.size());
    for (int i = 0; i < options.replications; ++i) {
        detail::EventRun run(plan, static_cast<std::uint32_t>(i), start_h, shares);
        const auto good_at = [&](Date date) {
            const double hour = hour_of(date);
            // What leaves at midnight but for rounding belongs to the day that ends.
            if (hour > start_h) run.run_until(hour + 1e-6);
            return hour > start_h ? static_cast<double>(run.good()) : 0;
        };
        double before = good_at(list.front().start);
        for (std::size_t k = 0; k < list.size(); ++k) {
            const double good = good_at(list[k].end);
            units[k].push_back(good - before);
            before = good;
        }
    }
    std::vector<PeriodUnits> result;
    for (std::size_t k = 0; k < list.size(); ++k)
        result.push_back(detail::period_units(list[k], units[k], options.confidence));
    return result;
}

} // namespace rampcast
