#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "rampcast/forecast/grid.hpp"
#include "rampcast/forecast/path_dates.hpp"

namespace rampcast {

/// What rates by date are spread by: the plant as written, the cells, and the dates of a path. All
/// of it outlives what is made from it.
template <class T> struct RateBasis {
    const Plant& stated;
    const Grid& grid;
    const PathDates<T>& dates;
};

/// The midnights from which the entries of a list hold, where all of them are certain: days from
/// the grid's reference date. Nothing else, nor where one of them ramps.
template <class List>
std::optional<std::vector<double>> midnights_of(const List& list, const CertainDays& certain,
                                                const Grid& grid) {
    std::vector<double> days;
    for (const auto& each : list) {
        const std::optional<double> day = certain.of(each.from, each.lag_days);
        if (!day || *day != std::floor(*day)) return std::nullopt;
        if constexpr (requires { each.ramp; })
            if (each.ramp) return std::nullopt;
        const double from = *day - days_since_epoch(grid.reference);
        days.push_back(days.empty() ? from : std::max(from, days.back()));
    }
    return days;
}

/// The moments from which the entries of a list hold on a path, none before an earlier one.
template <class T, class List>
void find_moments(const List& list, const PathDates<T>& dates, std::vector<T>& moments) {
    moments.resize(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        moments[i] = dates.at(list[i].from, list[i].lag_days);
        if (i > 0) moments[i] = max(moments[i], moments[i - 1]);
    }
}

} // namespace rampcast
