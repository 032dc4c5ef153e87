#pragma once

#include <cmath>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "rampcast/uncertainty/distribution_checks.hpp"
#include "rampcast/uncertainty/level.hpp"
#include "rampcast/uncertainty/moments.hpp"

namespace rampcast {

/// A number between `low` and `high`, beta distributed with shapes `a` and `b`.
struct Beta {
    double a = 1;    ///< shape at the lower end
    double b = 1;    ///< shape at the upper end
    double low = 0;  ///< least value
    double high = 1; ///< greatest value

    static constexpr std::string_view type_name = "Beta";
    static constexpr std::string_view tag = "beta";
    static constexpr std::string_view meaning = "A number between two ends, beta distributed";
    static constexpr auto params() {
        return std::tuple{
            param("a", &Beta::a, "1", bounds::shape, "shape at the lower end").needed(),
            param("b", &Beta::b, "1", bounds::shape, "shape at the upper end").needed(),
            param("low", &Beta::low, "", bounds::value, "least value"),
            param("high", &Beta::high, "", bounds::value, "greatest value"),
        };
    }

    /// Throws `Error` unless a and b are from 0.01 to 1e8 and low < high, all finite.
    void validate(const std::string& place) const {
        detail::check_ranges(*this, place);
        detail::check_greater(*this, place, "high", high, "low", low);
    }
    Moments moments() const {
        const double share = a / (a + b);
        return {low + (high - low) * share,
                (high - low) * std::sqrt(share * (b / (a + b)) / (a + b + 1))};
    }
    /// Least and greatest value.
    std::pair<double, double> support() const { return {low, high}; }
    /// The distribution of `factor` times this number, factor > 0.
    Beta scaled(double factor) const {
        detail::check_factor(factor);
        return {a, b, low * factor, high * factor};
    }
    /// The distribution of this number plus `offset`.
    Beta shifted(double offset) const { return {a, b, low + offset, high + offset}; }
    /// The value at a probability level.
    RAMPCAST_INLINE double value_at(const detail::Level& level) const;

    /// The value not exceeded with probability p. Throws `Error` unless 0 <= p <= 1.
    double quantile(double p) const { return value_at(detail::Level::of_p(p)); }
    /// The value at the standard normal variable `z`, precise in both tails.
    double quantile_z(double z) const { return value_at(detail::Level::of_z(z)); }

    bool operator==(const Beta&) const = default;
};

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/uncertainty/beta_body.hpp"
#endif
