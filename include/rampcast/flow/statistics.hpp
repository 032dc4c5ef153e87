#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <boost/math/distributions/students_t.hpp>

#include "rampcast/core/error.hpp"

/// Statistics of a simulation's output.
namespace rampcast {

/// A confidence interval.
struct Interval {
    double low{}, high{};
    bool operator==(const Interval&) const = default;
};

/// An estimated number with the half width of its confidence interval.
struct Estimate {
    double value{};
    double half_width{}; ///< infinite where there are too few observations to tell
    Interval interval() const { return {value - half_width, value + half_width}; }
    bool operator==(const Estimate&) const = default;
};

/// Half the width, in standard errors, of a two-sided interval by Student's t.
/// @throws Error unless 0 < confidence < 1 and degrees > 0
inline double student_t(double confidence, double degrees) {
    if (!(confidence > 0 && confidence < 1))
        throw Error("student_t", "confidence is " + detail::number_text(confidence) +
                                     ", must be greater than 0 and less than 1");
    if (!(degrees > 0))
        throw Error("student_t",
                    "degrees is " + detail::number_text(degrees) + ", must be greater than 0");
    return boost::math::quantile(
        boost::math::complement(boost::math::students_t(degrees), 0.5 * (1 - confidence)));
}

/// The mean of independent observations.
/// @throws Error where there are none
inline Estimate mean_estimate(std::span<const double> values, double confidence = 0.95) {
    if (values.empty()) throw Error("mean_estimate", "values is empty");
    const double count = static_cast<double>(values.size());
    double mean = 0;
    for (const double value : values) mean += value / count;
    if (values.size() < 2) return {mean, std::numeric_limits<double>::infinity()};
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    return {mean, student_t(confidence, count - 1) * std::sqrt(squares / (count - 1) / count)};
}

/// The ratio of the means of two quantities observed together, such as pieces over hours, with
/// the interval by linearisation (the delta method).
/// @throws Error where there are none, their numbers differ, or the denominators' mean is 0
inline Estimate ratio_estimate(std::span<const double> numerators,
                               std::span<const double> denominators, double confidence = 0.95) {
    if (numerators.empty()) throw Error("ratio_estimate", "numerators is empty");
    if (numerators.size() != denominators.size())
        throw Error("ratio_estimate", "denominators has " + std::to_string(denominators.size()) +
                                          " values, must have as many as numerators (" +
                                          std::to_string(numerators.size()) + ")");
    const double count = static_cast<double>(numerators.size());
    double top = 0, bottom = 0;
    for (std::size_t i = 0; i < numerators.size(); ++i) {
        top += numerators[i];
        bottom += denominators[i];
    }
    if (bottom == 0) throw Error("ratio_estimate", "denominators sum to 0, must not");
    const double ratio = top / bottom;
    if (numerators.size() < 2) return {ratio, std::numeric_limits<double>::infinity()};
    double squares = 0;
    for (std::size_t i = 0; i < numerators.size(); ++i) {
        const double gap = numerators[i] - ratio * denominators[i];
        squares += gap * gap;
    }
    const double error = std::sqrt(squares / (count - 1) * count) / std::abs(bottom);
    return {ratio, student_t(confidence, count - 1) * error};
}

/// Where a series that starts out of the ordinary has settled.
struct Truncation {
    std::size_t observations{}; ///< to be left out at the start
    bool settled{};             ///< false: the series is too short to show that it settles
    bool operator==(const Truncation&) const = default;
};

/// The truncation by MSER-m (White 1997; m = 5: White, Cobb and Spratt 2000): of the means of m
/// observations each, as many are left out as make the standard error of the rest's mean least.
/// It has not settled where that is more than half of them, or there are fewer than 10 means.
inline Truncation mser(std::span<const double> series, std::size_t m = 5) {
    if (m == 0) throw Error("mser", "m is 0, must be at least 1");
    const std::size_t batches = series.size() / m;
    if (batches < 10) return {0, false};
    std::vector<double> means(batches);
    for (std::size_t k = 0; k < batches; ++k)
        for (std::size_t i = 0; i < m; ++i) means[k] += series[k * m + i] / static_cast<double>(m);
    // Mean and squares of what is kept, from the end to the beginning (Welford).
    double mean = 0, squares = 0, least = std::numeric_limits<double>::infinity();
    std::size_t best = 0;
    for (std::size_t k = batches; k-- > 0;) {
        const double kept = static_cast<double>(batches - k);
        const double step = means[k] - mean;
        mean += step / kept;
        squares += step * (means[k] - mean);
        // The last five are too few to judge by.
        if (batches - k > 5 && squares / (kept * kept) <= least) {
            least = squares / (kept * kept);
            best = k;
        }
    }
    return {best * m, best <= batches / 2};
}

/// The correlation of a series with itself one step later; 0 where the series does not vary.
inline double lag_one_correlation(std::span<const double> series) {
    if (series.size() < 2) return 0;
    double mean = 0;
    for (const double value : series) mean += value / static_cast<double>(series.size());
    double squares = 0, products = 0;
    for (std::size_t i = 0; i < series.size(); ++i) {
        squares += (series[i] - mean) * (series[i] - mean);
        if (i > 0) products += (series[i] - mean) * (series[i - 1] - mean);
    }
    return squares > 0 ? products / squares : 0;
}

/// The batches of one long run: its consecutive parts, joined until they can pass for
/// independent.
struct Batches {
    std::vector<double> means{};
    std::size_t size{};   ///< observations in each
    double correlation{}; ///< of consecutive means
    bool independent{};   ///< false: still correlated when only 8 were left
    bool operator==(const Batches&) const = default;
};

/// Batch means of a stationary series: 32 batches at first, halved in number (16, 8) while
/// consecutive ones are positively correlated (one-sided, at 5 %). The observations that do not
/// fill a batch are left out at the start.
/// @throws Error where there are fewer than 8 observations
inline Batches batch_means(std::span<const double> series) {
    if (series.size() < 8)
        throw Error("batch_means",
                    "series has " + std::to_string(series.size()) + " values, must have 8 or more");
    Batches result;
    for (std::size_t count = 32; count >= 8; count /= 2) {
        if (series.size() < count) continue;
        result.size = series.size() / count;
        result.means.assign(count, 0.0);
        const std::size_t skipped = series.size() - result.size * count;
        for (std::size_t i = 0; i < result.size * count; ++i)
            result.means[i / result.size] += series[skipped + i];
        for (double& mean : result.means) mean /= static_cast<double>(result.size);
        result.correlation = lag_one_correlation(result.means);
        result.independent = result.correlation <= 1.645 / std::sqrt(static_cast<double>(count));
        if (result.independent) break;
    }
    return result;
}

} // namespace rampcast
