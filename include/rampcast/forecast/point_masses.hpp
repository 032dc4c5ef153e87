#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "rampcast/core/threshold.hpp"
#include "rampcast/forecast/totals.hpp"

namespace rampcast::detail {

/// The values on which a sample has several paths: caps, certain orders and nameplates, discrete
/// values. Bins would spread them.
/// @param sample in rising order
inline std::vector<PointMass> point_masses(std::span<const float> sample) {
    constexpr std::size_t several = 4, most = 16; // by chance, four are hardly ever so near
    std::vector<std::pair<std::size_t, float>> found;
    for (std::size_t i = 0; i < sample.size();) {
        const float reach = 2 * static_cast<float>(threshold_tolerance) * std::abs(sample[i]);
        const auto end = static_cast<std::size_t>(
            std::upper_bound(sample.begin() + static_cast<std::ptrdiff_t>(i), sample.end(),
                             sample[i] + reach) -
            sample.begin());
        if (end - i >= several)
            found.emplace_back(end - i, sample[i] + (sample[end - 1] - sample[i]) / 2);
        i = end - i >= several ? end : i + 1;
    }
    std::sort(found.begin(), found.end(), std::greater<>());
    found.resize(std::min(found.size(), most));
    std::vector<PointMass> masses;
    for (const auto& each : found) masses.push_back({.value = each.second});
    std::sort(masses.begin(), masses.end(),
              [](const PointMass& a, const PointMass& b) { return a.value < b.value; });
    return masses;
}

} // namespace rampcast::detail
