#pragma once

#include <cstddef>
#include <span>
#include <type_traits>
#include <vector>

#include "rampcast/line/buffered_line.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/line/station_rate.hpp"
#include "rampcast/line/visits.hpp"

namespace rampcast {

/// Days of a mean Gregorian year, to which rates of interest and of price changes refer.
inline constexpr double days_per_year = 365.2425;
/// Days of a common year, to which a nameplate's units a year refer.
inline constexpr double days_per_plated_year = 365;

/// The mature rate of a line and what sets it.
template <class T> struct MatureRate {
    T units_per_day{}; ///< good units a calendar day on average, closures left out
    T bottleneck{};    ///< index of the slowest station (0 for a nameplate)
};

/// What a line can make when mature. Where its buffers are unlimited: the least of its stations'
/// good rates, each over its own hours; finite buffers, crews and off-line stations lower it. A
/// station before one that scraps pieces must make more, so its rate counts as good pieces of the
/// whole line: r_i × (yields of later scrapping stations).
/// @param line_hours operating hours a calendar day of the line's calendar
/// @param station_hours the same for stations with a calendar of their own, one a station (and, if
///   they have some, one a rework station behind them), below 0 where the line's counts
/// @param nameplate_hours hours a day the nameplate is stated for
template <class T>
MatureRate<T> mature_rate(const LineOf<T>& line, const T& line_hours,
                          std::span<const std::type_identity_t<T>> station_hours,
                          double nameplate_hours) {
    if (line.nameplate)
        return {line.nameplate->units_per_year * line_hours *
                    T(1 / (days_per_plated_year * nameplate_hours)),
                T(0)};
    const std::size_t k = line.stations.size();
    const auto hours_of = [&](std::size_t i) {
        if (i >= station_hours.size()) return line_hours;
        return select(station_hours[i] < T(0), line_hours, station_hours[i]);
    };
    MatureRate<T> slowest{T(1e30), T(0)};
    const Visits<T> visited = visits(line);
    for (std::size_t i = k; i-- > 0;) {
        const T rate = good_rate_per_h(line, line.stations[i], visited.passes[i]) * hours_of(i) *
                       visited.good_later[i];
        const auto slower = rate <= slowest.units_per_day;
        slowest.bottleneck = select(slower, T(static_cast<double>(i)), slowest.bottleneck);
        slowest.units_per_day = min(rate, slowest.units_per_day);
    }
    const bool shares =
        !line.crews.empty() || !line.rework_stations.empty() || line.repairers.has_value();
    if (line.buffers.empty() && !shares) return slowest;
    std::vector<T> hours(k), rework_hours;
    for (std::size_t i = 0; i < k; ++i) hours[i] = hours_of(i);
    for (std::size_t i = 0; i < line.rework_stations.size(); ++i)
        rework_hours.push_back(hours_of(k + i) / line_hours);
    const T shared = shares ? shared_rate_per_h(line, visited, rework_hours) * line_hours : T(1e30);
    slowest.units_per_day = line.buffers.empty()
                                ? min(slowest.units_per_day, shared)
                                : buffered_line<T>(line, visited, hours, shared).rate;
    return slowest;
}

} // namespace rampcast
