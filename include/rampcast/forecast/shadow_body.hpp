#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/forecast_data.hpp"
#include "rampcast/forecast/need.hpp"
#include "rampcast/forecast/prepare.hpp"
#include "rampcast/plant/limits.hpp"

/// The shadow values `forecast.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE std::vector<ShadowRow> Forecast::shadow_values(Period period, double more) const {
    if (!(more > 0 && more <= 1))
        throw Error("forecast", "more is " + detail::number_text(more) +
                                    ", must be greater than 0 and at most 1");
    std::size_t index = 0;
    const Frequency step = block_of(Metric::units, period, View::period, {}, index).frequency;
    std::vector<Metric> metrics{Metric::units};
    if (has_value(plant())) metrics.push_back(Metric::gross_output_value);
    const Forecast base = with(metrics, {step}, {View::period});
    ForecastOptions options = base.options();
    options.paths = paths() * weights_.size();
    std::vector<ShadowRow> rows;
    for (const std::string& constraint : constraints()) {
        if (std::find(idle_names.begin(), idle_names.end(), constraint) != idle_names.end())
            continue;
        const auto setup =
            detail::make_setup(plant(), timeline(), options, drivers(),
                               [&](Plant& each) { loosen(each, constraint, 1 + more); });
        Forecast loose = run(plant(), timeline(), setup, detail::run_setup(*setup));
        loose.weights_ = weights_;
        for (const Metric metric : metrics)
            rows.push_back(
                {constraint, metric, loose.at(metric, period).mean - base.at(metric, period).mean});
    }
    return rows;
}

} // namespace rampcast
