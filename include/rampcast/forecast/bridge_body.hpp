#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/forecast_data.hpp"

/// The bridge `forecast.hpp` declares.
namespace rampcast {

RAMPCAST_INLINE std::vector<StepRow> Forecast::bridge(Period period) const {
    std::size_t index = 0;
    const Frequency step = block_of(Metric::units, period, View::period, {}, index).frequency;
    const Forecast books =
        with({Metric::gross_output_value, Metric::shipped_value, Metric::accepted_value,
              Metric::sold_value, Metric::revenue, Metric::parent_revenue},
             {step}, {View::period});
    const auto mean = [&](Metric metric) { return books.at(metric, period).mean; };
    std::vector<StepRow> rows{{"gross output value", 0, mean(Metric::gross_output_value)}};
    for (const auto& [words, metric] :
         {std::pair{"rise in finished stock", Metric::shipped_value},
          std::pair{"not yet accepted", Metric::accepted_value},
          std::pair{"the group's own use", Metric::sold_value},
          std::pair{"material sold back", Metric::revenue},
          std::pair{"share of other owners", Metric::parent_revenue}}) {
        const double value = mean(metric);
        rows.push_back({words, value - rows.back().value, value});
    }
    return rows;
}

} // namespace rampcast
