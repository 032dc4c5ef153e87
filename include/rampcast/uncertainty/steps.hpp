#pragma once

#include <cstddef>
#include <vector>

#include "rampcast/uncertainty/level.hpp"

namespace rampcast::detail {

/// A step quantile function: sorted values with the probability up to and including each and the
/// probability above it, both summed from their own end.
struct Steps {
    std::vector<double> values{};
    std::vector<double> below{};
    std::vector<double> above{};

    /// @param unsorted the values, in any order
    /// @param weights one a value, or none for equal weights; values of weight 0 are left out
    RAMPCAST_INLINE Steps(const std::vector<double>& unsorted, const std::vector<double>& weights);

    /// The least value whose cumulative probability reaches the level, to within rounding.
    double value_at(const Level& level) const {
        constexpr double rounding = 1e-14;
        const std::size_t last = values.size() - 1;
        std::size_t i = 0;
        if (level.lower_half()) {
            while (i < last && below[i] < level.below * (1 - rounding)) ++i;
        } else {
            while (i < last && above[i] > level.above * (1 + rounding)) ++i;
        }
        return values[i];
    }
};

} // namespace rampcast::detail

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/uncertainty/steps_body.hpp"
#endif
