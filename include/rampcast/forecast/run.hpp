#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "rampcast/forecast/engine.hpp"
#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/prepare.hpp"

namespace rampcast {

RAMPCAST_INLINE Forecast forecast(const Plant& plant, const Timeline& timeline,
                                  const ForecastOptions& options, const Forecast* like) {
    ForecastOptions used = options;
    if (like != nullptr) {
        used.paths = like->paths() * detail::count_combinations(plant);
        used.seed = like->options().seed;
        used.sampling = like->options().sampling;
    }
    const auto setup = detail::make_setup(plant, timeline, used,
                                          like != nullptr ? like->drivers()
                                                          : std::vector<std::string>{});
    std::vector<CombinationTotals> totals = detail::run_all<PathLanes>(*setup);
    return Forecast::run(plant, timeline, setup, std::move(totals));
}

RAMPCAST_INLINE Forecast Forecast::with(const std::vector<Metric>& metrics,
                                        const std::vector<Frequency>& steps,
                                        const std::vector<View>& views) const {
    ForecastOptions options = this->options();
    options.metrics = metrics;
    options.steps = steps;
    options.views = views;
    Forecast more = forecast(plant(), timeline(), options, this);
    more.weights_ = weights_;
    return more;
}

} // namespace rampcast

#include "rampcast/forecast/comparison.hpp"
#include "rampcast/forecast/importance.hpp"
