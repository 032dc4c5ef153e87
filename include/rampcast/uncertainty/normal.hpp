#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "rampcast/uncertainty/distribution_checks.hpp"
#include "rampcast/uncertainty/level.hpp"
#include "rampcast/uncertainty/moments.hpp"

namespace rampcast {

/// A normally distributed number. It has no ends: for what cannot be negative take another kind.
struct Normal {
    double mean = 0; ///< mean
    double sd = 1;   ///< standard deviation

    static constexpr std::string_view type_name = "Normal";
    static constexpr std::string_view tag = "normal";
    static constexpr std::string_view meaning = "A normally distributed number";
    static constexpr auto params() {
        return std::tuple{
            param("mean", &Normal::mean, "", bounds::value, "mean").needed(),
            param("sd", &Normal::sd, "", bounds::positive_value, "standard deviation").needed(),
        };
    }

    /// Throws `Error` unless sd > 0, both finite.
    void validate(const std::string& place) const { detail::check_ranges(*this, place); }
    Moments moments() const { return {mean, sd}; }
    /// Least and greatest value: none.
    std::pair<double, double> support() const {
        return {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
    }
    /// The distribution of `factor` times this number, factor > 0.
    Normal scaled(double factor) const {
        detail::check_factor(factor);
        return {mean * factor, sd * factor};
    }
    /// The distribution of this number plus `offset`.
    Normal shifted(double offset) const { return {mean + offset, sd}; }
    /// The value at a probability level.
    double value_at(const detail::Level& level) const { return mean + sd * level.z(); }

    /// The value not exceeded with probability p. Throws `Error` unless 0 <= p <= 1.
    double quantile(double p) const { return value_at(detail::Level::of_p(p)); }
    /// The value at the standard normal variable `z`, precise in both tails.
    double quantile_z(double z) const { return mean + sd * z; }

    bool operator==(const Normal&) const = default;
};

} // namespace rampcast
