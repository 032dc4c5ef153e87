#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/function_ref.hpp"
#include "rampcast/core/watch.hpp"

/// Nonlinear least squares: Levenberg-Marquardt with a scaled trust region.
namespace rampcast {

/// A model at all points: `values[i]` of point i, and unless `slopes` is empty
/// `slopes[j * points + i]` of it by parameter j. A value that is not finite says that the model has
/// none for these parameters: a smaller step is tried.
using FitModel = FunctionRef<void(std::span<const double> parameters, std::span<double> values,
                                  std::span<double> slopes)>;

/// What is looked for: the parameters that make Σ weight (y - model)² least.
struct LeastSquaresProblem {
    std::span<const double> y{};       ///< what was seen
    std::span<const double> weights{}; ///< a point each, above 0; empty: 1 each
    std::vector<double> lower{};       ///< a parameter each; empty: none has a lower bound
    std::vector<double> upper{};       ///< likewise above
    /// parameters the model is linear in once the others are given: each step solves for them
    /// (variable projection, Golub and Pereyra 1973 in the form of Ruhe and Wedin 1980)
    std::vector<std::size_t> linear{};
};

/// Where a search from one start ended.
struct LeastSquares {
    std::vector<double> parameters{};
    double sum_of_squares = 0; ///< weighted
    /// The cosine of the angle between the residuals and the plane of the slopes: 0 at a minimum,
    /// and so much of a standard error, by the root of the degrees of freedom, from it nearby (Bates
    /// and Watts 1981).
    double offset = 0;
    std::vector<double> values{}; ///< of the model at the points
    /// (JᵀWJ)⁻¹: times the variance of a residual, the covariance of the parameters; rows and columns
    /// of those at a bound are 0
    Eigen::MatrixXd inverse_information{};
    std::vector<bool> at_bound{};
    bool converged = false;
    std::string reason{}; ///< why not, in words; empty where it converged
    int steps = 0;
};

/// How to search from a start.
struct SearchWay {
    /// the first λ: little for a start that is near, more for one that is far
    double damping = 1e-3;
    /// steps are measured by the largest slopes so far (Moré 1978), else by those of the moment
    /// (Marquardt 1963)
    bool keeps_scales = true;
    int most_steps = 500;
};

/// Searches from one start, which is moved into the bounds.
///
/// Steps are damped by λ times the norms of the slopes' columns with the update of Nielsen (1999),
/// and undamped at the end until they get no smaller, so that what is reached is the precision of
/// the model.
RAMPCAST_INLINE LeastSquares least_squares(const LeastSquaresProblem& problem, FitModel model,
                                           std::vector<double> start, const SearchWay& way = {},
                                           detail::Poll poll = {});

/// The best of several searches, each tried in other ways where the first did not converge; of
/// minima as low as each other the one with more parameters on the side of 0 that the first start
/// has them on. What did not converge is the result where it got visibly lower than all that did.
RAMPCAST_INLINE LeastSquares least_squares(const LeastSquaresProblem& problem, FitModel model,
                                           const std::vector<std::vector<double>>& starts,
                                           detail::Poll poll = {});

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/calibrate/least_squares_body.hpp"
#endif
