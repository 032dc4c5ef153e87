#pragma once

#include <string>

#include "rampcast/core/error.hpp"
#include "rampcast/plant/metric.hpp"
#include "rampcast/plant/plant.hpp"

namespace rampcast::detail {

/// @throws Error at a place where the plant does not state what a metric goes by
inline void check_metric(const Plant& plant, Metric metric, const std::string& at) {
    const MetricInfo& info = info_of(metric);
    if (info.measure == Measure::money && !has_value(plant))
        throw Error(at, text(metric) + " needs a product with a price");
    if (info.book == Book::cash && !plant.cash)
        throw Error(at, text(metric) + " needs the plant's cash, which is not stated");
}

} // namespace rampcast::detail
