#pragma once

#include <cstddef>
#include <vector>

#include "rampcast/uncertainty/level.hpp"
#include "rampcast/uncertainty/steps.hpp"

namespace rampcast::detail {

/// A step function of a standard normal variable: value i up to threshold i, the last one above
/// all thresholds.
class StepTable {
public:
    explicit StepTable(const Steps& steps) : values_(steps.values) {
        for (std::size_t i = 0; i + 1 < values_.size(); ++i)
            thresholds_.push_back(Level{steps.below[i], steps.above[i]}.z());
    }

    double value(double z) const {
        const double* first = thresholds_.data();
        std::size_t left = thresholds_.size();
        while (left > 0) {
            const std::size_t half = left / 2;
            const bool above = first[half] < z;
            first = above ? first + half + 1 : first;
            left = above ? left - half - 1 : half;
        }
        return values_[static_cast<std::size_t>(first - thresholds_.data())];
    }
    /// The values at N variables.
    template <int N, class S> void values(const S* z, S* result) const {
        for (int i = 0; i < N; ++i) result[i] = static_cast<S>(value(static_cast<double>(z[i])));
    }
    /// The values; the slopes are 0.
    template <int N, class S> void values_and_slopes(const S* z, S* result, S* slopes) const {
        values<N>(z, result);
        for (int i = 0; i < N; ++i) slopes[i] = 0;
    }

private:
    std::vector<double> thresholds_{};
    std::vector<double> values_{};
};

} // namespace rampcast::detail
