#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/forecast/bridge_body.hpp"
#include "rampcast/forecast/comparison_body.hpp"
#include "rampcast/forecast/counts_body.hpp"
#include "rampcast/forecast/explain_body.hpp"
#include "rampcast/forecast/figures_body.hpp"
#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/forecast_data.hpp"
#include "rampcast/forecast/importance_body.hpp"
#include "rampcast/forecast/merge_body.hpp"
#include "rampcast/forecast/need.hpp"
#include "rampcast/forecast/prepare.hpp"
#include "rampcast/forecast/returns_body.hpp"
#include "rampcast/forecast/shadow_body.hpp"

/// What `forecast.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE Timeline timeline_of(const Plant& plant) {
    if (plant.timeline) return *plant.timeline;
    if (plant.as_of) return default_timeline(*plant.as_of);
    throw Error("plant", "as_of is missing; the default timeline starts with its month");
}

RAMPCAST_INLINE std::vector<Frequency> steps_of(const Timeline& timeline) {
    std::vector<Frequency> steps{timeline.step};
    for (const Frequency each :
         {Frequency::month, Frequency::quarter, Frequency::half_year, Frequency::year})
        if (each != timeline.step &&
            (timeline.step == Frequency::week || coarser_or_equal(each, timeline.step)))
            steps.push_back(each);
    return steps;
}

namespace detail {

/// True where output value and revenue differ, or value added is known, by what a plant states.
inline bool has_accounts(const Plant& plant) {
    if (plant.sales || !plant.costs.empty()) return true;
    for (const Product& product : plant.products)
        if (product.material_share != Uncertain(0)) return true;
    return false;
}

} // namespace detail

RAMPCAST_INLINE std::vector<Metric> default_metrics(const Plant& plant) {
    std::vector<Metric> metrics{Metric::units};
    if (!has_value(plant)) return metrics;
    metrics.push_back(Metric::gross_output_value);
    if (detail::has_accounts(plant))
        metrics.insert(metrics.end(), {Metric::revenue, Metric::value_added});
    if (plant.cash)
        metrics.insert(metrics.end(), {Metric::cash, Metric::peak_funding, Metric::npv,
                                       Metric::closing_working_capital});
    return metrics;
}

RAMPCAST_INLINE std::vector<Metric> table_metrics(const Plant& plant) {
    return detail::table_metrics_of(plant);
}

RAMPCAST_INLINE Forecast forecast(const Plant& plant, const Timeline& timeline,
                                  const ForecastOptions& options, const Forecast* like) {
    ForecastOptions used = options;
    if (like != nullptr) {
        used.paths = like->paths() * detail::count_combinations(plant);
        used.seed = like->options().seed;
        used.sampling = like->options().sampling;
        used.common_draws = like->options().common_draws;
    }
    const auto setup = detail::make_setup(
        plant, timeline, used, like != nullptr ? like->drivers() : std::vector<std::string>{});
    std::vector<CombinationTotals> totals = detail::run_setup(*setup);
    return Forecast::run(plant, timeline, setup, std::move(totals));
}
RAMPCAST_INLINE Forecast forecast(const Plant& plant, const ForecastOptions& options) {
    return forecast(plant, timeline_of(plant), options);
}

RAMPCAST_INLINE Forecast Forecast::run(const Plant& plant, const Timeline& timeline,
                                       std::shared_ptr<const detail::Setup> setup,
                                       std::vector<CombinationTotals> totals) {
    auto data = std::make_shared<detail::ForecastData>(
        detail::ForecastData{plant, timeline, std::move(setup), std::move(totals)});
    Forecast result;
    for (const CombinationTotals& each : data->totals) result.weights_.push_back(each.weight);
    result.data_ = std::move(data);
    return result;
}

RAMPCAST_INLINE const Plant& Forecast::plant() const { return data_->plant; }
RAMPCAST_INLINE const Timeline& Forecast::timeline() const { return data_->timeline; }
RAMPCAST_INLINE const ForecastOptions& Forecast::options() const { return data_->setup->options; }
RAMPCAST_INLINE std::uint64_t Forecast::paths() const {
    return data_->setup->schedule.paths_per_scramble * scrambles;
}
RAMPCAST_INLINE const std::vector<std::string>& Forecast::drivers() const {
    return data_->setup->names;
}

RAMPCAST_INLINE Forecast Forecast::with(const std::vector<Metric>& metrics,
                                        const std::vector<Frequency>& steps,
                                        const std::vector<View>& views,
                                        const std::vector<By>& by) const {
    ForecastOptions options = this->options();
    options.by = by;
    options.metrics = metrics;
    options.steps = steps;
    options.views = views;
    return again(options);
}

RAMPCAST_INLINE Forecast Forecast::again(const ForecastOptions& options) const {
    check_whole();
    ForecastOptions used = options;
    used.paths = paths() * weights_.size();
    const auto setup = detail::make_setup(plant(), timeline(), used, drivers());
    Forecast made = run(plant(), timeline(), setup, detail::run_setup(*setup));
    made.weights_ = weights_;
    if (!base_) return made;
    Forecast before = base_->again(options);
    before.weights_ = weights_;
    return made.change_from(before);
}

RAMPCAST_INLINE Forecast Forecast::on_common_draws() const {
    if (options().common_draws || weights_.size() == 1) return *this;
    ForecastOptions options = this->options();
    options.common_draws = true;
    return again(options);
}

RAMPCAST_INLINE std::uint64_t memory_bytes(const Plant& plant, const Timeline& timeline,
                                           const ForecastOptions& options) {
    return detail::need_bytes(*detail::make_setup(plant, timeline, options, {}));
}

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/forecast/simulator_body.hpp"
#endif
