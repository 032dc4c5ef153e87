#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/forecast_data.hpp"
#include "rampcast/forecast/simulator.hpp"
#include "rampcast/forecast/tasks.hpp"

namespace rampcast {

namespace detail {

/// Ranks of values from 0, ties sharing their mean rank.
inline std::vector<double> ranks(std::span<const float> values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> result(values.size());
    for (std::size_t i = 0; i < order.size();) {
        std::size_t end = i;
        while (end < order.size() && values[order[end]] == values[order[i]]) ++end;
        for (std::size_t k = i; k < end; ++k)
            result[order[k]] = 0.5 * static_cast<double>(i + end - 1);
        i = end;
    }
    return result;
}

/// Pearson's correlation; 0 where either side is constant.
inline double correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const auto n = static_cast<double>(a.size());
    const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / n;
    const double mean_b = std::accumulate(b.begin(), b.end(), 0.0) / n;
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += (a[i] - mean_a) * (b[i] - mean_b);
        aa += (a[i] - mean_a) * (a[i] - mean_a);
        bb += (b[i] - mean_b) * (b[i] - mean_b);
    }
    return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : 0;
}

} // namespace detail

RAMPCAST_INLINE std::vector<std::pair<std::string, double>>
Forecast::rank_correlations(Metric metric, Period period) const {
    constexpr std::uint64_t most = 2048;
    const detail::Setup& setup = *data_->setup;
    std::size_t series = 0;
    const SeriesBlock& block = block_of(metric, period, View::period, {}, series);
    const std::uint64_t wanted = std::min(most, paths());
    std::vector<double> mixed(setup.names.size());
    using Correlations = std::vector<double>;
    detail::run_tasks(
        setup.options, weights_.size(),
        [&] {
            return [&](std::size_t c, const detail::StopFlag&) {
                Correlations found;
                if (!(weights_[c] > 0)) return found;
                const detail::Sample sample = detail::simulator().sample(setup, c, block, wanted);
                const std::vector<double> outcome =
                    detail::ranks(sample.figures[series - block.first]);
                for (const detail::Driver& driver : setup.scenarios[c].drivers)
                    found.push_back(detail::correlation(
                        detail::ranks(sample.draws[driver.dimension]), outcome));
                return found;
            };
        },
        [&](std::size_t c, const Correlations& found) {
            for (std::size_t i = 0; i < found.size(); ++i)
                mixed[setup.scenarios[c].drivers[i].dimension] += weights_[c] * found[i];
        });
    std::vector<std::pair<std::string, double>> result;
    for (std::size_t d = 0; d < mixed.size(); ++d) result.emplace_back(setup.names[d], mixed[d]);
    std::stable_sort(result.begin(), result.end(), [](const auto& a, const auto& b) {
        return std::abs(a.second) > std::abs(b.second);
    });
    return result;
}

} // namespace rampcast
