#pragma once

#include <limits>

#include <boost/math/special_functions/erf.hpp>

#include "rampcast/uncertainty/level.hpp"
#include "rampcast/uncertainty/math_policy.hpp"

/// What `level.hpp` declares.
namespace rampcast::detail {

RAMPCAST_INLINE double Level::z() const {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double tail = lower_half() ? below : above;
    const double distance =
        tail > 0 ? 1.4142135623730950488 * boost::math::erfc_inv(2 * tail, MathPolicy{}) : infinity;
    return lower_half() ? -distance : distance;
}

} // namespace rampcast::detail
