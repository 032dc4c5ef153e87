#pragma once

#include <limits>

#include <boost/math/special_functions/gamma.hpp>

#include "rampcast/uncertainty/gamma.hpp"
#include "rampcast/uncertainty/math_policy.hpp"

/// What `gamma.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE double Gamma::value_at(const detail::Level& level) const {
    if (level.above <= 0) return std::numeric_limits<double>::infinity();
    return scale * (level.lower_half()
                        ? boost::math::gamma_p_inv(shape, detail::tail_sought(level.below),
                                                   detail::MathPolicy{})
                        : boost::math::gamma_q_inv(shape, detail::tail_sought(level.above),
                                                   detail::MathPolicy{}));
}

} // namespace rampcast
