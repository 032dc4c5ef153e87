#pragma once

#include <string>
#include <utility>
#include <variant>

#include "rampcast/core/compiled.hpp"
#include "rampcast/uncertainty/beta.hpp"
#include "rampcast/uncertainty/discrete.hpp"
#include "rampcast/uncertainty/empirical.hpp"
#include "rampcast/uncertainty/gamma.hpp"
#include "rampcast/uncertainty/lognormal.hpp"
#include "rampcast/uncertainty/metalog.hpp"
#include "rampcast/uncertainty/normal.hpp"
#include "rampcast/uncertainty/pert.hpp"
#include "rampcast/uncertainty/triangular.hpp"
#include "rampcast/uncertainty/uniform.hpp"

namespace rampcast {

/// What is known of an uncertain number.
using Distribution = std::variant<Uniform, Normal, LogNormal, Triangular, Pert, Beta, Gamma,
                                  Discrete, Empirical, Metalog>;

/// Throws `Error` at `place` where a parameter is not allowed.
RAMPCAST_INLINE void validate(const Distribution& distribution, const std::string& place);

/// The value not exceeded with probability p. Throws `Error` unless 0 <= p <= 1.
RAMPCAST_INLINE double quantile(const Distribution& distribution, double p);

/// The value at the standard normal variable `z`, precise in both tails.
RAMPCAST_INLINE double quantile_z(const Distribution& distribution, double z);

/// Mean and standard deviation; infinite where the tail is too heavy.
RAMPCAST_INLINE Moments moments(const Distribution& distribution);
inline double mean(const Distribution& distribution) { return moments(distribution).mean; }
inline double sd(const Distribution& distribution) { return moments(distribution).sd; }

/// Least and greatest value; infinite where there is none.
RAMPCAST_INLINE std::pair<double, double> support(const Distribution& distribution);

/// The distribution of `factor` times the number. Throws `Error` unless factor > 0.
RAMPCAST_INLINE Distribution scaled(const Distribution& distribution, double factor);

/// The distribution of the number plus `offset`. Throws `Error` for kinds whose range always
/// starts at 0.
RAMPCAST_INLINE Distribution shifted(const Distribution& distribution, double offset);

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/uncertainty/distribution_body.hpp"
#endif
