#pragma once

#include <algorithm>

#include <boost/math/policies/policy.hpp>

namespace rampcast::detail {

/// Boost.Math without long double, so that results do not depend on the platform, and with the
/// best value found instead of an exception.
using MathPolicy = boost::math::policies::policy<
    boost::math::policies::promote_double<false>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>>;

/// The probability of a tail for which a quantile is sought by iteration: below 1e-100, where none
/// is drawn, iterations fail; such a tail counts as that one.
inline double tail_sought(double probability) {
    return probability > 0 ? std::max(probability, 1e-100) : 0;
}

} // namespace rampcast::detail
