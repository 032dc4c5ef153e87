#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "rampcast/core/math.hpp"

namespace rampcast {

/// A function known at equally spaced points, linear between them and extended beyond the ends
/// by the given slopes. Looked up on any scalar.
class LinearTable {
public:
    LinearTable() = default;
    /// @param first where the first value stands
    /// @param spacing distance between values
    /// @param values at least two
    /// @param slope_outside slope before the first and after the last value
    LinearTable(double first, double spacing, std::vector<double> values, double slope_outside)
        : first_(first), spacing_(spacing), values_(std::move(values)), outside_(slope_outside) {}

    template <class T> T operator()(const T& x) const {
        if constexpr (is_dual<T>) {
            return {(*this)(x.value), x.slope * slope(x.value)};
        } else if constexpr (is_lanes<T>) {
            T result;
            for (int i = 0; i < T::size; ++i) result.set(i, at(x[i]));
            return result;
        } else {
            return at(x);
        }
    }

private:
    template <class S> std::size_t segment(S place) const {
        const S last = static_cast<S>(values_.size() - 2);
        return static_cast<std::size_t>(std::min(std::max(place, S(0)), last));
    }
    template <class S> S at(S x) const {
        const S place = (x - static_cast<S>(first_)) / static_cast<S>(spacing_);
        const std::size_t i = segment(place);
        const S low = static_cast<S>(values_[i]);
        const S step = static_cast<S>(values_[i + 1] - values_[i]);
        const S end = static_cast<S>(values_.size() - 1);
        const S inside = std::min(std::max(place, S(0)), end);
        return low + (inside - static_cast<S>(i)) * step +
               (place - inside) * static_cast<S>(outside_ * spacing_);
    }
    template <class T> T slope(const T& x) const {
        if constexpr (is_lanes<T>) {
            T result;
            for (int i = 0; i < T::size; ++i) result.set(i, slope(x[i]));
            return result;
        } else {
            const T place = (x - static_cast<T>(first_)) / static_cast<T>(spacing_);
            const std::size_t i = segment(place);
            const bool inside = place >= 0 && place <= static_cast<T>(values_.size() - 1);
            return static_cast<T>(inside ? (values_[i + 1] - values_[i]) / spacing_ : outside_);
        }
    }

    double first_ = 0, spacing_ = 1;
    std::vector<double> values_{0, 0};
    double outside_ = 0;
};

} // namespace rampcast
