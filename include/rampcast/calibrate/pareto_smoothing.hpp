#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <span>
#include <vector>

/// Weights of importance sampling whose largest are smoothed.
namespace rampcast {

/// A generalised Pareto distribution above 0: scale and shape (k > 0: a heavy tail).
struct ParetoTail {
    double scale = 0, shape = 0;
    /// The value not exceeded with probability p.
    double quantile(double p) const {
        const double log_q = std::log1p(-p);
        return std::abs(shape) < 1e-12 ? -scale * log_q
                                       : scale * std::expm1(-shape * log_q) / shape;
    }
};

/// Fits the tail to values above 0, in ascending order, by the mean of a profile posterior (Zhang and
/// Stephens 2009), the shape drawn to .5 as by ten more values (Vehtari et al. 2024).
inline ParetoTail fit_pareto(std::span<const double> x) {
    const auto n = static_cast<double>(x.size());
    const auto grid = static_cast<std::size_t>(30 + std::sqrt(n));
    const double quartile = x[static_cast<std::size_t>(std::floor(n / 4 + .5)) - 1];
    std::vector<double> theta(grid), fit(grid);
    const auto shape_at = [&](double t) {
        double sum = 0;
        for (const double each : x) sum += std::log1p(-t * each);
        return sum / n;
    };
    for (std::size_t i = 0; i < grid; ++i) {
        theta[i] = 1 / x.back() +
                   (1 - std::sqrt(static_cast<double>(grid) / (static_cast<double>(i) + .5))) /
                       (3 * quartile);
        const double k = shape_at(theta[i]);
        fit[i] = n * (std::log(-theta[i] / k) - k - 1);
    }
    double mean = 0, weights = 0;
    const double best = *std::max_element(fit.begin(), fit.end());
    for (std::size_t i = 0; i < grid; ++i) {
        const double weight = std::exp(fit[i] - best);
        weights += weight;
        mean += weight * theta[i];
    }
    mean /= weights;
    const double k = shape_at(mean);
    return {-k / mean, (k * n + 5) / (n + 10)};
}

/// Smooths the largest of weights, in place.
/// @param log_weights up to a constant; what is not finite has no weight
/// @returns k-hat: the tail's shape; 0 where the weights are all alike, infinite where too few are
///   there to tell
inline double smooth_weights(std::span<double> log_weights) {
    constexpr double none = -std::numeric_limits<double>::infinity();
    for (double& each : log_weights)
        if (!std::isfinite(each)) each = none;
    const std::size_t count = log_weights.size();
    const auto n = static_cast<double>(count);
    const auto tail = static_cast<std::size_t>(std::ceil(std::min(.2 * n, 3 * std::sqrt(n))));
    if (tail < 5 || tail >= count) return std::numeric_limits<double>::infinity();
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto begin = order.end() - static_cast<std::ptrdiff_t>(tail);
    const auto less = [&](std::size_t a, std::size_t b) {
        return log_weights[a] < log_weights[b] || (log_weights[a] == log_weights[b] && a < b);
    };
    std::nth_element(order.begin(), begin - 1, order.end(), less);
    std::sort(begin, order.end(), less);
    const double most = log_weights[order.back()];
    // Of weights below 1e-300 of the largest the tail begins there.
    const double cut = std::max(log_weights[*(begin - 1)] - most, -690.);
    std::vector<double> above;
    for (auto at = begin; at != order.end(); ++at)
        above.push_back(std::exp(std::max(log_weights[*at] - most, cut)) - std::exp(cut));
    if (above.back() < 1e-12) return 0; // all alike
    if (above[tail / 4] <= 0) return std::numeric_limits<double>::infinity();
    const ParetoTail fitted = fit_pareto(above);
    if (!std::isfinite(fitted.shape) || !std::isfinite(fitted.scale))
        return std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < tail; ++i) {
        const double p = (static_cast<double>(i) + .5) / static_cast<double>(tail);
        const double smoothed = std::log(std::exp(cut) + fitted.quantile(p));
        log_weights[*(begin + static_cast<std::ptrdiff_t>(i))] = most + std::min(smoothed, 0.);
    }
    return fitted.shape;
}

/// Weights that sum to 1 of their logarithms.
inline std::vector<double> normalised_weights(std::span<const double> log_weights) {
    const double most = *std::max_element(log_weights.begin(), log_weights.end());
    std::vector<double> weights(log_weights.size());
    double sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double of = std::exp(log_weights[i] - most);
        sum += weights[i] = std::isfinite(of) ? of : 0;
    }
    for (double& each : weights) each /= sum;
    return weights;
}

/// How many draws of one weight are worth as much as weights that sum to 1: 1 / sum of squares.
inline double effective_size(std::span<const double> weights) {
    double squares = 0;
    for (const double each : weights) squares += each * each;
    return squares > 0 ? 1 / squares : 0;
}

/// Which draws stand for weighted ones: `count` of one weight, in order, each as often as its weight
/// says to within one. @param offset in [0, 1)
inline std::vector<std::size_t> resampled(std::span<const double> weights, std::size_t count,
                                          double offset) {
    std::vector<std::size_t> chosen(count);
    double below = 0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        below += weights[i] * static_cast<double>(count);
        while (at < count && static_cast<double>(at) + offset < below) chosen[at++] = i;
    }
    const auto last = static_cast<std::size_t>(std::max_element(weights.begin(), weights.end()) -
                                               weights.begin());
    while (at < count) chosen[at++] = last; // rounding
    return chosen;
}

} // namespace rampcast
