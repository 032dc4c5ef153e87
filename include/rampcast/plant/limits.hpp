#pragma once

#include <array>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "rampcast/core/names.hpp"
#include "rampcast/core/refuse.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/plant.hpp"

/// What may limit a plant's output, kind by kind: its names, how to loosen and how to remove it.
///
/// A kind of limit is a struct below, with its place in `LimitKinds`, and a `Limit` of the forecast
/// that `add_limits` makes for it. `key` begins its place in a plant; the one limit of a kind that
/// is `single` bears that name itself.
namespace rampcast {

namespace detail {

/// Multiplies a number of a line, also where its changes set it or add to it.
inline void scale_in_changes(Line& line, const std::string& path, double factor) {
    for (Change& change : line.changes)
        for (auto* settings : {&change.set, &change.add})
            if (const auto found = settings->find(path); found != settings->end())
                if (auto* number = std::get_if<Uncertain>(&found->second))
                    *number = scaled(*number, factor);
}

/// Stations, and the nameplates of all lines together ("lines"). They cannot be removed.
struct LineLimits {
    static std::vector<std::string> names(const Plant& plant) {
        Names names;
        for (const Line& line : plant.lines) {
            if (line.stations.empty()) names.add("lines");
            for (const Station& station : line.stations) names.add(station.name);
        }
        return names.list();
    }
    static void loosen(Plant& plant, std::string_view name, double factor) {
        for (Line& line : plant.lines) {
            for (Station& station : line.stations) {
                if (station.name != name) continue;
                station.places = scaled(station.places, factor);
                scale_in_changes(line, path_part(station.name) + ".places", factor);
            }
            if (name == "lines" && line.nameplate) {
                line.nameplate->units_per_year = scaled(line.nameplate->units_per_year, factor);
                scale_in_changes(line, "nameplate.units_per_year", factor);
            }
        }
    }
};

struct CapLimits {
    static constexpr std::string_view key = "cap";
    static constexpr bool single = false;
    static std::vector<std::string> names(const Plant& plant) { return names_of(plant.caps); }
    static void loosen(Plant& plant, std::string_view name, double factor) {
        for (Cap& cap : plant.caps)
            if (cap.name == name)
                for (Arrival& each : cap.limits)
                    if (each.per_year) each.per_year = scaled(*each.per_year, factor);
    }
    static void remove(Plant& plant) { plant.caps.clear(); }
};

struct LabourLimits {
    static constexpr std::string_view key = "labour";
    static constexpr bool single = false;
    static std::vector<std::string> names(const Plant& plant) { return names_of(plant.labour); }
    static void loosen(Plant& plant, std::string_view name, double factor) {
        for (Labour& labour : plant.labour)
            if (labour.name == name)
                labour.hours_per_month = scaled(labour.hours_per_month, factor);
    }
    static void remove(Plant& plant) { plant.labour.clear(); }
};

struct ComponentLimits {
    static constexpr std::string_view key = "component";
    static constexpr bool single = false;
    static std::vector<std::string> names(const Plant& plant) { return names_of(plant.components); }
    static void loosen(Plant& plant, std::string_view name, double factor) {
        for (Component& component : plant.components) {
            if (component.name != name) continue;
            component.multiplier = scaled(component.multiplier, factor);
            component.opening_stock = scaled(component.opening_stock, factor);
        }
    }
    static void remove(Plant& plant) {
        plant.components.clear();
        for (Product& product : plant.products) product.components.clear();
    }
};

struct OrderLimits {
    static constexpr std::string_view key = "orders";
    static constexpr bool single = true;
    static std::vector<std::string> names(const Plant& plant) {
        if (!plant.orders && plant.product_orders.empty()) return {};
        return {std::string(key)};
    }
    static void loosen(Plant& plant, std::string_view name, double factor) {
        if (name != key) return;
        if (plant.orders) loosen(*plant.orders, factor);
        for (Orders& each : plant.product_orders) loosen(each, factor);
    }
    static void loosen(Orders& orders, double factor) {
        orders.multiplier = scaled(orders.multiplier, factor);
        orders.opening_backlog = scaled(orders.opening_backlog, factor);
        for (Contract& contract : orders.contracts) contract.units = scaled(contract.units, factor);
    }
    static void remove(Plant& plant) {
        plant.orders.reset();
        plant.product_orders.clear();
    }
};

struct CashLimits {
    static constexpr std::string_view key = "cash";
    static constexpr bool single = true;
    static std::vector<std::string> names(const Plant& plant) {
        if (!plant.cash || !plant.cash->limits_output) return {};
        return {std::string(key)};
    }
    static void loosen(Plant& plant, std::string_view name, double factor) {
        if (name != key || !plant.cash) return;
        plant.cash->opening = scaled(plant.cash->opening, factor);
        plant.cash->credit_line = scaled(plant.cash->credit_line, factor);
        for (Tranche& tranche : plant.tranches) tranche.amount = scaled(tranche.amount, factor);
    }
    static void remove(Plant& plant) {
        if (plant.cash) plant.cash->limits_output = false;
    }
};

/// Every kind of limit besides the lines, in the order in which a forecast lists them.
using LimitKinds = std::tuple<CapLimits, LabourLimits, ComponentLimits, OrderLimits, CashLimits>;

/// Calls use(kind) for each.
template <class Use> void for_each_limit_kind(Use&& use) {
    std::apply([&](const auto&... kinds) { (use(kinds), ...); }, LimitKinds{});
}

} // namespace detail

/// What keeps a plant from making anything, or stands in for what it makes, and cannot be loosened.
inline constexpr std::array<std::string_view, 3> idle_names{"not started", "closed", "reported"};

/// What may limit output, in a forecast's order: "not started", the lines' stations (or "lines"),
/// the caps, groups of people and components by name, "orders", "cash".
inline std::vector<std::string> constraint_names(const Plant& plant) {
    std::vector<std::string> names{"not started"};
    const auto add = [&](const std::vector<std::string>& more) {
        names.insert(names.end(), more.begin(), more.end());
    };
    add(detail::LineLimits::names(plant));
    detail::for_each_limit_kind([&](const auto& kind) { add(kind.names(plant)); });
    return names;
}

/// A station of a line, or a line that has none, as something that may limit output.
struct LineConstraint {
    std::string line{}, constraint{};
};
/// Every station of every line, and for a line without the name "lines", in their order.
inline std::vector<LineConstraint> line_constraints(const Plant& plant) {
    std::vector<LineConstraint> list;
    for (const Line& line : plant.lines) {
        if (line.stations.empty()) list.push_back({line.name, "lines"});
        for (const Station& station : line.stations) list.push_back({line.name, station.name});
    }
    return list;
}

/// Multiplies what one constraint of a prepared plant allows: the places of a station, the
/// nameplates ("lines"), the units of a cap, the hours of people, the pieces of a component, all
/// orders, the financing ("cash"). Other names change nothing.
inline void loosen(Plant& plant, std::string_view constraint, double factor) {
    detail::LineLimits::loosen(plant, constraint, factor);
    detail::for_each_limit_kind([&](const auto& kind) { kind.loosen(plant, constraint, factor); });
}

} // namespace rampcast
