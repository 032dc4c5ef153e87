#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/forecast_data.hpp"
#include "rampcast/forecast/simulator.hpp"
#include "rampcast/value/cash_flow.hpp"

/// The returns `forecast.hpp` declares.
namespace rampcast {

namespace detail {

/// The weighted quantile of values, the least where the shares of the values up to it reach p.
inline double weighted_quantile(std::vector<std::pair<double, double>>& values, double p) {
    if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
    std::sort(values.begin(), values.end());
    double total = 0, sum = 0;
    for (const auto& each : values) total += each.second;
    for (const auto& each : values)
        if ((sum += each.second) >= p * total) return each.first;
    return values.back().first;
}

/// Quantiles of figures that some paths have.
class Figures {
public:
    void add(double value, double weight) { values_.emplace_back(value, weight); }
    ReturnRow row(const std::string& name, double total) {
        double sum = 0;
        for (const auto& each : values_) sum += each.second;
        return {name, total > 0 ? sum / total : 0, weighted_quantile(values_, .1),
                weighted_quantile(values_, .5), weighted_quantile(values_, .9)};
    }

private:
    std::vector<std::pair<double, double>> values_;
};

} // namespace detail

RAMPCAST_INLINE std::vector<ReturnRow> Forecast::returns(std::uint64_t wanted) const {
    if (wanted < 1)
        throw Error("forecast", "paths is " + std::to_string(wanted) + ", must be at least 1");
    const Forecast flows = with({Metric::net_cash_flow, Metric::closing_working_capital},
                                {Frequency::month}, {View::period});
    const detail::Setup& setup = *flows.data_->setup;
    const auto block = [&](Metric metric) -> const SeriesBlock& {
        return *setup.plan.find(metric, View::period, Frequency::month);
    };
    detail::Figures rates, several, paid_back, deepest;
    double total = 0;
    for (std::size_t c = 0; c < weights_.size(); ++c) {
        if (!(weights_[c] > 0)) continue;
        const auto sampled = [&](Metric metric) {
            return detail::simulator()
                .sample(setup, c, block(metric), std::min(wanted, paths()))
                .figures;
        };
        const std::vector<std::vector<float>> sample = sampled(Metric::net_cash_flow);
        const std::vector<float> closing = sampled(Metric::closing_working_capital).back();
        const std::size_t paths = sample.front().size();
        const double weight = weights_[c] / static_cast<double>(paths);
        std::vector<double> path(sample.size());
        for (std::size_t i = 0; i < paths; ++i) {
            for (std::size_t g = 0; g < path.size(); ++g)
                path[g] = static_cast<double>(sample[g][i]);
            const Funding funding = peak_funding(path);
            path.back() += static_cast<double>(closing[i]);
            total += weight;
            const bool moves =
                std::any_of(path.begin(), path.end(), [](double x) { return x != 0; });
            const std::vector<double> roots = moves ? irr(path) : std::vector<double>{};
            if (roots.size() == 1) rates.add(std::pow(1 + roots[0], 12) - 1, weight);
            if (roots.size() > 1) several.add(std::pow(1 + roots.back(), 12) - 1, weight);
            if (const auto month = payback(path))
                paid_back.add(static_cast<double>(*month) + 1, weight);
            if (funding.peak > 0) deepest.add(static_cast<double>(funding.period) + 1, weight);
        }
    }
    return {rates.row("irr_per_year", total),
            several.row("irr_per_year, highest of several", total),
            paid_back.row("payback_month", total), deepest.row("peak_funding_month", total)};
}

} // namespace rampcast
