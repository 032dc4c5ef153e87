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

/// The filter of a pool, on any scalar: for bodies.
namespace rampcast::detail {

inline constexpr std::size_t ramp_points = 9;

/// The parameters of a pool on a scalar, with what follows from them.
template <class T> struct RampPrior {
    T ceiling, ceiling_sd, deficit, deficit_sd, correlation;
    std::array<T, 3> speeds;
    T shock_sd, memory;
    std::array<T, 3> noises;
    T first_sd, pattern_sd;
    T ceiling_by_speed, deficit_by_speed;
};

inline constexpr std::array<double, 3> node_weights{1. / 6, 2. / 3, 1. / 6};

/// A middle value and those on either side.
template <class T> std::array<T, 3> three_nodes(const T& middle, const T& spread) {
    using std::exp;
    const T factor = exp(spread * std::numbers::sqrt3);
    return {middle / factor, middle, middle * factor};
}

inline RampPrior<double> ramp_prior(const PoolParameters& p) {
    return {p.ceiling,         p.ceiling_sd,  p.deficit,
            p.deficit_sd,      p.correlation, three_nodes(p.speed, p.speed_spread),
            p.shock_sd,        p.memory,      three_nodes(p.noise_sd, p.noise_spread),
            p.first_sd,        p.pattern_sd,  p.ceiling_by_speed,
            p.deficit_by_speed};
}

/// What is known at one pair of speed and noise: mean and covariance of (ceiling, deficit, shock,
/// pattern of three periods), and the log of the pair's weight.
template <class T> class RampPoint {
public:
    static constexpr std::size_t states = 6;
    std::array<T, states> mean{};
    std::array<std::array<T, states>, states> covariance{};
    T log_weight{};

    RampPoint() = default;
    /// @param count_variance of ln of a count
    RampPoint(const RampPrior<T>& prior, std::size_t point, double count_variance)
        : log_weight(std::log(node_weights[point / 3] * node_weights[point % 3])),
          memory_(prior.memory),
          shock_variance_(prior.shock_sd * prior.shock_sd),
          noise_variance_(prior.noises[point % 3] * prior.noises[point % 3] + count_variance),
          first_variance_(prior.first_sd * prior.first_sd) {
        using std::exp;
        const std::size_t speed = point / 3;
        fall_ = exp(-prior.speeds[speed]);
        mean.fill(T(0));
        for (auto& row : covariance) row.fill(T(0));
        const double sds = (static_cast<double>(speed) - 1) * std::numbers::sqrt3;
        mean[0] = prior.ceiling + prior.ceiling_by_speed * sds;
        mean[1] = prior.deficit + prior.deficit_by_speed * sds;
        covariance[0][0] = prior.ceiling_sd * prior.ceiling_sd;
        covariance[1][1] = prior.deficit_sd * prior.deficit_sd;
        covariance[0][1] = prior.correlation * prior.ceiling_sd * prior.deficit_sd;
        covariance[1][0] = covariance[0][1];
        covariance[2][2] = shock_variance_ / (1. - memory_ * memory_);
        const T pattern = prior.pattern_sd * prior.pattern_sd;
        for (std::size_t i = 0; i < 3; ++i)
            for (std::size_t k = 0; k < 3; ++k)
                covariance[3 + i][3 + k] = pattern * ((i == k ? 1. : 0.) - 1. / 3);
    }

    /// Takes in the next period. Outliers, beyond two sds, move it no more than their size tells.
    void see(double z) {
        using std::log;
        if (time_ > 0) {
            mean[2] = mean[2] * memory_;
            for (std::size_t i = 0; i < states; ++i) {
                covariance[2][i] = covariance[2][i] * memory_;
                covariance[i][2] = covariance[i][2] * memory_;
            }
            covariance[2][2] += shock_variance_;
            left_ = left_ * fall_;
        }
        const std::size_t place = 3 + time_ % 3;
        const bool first = time_++ == 0;
        if (std::isnan(z)) return;
        std::array<T, states> gain; // times the variance
        for (std::size_t i = 0; i < states; ++i)
            gain[i] = covariance[i][0] - left_ * covariance[i][1] + covariance[i][2] +
                      covariance[i][place];
        T variance = gain[0] - left_ * gain[1] + gain[2] + gain[place] + noise_variance_;
        if (first) variance += first_variance_;
        const T error = z - (mean[0] - left_ * mean[1] + mean[2] + mean[place]);
        const T square = error * error;
        if (plain(square) > 4 * plain(variance)) {
            log_weight += -.5 * log(variance) - 2. - 1.5 * log(square / (4. * variance));
            variance = square * .25;
        } else {
            log_weight += -.5 * log(variance) - .5 * square / variance;
        }
        const T scaled = error / variance, inverse = 1. / variance;
        for (std::size_t i = 0; i < states; ++i) {
            mean[i] += gain[i] * scaled;
            const T share = gain[i] * inverse;
            for (std::size_t k = 0; k <= i; ++k) {
                covariance[i][k] -= share * gain[k];
                covariance[k][i] = covariance[i][k];
            }
        }
    }

    /// Periods taken in.
    std::size_t time() const { return time_; }
    const T& memory() const { return memory_; }
    const T& shock_variance() const { return shock_variance_; }
    const T& noise_variance() const { return noise_variance_; }
    /// What is left of the deficit in the last period taken in, and a period's share of that.
    const T& left() const { return left_; }
    const T& fall() const { return fall_; }

private:
    T memory_{}, shock_variance_{}, noise_variance_{}, first_variance_{}, fall_{};
    T left_ = T(1);
    std::size_t time_ = 0;
};

/// What a point foretells of one period after another.
template <class T> class RampOutlook {
public:
    explicit RampOutlook(const RampPoint<T>& point) : point_(point), left_(point.left()) {}

    /// Goes on by a period.
    void step() {
        ++ahead_;
        left_ = left_ * point_.fall();
        shock_left_ = shock_left_ * point_.memory();
        new_shock_ = new_shock_ * point_.memory() * point_.memory() + point_.shock_variance();
    }
    T mean() const {
        const auto& m = point_.mean;
        return m[0] - left_ * m[1] + shock_left_ * m[2] + m[place()];
    }
    /// Of ln units, noise included.
    T variance() const {
        const auto& c = point_.covariance;
        const std::size_t q = place();
        const T of_curve =
            c[0][0] + c[q][q] + 2. * c[0][q] + left_ * (left_ * c[1][1] - 2. * (c[0][1] + c[1][q]));
        const T with_shock =
            shock_left_ * (shock_left_ * c[2][2] + 2. * (c[0][2] + c[2][q] - left_ * c[1][2]));
        return of_curve + with_shock + new_shock_ + point_.noise_variance();
    }
    const T& left() const { return left_; }
    const T& shock_left() const { return shock_left_; }
    std::size_t place() const { return 3 + (point_.time() + ahead_ - 1) % 3; }

private:
    const RampPoint<T>& point_;
    T left_, shock_left_ = T(1), new_shock_ = T(0);
    std::size_t ahead_ = 0;
};

/// All pairs after a series, of which `z` are ln units less calendar and group, NaN where missing.
template <class T>
std::array<RampPoint<T>, ramp_points> filtered(const RampPrior<T>& prior, std::span<const double> z,
                                               double count_variance) {
    std::array<RampPoint<T>, ramp_points> points;
    for (std::size_t i = 0; i < ramp_points; ++i) {
        points[i] = RampPoint<T>(prior, i, count_variance);
        for (const double each : z) points[i].see(each);
    }
    return points;
}

/// The shares of the pairs.
inline std::array<double, ramp_points>
shares_of(const std::array<RampPoint<double>, ramp_points>& points) {
    std::array<double, ramp_points> shares{};
    double most = points[0].log_weight, sum = 0;
    for (const auto& point : points) most = std::max(most, point.log_weight);
    for (std::size_t i = 0; i < ramp_points; ++i)
        sum += shares[i] = std::exp(points[i].log_weight - most);
    for (double& share : shares) share /= sum;
    return shares;
}

/// The variance of ln of a count whose size is that of the last four seen.
inline double count_variance(std::span<const double> y) {
    double sum = 0;
    int seen = 0;
    for (std::size_t i = y.size(); i > 0 && seen < 4; --i) {
        if (std::isnan(y[i - 1])) continue;
        sum += y[i - 1];
        ++seen;
    }
    return 1 / std::max(1., seen > 0 ? sum / seen : 0.);
}

} // namespace rampcast::detail
