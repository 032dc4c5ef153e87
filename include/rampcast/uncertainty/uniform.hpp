#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "rampcast/uncertainty/distribution_checks.hpp"
#include "rampcast/uncertainty/level.hpp"
#include "rampcast/uncertainty/moments.hpp"

namespace rampcast {

/// A number equally likely anywhere from `low` to `high`; equal ends make a constant.
struct Uniform {
    double low = 0;  ///< least value
    double high = 1; ///< greatest value

    static constexpr std::string_view type_name = "Uniform";
    static constexpr std::string_view tag = "uniform";
    static constexpr std::string_view meaning = "A number equally likely anywhere between two ends";
    static constexpr auto params() {
        return std::tuple{
            param("low", &Uniform::low, "", bounds::value, "least value").needed(),
            param("high", &Uniform::high, "", bounds::value, "greatest value").needed(),
        };
    }

    /// Throws `Error` unless low <= high, both finite.
    void validate(const std::string& place) const {
        detail::check_ranges(*this, place);
        detail::check_at_least(*this, place, "high", high, "low", low);
    }
    Moments moments() const {
        return {low + 0.5 * (high - low), (high - low) * 0.28867513459481288225};
    }
    /// Least and greatest value.
    std::pair<double, double> support() const { return {low, high}; }
    /// The distribution of `factor` times this number, factor > 0.
    Uniform scaled(double factor) const {
        detail::check_factor(factor);
        return {low * factor, high * factor};
    }
    /// The distribution of this number plus `offset`.
    Uniform shifted(double offset) const { return {low + offset, high + offset}; }
    /// The value at a probability level.
    double value_at(const detail::Level& level) const {
        return level.lower_half() ? low + (high - low) * level.below
                                  : high - (high - low) * level.above;
    }

    /// The value not exceeded with probability p. Throws `Error` unless 0 <= p <= 1.
    double quantile(double p) const { return value_at(detail::Level::of_p(p)); }
    /// The value at the standard normal variable `z`, precise in both tails.
    double quantile_z(double z) const { return value_at(detail::Level::of_z(z)); }

    bool operator==(const Uniform&) const = default;
};

} // namespace rampcast
