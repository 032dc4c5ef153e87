#pragma once

#include <memory>
#include <vector>

#include "rampcast/forecast/setup.hpp"
#include "rampcast/forecast/totals.hpp"

namespace rampcast::detail {

/// What forecasts of one run share.
struct ForecastData {
    Plant plant;
    Timeline timeline;
    std::shared_ptr<const Setup> setup;
    std::vector<CombinationTotals> totals;
};

} // namespace rampcast::detail
