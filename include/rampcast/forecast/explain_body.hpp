#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/forecast_data.hpp"
#include "rampcast/forecast/prepare.hpp"
#include "rampcast/forecast/simulator.hpp"
#include "rampcast/plant/limits.hpp"

/// The explanation `forecast.hpp` declares.
namespace rampcast {

namespace detail {

/// Changes of a prepared plant that take something out of a forecast.
using Ideal = std::function<void(Plant&)>;

inline void start_early(Plant& plant, Date day) {
    for (Line& line : plant.lines) {
        line.starts = Uncertain(days_since_epoch(day));
        line.lag_days = 0;
    }
}
inline void skip_ramps(Plant& plant) {
    for (Line& line : plant.lines) line.ramp = Curve{};
}
inline void lose_nothing(Plant& plant) {
    constexpr std::string_view name = "first_pass_yield";
    for (Line& line : plant.lines) {
        for (Station& station : line.stations) station.first_pass_yield = 1;
        for (Change& change : line.changes)
            for (auto* settings : {&change.set, &change.add})
                std::erase_if(*settings,
                              [&](const auto& entry) { return entry.first.ends_with(name); });
    }
}
inline void keep_prices(Plant& plant) {
    for (Product& product : plant.products) {
        if (!product.price) continue;
        product.price->erosion_per_year = 0;
        product.price->volatility_per_year = 0;
        product.price->learning_rate.reset();
        product.price->noise.reset();
    }
}

/// A step of the walk from lines without limits to the forecast: what is no longer taken out.
struct IdealStep {
    std::string name;
    Ideal ideal;
};

/// What is taken out to begin with, in the order in which it is put back.
inline std::vector<IdealStep> ideal_steps(const Plant& plant, Date before) {
    std::vector<IdealStep> steps{
        {"start date", [before](Plant& p) { start_early(p, before); }},
        {"ramp", skip_ramps},
        {"yield", lose_nothing},
    };
    for_each_limit_kind([&](const auto& kind) {
        std::string names;
        for (const std::string& name : kind.names(plant))
            names += (names.empty() ? "" : ", ") + name;
        if (!names.empty()) steps.push_back({names, [kind](Plant& each) { kind.remove(each); }});
    });
    return steps;
}

} // namespace detail

RAMPCAST_INLINE std::vector<StepRow> Forecast::explain(Period period) const {
    if (!has_value(plant())) throw Error("forecast", "explain needs a product with a price");
    std::size_t index = 0;
    const Frequency step = block_of(Metric::units, period, View::period, index).frequency;
    ForecastOptions options = this->options();
    options.metrics = {Metric::units, Metric::gross_output_value};
    options.steps = {step};
    options.views = {View::period};
    options.keep_paths = false;
    options.paths = paths() * weights_.size();
    const auto means = [&](const detail::Ideal& edit) {
        const auto setup = detail::make_setup(plant(), timeline(), options, drivers(), edit);
        Forecast made = run(plant(), timeline(), setup, detail::simulator().run(*setup));
        made.weights_ = weights_;
        return std::pair{made.at(Metric::units, period).mean,
                         made.at(Metric::gross_output_value, period).mean};
    };
    const auto [units, value] = means({});
    double unit_value = units > 0 ? value / units : 0;
    std::vector<StepRow> rows;
    for (const Target& target : plant().targets) {
        if (!target.value_per_year || period != period_of(Frequency::year, period.start) ||
            period.start < *target.from)
            continue;
        if (target.units_per_year) unit_value = *target.value_per_year / *target.units_per_year;
        rows.push_back({target.name, 0, *target.value_per_year});
        break;
    }
    const auto walk_to = [&](const std::string& name, double to) {
        rows.push_back({name, rows.empty() ? 0 : to - rows.back().value, to});
    };
    const Date before = data_->setup->grid.cells.front().days.start - std::chrono::days{1};
    const std::vector<detail::IdealStep> steps = detail::ideal_steps(plant(), before);
    for (std::size_t put_back = 0; put_back < steps.size(); ++put_back) {
        const auto made = means([&](Plant& each) {
            for (std::size_t i = put_back; i < steps.size(); ++i) steps[i].ideal(each);
        });
        walk_to(put_back == 0 ? "what the lines could make" : steps[put_back - 1].name,
                made.first * unit_value);
    }
    walk_to(steps.back().name, units * unit_value);
    walk_to("mix", means(detail::keep_prices).second);
    walk_to("price", value);
    return rows;
}

} // namespace rampcast
