#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rampcast/plant/check.hpp"
#include "rampcast/plant/plant.hpp"

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

inline void scale_rates(std::vector<Arrival>& rates, double factor) {
    for (Arrival& each : rates)
        if (each.per_year) each.per_year = scaled(*each.per_year, factor);
}

} // namespace detail

/// Multiplies what one constraint of a prepared plant allows: the places of a station, the
/// nameplates ("lines"), the units of a cap, the hours of people, the pieces of a component, all
/// orders, the financing ("cash"). Other names change nothing.
inline void loosen(Plant& plant, std::string_view constraint, double factor) {
    for (Line& line : plant.lines) {
        for (Station& station : line.stations) {
            if (station.name != constraint) continue;
            station.places = scaled(station.places, factor);
            detail::scale_in_changes(line, station.name + ".places", factor);
        }
        if (constraint == "lines" && line.nameplate) {
            line.nameplate->units_per_year = scaled(line.nameplate->units_per_year, factor);
            detail::scale_in_changes(line, "nameplate.units_per_year", factor);
        }
    }
    for (Cap& cap : plant.caps)
        if (cap.name == constraint) detail::scale_rates(cap.limits, factor);
    for (Labour& labour : plant.labour)
        if (labour.name == constraint)
            labour.hours_per_month = scaled(labour.hours_per_month, factor);
    for (Component& component : plant.components) {
        if (component.name != constraint) continue;
        component.multiplier = scaled(component.multiplier, factor);
        component.opening_stock = scaled(component.opening_stock, factor);
    }
    if (constraint == "orders" && plant.orders) {
        plant.orders->multiplier = scaled(plant.orders->multiplier, factor);
        plant.orders->opening_backlog = scaled(plant.orders->opening_backlog, factor);
        for (Contract& contract : plant.orders->contracts)
            contract.units = scaled(contract.units, factor);
    }
    if (constraint == "cash" && plant.cash) {
        plant.cash->opening = scaled(plant.cash->opening, factor);
        plant.cash->credit_line = scaled(plant.cash->credit_line, factor);
        for (Tranche& tranche : plant.tranches) tranche.amount = scaled(tranche.amount, factor);
    }
}

} // namespace rampcast
