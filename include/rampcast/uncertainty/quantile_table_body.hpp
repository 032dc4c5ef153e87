#pragma once

#include <algorithm>
#include <cstddef>
#include <variant>
#include <vector>

#include "rampcast/uncertainty/quantile_knots.hpp"
#include "rampcast/uncertainty/quantile_table.hpp"

/// What `quantile_table.hpp` declares.
namespace rampcast {

namespace detail {

/// A continuous number given that it is at least `least`.
struct CutBelow {
    const Distribution& whole;
    double least;
    double above; ///< probability that the whole is at least that

    CutBelow(const Distribution& distribution, double from) : whole(distribution), least(from) {
        double low = -KnotGrid::reach, high = KnotGrid::reach;
        for (int i = 0; i < 100; ++i) {
            const double middle = 0.5 * (low + high);
            (rampcast::quantile_z(whole, middle) < least ? low : high) = middle;
        }
        above = normal_below(-high);
    }
    /// P(not above) = P(whole not above) of what is left, by the tails.
    double quantile_z(double z) const {
        const double tail = above * normal_below(-z);
        return std::max(least, rampcast::quantile_z(whole, Level{1 - tail, tail}.z()));
    }
};

/// Values of at least `least`, with their weights.
inline StepTable steps_from(const std::vector<double>& values, const std::vector<double>& weights,
                            double least) {
    std::vector<double> left, weight;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] < least) continue;
        left.push_back(values[i]);
        weight.push_back(weights.empty() ? 1.0 : weights[i]);
    }
    double sum = 0;
    for (const double each : weight) sum += each;
    if (!(sum > 0)) return StepTable(Steps({least}, {}));
    for (double& each : weight) each /= sum;
    return StepTable(Steps(left, weight));
}

} // namespace detail

struct QuantileTable::Make {
    Form operator()(const Normal& d) const { return Affine{d.mean, d.sd}; }
    Form operator()(const LogNormal& d) const { return Exponential{{d.log_mean, d.log_sd}}; }
    Form operator()(const Discrete& d) const {
        return detail::StepTable(detail::Steps(d.values, d.weights));
    }
    Form operator()(const Empirical& d) const {
        return detail::StepTable(detail::Steps(d.values, {}));
    }
    template <class D> Form operator()(const D& d) const { return detail::hermite_table(d); }

    static Form from(const Distribution& d, double least) {
        constexpr double reach = detail::KnotGrid::reach;
        if (quantile_z(d, -reach) >= least) return std::visit(Make{}, d);
        if (const auto* weighted = std::get_if<Discrete>(&d))
            return detail::steps_from(weighted->values, weighted->weights, least);
        if (const auto* equal = std::get_if<Empirical>(&d))
            return detail::steps_from(equal->values, {}, least);
        if (quantile_z(d, reach) <= least) return Affine{least, 0};
        return detail::HermiteTable(detail::exact_knots(detail::CutBelow(d, least)));
    }
};

RAMPCAST_INLINE QuantileTable::QuantileTable(const Distribution& distribution)
    : form_(std::visit(Make{}, distribution)) {}

RAMPCAST_INLINE QuantileTable::QuantileTable(const Distribution& distribution, double least)
    : form_(Make::from(distribution, least)) {}

} // namespace rampcast
