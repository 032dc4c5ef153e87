#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "rampcast/uncertainty/distribution_checks.hpp"
#include "rampcast/uncertainty/level.hpp"
#include "rampcast/uncertainty/moments.hpp"
#include "rampcast/uncertainty/steps.hpp"

namespace rampcast {

/// One of a list of observed values, all equally likely: the quantile is the inverse of the
/// empirical distribution function, a step function.
struct Empirical {
    std::vector<double> values{}; ///< the observed values, in any order

    static constexpr std::string_view type_name = "Empirical";
    static constexpr std::string_view tag = "empirical";
    static constexpr std::string_view meaning =
        "One of a list of observed values, all equally likely";
    static constexpr auto params() {
        return std::tuple{
            param("values", &Empirical::values, "", bounds::value,
                  "the observed values, in any order")
                .needed(),
        };
    }

    /// Throws `Error` unless there is a value and all are finite.
    void validate(const std::string& place) const {
        detail::check_ranges(*this, place);
        if (values.empty()) throw Error(place, "empirical: values is empty");
    }
    /// Mean and sd of the list itself: the sd divides by the number of values.
    Moments moments() const {
        const double count = static_cast<double>(values.size());
        double mean = 0;
        for (double value : values) mean += value / count;
        double variance = 0;
        for (double value : values) variance += (value - mean) * (value - mean) / count;
        return {mean, std::sqrt(variance)};
    }
    /// Least and greatest value.
    std::pair<double, double> support() const {
        const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
        return {*least, *greatest};
    }
    /// The distribution of `factor` times this number, factor > 0.
    Empirical scaled(double factor) const {
        detail::check_factor(factor);
        Empirical result = *this;
        for (double& value : result.values) value *= factor;
        return result;
    }
    /// The distribution of this number plus `offset`.
    Empirical shifted(double offset) const {
        Empirical result = *this;
        for (double& value : result.values) value += offset;
        return result;
    }
    /// The least value whose share of the list, counted from below, reaches the level. Sorts the
    /// values each time: for many draws make a `QuantileTable`.
    double value_at(const detail::Level& level) const {
        return detail::Steps(values, {}).value_at(level);
    }

    /// The value not exceeded with probability p. Throws `Error` unless 0 <= p <= 1.
    double quantile(double p) const { return value_at(detail::Level::of_p(p)); }
    /// The value at the standard normal variable `z`, precise in both tails.
    double quantile_z(double z) const { return value_at(detail::Level::of_z(z)); }

    bool operator==(const Empirical&) const = default;
};

} // namespace rampcast
