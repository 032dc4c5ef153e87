#pragma once

#include <algorithm>
#include <string>

#include "rampcast/line/line.hpp"
#include "rampcast/line/line_hours.hpp"
#include "rampcast/line/station_rate.hpp"

/// How far the formula of a line's capacity is to be trusted.
namespace rampcast::detail {

/// How far the formula is off, relative to the throughput.
struct FormulaError {
    double mean{};
    double of_95{}; ///< 95 of 100 lines are off by no more
};

/// By what a line has, the largest of what was measured on random lines that mix all features, each
/// simulated at length (bench/flow/capacity_bench.cpp: 1,816 lines of seeds 12 and 13).
inline FormulaError capacity_error(const LineOf<double>& line, const LineHours& hours, bool exact) {
    if (exact) return {};
    FormulaError most{.013, .04};
    const auto at_least = [&](bool has, const FormulaError& error) {
        if (!has) return;
        most.mean = std::max(most.mean, error.mean);
        most.of_95 = std::max(most.of_95, error.of_95);
    };
    at_least(line.blocking == Blocking::before && !line.buffers.empty(), {.042, .21});
    at_least(line.repairers.has_value(), {.05, .24});
    at_least(!line.sequence.empty(), {.037, .14});
    at_least(!hours.one_calendar, {.108, .41});
    for (const StationOf<double>& station : line.stations) {
        const PlaceFailures<double> failures = place_failures(station);
        at_least(!failures.reliable, {.04, .15});
        at_least(failures.by_the_clock > 0, {.05, .17});
        at_least(station.first_pass_yield < 1, {.027, .115});
        at_least(station.batch > 1, {.062, .27});
        at_least(!station.crew.empty(), {.055, .24});
    }
    return most;
}

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

/// Whether nothing but a station's own places decides what it makes: no repairer or person is
/// waited for, no off-line station fed, and set-ups and batches come out even.
inline bool stations_are_independent(const LineOf<double>& line) {
    if (line.repairers || !line.rework_stations.empty() || !line.feeds.empty()) return false;
    for (const CrewOf<double>& crew : line.crews) {
        double wanted = 0;
        for (const StationOf<double>& station : line.stations)
            if (station.crew == crew.name) wanted += station.places * station.operators;
        if (wanted > crew.people) return false;
    }
    const bool alone = line.stations.size() == 1;
    for (const StationOf<double>& station : line.stations) {
        if (mixes_unlike_modes(station)) return false;
        if (line.sequence.empty()) continue;
        if (station.batch > 1 || (station.changeover_time_s > 0 && (!alone || station.places > 1)))
            return false;
    }
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

/// @param decomposed whether the rate was found by decomposition
inline std::string capacity_method(const LineOf<double>& line, const LineHours& hours, bool exact,
                                   bool decomposed) {
    std::string words;
    if (line.stations.size() == 1) words = "one station";
    else if (line.buffers.empty()) words = "bottleneck (buffers unlimited)";
    else if (!exact && decomposed) words = "decomposition into two-station blocks";
    else if (!exact) words = "bottleneck (what is lost after scrap is left out)";
    else if (line.stations.size() == 2 && cycle_scv(line.stations[0]) > 0) words = "two stations";
    else words = "bottleneck (nothing varies)";
    if (exact) words += ", exact";
    if (!hours.one_calendar && !line.buffers.empty())
        words += "; stations have calendars of their own: buffers are taken as if all worked at "
                 "the same time";
    return words;
}

} // namespace rampcast::detail
