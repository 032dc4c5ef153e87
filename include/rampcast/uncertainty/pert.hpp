#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "rampcast/uncertainty/beta.hpp"
#include "rampcast/uncertainty/distribution_checks.hpp"
#include "rampcast/uncertainty/level.hpp"
#include "rampcast/uncertainty/moments.hpp"

namespace rampcast {

/// A number between `low` and `high`, most likely `mode`: the beta distribution with
/// a = 1 + 4 (mode - low) / (high - low) and b = 1 + 4 (high - mode) / (high - low), whose mean is
/// (low + 4 mode + high) / 6 (Malcolm, Roseboom, Clark and Fazar 1959). Three equal values make a
/// constant.
struct Pert {
    double low = 0;  ///< least value
    double mode = 0; ///< most likely value
    double high = 0; ///< greatest value

    static constexpr std::string_view type_name = "Pert";
    static constexpr std::string_view tag = "pert";
    static constexpr std::string_view meaning =
        "A number with a smooth density over least, most likely and greatest value";
    static constexpr auto params() {
        return std::tuple{
            param("low", &Pert::low, "", bounds::value, "least value").needed(),
            param("mode", &Pert::mode, "", bounds::value, "most likely value").needed(),
            param("high", &Pert::high, "", bounds::value, "greatest value").needed(),
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
    Pert scaled(double factor) const {
        detail::check_factor(factor);
        return {low * factor, mode * factor, high * factor};
    }
    /// The distribution of this number plus `offset`.
    Pert shifted(double offset) const { return {low + offset, mode + offset, high + offset}; }
    /// The beta distribution it is; `low < high` must hold.
    Beta beta() const {
        const double span = high - low;
        return {1 + 4 * ((mode - low) / span), 1 + 4 * ((high - mode) / span), low, high};
    }
    Moments moments() const { return low < high ? beta().moments() : Moments{low, 0}; }
    /// The value at a probability level.
    double value_at(const detail::Level& level) const {
        return low < high ? beta().value_at(level) : low;
    }

    /// The value not exceeded with probability p. Throws `Error` unless 0 <= p <= 1.
    double quantile(double p) const { return value_at(detail::Level::of_p(p)); }
    /// The value at the standard normal variable `z`, precise in both tails.
    double quantile_z(double z) const { return value_at(detail::Level::of_z(z)); }

    bool operator==(const Pert&) const = default;
};

} // namespace rampcast
