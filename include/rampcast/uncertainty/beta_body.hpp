#pragma once

#include <cmath>
#include <exception>

#include <boost/math/special_functions/beta.hpp>

#include "rampcast/uncertainty/beta.hpp"
#include "rampcast/uncertainty/math_policy.hpp"

/// What `beta.hpp` declares.
namespace rampcast {
namespace detail {

/// A value of a standard beta distribution by its distances from both ends, which sum to 1.
struct BetaPoint {
    double from_low = 0, from_high = 1;
};

/// By its log odds.
inline BetaPoint beta_point(double log_odds) {
    return {1 / (1 + std::exp(-log_odds)), 1 / (1 + std::exp(log_odds))};
}

/// How much lies below a point, or above it.
inline double beta_tail(double a, double b, const BetaPoint& x, bool below) {
    const MathPolicy policy;
    if (x.from_low <= x.from_high)
        return below ? boost::math::ibeta(a, b, x.from_low, policy)
                     : boost::math::ibetac(a, b, x.from_low, policy);
    return below ? boost::math::ibetac(b, a, x.from_high, policy)
                 : boost::math::ibeta(b, a, x.from_high, policy);
}

/// The point with a tail of that probability, by halving an interval of log odds.
inline BetaPoint beta_point_by_halving(double a, double b, double probability, bool below) {
    double low = -700, high = 700;
    for (int turn = 0; turn < 100; ++turn) {
        const double middle = 0.5 * (low + high);
        const bool too_high = (beta_tail(a, b, beta_point(middle), below) > probability) == below;
        (too_high ? high : low) = middle;
    }
    return beta_point(0.5 * (low + high));
}

/// The same, by Boost's search where that can be trusted: in thin tails, and for some shapes, it ends
/// in an error or beside the point.
inline BetaPoint beta_point_at(double a, double b, double probability, bool below) {
    constexpr double thin = 1e-30, at_an_end = 1e-200;
    if (probability >= thin) try {
            BetaPoint found;
            found.from_low =
                below ? boost::math::ibeta_inv(a, b, probability, &found.from_high, MathPolicy{})
                      : boost::math::ibetac_inv(a, b, probability, &found.from_high, MathPolicy{});
            if (found.from_low > at_an_end && found.from_high > at_an_end) return found;
        } catch (const std::exception&) {
        }
    return beta_point_by_halving(a, b, probability, below);
}

} // namespace detail

RAMPCAST_INLINE double Beta::value_at(const detail::Level& level) const {
    const bool below = level.lower_half();
    const double tail = below ? level.below : level.above;
    if (tail <= 0) return below ? low : high;
    const detail::BetaPoint x = detail::beta_point_at(a, b, detail::tail_sought(tail), below);
    return x.from_low <= x.from_high ? low + (high - low) * x.from_low
                                     : high - (high - low) * x.from_high;
}

} // namespace rampcast
