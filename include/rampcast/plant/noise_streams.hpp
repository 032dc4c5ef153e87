#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/plant/certain_day.hpp"
#include "rampcast/plant/plant.hpp"

namespace rampcast {

/// True where a number may differ from 0 on some path.
inline bool is_used(const Uncertain& number) {
    return number.is_uncertain() || number.number() != 0;
}

/// The stream of the luck by which a milestone comes.
inline std::string luck_name(const Milestone& milestone) {
    return "milestone." + path_part(milestone.name) + ".comes";
}

/// Names of the noise streams that a prepared plant's projection asks for, in its order: shocks on
/// lines; shocks and walks of prices; shocks on components and orders; luck with contracts and
/// milestones.
inline std::vector<std::string> stream_names(const Plant& plant) {
    std::vector<std::string> names;
    const auto add = [&](bool wanted, const std::string& at, const char* what) {
        if (wanted) names.push_back(at + what);
    };
    for (const Line& line : plant.lines)
        add(line.noise.has_value(), "line." + path_part(line.name), ".noise");
    for (const Product& product : plant.products) {
        if (!product.price) continue;
        const std::string at = "product." + path_part(product.name) + ".price";
        add(product.price->noise.has_value(), at, ".noise");
        add(is_used(product.price->volatility_per_year), at, ".volatility");
    }
    for (const Component& component : plant.components)
        add(component.noise.has_value(), "component." + path_part(component.name), ".noise");
    const auto add_orders = [&](const Orders& orders, const std::string& at) {
        add(orders.noise.has_value(), at, ".noise");
        for (const Contract& contract : orders.contracts)
            add(true, at + ".contracts." + path_part(contract.name), ".chance");
    };
    if (plant.orders) add_orders(*plant.orders, "orders");
    for (const Orders& each : plant.product_orders)
        add_orders(each, "product_orders." + path_part(each.product));
    for (const Milestone& milestone : plant.milestones)
        add(may_fail(milestone), luck_name(milestone), "");
    return names;
}

/// True for a stream that a path asks for once, not month by month.
inline bool is_drawn_once(const std::string& stream) {
    return stream.ends_with(".chance") || stream.ends_with(".comes");
}

/// Correlations between monthly shocks, the others being between uncertain numbers.
inline bool is_of_shocks(const RankCorrelation& pair) {
    return std::all_of(pair.between.begin(), pair.between.end(),
                       [](const std::string& name) { return name.ends_with(".noise"); });
}

} // namespace rampcast
