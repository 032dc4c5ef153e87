#pragma once

#include <cmath>
#include <cstddef>
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

/// One of several values, each with a weight; the probability of a value is its weight divided by
/// the sum of the weights. The values may stand in any order.
struct Discrete {
    std::vector<double> values{};  ///< the values, in any order
    std::vector<double> weights{}; ///< a weight for each value

    static constexpr std::string_view type_name = "Discrete";
    static constexpr std::string_view tag = "discrete";
    static constexpr std::string_view meaning = "One of several values, each with a weight";
    static constexpr auto params() {
        return std::tuple{
            param("values", &Discrete::values, "", bounds::value, "the values, in any order")
                .needed(),
            param("weights", &Discrete::weights, "1", bounds::non_negative,
                  "a weight for each value")
                .needed(),
        };
    }

    /// Throws `Error` unless there is a value, each has a weight of at least 0, and one weight is
    /// greater than 0.
    void validate(const std::string& place) const {
        detail::check_ranges(*this, place);
        if (values.empty()) throw Error(place, "discrete: values is empty");
        if (values.size() != weights.size())
            throw Error(place, "discrete: there are " + std::to_string(values.size()) +
                                   " values and " + std::to_string(weights.size()) +
                                   " weights, must be as many");
        double sum = 0;
        for (double weight : weights) sum += weight;
        if (!bounds::positive.allows(sum))
            detail::refuse(*this, place, "the sum of weights", sum, bounds::positive.text());
    }
    Moments moments() const {
        double sum = 0;
        for (const double weight : weights) sum += weight;
        double mean = 0;
        for (std::size_t i = 0; i < values.size(); ++i)
            if (weights[i] > 0) mean += weights[i] / sum * values[i];
        double variance = 0;
        for (std::size_t i = 0; i < values.size(); ++i)
            if (weights[i] > 0)
                variance += weights[i] / sum * ((values[i] - mean) * (values[i] - mean));
        return {mean, std::sqrt(variance)};
    }
    /// Least and greatest value with a weight.
    std::pair<double, double> support() const {
        const detail::Steps steps(values, weights);
        return {steps.values.front(), steps.values.back()};
    }
    /// The distribution of `factor` times this number, factor > 0.
    Discrete scaled(double factor) const {
        detail::check_factor(factor);
        Discrete result = *this;
        for (double& value : result.values) value *= factor;
        return result;
    }
    /// The distribution of this number plus `offset`.
    Discrete shifted(double offset) const {
        Discrete result = *this;
        for (double& value : result.values) value += offset;
        return result;
    }
    /// The least value whose cumulative probability reaches the level. Sorts the values each time:
    /// for many draws make a `QuantileTable`.
    double value_at(const detail::Level& level) const {
        return detail::Steps(values, weights).value_at(level);
    }

    /// The value not exceeded with probability p. Throws `Error` unless 0 <= p <= 1.
    double quantile(double p) const { return value_at(detail::Level::of_p(p)); }
    /// The value at the standard normal variable `z`, precise in both tails.
    double quantile_z(double z) const { return value_at(detail::Level::of_z(z)); }

    bool operator==(const Discrete&) const = default;
};

} // namespace rampcast
