#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <boost/math/distributions/students_t.hpp>

#include "rampcast/core/error.hpp"
#include "rampcast/flow/statistics.hpp"
#include "rampcast/line/argument.hpp"

/// What `statistics.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE double student_t(double confidence, double degrees) {
    detail::check_argument("student_t", "confidence", confidence, bounds::inner_share);
    detail::check_argument("student_t", "degrees", degrees, bounds::positive);
    return boost::math::quantile(
        boost::math::complement(boost::math::students_t(degrees), 0.5 * (1 - confidence)));
}

RAMPCAST_INLINE Estimate mean_estimate(std::span<const double> values, double confidence) {
    if (values.empty()) throw Error("mean_estimate", "values is empty");
    const double count = static_cast<double>(values.size());
    double mean = 0;
    for (const double value : values) mean += value / count;
    if (values.size() < 2) return {mean, std::numeric_limits<double>::infinity()};
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    return {mean, student_t(confidence, count - 1) * std::sqrt(squares / (count - 1) / count)};
}

RAMPCAST_INLINE Ratio ratio_of(std::span<const double> numerators,
                               std::span<const double> denominators) {
    if (numerators.empty()) throw Error("ratio_of", "numerators is empty");
    if (numerators.size() != denominators.size())
        throw Error("ratio_of", "denominators has " + std::to_string(denominators.size()) +
                                    " values, must have as many as numerators (" +
                                    std::to_string(numerators.size()) + ")");
    double top = 0, bottom = 0;
    for (std::size_t i = 0; i < numerators.size(); ++i) {
        top += numerators[i];
        bottom += denominators[i];
    }
    if (bottom == 0) throw Error("ratio_of", "denominators sum to 0, must not");
    Ratio result{top / bottom, {}};
    const double mean = bottom / static_cast<double>(numerators.size());
    for (std::size_t i = 0; i < numerators.size(); ++i)
        result.deviations.push_back((numerators[i] - result.value * denominators[i]) / mean);
    return result;
}

RAMPCAST_INLINE Estimate ratio_estimate(std::span<const double> numerators,
                                        std::span<const double> denominators, double confidence) {
    const Ratio ratio = ratio_of(numerators, denominators);
    return {ratio.value, mean_estimate(ratio.deviations, confidence).half_width};
}

RAMPCAST_INLINE Estimate paired_difference(const Ratio& a, const Ratio& b, double confidence) {
    if (a.deviations.size() != b.deviations.size())
        throw Error("paired_difference", "b has " + std::to_string(b.deviations.size()) +
                                             " observations, must have as many as a (" +
                                             std::to_string(a.deviations.size()) + ")");
    std::vector<double> apart(a.deviations.size());
    for (std::size_t i = 0; i < apart.size(); ++i) apart[i] = b.deviations[i] - a.deviations[i];
    return {b.value - a.value, mean_estimate(apart, confidence).half_width};
}

RAMPCAST_INLINE Truncation mser(std::span<const double> series, std::size_t m) {
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

RAMPCAST_INLINE double lag_one_correlation(std::span<const double> series) {
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

RAMPCAST_INLINE Batches batch_means(std::span<const double> series) {
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

RAMPCAST_INLINE Estimate batch_ratio(std::span<const double> numerators,
                                     std::span<const double> denominators, double confidence) {
    const Ratio ratio = ratio_of(numerators, denominators);
    if (ratio.deviations.size() < 8) return {ratio.value, std::numeric_limits<double>::infinity()};
    return {ratio.value, mean_estimate(batch_means(ratio.deviations).means, confidence).half_width};
}

} // namespace rampcast
