#pragma once

#include <cstddef>

namespace rampcast::detail {

/// Series over the same times, and where what is found goes.
struct ManySeries {
    /// of a series: ceiling, midpoint, rise, their standard errors, and the sum of squares
    static constexpr std::size_t columns = 7;

    std::size_t series = 0, points = 0; ///< at least 1 and 4
    const double* days = nullptr;       ///< increasing
    const double* y = nullptr;          ///< [series * points]; NaN: not seen
    bool gaps = false;                  ///< there are such
    double* results = nullptr;          ///< [series * columns]
    bool* converged = nullptr; ///< [series]; false also where another start might do better
};

} // namespace rampcast::detail
