#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <span>
#include <vector>

#include "rampcast/uncertainty/noise.hpp"

/// What a path's figures say of what was observed, a persistent shock on the log of their level being
/// integrated out and never drawn.
namespace rampcast {

/// The shock of a period: the log of its factor has this sd, and correlates with that of the period
/// before.
struct LevelStep {
    double sd = 0;
    double correlation = 0; ///< that of the first has no meaning
    double shift = 0;       ///< of the log of the figure, over that without noise
};

/// The shock of sums of months, each lognormal, by the mean and variance of the sum.
/// @param units of each month without noise @param months of each period, in order
inline std::vector<LevelStep> gathered(std::span<const double> units,
                                       std::span<const std::size_t> months,
                                       const NoiseOf<double>& noise) {
    const double variance = noise.sd * noise.sd;
    std::vector<LevelStep> steps;
    std::size_t from = 0, before = 0;
    double variance_before = 0;
    // ln of the mean product of two sums' factors
    const auto joint = [&](std::size_t a, std::size_t na, std::size_t b, std::size_t nb) {
        double sum = 0, of_a = 0, of_b = 0;
        for (std::size_t i = a; i < a + na; ++i) of_a += units[i];
        for (std::size_t k = b; k < b + nb; ++k) of_b += units[k];
        for (std::size_t i = a; i < a + na; ++i)
            for (std::size_t k = b; k < b + nb; ++k)
                sum +=
                    units[i] * units[k] *
                    std::exp(variance *
                             std::pow(noise.month_correlation,
                                      std::abs(static_cast<double>(i) - static_cast<double>(k))));
        return of_a > 0 && of_b > 0 ? std::log(sum / (of_a * of_b)) : variance;
    };
    for (std::size_t p = 0; p < months.size(); from += months[p++]) {
        const double own = joint(from, months[p], from, months[p]);
        LevelStep step{.sd = std::sqrt(own), .shift = .5 * (variance - own)};
        if (p > 0 && own > 0 && variance_before > 0)
            step.correlation =
                joint(before, months[p - 1], from, months[p]) / std::sqrt(own * variance_before);
        before = from;
        variance_before = own;
        steps.push_back(step);
    }
    return steps;
}

/// A series as observed.
struct LevelData {
    std::vector<double> observed{}; ///< NaN where missing
    std::vector<LevelStep> steps{}; ///< a period each
    double log_sd = 0;              ///< of what comes on top of a period, of its log
    /// Whole numbers: below `small` units they are negative binomial, of variance m + (m log_sd)².
    bool counts = false;
    double small = 30;
    /// A figure below this counts as this.
    double least = .05;
};

/// What is known of the level, in its sds: a normal distribution.
struct LevelBelief {
    double mean = 0, variance = 1;
};

/// The log likelihood of a path, period by period.
class LevelFilter {
public:
    explicit LevelFilter(const LevelData& data) : data_(data) {
        // Never without: a Poisson count is the limit.
        phi_ = data.log_sd > 1e-4 ? 1 / (data.log_sd * data.log_sd) : 1e8;
        for (const double y : data.observed)
            constants_.push_back(is_small(y) ? std::lgamma(y + phi_) - std::lgamma(phi_) -
                                                   std::lgamma(y + 1)
                                             : -std::log(std::max(y, data.least)));
    }

    /// @param figures of the path without noise, a period each
    /// @param beliefs filled with what is known after each period, if not null
    double log_likelihood(std::span<const double> figures,
                          std::vector<LevelBelief>* beliefs = nullptr) const {
        LevelBelief now;
        double sum = 0;
        for (std::size_t t = 0; t < data_.observed.size(); ++t) {
            const LevelStep& step = data_.steps[t];
            if (t > 0) {
                now.mean *= step.correlation;
                now.variance = step.correlation * step.correlation * now.variance + 1 -
                               step.correlation * step.correlation;
            }
            const double y = data_.observed[t];
            if (!std::isnan(y)) {
                const double m = std::log(std::max(figures[t], data_.least)) + step.shift;
                sum += constants_[t] + (is_small(y) ? see_count(now, y, m, step.sd)
                                                    : see_log(now, y, -constants_[t] - m, step.sd));
            }
            if (beliefs) beliefs->push_back(now);
        }
        return sum;
    }
    /// A path of the level, in its sds, given all that was observed.
    /// @param normals a period each
    std::vector<double> draw(std::span<const double> figures,
                             std::span<const double> normals) const {
        std::vector<LevelBelief> beliefs;
        log_likelihood(figures, &beliefs);
        std::vector<double> levels(beliefs.size());
        for (std::size_t t = beliefs.size(); t-- > 0;) {
            LevelBelief now = beliefs[t];
            if (t + 1 < beliefs.size()) {
                const double r = data_.steps[t + 1].correlation, fresh = 1 - r * r;
                const double ahead = r * r * now.variance + fresh;
                const double gain = ahead > 0 ? r * now.variance / ahead : 0;
                now.mean += gain * (levels[t + 1] - r * now.mean);
                now.variance *= ahead > 0 ? fresh / ahead : 0;
            }
            levels[t] = now.mean + std::sqrt(std::max(now.variance, 0.)) * normals[t];
        }
        return levels;
    }

private:
    const LevelData& data_;
    double phi_ = 0;
    std::vector<double> constants_{}; ///< of each likelihood, whatever the path

    bool is_small(double y) const { return data_.counts && y < data_.small; }

    /// An amount: lognormal; a large count has the noise of a count besides.
    /// @param off of its log, over that of the path
    double see_log(LevelBelief& now, double y, double off, double sd) const {
        const double extra = data_.log_sd * data_.log_sd + (data_.counts ? 1 / std::max(y, 1.) : 0);
        const double variance = sd * sd * now.variance + extra;
        const double error = off - sd * now.mean;
        const double gain = sd * now.variance / variance;
        now.mean += gain * error;
        now.variance *= extra / variance;
        return -.5 * (std::log(2 * std::numbers::pi * variance) + error * error / variance);
    }
    /// A small count: its likelihood of the level by the normal of the same mode and curvature.
    double see_count(LevelBelief& now, double y, double m, double sd) const {
        double level = now.mean, slope = 0, curve = 0, share = 0, mean = 0;
        const auto at = [&] {
            mean = std::exp(m + sd * level);
            share = mean / (phi_ + mean);
            slope = sd * (y - (y + phi_) * share);
            curve = sd * sd * (y + phi_) * share * (1 - share);
        };
        for (int turn = 0; turn < 20; ++turn) {
            at();
            const double step =
                (slope - (level - now.mean) / now.variance) / (curve + 1 / now.variance);
            // Beyond a factor of e at once the curvature is another.
            const double most = sd > 0 ? 1 / sd : 1;
            level += std::clamp(step, -most, most);
            if (std::abs(step) < 1e-6) break;
        }
        at();
        const double off = level - now.mean, before = now.variance;
        now.mean = level;
        now.variance = 1 / (curve + 1 / before);
        return y * std::log(share) - phi_ * std::log1p(mean / phi_) - .5 * off * off / before +
               .5 * std::log(now.variance / before);
    }
};

} // namespace rampcast
