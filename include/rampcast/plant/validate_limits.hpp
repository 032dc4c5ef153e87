#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "rampcast/core/names.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/plant/certain_day.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/orders_use.hpp"
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

/// A season has twelve factors, 1 on average.
inline void check_season(const Orders& orders, const std::string& at) {
    constexpr std::size_t months = 12;
    if (orders.season.empty()) return;
    if (orders.season.size() != months)
        refuse_parameter(at, "season",
                         "has " + std::to_string(orders.season.size()) +
                             " factors, must have twelve, from January on");
    double sum = 0;
    for (const Uncertain& each : orders.season) sum += each.median();
    const double mean = sum / static_cast<double>(months);
    if (!(std::abs(mean - 1) <= 0.005))
        refuse_parameter(at, "season",
                         "averages to " + short_text(mean) + ", must average to 1 (within .005)");
}

/// Orders and contracts make sense.
inline void check_orders(const Orders& orders, const Names& products, const CertainDays& days,
                         const std::string& at) {
    if (orders.contracts.empty() || !orders.arrivals.empty())
        check_arrivals(orders.arrivals, days, at);
    check_names(orders.contracts, at + ".contracts");
    if (orders.unfilled == Unfilled::lost && orders.cancelled_per_year != Uncertain(0))
        refuse_parameter(at, "cancelled_per_year", "is stated, but orders not filled are lost");
    check_season(orders, at);
    if (!orders.product.empty())
        check_reference(orders.product, products, at, "product", "a product");
    for (const Contract& each : orders.contracts)
        if (!each.product.empty())
            check_reference(each.product, products, at + ".contracts." + path_part(each.name),
                            "product", "a product");
}

/// Orders for any product, and for one each.
inline void check_demand(const Plant& plant, const CertainDays& days) {
    const Names products(names_of(plant.products));
    if (plant.orders) check_orders(*plant.orders, products, days, "orders");
    if (builds_ahead(plant) && plant.sharing != Sharing::mix && names_products(plant)) {
        const bool of_all = plant.orders && plant.orders->build_ahead_units != Uncertain(0);
        const auto of =
            std::find_if(plant.product_orders.begin(), plant.product_orders.end(),
                         [](const Orders& each) { return each.build_ahead_units != Uncertain(0); });
        refuse_parameter(of_all ? "orders" : "product_orders." + path_part(of->product),
                         "build_ahead_units",
                         "is stated with orders for products and sharing " +
                             quoted(sharing_names[static_cast<std::size_t>(plant.sharing)]) +
                             "; with it sharing must be mix");
    }
    Names ordered;
    for (std::size_t i = 0; i < plant.product_orders.size(); ++i) {
        const Orders& each = plant.product_orders[i];
        if (each.product.empty())
            refuse_parameter("product_orders." + std::to_string(i + 1), "product",
                             "is empty, must be the name of a product; orders for any stand in "
                             "`orders`");
        const std::string at = "product_orders." + path_part(each.product);
        if (!ordered.add(each.product))
            refuse_value(at, "product", detail::quoted(each.product),
                         "which has orders already; add contracts or rates to them");
        check_orders(each, products, days, at);
    }
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
