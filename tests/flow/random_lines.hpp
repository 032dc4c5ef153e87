#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "rampcast/line/line.hpp"
#include "rampcast/time/calendar.hpp"
#include "rampcast/uncertainty/philox.hpp"

namespace rampcast::samples {

inline StationOf<double> event_station(const std::string& name, double cycle_h, double scv = 1,
                                       double places = 1) {
    StationOf<double> s;
    s.name = name;
    s.cycle_time_s = 3600 * cycle_h;
    s.cycle_time_scv = scv;
    s.places = places;
    return s;
}

inline Calendar one_shift() {
    return {.name = "shift", .hours_per_shift = 8, .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri"}};
}

inline std::vector<Calendar> any_calendars() {
    return {one_shift(), {.name = "two", .hours_per_shift = 16}};
}

/// Chance of its own, the same on every compiler.
inline std::uint32_t word(std::uint32_t line, std::uint32_t at) {
    return philox({line, at, 3, 9}, {5, 1})[0];
}

/// A valid line of any features, by chance. Its calendars are `any_calendars`.
inline LineOf<double> any_line(std::uint32_t number) {
    std::uint32_t at = 0;
    const auto pick = [&](std::uint32_t choices) { return word(number, at++) % choices; };
    const auto share = [&] { return static_cast<double>(word(number, at++)) * 0x1p-32; };
    LineOf<double> line;
    line.name = "any";
    if (pick(2)) line.crews = {{.name = "team", .people = 2. + pick(3)}};
    if (pick(2)) {
        const double scv = pick(2);
        line.rework_stations = {event_station("mend", .2 + share(), scv)};
    }
    if (!line.rework_stations.empty() && pick(2)) line.rework_stations[0].first_pass_yield = .8;
    if (pick(2)) line.repairers = 1. + pick(2);
    if (pick(2)) line.sequence = {{"A", 3. + pick(5)}, {"B", 2. + pick(5)}, {"A", 2}};
    line.blocking = pick(2) ? Blocking::after : Blocking::before;
    if (pick(3) == 0) line.calendar = "shift";
    const std::uint32_t count = 1 + pick(5);
    double most_batch = 1;
    for (std::uint32_t i = 0; i < count; ++i) {
        const double places = 1. + pick(3), scv = pick(3) * .5;
        auto s = event_station("s" + std::to_string(i), .1 + share(), scv, places);
        if (pick(4) == 0) s.batch = 1. + pick(4);
        if (pick(2)) s.batch_wait_h = share();
        if (pick(2)) s.mtbf_h = 2 + 10 * share(), s.mttr_h = share();
        if (pick(2)) s.failures = Failures::time;
        if (pick(3) == 0) s.failure_modes = {{"jam", 3, .2, Failures::operation}};
        if (pick(3) == 0) s.failure_modes.push_back({"power", 5, .3, Failures::time});
        if (pick(2)) s.first_pass_yield = .7 + .3 * share();
        s.on_failure = static_cast<OnFailure>(pick(3));
        if (pick(2) && !line.rework_stations.empty()) s.rework_at = "mend";
        if (pick(3) == 0) s.most_passes = 1. + pick(3);
        if (pick(2) && !line.crews.empty()) s.crew = "team", s.operators = .5 + pick(2);
        if (pick(3) == 0) s.changeover_time_s = 600;
        if (pick(3) == 0) s.product_times_s = {{"B", 1000}};
        if (pick(4) == 0) s.calendar = "two";
        if (pick(3) == 0) s.observed_times_s = {1, 2, 6};
        if (pick(3) == 0) s.handling_time_s = 60, s.performance = .9;
        const std::uint32_t spread = word(number, 1000 + i);
        if (spread % 3 == 0)
            s.mtbf_scv = (spread >> 4) % 2 * .5, s.mttr_scv = (spread >> 5) % 3 * 2.;
        if (spread % 5 == 0 && s.mtbf_h) s.observed_stops_h = {.1, .1, .7};
        for (auto& mode : s.failure_modes)
            if (spread % 7 < 3) mode.mtbf_scv = 3, mode.mttr_scv = .25;
        most_batch = std::max(most_batch, s.batch);
        line.stations.push_back(s);
    }
    if (pick(3))
        for (std::uint32_t i = 1; i < count; ++i) line.buffers.push_back(pick(3) + most_batch);
    bool mends = false;
    for (auto& s : line.stations) {
        if (s.on_failure == OnFailure::scrap) s.rework_at.clear(), s.most_passes.reset();
        if (!s.rework_at.empty() && s.most_passes) s.most_passes = *s.most_passes + 1;
        if (line.sequence.empty()) s.product_times_s.clear();
        mends = mends || !s.rework_at.empty();
    }
    if (!mends) line.rework_stations.clear();
    return line;
}

} // namespace rampcast::samples
