#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <variant>

#include "rampcast/plant/plant.hpp"

namespace rampcast {

/// The day of a milestone, from 1970-01-01, where nothing about it is uncertain and no working days
/// are counted; none else.
inline std::optional<double> certain_day(const Plant& plant, const std::string& milestone) {
    for (const Milestone& each : plant.milestones) {
        if (each.name != milestone) continue;
        if (each.on)
            return each.on->is_uncertain() ? std::nullopt : std::optional(each.on->number());
        if (!each.days || each.days->is_uncertain()) return {};
        std::optional<double> latest;
        for (const std::string& before : each.after) {
            const std::optional<double> day = certain_day(plant, before);
            if (!day) return {};
            latest = latest ? std::max(*latest, *day) : *day;
        }
        return latest ? std::optional(*latest + each.days->number()) : latest;
    }
    return {};
}

/// The day so many days after a date or milestone, where it is certain.
inline std::optional<double> certain_day(const Plant& plant, const When& when,
                                         const Uncertain& lag_days) {
    if (lag_days.is_uncertain()) return {};
    std::optional<double> day;
    if (const auto* name = std::get_if<std::string>(&when)) day = certain_day(plant, *name);
    else if (const auto& on = std::get<Uncertain>(when); !on.is_uncertain()) day = on.number();
    return day ? std::optional(*day + lag_days.number()) : day;
}

} // namespace rampcast
