#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "rampcast/core/attention.hpp"
#include "rampcast/line/capacity_error.hpp"
#include "rampcast/line/capacity_gains.hpp"
#include "rampcast/line/daily_flow.hpp"
#include "rampcast/line/formula_capacity.hpp"
#include "rampcast/line/line_hours.hpp"
#include "rampcast/line/piles_up.hpp"
#include "rampcast/line/queueing.hpp"
#include "rampcast/line/station_oee.hpp"
#include "rampcast/line/station_rate.hpp"
#include "rampcast/line/stations_alone.hpp"
#include "rampcast/line/validate_line.hpp"
#include "rampcast/line/visits.hpp"

/// What `formula_capacity.hpp` declares.
namespace rampcast {

namespace detail {

/// Shares of all time, buffer levels and pieces on the line, for a throughput a day.
inline void add_stations(LineCapacity& result, const LineOf<double>& line, const LineHours& hours,
                         const DailyFlow& daily) {
    const std::size_t k = line.stations.size();
    const StationsAlone alone = stations_alone(line, daily.visited, hours);
    const std::size_t slowest = alone.slowest();
    result.stations.resize(k);
    fill_alone(result, line, alone);
    const double per_h = result.throughput_per_day / 24;
    const BufferedLine<double>& flow = daily.flow;
    double pieces = 0;
    for (std::size_t i = 0; i < k; ++i) {
        const StationOf<double>& station = line.stations[i];
        const PlaceFailures<double> failures = place_failures(station);
        const double at_work = hours.stations[i] / 24;
        StationPerformance& share = result.stations[i];
        share.off_shift = 1 - at_work;
        share.busy = per_h * share.visits_per_good * place_time(line, station).mean_s /
                     (3600 * mean_batch(line, station) * station.places);
        const double repairs = share.busy * failures.repair_per_work;
        share.down = repairs + at_work * (1 - failures.available);
        const double rest = at_work - share.busy - share.down;
        const double idle = std::max(rest, 0.);
        share.down += rest - idle;
        // What crews and off-line stations hold back counts as starved.
        const double held =
            idle - std::max(at_work - (share.busy + share.down) * flow.flow / flow.rate, 0.);
        const bool pairs = !flow.pairs.empty();
        const double starved = pairs && i > 0 ? flow.pairs[i - 1].starved : 0;
        const double blocked = pairs && i + 1 < k ? flow.pairs[i].blocked : 0;
        const double own = std::max(idle - std::max(held, 0.), 0.);
        share.blocked = starved + blocked > 0 ? own * blocked / (starved + blocked) : 0;
        if (starved + blocked <= 0 && !line.buffers.empty() && i + 1 < k) {
            // Nothing varies: what comes before the slowest waits for room.
            if (i < slowest) share.blocked = own;
        }
        share.starved = idle - share.blocked;
        pieces += station.places * station.batch * (share.busy + repairs + share.blocked) / at_work;
    }

    const double unlimited = std::numeric_limits<double>::infinity();
    result.piles_up_before = piles_up_before(line, alone);
    if (!result.piles_up_before.empty()) {
        result.work_in_process = result.lead_time_h = unlimited;
        return;
    }
    if (line.buffers.empty()) {
        const auto all = flow_stations<double>(line, daily.visited, hours.stations);
        for (std::size_t i = 1; i < k; ++i) {
            const double busy = std::min(flow.rate / all[i].rate, 1 - 1e-9);
            const double places = std::max(all[i].places, 1.);
            const double wait = kingman<double>(all[i - 1].scv, all[i].scv, busy, places);
            result.buffer_levels.push_back(wait * busy * places);
        }
    } else {
        result.buffer_levels = buffer_levels(line, daily, slowest);
    }
    for (const double level : result.buffer_levels) pieces += level;
    for (std::size_t i = 0; i < line.rework_stations.size(); ++i)
        pieces += per_h * daily.visited.rework_stations[i] *
                  place_time(line, line.rework_stations[i]).mean_s / 3600;
    result.work_in_process = pieces;
    result.lead_time_h = pieces / (per_h * daily.visited.started);
}

/// What one change after another brings, each by evaluating the line anew.
inline void add_gains(LineCapacity& result, const LineOf<double>& line, const LineHours& hours,
                      const Poll& poll) {
    constexpr double fine = 1e-10; // a hundredth of the smallest difference of use
    const double now = daily_flow(line, hours, fine).flow.rate;
    const std::vector<LineVariant> changes = single_changes(line);
    for (const LineVariant& each : changes) {
        poll(static_cast<double>(result.gains.size()) / static_cast<double>(changes.size()));
        const double more = daily_flow(each.line, hours, fine).flow.rate - now;
        result.gains.push_back({each.what, more / hours.line, more, {}});
    }
    sort_gains(result.gains);
}

RAMPCAST_INLINE LineCapacity capacity_by_formula(const LineOf<double>& line,
                                                 const std::vector<Calendar>& calendars, bool gains,
                                                 const Poll& poll) {
    validate(line, valid_names(calendars), LineUse::formula);
    if (!line.feeds.empty())
        throw Error(line_place(line),
                    "has feeds; the formula is of stations in series (others are simulated)");
    const LineHours hours = line_hours(line, calendars);
    const DailyFlow daily = daily_flow(line, hours);
    LineCapacity result;
    result.throughput_per_day = daily.flow.rate;
    result.throughput_per_h = result.formula_per_h = daily.flow.rate / hours.line;
    result.takt_s = 3600 / result.throughput_per_h;
    if (!(daily.flow.rate > 0 && result.takt_s < std::numeric_limits<double>::infinity()))
        throw Error(line_place(line),
                    "is held up so much that it makes nothing; must make something");
    const bool exact = is_exact(line, hours, daily.flow.exact);
    result.method = capacity_method(line, hours, exact, !daily.flow.pairs.empty());
    const FormulaError error = capacity_error(line, hours, exact);
    result.error_to_expect = error.mean;
    const double half = error.of_95 * result.throughput_per_h;
    result.throughput_interval = {result.throughput_per_h - half, result.throughput_per_h + half};
    add_stations(result, line, hours, daily);
    add_oee(result, line, hours, daily.visited);
    if (gains) add_gains(result, line, hours, poll);
    return result;
}

} // namespace detail

RAMPCAST_INLINE LineCapacity formula_capacity(const LineOf<double>& line,
                                              const std::vector<Calendar>& calendars, bool gains,
                                              const Watch& watch) {
    const detail::Attention attention(watch);
    return detail::capacity_by_formula(line, calendars, gains, attention.poll());
}

} // namespace rampcast
