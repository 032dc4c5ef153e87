#pragma once

#include "rampcast/core/math.hpp"

/// What the formulas of all curves share: durations that are never zero, and logarithms of a
/// share and of what it lacks to 1.
namespace rampcast::detail {

/// Days in a year, where a curve's parameters are given per year.
inline constexpr double days_per_year = 365.25;

/// The smallest share, and the smallest distance from 1, at which `time_to` answers.
inline constexpr double share_margin = 1e-15;

template <class T> T clamped(const T& x, const T& low, const T& high) {
    return min(max(x, low), high);
}

/// A duration in days that can be divided by: shorter ones count as a millionth of a day.
template <class T> T duration(const T& days) { return max(days, T(1e-6)); }

/// -ln(share) for a share in [share_margin, 1 - share_margin]; others are moved into it.
template <class T> T minus_log(const T& share) {
    const T lack = clamped(T(1.0) - share, T(share_margin), T(0.75));
    return select(share > T(0.5), -log1p(-lack), -log(max(share, T(share_margin))));
}

/// -ln(1 - share) for a share in [share_margin, 1 - share_margin]; others are moved into it.
template <class T> T minus_log_lack(const T& share) {
    const T low = clamped(share, T(share_margin), T(0.75));
    return select(share > T(0.5), -log(max(T(1.0) - share, T(share_margin))), -log1p(-low));
}

} // namespace rampcast::detail
