#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "rampcast/core/attention.hpp"
#include "rampcast/core/parallel.hpp"
#include "rampcast/flow/event_planner.hpp"
#include "rampcast/flow/event_run.hpp"
#include "rampcast/flow/ramp_clock.hpp"
#include "rampcast/flow/run_cost.hpp"
#include "rampcast/flow/simulate_periods.hpp"
#include "rampcast/flow/statistics.hpp"
#include "rampcast/line/argument.hpp"
#include "rampcast/line/line_hours.hpp"
#include "rampcast/line/mature_rate.hpp"

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

/// A line's totals over the replications at the bounds of periods: element [k][i] of replication i
/// up to the end of period k - 1, and at the first period's begin.
using PeriodTotals = std::vector<std::vector<EventTotals>>;

/// What happened in period k.
inline LinePeriod line_period(const Period& period, double hours, const PeriodTotals& totals,
                              std::size_t k, double confidence) {
    std::vector<double> units, hours_held, held, lead, left;
    for (std::size_t i = 0; i < totals[k].size(); ++i) {
        const EventTotals &from = totals[k][i], &to = totals[k + 1][i];
        units.push_back(to.good - from.good);
        left.push_back(units.back() + to.scrapped - from.scrapped);
        held.push_back(to.in_process());
        hours_held.push_back((to.piece_hours - from.piece_hours) / hours);
        lead.push_back(to.lead_hours - from.lead_hours);
    }
    const auto ratio = [&](const std::vector<double>& top, const std::vector<double>& bottom) {
        constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
        const bool any = std::any_of(bottom.begin(), bottom.end(), [](double x) { return x > 0; });
        return any ? ratio_estimate(top, bottom, confidence) : Estimate{nothing, nothing};
    };
    LinePeriod result{.period = period};
    result.work_in_process = mean_estimate(hours_held, confidence);
    result.work_in_process_end = mean_estimate(held, confidence);
    result.lead_time_h = ratio(lead, units);
    result.yield = ratio(units, left);

    const Estimate mean = mean_estimate(units, confidence);
    double squares = 0;
    for (const double each : units) squares += (each - mean.value) * (each - mean.value);
    std::sort(units.begin(), units.end());
    const auto count = static_cast<double>(units.size());
    result.mean = mean.value;
    result.mean_interval = not_negative(mean.interval());
    result.sd = count > 1 ? std::sqrt(squares / (count - 1)) : 0;
    result.minimum = units.front();
    result.maximum = units.back();
    result.p10 = sorted_quantile(units, 0.1);
    result.p50 = sorted_quantile(units, 0.5);
    result.p90 = sorted_quantile(units, 0.9);
    return result;
}

/// What a line makes a calendar day when mature, by formula.
inline double mature_units_per_day(const LineOf<double>& line,
                                   const std::vector<Calendar>& calendars) {
    const LineHours hours = line_hours(line, calendars);
    std::vector<double> each = hours.stations;
    each.insert(each.end(), hours.rework_stations.begin(), hours.rework_stations.end());
    return mature_rate(line, hours.line, each, 24).units_per_day;
}

/// The ramps with the line's own in its place; one that is mature at once is none.
inline Ramps with_own_ramp(Ramps ramps, const LineOf<double>& line,
                           const std::vector<Calendar>& calendars) {
    if (line.ramp == CurveOf<double>{}) return ramps;
    const auto fill = [&](RampShare share, std::optional<CurveOf<double>>& curve) {
        if (ramps.own != share || curve) return;
        curve = line.ramp;
        if (learns_by_experience(*curve))
            set_mature_units_per_day(*curve, mature_units_per_day(line, calendars));
    };
    fill(RampShare::cycle_time, ramps.cycle_time);
    fill(RampShare::yield, ramps.yield);
    fill(RampShare::availability, ramps.availability);
    return ramps;
}

/// The day a line starts, its lag included, in days since 1970-01-01.
inline double start_day(const LineOf<double>& line, const Timeline& timeline) {
    if (!line.stops.empty())
        throw Error(line_place(line),
                    "stops are stated, which are of lines in a plant; to simulate "
                    "them close their days in the line's calendar");
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

RAMPCAST_INLINE std::vector<LinePeriod>
simulate_periods(const LineOf<double>& line, const Timeline& timeline,
                 const std::vector<Calendar>& calendars, const Ramps& ramps,
                 const SimulationOptions& options, const Watch& watch) {
    detail::check_argument("simulate_periods", "replications", options.replications, {.lower = 1});
    detail::check_argument("simulate_periods", "threads", options.threads, bounds::non_negative);
    detail::check_argument("simulate_periods", "most_events", options.most_events, {.lower = 1});
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
    detail::check_run(line, calendars,
                      {.hours = (end_h - start_h) * options.replications,
                       .replications = static_cast<double>(options.replications),
                       .threads = options.threads,
                       .most_events = options.most_events,
                       .kept_bytes = static_cast<double>(list.size() + 1) * options.replications *
                                     sizeof(detail::EventTotals)});
    const Ramps all = detail::with_own_ramp(ramps, line, calendars);
    const bool fails = std::any_of(plan.stations.begin(), plan.stations.end(),
                                   [](const auto& station) { return station.down_ratio > 0; });
    if (all.availability && !fails)
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
    const auto speed = clock(all.cycle_time), yield = clock(all.yield),
               availability = clock(all.availability);
    const auto pointer = [](const auto& made) { return made ? &*made : nullptr; };
    const detail::EventRamps shares{pointer(speed), pointer(yield), pointer(availability)};

    std::vector<Date> bounds{list.front().start};
    for (const Period& each : list) bounds.push_back(each.end);
    const auto count = static_cast<std::size_t>(options.replications);
    detail::PeriodTotals totals(bounds.size(), std::vector<detail::EventTotals>(count));
    const auto replicate = [&](std::size_t i, const detail::Poll& poll) {
        detail::EventRun run(plan, static_cast<std::uint32_t>(i), start_h, shares);
        for (std::size_t k = 0; k < bounds.size(); ++k) {
            const double hour = hour_of(bounds[k]);
            if (!(hour > start_h)) continue;
            const detail::PartOf part(poll, static_cast<double>(k) / double(bounds.size()),
                                      1. / double(bounds.size()));
            // What leaves at midnight but for rounding belongs to the day that ends.
            run.run_until(hour + 1e-6, part.poll());
            totals[k][i] = run.totals();
        }
    };
    const detail::Attention attention(watch);
    detail::run_parallel(count, options.threads, replicate, attention.poll());
    std::vector<LinePeriod> result;
    for (std::size_t k = 0; k < list.size(); ++k)
        result.push_back(detail::line_period(list[k], hour_of(list[k].end) - hour_of(list[k].start),
                                             totals, k, options.confidence));
    return result;
}

} // namespace rampcast
