#pragma once

#include <cmath>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "rampcast/core/compiled.hpp"
#include "rampcast/uncertainty/rank_correlation.hpp"

namespace rampcast {

/// The correlation two standard normal variables need for a rank correlation: 2 sin(pi rank / 6).
inline double gaussian_from_rank(double rank) {
    return 2 * std::sin(0.52359877559829887308 * rank);
}

/// The rank correlation of two normal variables: (6 / pi) asin(correlation / 2).
inline double rank_from_gaussian(double correlation) {
    return 1.9098593171027440292 * std::asin(0.5 * correlation);
}

/// The correlation matrix of the standard normal variables behind the named numbers, in that
/// order; pairs not given are uncorrelated. It need not be positive definite.
///
/// Throws `Error` where a name is unknown, a pair stands twice or a rank correlation is out of
/// range.
RAMPCAST_INLINE Eigen::MatrixXd gaussian_copula(const std::vector<std::string>& names,
                                                const std::vector<RankCorrelation>& correlations);

/// The correlation matrix nearest to a symmetric one (least sum of squared differences) whose
/// eigenvalues are at least `floor`: alternating projections with Dykstra's correction
/// (Higham 2002).
RAMPCAST_INLINE Eigen::MatrixXd nearest_correlation(const Eigen::MatrixXd& matrix,
                                                    double floor = 1e-6);

/// The lower Cholesky factor of a correlation matrix of normal variables. Throws `Error` if it is
/// not positive definite, with the rank correlations to change and the nearest ones that are
/// possible together (rounded, and positive definite as they stand).
RAMPCAST_INLINE Eigen::MatrixXd cholesky_or_refuse(const std::vector<std::string>& names,
                                                   const Eigen::MatrixXd& matrix);

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/uncertainty/correlation_body.hpp"
#endif
