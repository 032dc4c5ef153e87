#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "rampcast/core/refuse.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/metric_use.hpp"
#include "rampcast/plant/plant.hpp"
#include "rampcast/plant/target_time.hpp"
#include "rampcast/plant/validate_names.hpp"
#include "rampcast/time/fiscal.hpp"

/// What was announced and reported.
namespace rampcast::detail {

/// One form or the other: amounts a year, or a metric's amount in a period.
inline void check_amounts(const Target& target, const std::string& at) {
    const bool yearly = target.units_per_year || target.value_per_year;
    if (!yearly && !target.at_least)
        throw Error(at, "neither units_per_year, value_per_year nor at_least is stated, must be at "
                        "least one of them");
    if (yearly && target.at_least)
        throw Error(at, "at_least is stated beside an amount a year; write two targets");
    if (!yearly) return;
    if (!target.from) throw Error(at, "from is missing, the day from which years count");
    if (!target.period.empty() || target.by)
        throw Error(at, std::string(target.by ? "by" : "period") +
                            " is stated beside an amount a year; it goes with at_least");
}
inline void check_time(const Target& target, const std::string& at, const FiscalYear& years) {
    if (!target.at_least) return;
    if (target.period.empty())
        throw Error(at, "period is missing; write one such as 2025-Q3, or a step such as week");
    TargetTime time;
    try {
        time = time_of(target, years);
    } catch (const Error& error) {
        throw Error(at, "period: " + error.message());
    }
    if (time.only && (target.from || target.by))
        throw Error(at, std::string(target.from ? "from" : "by") +
                            " is stated beside the only period " + target.period +
                            "; it goes with a step");
    if (target.from && target.by && *target.by < *target.from)
        throw Error(at,
                    "by is " + text(*target.by) + ", must be after from, " + text(*target.from));
}

/// The metric of `at_least`: one that there is, and that the plant states enough for.
inline void check_target_metric(const Plant& plant, const Target& target, const std::string& at) {
    const std::optional<Metric> metric = metric_named(target.metric);
    if (!metric) {
        std::string allowed;
        for (const std::string_view name : metric_names)
            allowed += (allowed.empty() ? "" : ", ") + std::string(name);
        throw Error(at,
                    "metric is " + detail::quoted(target.metric) + ", must be one of " + allowed);
    }
    if (target.at_least) check_metric(plant, *metric, at);
    else if (target.metric != Target{}.metric)
        throw Error(at, "metric is stated beside an amount a year; it goes with at_least");
}

inline void check_targets(const Plant& plant) {
    const bool priced = has_value(plant);
    const Names products(names_of(plant.products));
    for (const Target& target : plant.targets) {
        const std::string at = "target." + path_part(target.name);
        if (target.from) check_day(*target.from, at, "from");
        if (target.by) check_day(*target.by, at, "by");
        check_amounts(target, at);
        check_time(target, at, years_of(plant));
        if (target.value_per_year && !priced)
            throw Error(at, "value_per_year is stated, but no product has a price");
        check_target_metric(plant, target, at);
        if (target.product.empty()) continue;
        check_reference(target.product, products, at, "product", "a product");
        check_known_by(*metric_named(target.metric), By::product, at);
        const bool money =
            target.value_per_year ||
            (target.at_least && info_of(*metric_named(target.metric)).measure == Measure::money);
        if (money && !plant.products[*products.find(target.product)].price)
            throw Error(at, "is about the value of " + detail::quoted(target.product) +
                                ", which has no price");
    }
}

inline void check_actuals(const Plant& plant) {
    std::set<std::string> seen;
    for (const Actual& actual : plant.actuals) {
        const std::string at = "actual." + actual.period;
        try {
            static_cast<void>(parse_period(actual.period, years_of(plant)));
        } catch (const Error& error) {
            throw Error(at, "actual", "period: " + error.message());
        }
        if (!actual.units && !actual.value)
            throw Error(at, "neither units nor value is stated, must be at least one of them");
        if (actual.units == 0 && actual.value && *actual.value > 0)
            throw Error(at, "value is stated, but units is 0");
        if (!seen.insert(actual.period).second) throw Error(at, "the period stands twice");
    }
}

} // namespace rampcast::detail
