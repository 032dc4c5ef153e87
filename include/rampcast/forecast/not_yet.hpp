#pragma once

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <variant>

#include "rampcast/plant/certain_day.hpp"
#include "rampcast/time/operating_time.hpp"
#include "rampcast/uncertainty/hermite_table.hpp"

namespace rampcast::detail {

/// The least that uncertain dates and days of a plant can be, given that what
/// they say when has not happened by the as-of date; dates from 1970-01-01.
///
/// An event that has happened is stated with its date. What follows one that
/// has not is later by itself; what follows those that have takes more than the
/// days since the latest.
inline std::map<const Uncertain*, double> least_by_as_of(const Plant& plant) {
    std::map<const Uncertain*, double> least;
    if (!plant.as_of) return least;
    const double as_of = days_since_epoch(*plant.as_of);
    const CertainDays certain(plant);
    const auto at_least = [&](const Uncertain& number, double value) {
        if (number.is_uncertain()) least[&number] = value;
    };
    for (const Milestone& each : plant.milestones) {
        if (each.on) at_least(*each.on, as_of);
        std::optional<double> latest;
        for (const std::string& before : each.after) {
            const std::optional<double> day = certain.of(before);
            latest = !day ? as_of : latest ? std::max(*latest, *day) : *day;
            if (!day) break;
        }
        if (!latest || *latest >= as_of) continue;
        if (each.days) at_least(*each.days, as_of - *latest);
        if (!each.working_days || !each.working_days->is_uncertain()) continue;
        Calendar calendar;
        for (const Calendar& known : plant.calendars)
            if (known.name == each.calendar) calendar = known;
        const Date first{std::chrono::days{static_cast<int>(*latest)}};
        const WorkingDays days(calendar, first, *plant.as_of);
        at_least(*each.working_days, days.count(days.day_of(*plant.as_of)) -
                                         days.count(*latest - days_since_epoch(first)));
    }
    // A start or the like has happened where all of its range lies before.
    const auto perhaps = [&](const Uncertain& number, double value) {
        if (number.is_uncertain() && quantile_z(number.distribution(), KnotGrid::reach) >= value)
            at_least(number, value);
    };
    const auto moment = [&](const When& when, const Uncertain& lag_days) {
        if (const auto* on = std::get_if<Uncertain>(&when); on && !lag_days.is_uncertain())
            perhaps(*on, as_of - lag_days.number());
        if (const auto day = certain.of(when, Uncertain(0)); day && *day < as_of)
            perhaps(lag_days, as_of - *day);
    };
    for (const Line& line : plant.lines) {
        moment(line.starts, line.lag_days);
        for (const Change& change : line.changes) moment(change.on, change.lag_days);
    }
    for (const Product& each : plant.products)
        if (has_start(each)) moment(each.starts, Uncertain(0));
    for (const Investment& each : plant.investments) moment(each.on, each.lag_days);
    for (const Tranche& each : plant.tranches) moment(each.on, each.lag_days);
    const auto rates = [&](const auto& list) {
        for (const auto& each : list) moment(each.from, each.lag_days);
    };
    for (const Cap& each : plant.caps) rates(each.limits);
    for (const Component& each : plant.components) rates(each.arrivals);
    if (plant.orders) rates(plant.orders->arrivals);
    for (const Orders& each : plant.product_orders) rates(each.arrivals);
    for (const Cost& each : plant.costs) rates(each.rates);
    for (const Labour& each : plant.labour) {
        rates(each.headcount);
        rates(each.hires);
    }
    return least;
}

} // namespace rampcast::detail
