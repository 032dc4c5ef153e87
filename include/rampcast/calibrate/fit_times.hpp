#pragma once

#include <vector>

namespace rampcast {

/// What y is seen over: a time each, or a stretch of time each. Days on the curve's own clock.
struct FitTimes {
    std::vector<double> from_days{}; ///< the time, or where the stretch begins
    std::vector<double> to_days{};   ///< where it ends; empty: y is a rate at the time
};

} // namespace rampcast
