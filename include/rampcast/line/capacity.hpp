#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "rampcast/line/buffered_line.hpp"
#include "rampcast/line/check_line.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/line/oee.hpp"
#include "rampcast/line/performance.hpp"
#include "rampcast/line/station_rate.hpp"
#include "rampcast/line/visits.hpp"
#include "rampcast/time/calendar.hpp"
#include "rampcast/uncertainty/uncertain.hpp"

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

namespace detail {

/// Hours a day of a line's stations by their calendars.
struct LineHours {
    double line = 24;
    std::vector<double> stations{}, rework_stations{};
    bool one_calendar = true;
};
inline LineHours line_hours(const LineOf<double>& line, const std::vector<Calendar>& calendars) {
    const auto hours = [&](const std::string& name) {
        for (const Calendar& calendar : calendars)
            if (calendar.name == name) return mean_hours_per_day(calendar);
        return 24.;
    };
    LineHours result;
    result.line = line.calendar.empty() ? 24 : hours(line.calendar);
    const auto of = [&](const StationOf<double>& station) {
        return station.calendar.empty() ? result.line : hours(station.calendar);
    };
    for (const auto& station : line.stations) {
        result.stations.push_back(of(station));
        result.one_calendar = result.one_calendar && result.stations.back() == result.line;
    }
    for (const auto& station : line.rework_stations) result.rework_stations.push_back(of(station));
    return result;
}

/// Good pieces a calendar day with all that leads to them.
struct DailyFlow {
    Visits<double> visited{};
    BufferedLine<double> flow{};
    std::vector<double> rates{}; ///< a day, of each station alone
};
inline DailyFlow daily_flow(const LineOf<double>& line, const LineHours& hours) {
    DailyFlow result;
    result.visited = visits(line);
    std::vector<double> rework;
    for (const double each : hours.rework_stations) rework.push_back(each / hours.line);
    const double shared = shared_rate_per_h(line, result.visited, rework) * hours.line;
    result.flow = buffered_line<double>(line, result.visited, hours.stations, shared, 1e-10);
    for (const auto& station : flow_stations<double>(line, result.visited, hours.stations))
        result.rates.push_back(station.rate);
    return result;
}

/// Mean relative error by what a line has, over 24 random lines of each kind that were simulated at
/// length after the formula was fixed (bench/line/capacity_error_bench.cpp, seed 21). Single lines
/// were off by up to four times as much, where crews or repairers are short by six times.
inline double capacity_error(const LineOf<double>& line, const LineHours& hours, bool exact) {
    if (exact) return 0;
    bool spreads = false, fails = false, clock = false, parallel = false, scraps = false;
    bool batches = false, crews = false, rework = false;
    for (const StationOf<double>& station : line.stations) {
        const PlaceFailures<double> failures = place_failures(station);
        spreads = spreads || cycle_scv(station) > 0 || station.first_pass_yield < 1;
        fails = fails || !failures.reliable;
        clock = clock || failures.by_the_clock > 0;
        parallel = parallel || station.places > 1;
        scraps = scraps || good_share(station) < 1;
        batches = batches || station.batch > 1;
        crews = crews || !station.crew.empty();
        rework = rework || !station.rework_at.empty();
    }
    const bool repairers = line.repairers.has_value();
    const bool sequence = !line.sequence.empty();
    const int others = batches + crews + rework + repairers + sequence + !hours.one_calendar;
    if (others > 1 || (others == 1 && fails && !repairers)) return .055;
    double most = .007;
    const auto at_least = [&](bool has, double error) {
        if (has) most = std::max(most, error);
    };
    at_least(scraps, .01);
    at_least(fails && (spreads || parallel), .012);
    at_least(sequence, .013);
    at_least(clock || batches, .014);
    at_least(crews, .022);
    at_least(!hours.one_calendar, .024);
    at_least(repairers, .026);
    return most;
}

/// Whether the formula is exact: crews, repairers and off-line stations are waited for, batches
/// gather and stations on calendars of their own part, which finite buffers feel.
inline bool is_exact(const LineOf<double>& line, const LineHours& hours, bool flow_is_exact) {
    if (line.repairers) return false;
    if (line.buffers.empty()) return true;
    bool simple =
        flow_is_exact && hours.one_calendar && line.crews.empty() && line.rework_stations.empty();
    for (const StationOf<double>& station : line.stations) simple = simple && station.batch == 1;
    return simple;
}

inline std::string capacity_method(const LineOf<double>& line, const LineHours& hours, bool exact) {
    std::string words;
    if (line.stations.size() == 1) words = "one station";
    else if (line.buffers.empty()) words = "bottleneck (buffers unlimited)";
    else if (!exact) words = "decomposition into two-station blocks";
    else if (line.stations.size() == 2 && cycle_scv(line.stations[0]) > 0) words = "two stations";
    else words = "bottleneck (nothing varies)";
    if (exact) words += ", exact";
    if (!hours.one_calendar && !line.buffers.empty())
        words += "; stations have calendars of their own: buffers are taken as if all worked at "
                 "the same time";
    return words;
}

/// Shares of all time, buffer levels and pieces on the line, for a throughput a day.
inline void add_stations(LineCapacity& result, const LineOf<double>& line, const LineHours& hours,
                         const DailyFlow& daily) {
    const std::size_t k = line.stations.size();
    const double per_h = result.throughput_per_day / 24;
    const BufferedLine<double>& flow = daily.flow;
    double pieces = 0;
    for (std::size_t i = 0; i < k; ++i) {
        const StationOf<double>& station = line.stations[i];
        const PlaceFailures<double> failures = place_failures(station);
        const double at_work = hours.stations[i] / 24;
        StationPerformance share;
        share.name = station.name;
        share.rate_alone_per_h = daily.rates[i] / hours.line;
        share.visits_per_good = daily.visited.stations[i];
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
            const auto slowest = std::min_element(daily.rates.begin(), daily.rates.end());
            if (i < static_cast<std::size_t>(slowest - daily.rates.begin())) share.blocked = own;
        }
        share.starved = idle - share.blocked;
        pieces += station.places * station.batch * (share.busy + repairs + share.blocked) / at_work;
        result.stations.push_back(share);

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
    const std::size_t slowest = static_cast<std::size_t>(
        std::min_element(daily.rates.begin(), daily.rates.end()) - daily.rates.begin());
    result.bottleneck = line.stations[slowest].name;
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

/// What a line can make in the long run, and what its stations do meanwhile. Buffers that are not
/// stated are unlimited: the slowest station sets the rate. Finite ones lower it: two exponential
/// stations exactly, other lines by decomposition, with `error_to_expect`. Where stations have
/// calendars of their own, rates a day are compared.
/// @param calendars those the line and its stations may name, besides "round the clock"
/// @throws Error where the line makes no sense (`check`), has no stations or makes nothing
inline LineCapacity capacity(const LineOf<double>& line,
                             const std::vector<Calendar>& calendars = {}) {
    std::vector<std::string> names;
    for (const Calendar& calendar : calendars) {
        validate(calendar, "calendar." + calendar.name);
        names.push_back(calendar.name);
    }
    check(line, names);
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

/// The same with every uncertain number at its median.
inline LineCapacity capacity(const LineOf<Uncertain>& line,
                             const std::vector<Calendar>& calendars = {}) {
    return capacity(at_medians(line), calendars);
}

} // namespace rampcast
