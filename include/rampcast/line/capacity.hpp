#pragma once

#include <cstddef>
#include <span>

#include "rampcast/line/line.hpp"

namespace rampcast {

/// Days of a mean Gregorian year, to which a nameplate's units a year refer.
inline constexpr double days_per_year = 365.2425;

/// The mature rate of a line and what sets it.
template <class T> struct MatureRate {
    T units_per_day{}; ///< good units a calendar day on average, closures left out
    T bottleneck{};    ///< index of the slowest station (0 for a nameplate)
};

/// What a line can make when mature, buffers without effect: the least of its stations' good
/// rates, each over its own hours. A station before one that scrapps pieces must make more, so
/// its rate counts as good pieces of the whole line: r_i × (yields of later scrapping stations).
/// @param line_hours operating hours a calendar day of the line's calendar
/// @param station_hours the same for stations with a calendar of their own, one a station, below
///   0 where the line's counts
/// @param nameplate_hours hours a day the nameplate is stated for
template <class T>
MatureRate<T> mature_rate(const LineOf<T>& line, const T& line_hours,
                          std::span<const std::type_identity_t<T>> station_hours,
                          double nameplate_hours) {
    if (line.nameplate)
        return {line.nameplate->units_per_year * line_hours *
                    T(1 / (days_per_year * nameplate_hours)),
                T(0)};
    MatureRate<T> slowest{T(1e30), T(0)};
    T later_good(1);
    for (std::size_t i = line.stations.size(); i-- > 0;) {
        const StationOf<T>& station = line.stations[i];
        const T hours = select(station_hours[i] < T(0), line_hours, station_hours[i]);
        const T rate = good_rate_per_h(station) * hours * later_good;
        const auto slower = rate <= slowest.units_per_day;
        slowest.bottleneck = select(slower, T(static_cast<double>(i)), slowest.bottleneck);
        slowest.units_per_day = min(rate, slowest.units_per_day);
        later_good = later_good * good_share(station);
    }
    return slowest;
}

} // namespace rampcast
