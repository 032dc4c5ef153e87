#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

#include "rampcast/uncertainty/steps.hpp"

/// What `steps.hpp` declares.
namespace rampcast::detail {

RAMPCAST_INLINE Steps::Steps(const std::vector<double>& unsorted,
                             const std::vector<double>& weights) {
    std::vector<std::size_t> order(unsorted.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (!weights.empty()) std::erase_if(order, [&](std::size_t i) { return !(weights[i] > 0); });
    std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t k) {
        return unsorted[i] < unsorted[k] || (unsorted[i] == unsorted[k] && i < k);
    });
    const std::size_t count = order.size();
    values.resize(count);
    below.resize(count);
    above.resize(count);
    const auto weight = [&](std::size_t i) { return weights.empty() ? 1.0 : weights[order[i]]; };
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = unsorted[order[i]];
        below[i] = sum += weight(i);
    }
    const double total = sum;
    sum = 0;
    for (std::size_t i = count; i-- > 0;) {
        above[i] = sum / total;
        sum += weight(i);
    }
    for (double& share : below) share /= total;
}

} // namespace rampcast::detail
