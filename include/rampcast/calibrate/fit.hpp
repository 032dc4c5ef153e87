#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "rampcast/calibrate/least_squares.hpp"
#include "rampcast/core/compiled.hpp"
#include "rampcast/core/watch.hpp"

namespace rampcast {

/// What a residual costs: its square, or as `2 s² (sqrt(1 + (r / s)²) - 1)` where r is far beyond
/// the usual size s, so that outliers draw less (soft L1).
enum class FitLoss { squares, soft_l1 };
inline constexpr std::array<std::string_view, 2> fit_loss_names{"squares", "soft_l1"};
constexpr const auto& words_of(FitLoss) { return fit_loss_names; }

/// How to fit.
struct FitOptions {
    /// a point each, above 0: a point of weight 4 counts as four of weight 1, its deviation is half
    /// as large; empty: 1 each
    std::vector<double> weights{};
    FitLoss loss = FitLoss::squares;
    Watch watch{};
};

/// One parameter as fitted.
struct FittedParameter {
    std::string name{};
    double value = 0;
    double standard_error = 0; ///< NaN for one at a bound, and with as many points as parameters
    bool at_bound = false;
};

/// What a least-squares fit found: parameters with their errors, and how well it fits.
struct Fit {
    std::vector<FittedParameter> parameters{};
    Eigen::MatrixXd covariance{};       ///< of the parameters, in their order
    std::vector<double> fitted{};       ///< the model at the points
    std::vector<double> residuals{};    ///< y - fitted
    double sum_of_squares = 0;          ///< of the residuals, weighted
    std::size_t degrees_of_freedom = 0; ///< points less parameters that are not at a bound
    /// standard deviation of a residual of weight 1: the root of sum of squares by degrees of freedom;
    /// with soft L1 what the median of the absolute residuals says
    double residual_sd = 0;
    double r_squared = 0; ///< 1 - sum of squares / that about the mean
    /// Of normal residuals, with the variance among the parameters counted; NaN with soft L1.
    double log_likelihood = 0, aic = 0, aicc = 0, bic = 0;
    FitLoss loss = FitLoss::squares;
    int steps = 0; ///< of the search

    double value(std::string_view name) const;
    double standard_error(std::string_view name) const;
};

/// A value with the range a new observation lies in.
struct Band {
    double value = 0, low = 0, high = 0;
};

/// The ranges that new observations lie in with a probability of `level`, from the model's values
/// there and its slopes (`slopes[j * values.size() + i]`): by Student's t, noise and the error of
/// the parameters added up. Noise is that of weight 1.
/// @throws Error unless 0 < level < 1
RAMPCAST_INLINE std::vector<Band> prediction_bands(const Fit& fit, std::span<const double> values,
                                                   std::span<const double> slopes, double level);

namespace detail {

/// What is to be fitted: points, and parameters with their names, bounds and starts.
struct FitTask {
    std::string what{}; ///< how errors speak of the model, such as "Logistic"
    std::vector<std::string> names{};
    std::vector<double> y{};
    std::vector<double> lower{}, upper{}; ///< empty: none
    std::vector<bool> by_log{};           ///< the search changes the logarithm; empty: of none
    std::vector<std::size_t> linear{};
    std::vector<std::vector<double>> starts{};
};

/// Fits. @throws Error for points that cannot be fitted, by row; where no search converged it says
/// why and what was reached
RAMPCAST_INLINE Fit fitted(const FitTask& task, FitModel model, const FitOptions& options);

/// Refuses points that cannot be fitted by so many parameters.
RAMPCAST_INLINE void check_points(const FitTask& task, const FitOptions& options);

/// Starts about one: itself, and others within the bounds that differ from it by factors up to 4,
/// or by as much of the bounds where both are given. @param count in all
RAMPCAST_INLINE std::vector<std::vector<double>> starts_about(const std::vector<double>& start,
                                                              const std::vector<double>& lower,
                                                              const std::vector<double>& upper,
                                                              std::size_t count);

/// The parameters that a model is linear in once the others are given: those by which its slopes
/// stay as they are when one of them moves, to a share `precision`.
RAMPCAST_INLINE std::vector<std::size_t> linear_parameters(FitModel model, std::size_t points,
                                                           const std::vector<double>& start,
                                                           double precision = 1e-12);

/// The i-th point (from 1) of the Halton sequence in one of its first 16 dimensions, in (0, 1).
RAMPCAST_INLINE double halton(std::size_t i, std::size_t dimension);

} // namespace detail
} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/calibrate/fit_body.hpp"
#endif
