#pragma once

#include <boost/math/special_functions/beta.hpp>

#include "rampcast/uncertainty/beta.hpp"
#include "rampcast/uncertainty/math_policy.hpp"

/// What `beta.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE double Beta::value_at(const detail::Level& level) const {
    double from_high = 0;
    const double from_low = level.lower_half()
                                ? boost::math::ibeta_inv(a, b, detail::tail_sought(level.below),
                                                         &from_high, detail::MathPolicy{})
                                : boost::math::ibetac_inv(a, b, detail::tail_sought(level.above),
                                                          &from_high, detail::MathPolicy{});
    return from_low <= from_high ? low + (high - low) * from_low : high - (high - low) * from_high;
}

} // namespace rampcast
