#pragma once

#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "rampcast/uncertainty/distribution_checks.hpp"
#include "rampcast/uncertainty/level.hpp"
#include "rampcast/uncertainty/moments.hpp"

namespace rampcast {

/// A positive number whose natural logarithm is normally distributed.
struct LogNormal {
    /// mean of the logarithm, the logarithm of the median
    double log_mean = 0;
    double log_sd = 1; ///< standard deviation of the logarithm

    static constexpr std::string_view type_name = "LogNormal";
    static constexpr std::string_view tag = "lognormal";
    static constexpr std::string_view meaning =
        "A positive number whose logarithm is normally distributed";
    static constexpr auto params() {
        return std::tuple{
            param("log_mean", &LogNormal::log_mean, "1", bounds::log_value,
                  "mean of the logarithm, the logarithm of the median")
                .needed(),
            param("log_sd", &LogNormal::log_sd, "1", bounds::log_spread,
                  "standard deviation of the logarithm")
                .needed(),
        };
    }

    /// The distribution with these 10 % and 90 % quantiles. Throws `Error` unless
    /// 0 < p10 < p90 <= 1e100.
    static LogNormal p10_p90(double p10, double p90) {
        if (!bounds::positive_value.allows(p10))
            detail::refuse(LogNormal{}, "", "p10", p10, bounds::positive_value.text());
        if (!bounds::value.allows(p90))
            detail::refuse(LogNormal{}, "", "p90", p90, bounds::value.text());
        detail::check_greater(LogNormal{}, "", "p90", p90, "p10", p10);
        const double spread = std::log(p90) - std::log(p10);
        return {std::log(p10) + 0.5 * spread, spread / (2 * 1.2815515655446004)};
    }
    /// Throws `Error` unless log_mean is from -230 to 230 and log_sd greater than 0
    /// and at most 20.
    void validate(const std::string& place) const { detail::check_ranges(*this, place); }
    Moments moments() const {
        const double variance = log_sd * log_sd;
        const double log_of_mean = log_mean + 0.5 * variance;
        const double mean = std::exp(log_of_mean);
        // Beyond, e^variance - 1 is e^variance to the last digit.
        constexpr double large = 40;
        if (variance > large) return {mean, std::exp(log_of_mean + 0.5 * variance)};
        return {mean, mean * std::sqrt(std::expm1(variance))};
    }
    /// Least and greatest value.
    std::pair<double, double> support() const {
        return {0, std::numeric_limits<double>::infinity()};
    }
    /// The distribution of `factor` times this number, factor > 0.
    LogNormal scaled(double factor) const {
        detail::check_factor(factor);
        return {log_mean + std::log(factor), log_sd};
    }
    /// Throws `Error` unless `offset` is 0: the range always starts at 0.
    LogNormal shifted(double offset) const {
        detail::check_no_offset(*this, offset);
        return *this;
    }
    /// The value at a probability level.
    double value_at(const detail::Level& level) const {
        return std::exp(log_mean + log_sd * level.z());
    }

    /// The value not exceeded with probability p. Throws `Error` unless 0 <= p <= 1.
    double quantile(double p) const { return value_at(detail::Level::of_p(p)); }
    /// The value at the standard normal variable `z`, precise in both tails.
    double quantile_z(double z) const { return std::exp(log_mean + log_sd * z); }

    bool operator==(const LogNormal&) const = default;
};

} // namespace rampcast
