#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>
#include <vector>

#include "rampcast/calibrate/gradient.hpp"
#include "rampcast/calibrate/pool_data.hpp"
#include "rampcast/calibrate/ramp_filter.hpp"

/// What a pool is learned by: for bodies.
namespace rampcast::detail {

inline constexpr std::size_t pool_size = 15;
using PoolVector = std::array<double, pool_size>;
using PoolGradient = Gradient<pool_size>;

/// Where parameters are looked for, as `pool_vector` has them: what ramps in general are like.
struct PoolCentre {
    PoolVector at{6,          1.8, .1823216,  -.2231436,  -.9162907, .9, -1.3862944, 2,
                  -1.0498221, .5,  -.9162907, -1.6094379, 0,         0,  0};
    PoolVector sd{3, 1.5, .7, .7, 1, .7, .8, 1, .6, .5, .7, .7, .7, .6, .6};
};

/// The parameters on scales without bounds.
template <class T> RampPrior<T> prior_at(const std::array<T, pool_size>& x) {
    using std::exp;
    using std::sqrt;
    const T tilt = exp(2. * x[12]);
    return {.ceiling = x[0],
            .ceiling_sd = exp(x[2]),
            .deficit = x[1],
            .deficit_sd = exp(x[3]),
            .correlation = (tilt - 1.) / (tilt + 1.),
            .speeds = three_nodes<T>(exp(x[4]), x[5]),
            .shock_sd = exp(x[6]),
            .memory = 1. / (1. + exp(-x[7])),
            .noises = three_nodes<T>(exp(x[8]), x[9]),
            .first_sd = exp(x[10]),
            .pattern_sd = exp(x[11]),
            .ceiling_by_speed = x[13],
            .deficit_by_speed = x[14]};
}

inline PoolParameters parameters_at(const PoolVector& x) {
    const RampPrior<double> prior = prior_at(x);
    const double way = std::copysign(1., x[5]); // which of the speeds is the fast one
    return {.ceiling = prior.ceiling,
            .ceiling_sd = prior.ceiling_sd,
            .deficit = prior.deficit,
            .deficit_sd = prior.deficit_sd,
            .correlation = prior.correlation,
            .speed = prior.speeds[1],
            .speed_spread = std::abs(x[5]),
            .shock_sd = prior.shock_sd,
            .memory = prior.memory,
            .noise_sd = prior.noises[1],
            .noise_spread = std::abs(x[9]),
            .first_sd = prior.first_sd,
            .pattern_sd = prior.pattern_sd,
            .ceiling_by_speed = way * prior.ceiling_by_speed,
            .deficit_by_speed = way * prior.deficit_by_speed};
}

/// ln of a sum of exp.
template <class T> T log_sum(const std::array<T, ramp_points>& logs) {
    using std::exp;
    using std::log;
    double most = plain(logs[0]);
    for (const T& each : logs) most = std::max(most, plain(each));
    T sum(0);
    for (const T& each : logs) sum += exp(each - most);
    return log(sum) + most;
}

template <class T> T log_normal_density(const T& error, const T& variance) {
    using std::log;
    return -.5 * (log(variance) + error * error / variance + std::log(2 * std::numbers::pi));
}

/// The mean of what is to come as a linear function of a point's state, and what is added to it.
template <class T> struct MeanAhead {
    T left{0}, shock{0};
    std::array<double, 3> pattern{};
    T variance{0}; ///< of new shocks and noise
};

template <class T>
MeanAhead<T> mean_ahead(const RampPoint<T>& point, std::span<const double> future,
                        double per_period) {
    MeanAhead<T> made;
    RampOutlook<T> outlook(point);
    for (const double each : future) {
        outlook.step();
        if (std::isnan(each)) continue;
        made.left += outlook.left() * per_period;
        made.shock += outlook.shock_left() * per_period;
        made.pattern[outlook.place() - 3] += per_period;
        made.variance += point.noise_variance() * (per_period * per_period);
    }
    T weight(0); // of the part of the shock that is new in a period
    for (std::size_t h = future.size(); h > 0; --h) {
        weight = weight * point.memory() + (std::isnan(future[h - 1]) ? 0. : per_period);
        made.variance += weight * weight * point.shock_variance();
    }
    return made;
}

/// ln of the density at the mean of what came after, and the mean over periods of ln of the density
/// at each, as told from the first periods.
template <class T>
T score_ahead(const RampPrior<T>& prior, std::span<const double> past,
              std::span<const double> future, double count_variance) {
    const auto points = filtered(prior, past, count_variance);
    double sum = 0;
    int count = 0;
    for (const double z : future) {
        if (std::isnan(z)) continue;
        sum += z;
        ++count;
    }
    std::array<T, ramp_points> logs;
    for (std::size_t i = 0; i < ramp_points; ++i) logs[i] = points[i].log_weight;
    const T whole = log_sum(logs);

    std::vector<RampOutlook<T>> outlooks;
    for (const auto& point : points) outlooks.emplace_back(point);
    T each(0);
    for (const double z : future) {
        for (auto& outlook : outlooks) outlook.step();
        if (std::isnan(z)) continue;
        for (std::size_t i = 0; i < ramp_points; ++i)
            logs[i] = points[i].log_weight +
                      log_normal_density<T>(z - outlooks[i].mean(), outlooks[i].variance());
        each += log_sum(logs) - whole;
    }

    for (std::size_t i = 0; i < ramp_points; ++i) {
        const MeanAhead<T> ahead = mean_ahead(points[i], future, 1. / count);
        const std::array<T, 6> factor{T(1),
                                      -ahead.left,
                                      ahead.shock,
                                      T(ahead.pattern[0]),
                                      T(ahead.pattern[1]),
                                      T(ahead.pattern[2])};
        T mean(0), variance = ahead.variance;
        for (std::size_t a = 0; a < factor.size(); ++a) {
            mean += factor[a] * points[i].mean[a];
            T row(0);
            for (std::size_t b = 0; b < factor.size(); ++b)
                row += factor[b] * points[i].covariance[a][b];
            variance += factor[a] * row;
        }
        logs[i] = points[i].log_weight + log_normal_density<T>(sum / count - mean, variance);
    }
    return each / count + log_sum(logs) - whole;
}

} // namespace rampcast::detail
