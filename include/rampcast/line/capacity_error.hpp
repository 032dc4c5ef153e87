#pragma once

#include <algorithm>
#include <string>

#include "rampcast/line/line.hpp"
#include "rampcast/line/line_hours.hpp"
#include "rampcast/line/station_rate.hpp"

/// How far the formula of a line's capacity is to be trusted.
namespace rampcast::detail {

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

/// What 95 of 100 lines of a kind are off by at most, where they are off by `error` on average:
/// measured as above.
inline double capacity_bound(double error) { return 3.2 * error; }

/// Whether failures that follow work and such that follow the clock meet at a place, not all of them
/// exponential.
inline bool mixes_unlike_modes(const StationOf<double>& station) {
    bool work = false, clock = false, unlike = false;
    const auto look = [&](const FailureModeOf<double>& mode) {
        (mode.failures == Failures::time ? clock : work) = true;
        unlike =
            unlike || mode.mtbf_scv != 1 || mode.mttr_scv != 1 || !mode.observed_stops_h.empty();
    };
    if (const auto own = own_failures(station)) look(*own);
    for (const auto& mode : station.failure_modes) look(mode);
    return work && clock && unlike;
}

/// Whether nothing but a station's own places decides what it makes: no repairer is waited for, no
/// crew shared, no off-line station fed, and set-ups and batches come out even.
inline bool stations_are_independent(const LineOf<double>& line) {
    if (line.repairers || !line.rework_stations.empty()) return false;
    for (const CrewOf<double>& crew : line.crews)
        if (std::count_if(line.stations.begin(), line.stations.end(),
                          [&](const auto& station) { return station.crew == crew.name; }) > 1)
            return false;
    for (const StationOf<double>& station : line.stations)
        if (mixes_unlike_modes(station)) return false;
    for (const StationOf<double>& station : line.stations)
        if (!line.sequence.empty() &&
            (station.batch > 1 || (station.places > 1 && station.changeover_time_s > 0)))
            return false;
    return true;
}

/// Whether the formula is exact. Finite buffers feel more: batches gather, stations on calendars of
/// their own part, people are waited for.
inline bool is_exact(const LineOf<double>& line, const LineHours& hours, bool flow_is_exact) {
    if (!stations_are_independent(line)) return false;
    if (line.buffers.empty()) return true;
    bool simple = flow_is_exact && hours.one_calendar && line.crews.empty();
    for (const StationOf<double>& station : line.stations)
        simple = simple && station.batch == 1 && station.places == 1;
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

} // namespace rampcast::detail
