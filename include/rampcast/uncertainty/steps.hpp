#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
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
    Steps(const std::vector<double>& unsorted, const std::vector<double>& weights) {
        std::vector<std::size_t> order(unsorted.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        if (!weights.empty())
            std::erase_if(order, [&](std::size_t i) { return !(weights[i] > 0); });
        std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t k) {
            return unsorted[i] < unsorted[k] || (unsorted[i] == unsorted[k] && i < k);
        });
        const std::size_t count = order.size();
        values.resize(count);
        below.resize(count);
        above.resize(count);
        const auto weight = [&](std::size_t i) {
            return weights.empty() ? 1.0 : weights[order[i]];
        };
        double sum = 0;
        for (std::size_t i = 0; i < count; ++i) {
            values[i] = unsorted[order[i]];
            below[i] = sum += weight(i);
        }
        const double total = sum;
        sum = 0;
        for (std::size_t i = count; i-- > 0;) {
            above[i] = sum / total;
            sum += weight(i);
        }
        for (double& share : below) share /= total;
    }

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
