#pragma once

#include <algorithm>

#include "rampcast/plant/plant.hpp"

/// What a plant's orders are for.
namespace rampcast::detail {

/// True where units may be built ahead of some orders.
inline bool builds_ahead(const Plant& plant) {
    const auto builds = [](const Orders& orders) {
        return orders.build_ahead_units != Uncertain(0);
    };
    return (plant.orders && builds(*plant.orders)) ||
           std::any_of(plant.product_orders.begin(), plant.product_orders.end(), builds);
}

/// True where some orders are for a product.
inline bool names_products(const Plant& plant) {
    const auto names = [](const Contract& each) { return !each.product.empty(); };
    return !plant.product_orders.empty() ||
           (plant.orders &&
            (!plant.orders->product.empty() ||
             std::any_of(plant.orders->contracts.begin(), plant.orders->contracts.end(), names)));
}

/// True where all orders are for a product each, so that no mix is needed.
inline bool orders_name_products(const Plant& plant) {
    if (!plant.orders) return !plant.product_orders.empty();
    const Orders& orders = *plant.orders;
    if (!orders.product.empty()) return true;
    return orders.arrivals.empty() && orders.opening_backlog == Uncertain(0) &&
           std::all_of(orders.contracts.begin(), orders.contracts.end(),
                       [](const Contract& each) { return !each.product.empty(); });
}

} // namespace rampcast::detail
