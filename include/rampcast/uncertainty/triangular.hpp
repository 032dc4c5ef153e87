#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "rampcast/uncertainty/distribution_checks.hpp"
#include "rampcast/uncertainty/level.hpp"
#include "rampcast/uncertainty/moments.hpp"

namespace rampcast {

/// A number between `low` and `high` whose density rises in a straight line to `mode` and falls in
/// one from there; three equal values make a constant.
struct Triangular {
    double low = 0;  ///< least value
    double mode = 0; ///< most likely value
    double high = 0; ///< greatest value

    static constexpr std::string_view type_name = "Triangular";
    static constexpr std::string_view tag = "triangular";
    static constexpr std::string_view meaning =
        "A number with a triangular density over least, most likely and greatest value";
    static constexpr auto params() {
        return std::tuple{
            param("low", &Triangular::low, "", bounds::value, "least value").needed(),
            param("mode", &Triangular::mode, "", bounds::value, "most likely value").needed(),
            param("high", &Triangular::high, "", bounds::value, "greatest value").needed(),
        };
    }

    /// Throws `Error` unless low <= mode <= high, all finite.
    void validate(const std::string& place) const {
        detail::check_ranges(*this, place);
        detail::check_at_least(*this, place, "mode", mode, "low", low);
        detail::check_at_least(*this, place, "high", high, "mode", mode);
    }
    /// Least and greatest value.
    std::pair<double, double> support() const { return {low, high}; }
    /// The distribution of `factor` times this number, factor > 0.
    Triangular scaled(double factor) const {
        detail::check_factor(factor);
        return {low * factor, mode * factor, high * factor};
    }
    /// The distribution of this number plus `offset`.
    Triangular shifted(double offset) const { return {low + offset, mode + offset, high + offset}; }
    Moments moments() const {
        const double rise = mode - low;
        const double fall = high - mode;
        return {mode + (fall - rise) / 3,
                std::sqrt((rise * rise + rise * fall + fall * fall) / 18)};
    }
    /// The value at a probability level.
    double value_at(const detail::Level& level) const {
        const double span = high - low;
        if (level.below * span <= mode - low)
            return std::min(mode, low + std::sqrt(level.below * span * (mode - low)));
        return std::max(mode, high - std::sqrt(level.above * span * (high - mode)));
    }

    /// The value not exceeded with probability p. Throws `Error` unless 0 <= p <= 1.
    double quantile(double p) const { return value_at(detail::Level::of_p(p)); }
    /// The value at the standard normal variable `z`, precise in both tails.
    double quantile_z(double z) const { return value_at(detail::Level::of_z(z)); }

    bool operator==(const Triangular&) const = default;
};

} // namespace rampcast
