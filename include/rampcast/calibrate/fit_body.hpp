#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <Eigen/Core>
#include <boost/math/distributions/students_t.hpp>

#include "rampcast/calibrate/fit.hpp"
#include "rampcast/core/attention.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/core/params.hpp"

namespace rampcast {

namespace detail {

inline const FittedParameter& parameter_of(const Fit& fit, std::string_view name) {
    std::string known;
    for (const FittedParameter& each : fit.parameters) {
        if (each.name == name) return each;
        known += (known.empty() ? "" : ", ") + each.name;
    }
    throw Error("", "there is no parameter " + quoted(name) + "; there are " + known);
}

RAMPCAST_INLINE double halton(std::size_t i, std::size_t dimension) {
    constexpr std::array<std::size_t, 16> primes{2,  3,  5,  7,  11, 13, 17, 19,
                                                 23, 29, 31, 37, 41, 43, 47, 53};
    const std::size_t base = primes[dimension % primes.size()];
    double value = 0, part = 1;
    for (; i > 0; i /= base) {
        part /= static_cast<double>(base);
        value += part * static_cast<double>(i % base);
    }
    return value;
}

RAMPCAST_INLINE std::vector<std::vector<double>> starts_about(const std::vector<double>& start,
                                                              const std::vector<double>& lower,
                                                              const std::vector<double>& upper,
                                                              std::size_t count) {
    std::vector<std::vector<double>> starts{start};
    for (std::size_t i = 1; i < count; ++i) {
        std::vector<double> other = start;
        for (std::size_t j = 0; j < start.size(); ++j) {
            const double low = lower.empty() ? -std::numeric_limits<double>::infinity() : lower[j];
            const double high = upper.empty() ? std::numeric_limits<double>::infinity() : upper[j];
            const double u = halton(i, j);
            const bool closed = std::isfinite(low) && std::isfinite(high);
            other[j] = closed ? low + u * (high - low) : start[j] * std::pow(4.0, 2 * u - 1);
        }
        starts.push_back(std::move(other));
    }
    return starts;
}

/// The middle of the sizes of residuals, as a standard deviation of normal ones.
inline double usual_size(std::vector<double> residuals, std::size_t parameters) {
    for (double& each : residuals) each = std::abs(each);
    const auto middle = residuals.begin() + static_cast<std::ptrdiff_t>(residuals.size() / 2);
    std::nth_element(residuals.begin(), middle, residuals.end());
    double median = *middle;
    if (residuals.size() % 2 == 0)
        median = (median + *std::max_element(residuals.begin(), middle)) / 2;
    const auto points = static_cast<double>(residuals.size());
    const double lost = std::max(points - static_cast<double>(parameters), 1.0);
    return 1.4826022185056018 * median * std::sqrt(points / lost);
}

inline std::vector<double> weighted_residuals(const FitTask& task, const FitOptions& options,
                                              const LeastSquares& found) {
    std::vector<double> residuals(task.y.size());
    for (std::size_t i = 0; i < residuals.size(); ++i) {
        const double weight = options.weights.empty() ? 1 : options.weights[i];
        residuals[i] = std::sqrt(weight) * (task.y[i] - found.values[i]);
    }
    return residuals;
}

RAMPCAST_INLINE void check_points(const FitTask& task, const FitOptions& options) {
    const auto place = [](std::size_t i) { return "row " + std::to_string(i + 1); };
    const auto refuse = [&](std::size_t i, std::string_view name, double value,
                            const std::string& rule) {
        throw Error("", place(i) + ": " + std::string(name) + " is " + number_text(value) + ", " +
                            rule);
    };
    for (std::size_t i = 0; i < task.y.size(); ++i)
        if (!bounds::any.allows(task.y[i])) refuse(i, "y", task.y[i], bounds::any.text());
    if (!options.weights.empty() && options.weights.size() != task.y.size())
        throw Error("", "there are " + std::to_string(options.weights.size()) +
                            " weights, must be one for each of the " +
                            std::to_string(task.y.size()) + " points");
    for (std::size_t i = 0; i < options.weights.size(); ++i)
        if (!bounds::positive.allows(options.weights[i]))
            refuse(i, "weight", options.weights[i], bounds::positive.text_for(options.weights[i]));
    if (task.y.size() < task.names.size()) {
        std::string names;
        for (const std::string& each : task.names) names += (names.empty() ? "" : ", ") + each;
        const std::string points = std::to_string(task.y.size());
        throw Error("",
                    (task.y.size() == 1 ? "there is 1 point" : "there are " + points + " points") +
                        ", must be at least " + std::to_string(task.names.size()) +
                        ", one for each parameter: " + names);
    }
    if (std::all_of(task.y.begin(), task.y.end(), [](double y) { return y == 0; }))
        throw Error("", "every y is 0, must not all be; there is nothing to fit");
}

/// The search whose points are weighted anew until soft L1 is least: of size `s`.
inline LeastSquares soften(LeastSquaresProblem problem, FitModel model, const FitTask& task,
                           const FitOptions& options, LeastSquares found, double& size, Poll poll) {
    std::vector<double> weights(task.y.size());
    for (int round = 0; round < 200; ++round) {
        const std::vector<double> residuals = weighted_residuals(task, options, found);
        // The size is settled within the first rounds, so that the rest has one aim.
        if (round < 30) size = usual_size(residuals, task.names.size());
        if (!(size > 0)) return found;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            const double weight = options.weights.empty() ? 1 : options.weights[i];
            weights[i] = weight / std::sqrt(1 + residuals[i] * residuals[i] / (size * size));
        }
        problem.weights = weights;
        LeastSquares next =
            least_squares(problem, model, found.parameters, {.damping = 1e-6}, poll);
        if (!next.converged) return next;
        double change = 0;
        for (std::size_t j = 0; j < next.parameters.size(); ++j)
            change = std::max(change, std::abs(next.parameters[j] - found.parameters[j]) /
                                          std::max(std::abs(next.parameters[j]), 1e-300));
        found = std::move(next);
        if (round >= 30 && change < 1e-10) return found;
    }
    return found;
}

/// The variance that stands for the residuals' in the covariance of a soft L1 fit (Huber 1981).
inline double soft_variance(const std::vector<double>& residuals, double size, std::size_t free) {
    double squares = 0, slopes = 0, weights = 0;
    for (const double r : residuals) {
        const double q = 1 + r * r / (size * size);
        squares += r * r / q;             // of the influence
        slopes += 1 / (q * std::sqrt(q)); // of its slope
        weights += 1 / std::sqrt(q);
    }
    const auto points = static_cast<double>(residuals.size());
    const double variance = squares / std::max(points - static_cast<double>(free), 1.0);
    const double slope = slopes / points;
    // What is scaled is the inverse information of the weighted points.
    return variance / (slope * slope) * (weights / points);
}

RAMPCAST_INLINE std::vector<std::size_t> linear_parameters(FitModel model, std::size_t points,
                                                           const std::vector<double>& start,
                                                           double precision) {
    const std::size_t count = start.size();
    std::vector<double> values(points);
    const auto slopes_at = [&](std::vector<double> at, std::size_t moved) {
        if (moved < count) at[moved] = 1.37 * at[moved] + 0.11;
        std::vector<double> slopes(points * count);
        model(at, values, slopes);
        return slopes;
    };
    const std::vector<double> base = slopes_at(start, count);
    // same[j][k]: whether slopes by j stay as they are when k moves.
    std::vector<std::vector<bool>> same(count, std::vector<bool>(count));
    for (std::size_t k = 0; k < count; ++k) {
        const std::vector<double> other = slopes_at(start, k);
        for (std::size_t j = 0; j < count; ++j) {
            double size = 0, change = 0;
            for (std::size_t i = j * points; i < (j + 1) * points; ++i) {
                size = std::max(size, std::abs(base[i]));
                change = std::max(change, std::abs(other[i] - base[i]));
                if (!std::isfinite(other[i])) change = size + 1;
            }
            same[j][k] = size > 0 && change <= precision * size;
        }
    }
    std::vector<std::size_t> linear;
    for (std::size_t j = 0; j < count; ++j) {
        bool all = same[j][j];
        for (const std::size_t k : linear) all = all && same[j][k] && same[k][j];
        if (all) linear.push_back(j);
    }
    return linear;
}

inline std::string told(const FitTask& task, const LeastSquares& found) {
    std::string words;
    for (std::size_t j = 0; j < task.names.size(); ++j) {
        char text[40];
        const bool log = !task.by_log.empty() && task.by_log[j];
        const double value = log ? std::exp(found.parameters[j]) : found.parameters[j];
        std::snprintf(text, sizeof text, "%.6g", value);
        words += (j == 0 ? "" : ", ") + task.names[j] + " " + text;
    }
    char text[40];
    std::snprintf(text, sizeof text, "%.6g", found.sum_of_squares);
    return words + ", sum of squares " + text;
}

inline void fill_quality(Fit& fit, const FitTask& task, const FitOptions& options) {
    const auto points = static_cast<double>(task.y.size());
    double total = 0, mean = 0, logs = 0;
    const auto weight = [&](std::size_t i) {
        return options.weights.empty() ? 1.0 : options.weights[i];
    };
    for (std::size_t i = 0; i < task.y.size(); ++i) {
        total += weight(i);
        mean += weight(i) * task.y[i];
        logs += std::log(weight(i));
    }
    mean /= total;
    double about = 0;
    for (std::size_t i = 0; i < task.y.size(); ++i)
        about += weight(i) * (task.y[i] - mean) * (task.y[i] - mean);
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    fit.r_squared = about > 0 ? 1 - fit.sum_of_squares / about : none;
    const double counted = points - static_cast<double>(fit.degrees_of_freedom) + 1;
    const bool normal = fit.loss == FitLoss::squares && fit.sum_of_squares > 0;
    fit.log_likelihood =
        normal ? -0.5 * points * (std::log(6.283185307179586 * fit.sum_of_squares / points) + 1) +
                     0.5 * logs
               : none;
    fit.aic = 2 * counted - 2 * fit.log_likelihood;
    const double room = points - counted - 1;
    fit.aicc = room > 0 ? fit.aic + 2 * counted * (counted + 1) / room : none;
    fit.bic = counted * std::log(points) - 2 * fit.log_likelihood;
}

RAMPCAST_INLINE Fit fitted(const FitTask& task, FitModel model, const FitOptions& options) {
    check_points(task, options);
    const LeastSquaresProblem problem{.y = task.y,
                                      .weights = options.weights,
                                      .lower = task.lower,
                                      .upper = task.upper,
                                      .linear = task.linear};
    const Attention attention(options.watch);
    const Poll poll = attention.poll();
    LeastSquares found = least_squares(problem, model, task.starts, poll);
    double size = 0;
    if (found.converged && options.loss == FitLoss::soft_l1)
        found = soften(problem, model, task, options, std::move(found), size, poll);
    if (!found.converged)
        throw Error("", "the fit of " + task.what + " did not converge: " + found.reason +
                            "; reached was " + told(task, found));
    Fit fit;
    fit.loss = options.loss;
    fit.steps = found.steps;
    fit.fitted = found.values;
    fit.residuals.resize(task.y.size());
    fit.sum_of_squares = 0;
    const std::vector<double> weighted = weighted_residuals(task, options, found);
    for (std::size_t i = 0; i < task.y.size(); ++i) {
        fit.residuals[i] = task.y[i] - found.values[i];
        fit.sum_of_squares += weighted[i] * weighted[i];
    }
    const auto free =
        task.names.size() -
        static_cast<std::size_t>(std::count(found.at_bound.begin(), found.at_bound.end(), true));
    fit.degrees_of_freedom = task.y.size() - free;
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    const double freedom = static_cast<double>(fit.degrees_of_freedom);
    double variance = freedom > 0 ? fit.sum_of_squares / freedom : none;
    fit.residual_sd = std::sqrt(variance);
    if (options.loss == FitLoss::soft_l1 && size > 0 && freedom > 0) {
        fit.residual_sd = usual_size(weighted, free);
        variance = soft_variance(weighted, size, free);
    }
    fit.covariance = found.inverse_information * variance;
    for (std::size_t j = 0; j < task.names.size(); ++j) {
        const auto place = static_cast<Eigen::Index>(j);
        const double error = found.at_bound[j] ? none : std::sqrt(fit.covariance(place, place));
        fit.parameters.push_back({task.names[j], found.parameters[j], error, found.at_bound[j]});
    }
    fill_quality(fit, task, options);
    return fit;
}

} // namespace detail

RAMPCAST_INLINE double Fit::value(std::string_view name) const {
    return detail::parameter_of(*this, name).value;
}
RAMPCAST_INLINE double Fit::standard_error(std::string_view name) const {
    return detail::parameter_of(*this, name).standard_error;
}

RAMPCAST_INLINE std::vector<Band> prediction_bands(const Fit& fit, std::span<const double> values,
                                                   std::span<const double> slopes, double level) {
    if (!bounds::inner_share.allows(level))
        throw Error("",
                    "level is " + detail::number_text(level) + ", " + bounds::inner_share.text());
    double reach = std::numeric_limits<double>::quiet_NaN();
    if (fit.degrees_of_freedom > 0) {
        const boost::math::students_t t(static_cast<double>(fit.degrees_of_freedom));
        reach = boost::math::quantile(t, 0.5 + 0.5 * level);
    }
    const auto count = static_cast<Eigen::Index>(fit.parameters.size());
    std::vector<Band> bands(values.size());
    Eigen::VectorXd slope(count);
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (Eigen::Index j = 0; j < count; ++j)
            slope[j] = slopes[static_cast<std::size_t>(j) * values.size() + i];
        const double own = slope.dot(fit.covariance * slope);
        const double half = reach * std::sqrt(fit.residual_sd * fit.residual_sd + own);
        bands[i] = {values[i], values[i] - half, values[i] + half};
    }
    return bands;
}

} // namespace rampcast
