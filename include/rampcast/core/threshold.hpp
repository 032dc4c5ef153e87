#pragma once

#include "rampcast/core/math.hpp"

namespace rampcast {

/// The share of its size by which a figure may fall short of a threshold and still reaches it.
/// Figures are sums in single precision; one that is the threshold in exact arithmetic comes out a
/// few ten-millionths beside it.
inline constexpr double threshold_tolerance = 1e-6;

/// The least figure that reaches a threshold.
template <class T> T least_reaching(const T& threshold) {
    return threshold - T(threshold_tolerance) * abs(threshold);
}

/// A sum less its limit, 0 where it is at the limit but for rounding.
/// @param size what its terms come to in absolute value
template <class T> T beyond(const T& rest, const T& size) {
    return select(abs(rest) <= T(threshold_tolerance) * size, T(0), rest);
}

} // namespace rampcast
