#pragma once

#include <span>

#include "rampcast/core/compiled.hpp"

namespace rampcast {

/// One part of a mixture of normal distributions, most often of a logarithm.
struct NormalPart {
    double weight{}; ///< share of the mixture, at least 0; those of a mixture add up to 1
    double mean{};
    double sd{}; ///< above 0
    bool operator==(const NormalPart&) const = default;
};

/// The probability that a draw of the mixture is at most x.
RAMPCAST_INLINE double mixture_cdf(std::span<const NormalPart> mixture, double x);

/// The density at x.
RAMPCAST_INLINE double mixture_density(std::span<const NormalPart> mixture, double x);

/// The quantile at probability p, to rounding: Newton's method on the cdf, kept between bounds that
/// hold it. Of a lognormal mixture the quantile is `exp` of this.
/// @param start where to begin; NaN: at the mixture's mean
/// @throws Error where p is not in (0, 1), or the mixture is empty
RAMPCAST_INLINE double mixture_quantile(std::span<const NormalPart> mixture, double p,
                                        double start = __builtin_nan(""));

/// The continuous ranked probability score of the mixture at y, exact: the mean of |X - y| less
/// half the mean of |X - X'| (Grimit et al. 2006).
RAMPCAST_INLINE double crps_normal_mixture(std::span<const NormalPart> mixture, double y);

/// The same of exp(X), at y > 0, exact (the pairs by the means of two lognormals' difference;
/// Baran and Lerch 2015 for one part).
RAMPCAST_INLINE double crps_lognormal_mixture(std::span<const NormalPart> mixture, double y);

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/calibrate/normal_mixture_body.hpp"
#endif
