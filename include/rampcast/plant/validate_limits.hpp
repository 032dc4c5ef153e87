#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "rampcast/core/names.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/plant/certain_day.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/plant.hpp"
#include "rampcast/plant/validate_names.hpp"

/// What limits output besides lines: rates by date, caps, people, components, orders.
namespace rampcast::detail {

/// Dates and milestones are stated, and each that is certain is after those before.
template <class List>
void check_order(const List& list, const CertainDays& days, const std::string& at) {
    std::optional<double> latest;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string place = joined(at, element_key(list[i], i));
        check_when(list[i].from, days, place, "from");
        const std::optional<double> day = days.of(list[i].from, list[i].lag_days);
        if (day && latest && !(*day > *latest))
            refuse_value(place, "from", number_words(*day, "date"),
                         "must be after the one before, " + number_words(*latest, "date"));
        if (day) latest = day;
    }
}

/// Rates by date make sense.
/// @param key the member that holds them
inline void check_arrivals(const std::vector<Arrival>& arrivals, const CertainDays& days,
                           const std::string& at, const std::string& key = "arrivals") {
    if (arrivals.empty()) refuse_parameter(at, key, "is empty, must have a rate from some date on");
    for (std::size_t i = 0; i < arrivals.size(); ++i) {
        const std::string place = joined(at, key + "." + element_key(arrivals[i], i));
        const Arrival& each = arrivals[i];
        if (each.per_year.has_value() == each.growth.has_value())
            throw Error(place, each.growth
                                   ? "per_year and growth are both stated, must be one of them"
                                   : "neither per_year nor growth is stated, must be one of them");
        if (i == 0 && each.growth)
            throw Error(place, "growth is stated for the first rate, which needs per_year");
    }
    check_order(arrivals, days, joined(at, key));
}

/// Caps and people make sense.
inline void check_caps_and_labour(const Plant& plant, const CertainDays& days) {
    for (const Cap& cap : plant.caps) {
        const std::string at = "cap." + path_part(cap.name);
        check_arrivals(cap.limits, days, at, "limits");
        check_calendar(cap.calendar, plant, at);
    }
    for (const Labour& labour : plant.labour) {
        const std::string at = "labour." + path_part(labour.name);
        if (labour.headcount.empty())
            refuse_parameter(at, "headcount", "is empty, must have the people on some day");
        check_order(labour.headcount, days, joined(at, "headcount"));
        check_calendar(labour.calendar, plant, at);
        if (!labour.hires.empty()) check_arrivals(labour.hires, days, at, "hires");
    }
}

/// Orders and contracts make sense.
inline void check_orders(const Orders& orders, const CertainDays& days) {
    if (orders.contracts.empty() || !orders.arrivals.empty())
        check_arrivals(orders.arrivals, days, "orders");
    check_names(orders.contracts, "orders.contracts");
    if (orders.unfilled == Unfilled::lost && orders.cancelled_per_year != Uncertain(0))
        refuse_parameter("orders", "cancelled_per_year",
                         "is stated, but orders not filled are lost");
}

/// Components exist, are used, and their arrivals make sense.
inline void check_components(const Plant& plant, const CertainDays& days) {
    const Names names(names_of(plant.components));
    std::set<std::string> used;
    for (const Product& product : plant.products)
        for (const auto& entry : product.components) {
            check_reference(entry.first, names, "product." + path_part(product.name), "components",
                            "a component");
            used.insert(entry.first);
        }
    for (const Component& component : plant.components) {
        const std::string at = "component." + path_part(component.name);
        check_arrivals(component.arrivals, days, at);
        if (!used.count(component.name)) throw Error(at, "no product uses this component");
    }
}

} // namespace rampcast::detail
