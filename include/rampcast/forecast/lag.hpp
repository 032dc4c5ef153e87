#pragma once

#include "rampcast/forecast/grid.hpp"
#include "rampcast/plant/check.hpp"

namespace rampcast {

/// So many days after what happens evenly over a cell; negative: before it.
template <class T> struct Lag {
    T days{};
    double least = 0, most = 0; ///< what the days may be on any path

    /// The share of a cell's happenings that has come, the lag later, before a day.
    T come_by(double day, const Cell& cell) const {
        const double per_day = 1 / (cell.end_day - cell.start_day);
        return min(max((T(day - cell.start_day) - days) * T(per_day), T(0)), T(1));
    }
    /// Lags one after another.
    Lag operator+(const Lag& after) const {
        return {days + after.days, least + after.least, most + after.most};
    }
    Lag operator-() const { return {-days, -most, -least}; }
};

/// The lag of a stated number of days.
/// @param bound the same number on the projection's scalar @param reach within so many standard
///   deviations
template <class T>
Lag<T> lag_of(const Uncertain& stated, const T& bound, double reach = detail::reach_z) {
    if (!stated.is_uncertain()) return {bound, stated.number(), stated.number()};
    return {bound, quantile_z(stated.distribution(), -reach),
            quantile_z(stated.distribution(), reach)};
}

} // namespace rampcast
