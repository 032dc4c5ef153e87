#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/core/names.hpp"
#include "rampcast/core/nearest.hpp"
#include "rampcast/core/refuse.hpp"
#include "rampcast/plant/metric.hpp"
#include "rampcast/plant/plant.hpp"

namespace rampcast::detail {

/// @throws Error at a place where the plant does not state what a metric goes by
inline void check_metric(const Plant& plant, Metric metric, const std::string& at) {
    const MetricInfo& info = info_of(metric);
    if (info.measure == Measure::money && !has_value(plant))
        throw Error(at, text(metric) + " needs a product with a price");
    if (metric == Metric::components_used && plant.components.empty())
        throw Error(at, text(metric) + " needs the plant's components, which are not stated");
    if (is_of_orders(metric) && !plant.orders && plant.product_orders.empty())
        throw Error(at, text(metric) + " needs the plant's orders, which are not stated");
    if (info.book == Book::cash && !plant.cash)
        throw Error(at, text(metric) + " needs the plant's cash, which is not stated");
}

/// @throws Error at a place where a metric is not known of each product or line
inline void check_known_by(Metric metric, By by, const std::string& at) {
    if (is_known_by(metric, by)) return;
    std::string known;
    for (const MetricInfo& each : metric_table)
        if (is_known_by(each.metric, by))
            known += (known.empty() ? "" : ", ") + std::string(each.name);
    throw Error(at, text(metric) + " is not known by " + text(by) + ", but " + known + " are");
}

/// The place of a product or line in its plant's list; 0 for the plant itself.
/// @throws Error at a place where there is no such product or line
inline std::size_t member_of(const Plant& plant, const Segment& segment, const std::string& at) {
    if (segment.by == By::plant) return 0;
    const std::vector<std::string> names =
        segment.by == By::product ? names_of(plant.products) : names_of(plant.lines);
    const auto found = std::find(names.begin(), names.end(), segment.name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    const std::string what = text(segment.by) + " is " + detail::quoted(segment.name);
    throw Error(at, names.empty() ? what + ", but the plant states none"
                                  : what + ", must be one of the plant's; the nearest is " +
                                        detail::quoted(nearest(segment.name, names)));
}

} // namespace rampcast::detail
