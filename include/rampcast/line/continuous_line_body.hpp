#pragma once

#include <cstddef>
#include <vector>

#include "rampcast/line/continuous_line.hpp"

/// What `continuous_line.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE ContinuousLine<double> continuous_line(const std::vector<double>& failure_rates,
                                                       const std::vector<double>& repair_rates,
                                                       const std::vector<double>& buffers,
                                                       const std::vector<double>& speeds) {
    const std::size_t k = failure_rates.size();
    if (repair_rates.size() != k || (!speeds.empty() && speeds.size() != k))
        throw Error("continuous_line",
                    "failure_rates, repair_rates and speeds must have one number a machine");
    std::vector<ContinuousMachine<double>> machines;
    for (std::size_t i = 0; i < k; ++i)
        machines.push_back({speeds.empty() ? 1. : speeds[i], failure_rates[i], repair_rates[i], 0});
    return continuous_line<double>(machines, buffers);
}

} // namespace rampcast
