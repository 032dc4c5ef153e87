#pragma once

#include "rampcast/core/math.hpp"
#include "rampcast/forecast/money.hpp"

namespace rampcast {

/// Units made evenly over some days, in the main before the projection begins.
template <class T> struct Batch {
    T start{}, days{};  ///< the first day, from the reference date, and how many
    T units{};          ///< made on all of them
    MoneyOf<T> money{}; ///< of all of them
    bool paid = false;  ///< material and costs are settled

    /// The share of what happens so long after the making that has come before a day.
    T come_by(double day, const T& lag_days) const {
        return min(max((T(day) - start - lag_days) / max(days, T(1e-3)), T(0)), T(1));
    }
};

} // namespace rampcast
