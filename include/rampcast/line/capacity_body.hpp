#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "rampcast/line/buffered_line.hpp"
#include "rampcast/line/capacity.hpp"
#include "rampcast/line/capacity_error.hpp"
#include "rampcast/line/line_hours.hpp"
#include "rampcast/line/station_rate.hpp"
#include "rampcast/line/stations_alone.hpp"
#include "rampcast/line/validate_line.hpp"
#include "rampcast/line/visits.hpp"

/// What `capacity.hpp` declares.
namespace rampcast {

namespace detail {

/// Good pieces a calendar day with all that leads to them.
struct DailyFlow {
    Visits<double> visited{};
    BufferedLine<double> flow{};
};
inline DailyFlow daily_flow(const LineOf<double>& line, const LineHours& hours) {
    DailyFlow result;
    result.visited = visits(line);
    std::vector<double> rework;
    for (const double each : hours.rework_stations) rework.push_back(each / hours.line);
    const double shared = shared_rate_per_h(line, result.visited, rework) * hours.line;
    result.flow = buffered_line<double>(line, result.visited, hours.stations, shared, 1e-10);
    return result;
}

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
                     (3600 * station.batch * station.places);
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

        Oee oee;
        oee.availability = 1 - share.down / at_work;
        const double ideal_s =
            (station.cycle_time_s + station.handling_time_s) / (station.places * station.batch);
        oee.effectiveness =
            ideal_s * per_h * share.visits_per_good / (3600 * at_work * oee.availability);
        oee.quality =
            daily.visited.arrivals[i] * daily.visited.passes[i].good / share.visits_per_good;
        oee.oee = oee.availability * oee.effectiveness * oee.quality;
        oee.teep = oee.oee * at_work;
        result.station_oee.push_back(oee);
    }
    result.oee = result.station_oee[slowest];
    result.oee.quality = 1 / result.stations[slowest].visits_per_good;
    result.oee.oee = result.oee.availability * result.oee.effectiveness * result.oee.quality;
    result.oee.teep = result.oee.oee * hours.stations[slowest] / 24;

    const double unlimited = std::numeric_limits<double>::infinity();
    if (line.buffers.empty() && k > 1) {
        result.work_in_process = result.lead_time_h = unlimited;
        return;
    }
    for (std::size_t i = 0; i + 1 < k; ++i) {
        const double filled = flow.pairs.empty() ? .5 : flow.pairs[i].filled;
        result.buffer_levels.push_back(line.buffers[i] * filled);
        pieces += result.buffer_levels.back();
    }
    for (std::size_t i = 0; i < line.rework_stations.size(); ++i)
        pieces += per_h * daily.visited.rework_stations[i] *
                  place_time(line, line.rework_stations[i]).mean_s / 3600;
    result.work_in_process = pieces;
    result.lead_time_h = pieces / (per_h * daily.visited.started);
}

/// What one change after another brings, each by evaluating the line anew.
inline void add_gains(LineCapacity& result, const LineOf<double>& line, const LineHours& hours) {
    const auto gain = [&](const std::string& what, auto change) {
        LineOf<double> changed = line;
        change(changed);
        const double more = daily_flow(changed, hours).flow.rate - result.throughput_per_day;
        result.gains.push_back({what, more / hours.line, more});
    };
    const auto stations = [&](std::vector<StationOf<double>> LineOf<double>::* list) {
        for (std::size_t i = 0; i < (line.*list).size(); ++i) {
            const StationOf<double>& station = (line.*list)[i];
            const std::string name = station.name + ": ";
            gain(name + "one more place", [&](auto& l) { (l.*list)[i].places += 1; });
            gain(name + "1 % less cycle time", [&](auto& l) { (l.*list)[i].cycle_time_s *= .99; });
            if (station.mtbf_h)
                gain(name + "1 % more time between failures",
                     [&](auto& l) { *(l.*list)[i].mtbf_h *= 1.01; });
            if (station.mttr_h)
                gain(name + "1 % less time to repair",
                     [&](auto& l) { *(l.*list)[i].mttr_h *= .99; });
            for (std::size_t j = 0; j < station.failure_modes.size(); ++j) {
                const std::string mode = name + station.failure_modes[j].name + ", ";
                gain(mode + "1 % more time between failures",
                     [&](auto& l) { (l.*list)[i].failure_modes[j].mtbf_h *= 1.01; });
                gain(mode + "1 % less time to repair",
                     [&](auto& l) { (l.*list)[i].failure_modes[j].mttr_h *= .99; });
            }
        }
    };
    stations(&LineOf<double>::stations);
    stations(&LineOf<double>::rework_stations);
    for (std::size_t i = 0; i < line.buffers.size(); ++i) {
        const std::string name =
            "buffer " + line.stations[i].name + " / " + line.stations[i + 1].name + ": ";
        gain(name + "one more place", [&](auto& l) { l.buffers[i] += 1; });
        gain(name + "ten more places", [&](auto& l) { l.buffers[i] += 10; });
    }
    for (std::size_t i = 0; i < line.crews.size(); ++i)
        gain("crew " + line.crews[i].name + ": one more person",
             [&](auto& l) { l.crews[i].people += 1; });
    if (line.repairers) gain("repairers: one more", [](auto& l) { *l.repairers += 1; });
}

} // namespace detail

RAMPCAST_INLINE LineCapacity capacity(const LineOf<double>& line,
                                      const std::vector<Calendar>& calendars) {
    validate(line, detail::valid_names(calendars), LineUse::formula);
    const detail::LineHours hours = detail::line_hours(line, calendars);
    const detail::DailyFlow daily = detail::daily_flow(line, hours);
    LineCapacity result;
    result.throughput_per_day = daily.flow.rate;
    result.throughput_per_h = daily.flow.rate / hours.line;
    result.takt_s = 3600 / result.throughput_per_h;
    if (!(daily.flow.rate > 0 && result.takt_s < std::numeric_limits<double>::infinity()))
        throw Error(detail::line_place(line),
                    "is held up so much that it makes nothing; must make something");
    const bool exact = detail::is_exact(line, hours, daily.flow.exact);
    result.method = detail::capacity_method(line, hours, exact);
    result.error_to_expect = detail::capacity_error(line, hours, exact);
    detail::add_stations(result, line, hours, daily);
    detail::add_gains(result, line, hours);
    return result;
}

} // namespace rampcast
