#pragma once

#include <boost/math/policies/policy.hpp>

namespace rampcast::detail {

/// Boost.Math without long double, so that results do not depend on the platform, and with the
/// best value found instead of an exception.
using MathPolicy = boost::math::policies::policy<
    boost::math::policies::promote_double<false>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>>;

} // namespace rampcast::detail
