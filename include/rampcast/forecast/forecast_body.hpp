#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "rampcast/forecast/bridge_body.hpp"
#include "rampcast/forecast/comparison_body.hpp"
#include "rampcast/forecast/explain_body.hpp"
#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/importance_body.hpp"
#include "rampcast/forecast/prepare.hpp"
#include "rampcast/forecast/returns_body.hpp"
#include "rampcast/forecast/shadow_body.hpp"
#include "rampcast/forecast/simulator.hpp"

/// What `forecast.hpp` declares: compiled once in `rampcast::io`, or inline without it.
namespace rampcast {

RAMPCAST_INLINE Forecast forecast(const Plant& plant, const Timeline& timeline,
                                  const ForecastOptions& options, const Forecast* like) {
    ForecastOptions used = options;
    if (like != nullptr) {
        used.paths = like->paths() * detail::count_combinations(plant);
        used.seed = like->options().seed;
        used.sampling = like->options().sampling;
    }
    const auto setup = detail::make_setup(
        plant, timeline, used, like != nullptr ? like->drivers() : std::vector<std::string>{});
    std::vector<CombinationTotals> totals = detail::simulator().run(*setup);
    return Forecast::run(plant, timeline, setup, std::move(totals));
}

RAMPCAST_INLINE std::uint64_t memory_bytes(const Plant& plant, const Timeline& timeline,
                                           const ForecastOptions& options) {
    const auto setup = detail::make_setup(plant, timeline, options, {});
    constexpr std::uint64_t histogram = sizeof(std::uint32_t) * Histogram::bins;
    const std::uint64_t series = setup->plan.size, combinations = setup->scenarios.size();
    const std::uint64_t threads = options.threads > 0
                                      ? static_cast<std::uint64_t>(options.threads)
                                      : std::max(1u, std::thread::hardware_concurrency());
    const std::uint64_t running =
        std::min<std::uint64_t>(threads, combinations * scrambles) * series * histogram;
    const std::uint64_t totals =
        combinations * series *
        (sizeof(SeriesTotals) + histogram + histogram * scrambles / SeriesTotals::coarse);
    const std::uint64_t shown = setup->grid.cells.size() - setup->grid.first_shown;
    const std::uint64_t kept = options.keep_paths ? 2 * sizeof(float) * combinations * shown *
                                                        setup->paths_per_scramble * scrambles
                                                  : 0;
    return running + totals + kept;
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

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/forecast/simulator_body.hpp"
#endif
